//! Where a byte of the text is in the document, and back.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use sayso::Span;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, ScrollLogicalPosition, Selection};

use super::{ArticlePainter, Scene};
use crate::dom::reveal;
use crate::model::picked::{By, Picked};

/// What is selected in the browser, whatever it is.
pub(crate) fn selection() -> Option<Selection> {
    window().get_selection().ok().flatten()
}

/// Both ends of the browser's selection as bytes of the text: the one that stays, the one that moves. `None` if nothing is
/// selected, or something outside the article.
pub(crate) fn selected_bytes() -> Option<(usize, usize)> {
    let selection = selection().filter(|selection| !selection.is_collapsed())?;
    let anchor = byte_at(&selection.anchor_node()?, selection.anchor_offset())?;
    let focus = byte_at(&selection.focus_node()?, selection.focus_offset())?;
    (anchor != focus).then_some((anchor, focus))
}

/// The byte where the browser's selection moves, or stands.
pub(crate) fn caret_byte() -> Option<usize> {
    let selection = selection()?;
    byte_at(&selection.focus_node()?, selection.focus_offset())
}

/// The byte at a point of the window, if there is text.
pub(crate) fn byte_under(x: f32, y: f32) -> Option<usize> {
    let (node, offset) = caret_under(x, y)?;
    byte_at(&node, offset)
}

/// By the standard's name, or by the one that older browsers know.
fn caret_under(x: f32, y: f32) -> Option<(Node, u32)> {
    let document = document();
    if Reflect::has(&document, &"caretPositionFromPoint".into()).unwrap_or(false) {
        let place = document.caret_position_from_point(x, y)?;
        return Some((place.offset_node()?, place.offset()));
    }
    let ask: Function = Reflect::get(&document, &"caretRangeFromPoint".into()).ok()?.dyn_into().ok()?;
    let range: Range = ask.call2(&document, &x.into(), &y.into()).ok()?.dyn_into().ok()?;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}

/// The byte of the text that a place in the document stands for.
fn byte_at(node: &Node, offset: u32) -> Option<usize> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let Some(paragraph) = element.closest(".paper .block").ok().flatten() else {
        return between_paragraphs(&element, offset);
    };
    let range = Range::new().ok()?;
    range.set_start(&paragraph, 0).ok()?;
    range.set_end(node, offset).ok()?;
    // What the style sheet adds to the text is no part of it.
    Some(from(&paragraph)? + String::from(range.to_string()).len())
}

/// The same for a place beside a paragraph, as when three clicks select all of it.
fn between_paragraphs(element: &Element, offset: u32) -> Option<usize> {
    element.closest(".paper").ok().flatten()?;
    let children = element.children();
    let start = |child: Element| {
        let first =
            if child.matches(".block").unwrap_or(false) { Some(child) } else { child.query_selector(".block").ok()? };
        from(&first?)
    };
    let behind = children.item(offset).and_then(start);
    behind.or_else(|| {
        let blocks = element.query_selector_all(".block").ok()?;
        let last: Element = blocks.item(blocks.length().checked_sub(1)?)?.unchecked_into();
        Some(from(&last)? + last.text_content()?.len())
    })
}

/// The first byte of a painted paragraph.
fn from(paragraph: &Element) -> Option<usize> {
    paragraph.get_attribute("data-from")?.parse().ok()
}

impl ArticlePainter {
    /// Selects in the browser what is picked, and scrolls there if it was picked with keys.
    pub(crate) fn show_picked(&mut self, scene: &Scene<'_>, picked: Picked) {
        let (Some(anchor), Some(focus)) =
            (self.node_at(scene, picked, picked.anchor), self.node_at(scene, picked, picked.focus))
        else {
            return;
        };
        let Some(selection) = selection() else { return };
        let _ = selection.set_base_and_extent(&anchor.0, anchor.1, &focus.0, focus.1);
        if let (By::Keys, Some(element)) = (picked.by, focus.0.parent_element()) {
            reveal(&element, ScrollLogicalPosition::Nearest);
        }
    }

    /// The text node that an end of what is picked stands in, and where in it; paints it if need be.
    fn node_at(&mut self, scene: &Scene<'_>, picked: Picked, at: usize) -> Option<(Node, u32)> {
        let span = picked.span();
        let starts = at == span.start;
        // An end belongs to what lies before it.
        let byte = if starts { at } else { at - 1 };
        let layout = &scene.doc.layout;
        let chunk = layout.chunks_of(Span::new(byte, byte + 1)).next()?;
        if self.views.get(chunk)?.marks.is_none() {
            self.paint(scene, chunk);
        }
        let pieces = &layout.pieces[layout.chunks[chunk].pieces.clone()];
        let piece = pieces.iter().find(|piece| piece.span.start <= byte && byte < piece.span.end)?;
        let paragraph = format!("[data-from='{}']", piece.span.start);
        let paragraph = self.views[chunk].element.query_selector(&paragraph).ok().flatten()?;
        let mut rest = at - piece.span.start;
        let children = paragraph.child_nodes();
        for child in (0..children.length()).filter_map(|i| children.item(i)) {
            let text = child.text_content().unwrap_or_default();
            if rest < text.len() || !starts && rest == text.len() {
                let units = text.get(..rest)?.encode_utf16().count();
                return Some((text_in(&child)?, u32::try_from(units).ok()?));
            }
            rest -= text.len();
        }
        None
    }
}

/// The text of a mark, or the text itself.
fn text_in(node: &Node) -> Option<Node> {
    if node.node_type() == Node::TEXT_NODE {
        return Some(node.clone());
    }
    let children = node.child_nodes();
    (0..children.length()).filter_map(|i| children.item(i)).find(|child| child.node_type() == Node::TEXT_NODE)
}
