//! The list of annotations: all of them for an ordinary article, otherwise those in sight.

use std::collections::HashMap;
use std::ops::Range;

use sayso::review::Target;
use web_sys::{Element, HtmlElement};

use super::article::Scene;
use super::{append, element, focus, has_focus, labelled, set, style};
use crate::ids::ROW;
use crate::model::doc::{Doc, key};
use crate::model::filters::Filters;
use crate::model::look::sign;
use crate::model::words;

/// Up to so many items of an ordinary article all are in the document.
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
    elements: Vec<(Target, Element)>,
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
        self.scroller.set_scroll_top(0);
        style(&self.root, "padding-top", "0");
        style(&self.root, "padding-bottom", "0");
    }

    /// Lists what is shown now. What was in sight stays there, whatever comes in above it.
    pub(crate) fn update(&mut self, scene: &Scene<'_>) {
        let (doc, top) = (scene.doc, pixels(self.scroller.scroll_top()));
        let first = self.shown.get(top / ROW).copied().filter(|_| top > 0);
        self.shown = shown(doc, scene.filters);
        let place = |target| self.shown.partition_point(|&t| doc.place(t) < doc.place(target));
        let top = first.map_or(top, |target| place(target) * ROW + top % ROW);
        self.window(scene, top, Rows::Anew);
        if first.is_some() {
            self.scroller.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
        }
    }

    /// Sees to it that what is in sight is there.
    pub(crate) fn scrolled(&mut self, scene: &Scene<'_>) {
        self.window(scene, pixels(self.scroller.scroll_top()), Rows::Same);
    }

    /// Puts the rows into the document that are in sight where it is scrolled to `top`.
    fn window(&mut self, scene: &Scene<'_>, top: usize, rows: Rows) {
        let all = self.shown.len();
        let wanted = if all <= WHOLE && !scene.doc.is_long() {
            0..all
        } else {
            let tall = pixels(self.scroller.client_height()) / ROW;
            let first = (top / ROW).saturating_sub(SPARE).min(all);
            first..(top / ROW + tall + SPARE).min(all).max(first)
        };
        if rows == Rows::Same && wanted == self.rows {
            return;
        }
        // Never lower than it will be: to take away the row that has the focus lays it out, and it would be scrolled back.
        style(&self.root, "padding-top", &format!("{}px", wanted.start * ROW));
        style(&self.root, "padding-bottom", &format!("{}px", (all - wanted.start) * ROW));
        // What stays in sight stays in the document: a press or the focus on it would be lost.
        let mut before: HashMap<Target, Element> = self.elements.drain(..).collect();
        let targets = &self.shown[wanted.clone()];
        let kept: Vec<Option<Element>> = targets.iter().map(|target| before.remove(target)).collect();
        for row in before.into_values() {
            row.remove();
        }
        let mut next = self.root.first_element_child();
        for ((&target, index), kept) in targets.iter().zip(wanted.clone()).zip(kept) {
            let row = kept.unwrap_or_else(row);
            if rows == Rows::Anew || row.child_element_count() == 0 {
                dress(&row, scene, target, index, all);
            }
            if next.as_ref() == Some(&row) {
                next = row.next_element_sibling();
            } else {
                let _ = self.root.insert_before(&row, next.as_deref());
            }
            self.elements.push((target, row));
        }
        style(&self.root, "padding-bottom", &format!("{}px", (all - wanted.end) * ROW));
        self.rows = wanted;
        self.set_stop(scene);
    }

    /// Brings the items of some annotations up to date.
    pub(crate) fn refresh(&mut self, scene: &Scene<'_>, targets: &[Target]) {
        for &target in targets.iter().filter(|&&target| scene.doc.has(target)) {
            if let Some(index) = self.place(scene.doc, target)
                && let Some(row) = self.element(index)
            {
                dress(row, scene, target, index, self.shown.len());
            }
        }
    }

    /// Scrolls what is selected into view; the focus, if it is in the list, goes along.
    pub(crate) fn reveal(&mut self, scene: &Scene<'_>) {
        let focused = has_focus(&self.root);
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
        for (i, (_, row)) in self.rows.clone().zip(&self.elements) {
            if let Some(button) = row.first_element_child() {
                set_changed(&button, "tabindex", if i == stop { "0" } else { "-1" });
            }
        }
    }

    /// Where an annotation stands among those that are shown.
    fn place(&self, doc: &Doc, target: Target) -> Option<usize> {
        self.shown.binary_search_by_key(&doc.place(target), |&t| doc.place(t)).ok()
    }

    fn element(&self, index: usize) -> Option<&Element> {
        self.elements.get(index.checked_sub(self.rows.start)?).map(|(_, row)| row)
    }
}

/// Whether rows that are there may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rows {
    Same,
    Anew,
}

fn pixels(value: i32) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// What the filters show, in text order.
pub(crate) fn shown(doc: &Doc, filters: &Filters) -> Vec<Target> {
    if filters.is_everything() {
        return doc.items.clone();
    }
    doc.items.iter().copied().filter(|&target| filters.shows_target(doc, target)).collect()
}

/// A row that tells nothing yet.
fn row() -> Element {
    element("li", "item").into()
}

/// Makes a row tell what it should.
fn dress(item: &Element, scene: &Scene<'_>, target: Target, index: usize, all: usize) {
    let doc = scene.doc;
    set_changed(item, "aria-setsize", &all.to_string());
    set_changed(item, "aria-posinset", &(index + 1).to_string());
    let button = item.first_element_child().unwrap_or_else(|| fill(item, doc, target));
    let status = doc.status(target);
    let name = words::status(status);
    set_changed(&button, "data-status", &name.to_lowercase());
    if scene.selected == Some(target) {
        set_changed(&button, "aria-current", "true");
    } else {
        let _ = button.remove_attribute("aria-current");
    }
    let sign = sign(doc, target);
    let (kind, class, words) = says(doc, target);
    let (remarks, remarked) = words::remarks(&doc.review, target);
    let doubtful = if sign == words::DOUBT { ", doubtful" } else { "" };
    let hidden = format!(" {name}{doubtful}{remarked}");
    for (i, text) in (0..).zip([sign, kind, words.as_str(), remarks, hidden.as_str()]) {
        let part = button.children().item(i);
        if let Some(part) = part.filter(|part| part.text_content().as_deref() != Some(text)) {
            part.set_text_content(Some(text));
        }
    }
    if let Some(kind) = button.children().item(1) {
        set_changed(&kind, "class", &class);
    }
    let _ = button.class_list().toggle_with_force("unsure", sign == words::DOUBT);
}

/// Gives a row its parts; they have no words yet.
fn fill(item: &Element, doc: &Doc, target: Target) -> Element {
    let button = element("button", "row");
    set(&button, "type", "button");
    set(&button, "tabindex", "-1");
    set(&button, "data-a", &key(target));
    let sign = element("span", "sign");
    set(&sign, "aria-hidden", "true");
    append(&button, &sign);
    append(&button, &element("span", "kind"));
    let words = labelled("span", "words", &says(doc, target).2);
    set(&words, "dir", "auto");
    append(&button, &words);
    let remarks = element("span", "remark");
    set(&remarks, "aria-hidden", "true");
    append(&button, &remarks);
    append(&button, &element("span", "visually-hidden status"));
    append(item, &button);
    button.into()
}

/// A row's kind, the kind's class, and its words.
fn says(doc: &Doc, target: Target) -> (&'static str, String, String) {
    match target {
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
    }
}

/// Sets an attribute if it has another value: the browser takes even the same one for a change.
fn set_changed(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        set(element, name, value);
    }
}
