//! The article on paper: all of it, with numbers that lead to the notes below it.

use std::collections::HashMap;

use sayso::Span;
use sayso::attribution::Attribution;

use super::{ArticlePainter, Mark, Scene};
use crate::dom::{set, set_or_remove};
use crate::model::layout::Role;
use sayso::review::Target;

/// Where a note's number stands: at the end of the cue, or of what there is instead.
fn anchor(a: &Attribution) -> Option<(Role, Span)> {
    let first = |role, spans: &[Span]| spans.first().map(|&span| (role, span));
    first(Role::Cue, &a.cue).or_else(|| first(Role::Source, &a.source)).or_else(|| first(Role::Content, &a.content))
}

impl ArticlePainter {
    /// Paints what is not painted, and numbers the attributions `notes`, from 1 on; gives the chunks to be put back afterwards.
    pub(crate) fn print(&mut self, scene: &Scene<'_>, notes: &[usize]) -> Vec<usize> {
        let numbers: HashMap<usize, usize> = notes.iter().zip(1..).map(|(&note, number)| (note, number)).collect();
        let bare: Vec<usize> = (0..self.views.len()).filter(|&i| self.views[i].marks.is_none()).collect();
        for &i in &bare {
            self.paint(scene, i);
        }
        for Mark { element, segment, .. } in self.views.iter().flat_map(|view| view.marks.iter().flatten()) {
            let here = segment.covers.iter().filter_map(|cover| {
                let Target::Attribution(i) = cover.target else { return None };
                let at = anchor(&scene.doc.review.attributions[i].value)?;
                let ends = at == (cover.role, cover.span) && cover.span.end == segment.span.end;
                numbers.get(&i).filter(|_| ends)
            });
            let here: Vec<String> = here.map(ToString::to_string).collect();
            if !here.is_empty() {
                set(element, "data-note", &here.join(","));
            }
        }
        bare
    }

    /// Takes the numbers away, and what was painted for the paper only.
    pub(crate) fn put_back(&mut self, bare: &[usize]) {
        for mark in self.views.iter().flat_map(|view| view.marks.iter().flatten()) {
            set_or_remove(&mark.element, "data-note", "");
        }
        for &i in bare {
            let Some(view) = self.views.get_mut(i).filter(|view| !view.near) else { continue };
            view.marks = None;
            view.element.set_text_content(None);
            view.element.set_class_name("chunk bare");
        }
    }
}
