//! Handles at the ends of what is selected: dragged, they move them.

use sayso::Span;
use sayso::attribution::Role as Part;
use sayso::review::Target;
use web_sys::Element;

use super::{ArticlePainter, Mark, Scene};
use crate::dom::{append, element, set};
use crate::model::edges::Edge;
use crate::model::layout::Role;
use crate::model::parts::{Portion, portions};
use crate::model::words;

/// What a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle {
    pub(crate) target: Target,
    /// The number of the portion among all.
    pub(crate) number: usize,
    /// Which part of an attribution, by role and index.
    pub(crate) part: Option<(Part, usize)>,
    pub(crate) edge: Edge,
    /// Where the span is now.
    pub(crate) span: Span,
}

/// The handle that an element is, of the annotation that is selected.
pub(crate) fn handle(scene: &Scene<'_>, element: &Element) -> Option<Handle> {
    let number: usize = element.get_attribute("data-handle")?.parse().ok()?;
    let target = scene.selected?;
    let Portion { part, interval } = *portions(scene.doc, target).get(number)?;
    let edge = if element.matches(".start").unwrap_or(false) { Edge::Start } else { Edge::End };
    Some(Handle { target, number, part, edge, span: interval.span })
}

impl ArticlePainter {
    /// Puts handles at the ends of what is selected, and takes those away that are elsewhere.
    pub(crate) fn hold(&self, scene: &Scene<'_>) {
        if let Ok(old) = self.root.query_selector_all(".handle") {
            for i in 0..old.length() {
                if let Some(node) = old.item(i)
                    && let Some(parent) = node.parent_node()
                {
                    let _ = parent.remove_child(&node);
                }
            }
        }
        let Some(target) = scene.selected else { return };
        for (number, Portion { interval, .. }) in portions(scene.doc, target).into_iter().enumerate() {
            for i in scene.doc.layout.chunks_of(interval.span) {
                let marks = self.views.get(i).and_then(|view| view.marks.as_ref());
                for Mark { element, segment, .. } in
                    marks.into_iter().flatten().filter(|mark| mark.segment.covers.contains(&interval))
                {
                    if segment.span.start == interval.span.start {
                        let _ = element.prepend_with_node_1(&knob(scene, "start", interval.role, number));
                    }
                    if segment.span.end == interval.span.end {
                        append(element, &knob(scene, "end", interval.role, number));
                    }
                }
            }
        }
    }
}

fn knob(scene: &Scene<'_>, edge: &str, role: Role, number: usize) -> Element {
    let now = if scene.part == Some(number) { " now" } else { "" };
    let knob = element("span", &format!("handle {edge}{now}"));
    set(&knob, "data-handle", &number.to_string());
    set(&knob, "data-of", words::role(role));
    // A keyboard moves ends in its own way.
    set(&knob, "aria-hidden", "true");
    knob.into()
}
