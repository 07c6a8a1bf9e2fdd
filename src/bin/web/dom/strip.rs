//! The strip beside the article: a button for each part, in place of which nothing moves when its colour changes.

use leptos::prelude::document;
use sayso::review::Target;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::article::Scene;
use super::{append, element, focus, has_focus, set, set_or_remove, style};
use crate::model::strip::{Part, Sentences};

/// Bytes of text whose sentences are found in one task.
const AT_ONCE: usize = 60_000;
/// Parts from which on there is no room for gaps between them.
const MANY: usize = 90;

/// Paints the strip into an element.
pub(crate) struct StripPainter {
    root: HtmlElement,
    sentences: Sentences,
    parts: Vec<Part>,
    buttons: Vec<HtmlElement>,
    /// The one that Tab reaches.
    stop: usize,
}

impl StripPainter {
    pub(crate) fn new(root: HtmlElement) -> Self {
        Self { root, sentences: Sentences::default(), parts: Vec::new(), buttons: Vec::new(), stop: 0 }
    }

    /// Shows nothing; another article is to come.
    pub(crate) fn clear(&mut self) {
        (self.sentences, self.parts, self.stop) = (Sentences::default(), Vec::new(), 0);
        self.buttons.clear();
        self.root.set_text_content(None);
    }

    /// Shows who stands behind each sentence now; gives whether all sentences are found, and all is shown.
    pub(crate) fn update(&mut self, scene: &Scene<'_>) -> bool {
        if !self.sentences.find(scene.doc, AT_ONCE) {
            return false;
        }
        let parts = self.sentences.parts(scene.doc);
        if parts.len() != self.buttons.len() {
            self.build(parts.len());
        }
        for (i, part) in parts.iter().enumerate().filter(|&(i, part)| self.parts.get(i) != Some(part)) {
            dress(&self.buttons[i], part);
        }
        self.parts = parts;
        self.select(scene.selected);
        true
    }

    fn build(&mut self, count: usize) {
        self.clear_buttons();
        let _ = self.root.class_list().toggle_with_force("many", count > MANY);
        let fragment = document().create_document_fragment();
        for i in 0..count {
            let button = element("button", "part");
            set(&button, "type", "button");
            set(&button, "tabindex", if i == 0 { "0" } else { "-1" });
            set(&button, "data-part", &i.to_string());
            let _ = fragment.append_child(&button);
            self.buttons.push(button);
        }
        append(&self.root, fragment.unchecked_ref());
    }

    fn clear_buttons(&mut self) {
        self.buttons.clear();
        (self.parts, self.stop) = (Vec::new(), 0);
        self.root.set_text_content(None);
    }

    /// Shows where the attribution is that is selected.
    pub(crate) fn select(&mut self, selected: Option<Target>) {
        for (button, part) in self.buttons.iter().zip(&self.parts) {
            let here = selected.is_some() && part.target == selected;
            set_or_remove(button, "aria-current", if here { "true" } else { "" });
        }
        let here = self.parts.iter().position(|part| selected.is_some() && part.target == selected);
        if let Some(here) = here.filter(|_| !has_focus(&self.root)) {
            self.set_stop(here);
        }
    }

    /// Moves the focus by so many parts.
    pub(crate) fn step(&mut self, by: isize) {
        let Some(last) = self.buttons.len().checked_sub(1) else { return };
        self.set_stop(self.stop.saturating_add_signed(by).min(last));
        focus(&self.buttons[self.stop]);
    }

    /// The part that a button shows; Tab comes back to it.
    pub(crate) fn press(&mut self, button: &Element) -> Option<Part> {
        let index: usize = button.get_attribute("data-part")?.parse().ok()?;
        let part = self.parts.get(index)?.clone();
        self.set_stop(index);
        Some(part)
    }

    fn set_stop(&mut self, stop: usize) {
        for (i, tabindex) in [(self.stop, "-1"), (stop, "0")] {
            if let Some(button) = self.buttons.get(i) {
                set(button, "tabindex", tabindex);
            }
        }
        self.stop = stop;
    }
}

fn dress(button: &HtmlElement, part: &Part) {
    let (_, class, _) = part.backing.words();
    let name = part.name();
    button.set_class_name(&format!("part {class}"));
    set(button, "aria-label", &name);
    set(button, "title", &name);
    style(button, "flex-grow", &part.span.len().to_string());
}
