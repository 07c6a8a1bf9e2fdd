//! What a search found, in the article.

use web_sys::ScrollLogicalPosition;

use super::{ArticlePainter, Scene};
use crate::dom::reveal;

impl ArticlePainter {
    /// Shows the match that the search is at now, no longer the one before, and scrolls there.
    pub(crate) fn go_to_match(&mut self, scene: &Scene<'_>) {
        let before = std::mem::replace(&mut self.at_match, scene.now);
        let Some(found) = &scene.filters.found else { return };
        for index in before.into_iter().chain(scene.now) {
            let Some(&span) = found.matches.get(index) else { continue };
            let mut shown = None;
            for i in scene.doc.layout.chunks_of(span) {
                if self.views.get(i).is_none_or(|view| view.marks.is_none() && Some(index) != scene.now) {
                    continue;
                }
                if self.views[i].marks.is_none() {
                    self.paint(scene, i);
                }
                let marks = self.views[i].marks.iter_mut().flatten();
                for mark in marks.filter(|mark| mark.segment.found == Some(index)) {
                    mark.dress(scene);
                    shown.get_or_insert_with(|| mark.element.clone());
                }
            }
            if let (Some(element), true) = (shown, Some(index) == scene.now) {
                reveal(&element, ScrollLogicalPosition::Center);
            }
        }
    }
}
