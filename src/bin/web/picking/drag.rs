//! Ends of marks are dragged by their handles.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use sayso::{Article, Span};
use web_sys::PointerEvent;

use super::resize;
use crate::dom::article::ArticlePainter;
use crate::dom::article::handles::{Handle, handle};
use crate::dom::article::places::{byte_under, selection};
use crate::dom::closest;
use crate::model::edges::{Edge, word_at};
use crate::model::picked::{By, Picked};
use crate::state::State;

/// At most one handle is dragged at a time.
#[derive(Clone)]
pub(crate) struct Drags {
    painter: Rc<RefCell<ArticlePainter>>,
    drag: Rc<RefCell<Option<Drag>>>,
    /// A press that ends a drag is none on what lies below.
    ended: Rc<Cell<bool>>,
}

struct Drag {
    handle: Handle,
    /// From the pointer to the text that the handle hangs at, in CSS pixels.
    off: (f64, f64),
    to: Span,
}

impl Drags {
    pub(crate) fn new(painter: Rc<RefCell<ArticlePainter>>) -> Self {
        Self { painter, drag: Rc::default(), ended: Rc::default() }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.drag.borrow().is_some()
    }

    /// Whether a click is what is left of a drag.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended.take()
    }

    /// Takes hold of the handle under the pointer, if there is one.
    pub(super) fn begin(&self, state: State, event: &PointerEvent) {
        self.ended.set(false);
        let Some(knob) = closest(event, ".handle") else { return };
        let mut held = None;
        state.paint(|scene| held = handle(scene, &knob));
        let Some(handle) = held else { return };
        // No selection, no scrolling: only this.
        event.prevent_default();
        state.part.set(handle.part.map(|_| handle.number));
        let at = knob.get_bounding_client_rect();
        let off = (at.left() - f64::from(event.client_x()), at.top() + at.height() / 2.0 - f64::from(event.client_y()));
        *self.drag.borrow_mut() = Some(Drag { handle, off, to: handle.span });
        self.painter.borrow().set_dragging(true);
    }

    /// Shows where the end would be.
    pub(super) fn go_on(&self, state: State, event: &PointerEvent) {
        let mut drag = self.drag.borrow_mut();
        let Some(drag) = drag.as_mut() else { return };
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        let point =
            ((f64::from(event.client_x()) + drag.off.0) as f32, (f64::from(event.client_y()) + drag.off.1) as f32);
        let Some(byte) = byte_under(point.0, point.1) else { return };
        let exact = event.alt_key() || state.open_now().exact.get_untracked();
        let to = state.with(|doc| dragged(&doc.review.article, drag.handle, byte, exact)).flatten();
        let Some(to) = to.filter(|&to| to != drag.to) else { return };
        drag.to = to;
        let preview = Picked { anchor: to.start, focus: to.end, by: By::Pointer };
        state.paint(|scene| self.painter.borrow_mut().show_picked(scene, preview));
    }

    /// Lets go; gives whether something was held.
    pub(super) fn end(&self, state: State) -> bool {
        let Some(drag) = self.drag.borrow_mut().take() else { return false };
        self.let_go();
        self.ended.set(true);
        if drag.to != drag.handle.span && resize(state, drag.handle.target, drag.handle.part, drag.to).is_some() {
            state.said.set(super::quote_span(state, drag.to));
        }
        true
    }

    /// Leaves everything as it was.
    pub(super) fn give_up(&self) {
        if self.drag.borrow_mut().take().is_some() {
            self.let_go();
        }
    }

    fn let_go(&self) {
        self.painter.borrow().set_dragging(false);
        if let Some(selection) = selection() {
            let _ = selection.remove_all_ranges();
        }
    }
}

/// The span with the end that a handle is for at a byte; it stays in its paragraph and keeps a word.
fn dragged(article: &Article, handle: Handle, byte: usize, exact: bool) -> Option<Span> {
    let Handle { span, edge, .. } = handle;
    let block = article.blocks.iter().find(|block| block.span.contains(span))?.span;
    let byte = byte.clamp(block.start, block.end);
    let word = |at: usize| if exact { None } else { word_at(article, at) };
    let to = match edge {
        Edge::Start => {
            let at = byte.min(span.end.saturating_sub(1));
            Span::new(word(at).map_or(at, |word| word.start), span.end)
        }
        Edge::End => {
            let at = byte.max(span.start + 1);
            Span::new(span.start, word(at.saturating_sub(1)).map_or(at, |word| word.end))
        }
    };
    (article.text.is_char_boundary(to.start) && article.text.is_char_boundary(to.end)).then(|| to.trim(&article.text))
}
