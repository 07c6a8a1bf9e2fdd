//! The list of annotations: all of them up to some hundreds, otherwise those in sight.

use std::ops::Range;

use sayso::review::Target;
use web_sys::{Element, HtmlElement};

use super::article::Scene;
use super::{append, element, focus, has_focus, labelled, set, style};
use crate::ids::ROW;
use crate::model::doc::{Doc, key};
use crate::model::filters::Filters;
use crate::model::words;

/// Up to so many items all are in the document.
const WHOLE: usize = 500;
/// Items beyond those in sight, above and below.
const SPARE: usize = 12;
/// Characters of an item's text.
const SNIPPET: usize = 90;

/// Paints the list into an element that another one scrolls.
pub(crate) struct ListPainter {
    root: HtmlElement,
    /// Another element, since one is never lower than its padding.
    scroller: Element,
    /// What the filters show, in text order.
    shown: Vec<Target>,
    rows: Range<usize>,
    elements: Vec<Element>,
}

impl ListPainter {
    pub(crate) fn new(root: HtmlElement) -> Self {
        let scroller = root.parent_element().unwrap_or_else(|| root.clone().into());
        Self { root, scroller, shown: Vec::new(), rows: 0..0, elements: Vec::new() }
    }

    /// Lists nothing.
    pub(crate) fn clear(&mut self) {
        self.shown.clear();
        self.rows = 0..0;
        self.elements.clear();
        self.root.set_text_content(None);
    }

    /// Lists what is shown, anew.
    pub(crate) fn open(&mut self, scene: &Scene<'_>) {
        let focused = has_focus(&self.root);
        self.shown = shown(scene.doc, scene.filters);
        self.rows = 0..0;
        self.elements.clear();
        self.root.set_text_content(None);
        self.scrolled(scene);
        if let (true, Some(target)) = (focused, scene.selected) {
            self.focus(target, scene);
        }
    }

    /// Sees to it that what is in sight is there.
    pub(crate) fn scrolled(&mut self, scene: &Scene<'_>) {
        let all = self.shown.len();
        let wanted = if all <= WHOLE {
            0..all
        } else {
            let top = usize::try_from(self.scroller.scroll_top()).unwrap_or(0) / ROW;
            let tall = usize::try_from(self.scroller.client_height()).unwrap_or(0) / ROW;
            let first = top.saturating_sub(SPARE).min(all);
            first..(top + tall + SPARE).min(all).max(first)
        };
        if wanted == self.rows && !self.elements.is_empty() {
            return;
        }
        // What stays in sight is not touched: a press or the focus on it would be lost.
        let kept = wanted.start.max(self.rows.start)..wanted.end.min(self.rows.end);
        let kept = if kept.is_empty() { wanted.start..wanted.start } else { kept };
        let before = self.rows(scene, wanted.start..kept.start);
        let after = self.rows(scene, kept.end..wanted.end);
        let mut elements = Vec::with_capacity(wanted.len());
        for (i, row) in self.rows.clone().zip(std::mem::take(&mut self.elements)) {
            if kept.contains(&i) {
                elements.push(row);
            } else {
                row.remove();
            }
        }
        let first = elements.first().cloned();
        for row in &before {
            let _ = self.root.insert_before(row, first.as_deref());
        }
        for row in &after {
            append(&self.root, row);
        }
        elements.splice(0..0, before);
        elements.extend(after);
        style(&self.root, "padding-top", &format!("{}px", wanted.start * ROW));
        style(&self.root, "padding-bottom", &format!("{}px", (all - wanted.end) * ROW));
        self.rows = wanted;
        self.elements = elements;
        self.set_stop(scene);
    }

    /// Brings the items of some annotations up to date.
    pub(crate) fn refresh(&mut self, scene: &Scene<'_>, targets: &[Target]) {
        for &target in targets {
            if let Some(row) = self.place(scene.doc, target).and_then(|i| self.element(i)) {
                dress(row, scene, target);
            }
        }
    }

    /// Shows what is selected now, and scrolls it into view.
    pub(crate) fn select(&mut self, scene: &Scene<'_>, changed: &[Target]) {
        let focused = has_focus(&self.root);
        self.refresh(scene, changed);
        if let Some(i) = scene.selected.and_then(|target| self.place(scene.doc, target)) {
            let (top, tall) = (self.scroller.scroll_top(), self.scroller.client_height());
            let (row, from) = (i32::try_from(ROW).unwrap_or(i32::MAX), i32::try_from(i * ROW).unwrap_or(i32::MAX));
            if from < top {
                self.scroller.set_scroll_top(from);
            } else if from + row > top + tall {
                self.scroller.set_scroll_top(from + row - tall);
            }
            self.scrolled(scene);
        }
        self.set_stop(scene);
        if let (true, Some(target)) = (focused, scene.selected) {
            self.focus(target, scene);
        }
    }

    fn focus(&self, target: Target, scene: &Scene<'_>) {
        let row = self.place(scene.doc, target).and_then(|i| self.element(i));
        if let Some(button) = row.and_then(Element::first_element_child) {
            focus(&button);
        }
    }

    /// Tab reaches one item: the selected one, or else the first.
    fn set_stop(&self, scene: &Scene<'_>) {
        let selected = scene.selected.and_then(|target| self.place(scene.doc, target));
        let stop = selected.filter(|i| self.rows.contains(i)).unwrap_or(self.rows.start);
        for (i, row) in self.rows.clone().zip(&self.elements) {
            if let Some(button) = row.first_element_child() {
                let tab = if i == stop { "0" } else { "-1" };
                if button.get_attribute("tabindex").as_deref() != Some(tab) {
                    set(&button, "tabindex", tab);
                }
            }
        }
    }

    /// Where an annotation stands among those that are shown.
    fn place(&self, doc: &Doc, target: Target) -> Option<usize> {
        self.shown.binary_search_by_key(&doc.rank(target), |&t| doc.rank(t)).ok()
    }

    fn element(&self, index: usize) -> Option<&Element> {
        self.elements.get(index.checked_sub(self.rows.start)?)
    }

    fn rows(&self, scene: &Scene<'_>, range: Range<usize>) -> Vec<Element> {
        range.map(|i| self.row(scene, i)).collect()
    }

    fn row(&self, scene: &Scene<'_>, index: usize) -> Element {
        let target = self.shown[index];
        let doc = scene.doc;
        let item = element("li", "item");
        set(&item, "aria-setsize", &self.shown.len().to_string());
        set(&item, "aria-posinset", &(index + 1).to_string());
        let button = element("button", "row");
        set(&button, "type", "button");
        set(&button, "data-a", &key(target));
        append(&button, &labelled("span", "sign", ""));
        let (kind, class, text) = match target {
            Target::Mention(i) => {
                let mention = &doc.review.mentions[i].value;
                let (name, _, class) = words::label(mention.label);
                (name, format!("kind e {class}"), doc.quote(&[mention.span], SNIPPET))
            }
            Target::Attribution(i) => {
                let a = &doc.review.attributions[i].value;
                let source = doc.quote(&a.source, 40);
                let cue = doc.quote(&a.cue, 30);
                let text = format!("{source} · {cue} · {}", doc.quote(&a.content, SNIPPET));
                ("Attribution", "kind attribution".to_owned(), text.trim_start_matches(" · ").to_owned())
            }
        };
        append(&button, &labelled("span", &class, kind));
        let words = labelled("span", "words", &text);
        set(&words, "dir", "auto");
        append(&button, &words);
        append(&button, &labelled("span", "visually-hidden status", ""));
        append(&item, &button);
        dress(&item, scene, target);
        item.into()
    }
}

/// What the filters show, in text order.
pub(crate) fn shown(doc: &Doc, filters: &Filters) -> Vec<Target> {
    if filters.is_everything() {
        return doc.items.clone();
    }
    doc.items.iter().copied().filter(|&target| filters.shows_target(doc, target)).collect()
}

fn dress(item: &Element, scene: &Scene<'_>, target: Target) {
    let status = scene.doc.status(target);
    let name = words::status(status);
    let Some(button) = item.first_element_child() else { return };
    set(&button, "data-status", &name.to_lowercase());
    if scene.selected == Some(target) {
        set(&button, "aria-current", "true");
    } else {
        let _ = button.remove_attribute("aria-current");
    }
    if let Some(sign) = button.first_element_child() {
        sign.set_text_content(Some(words::sign(status)));
        set(&sign, "aria-hidden", "true");
    }
    if let Some(hidden) = button.last_element_child() {
        hidden.set_text_content(Some(&format!(" {name}")));
    }
}
