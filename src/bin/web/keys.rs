//! What keys do, anywhere on the page.

use leptos::prelude::*;
use sayso::review::Status;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

use crate::components::article::press;
use crate::dom::list::shown;
use crate::ids::HELP;
use crate::state::{Selected, State};

/// Undo and redo, unless someone is writing: the text box has an undo of its own.
pub(crate) fn anywhere(state: State, event: &KeyboardEvent) {
    if event.default_prevented() || event.alt_key() || is_writing(event) {
        return;
    }
    let key = event.key().to_lowercase();
    match (key.as_str(), event.ctrl_key() || event.meta_key(), event.shift_key()) {
        ("z", true, false) => state.undo(),
        ("z", true, true) | ("y", true, _) => state.redo(),
        ("?", false, _) => help(),
        _ => return,
    }
    event.prevent_default();
}

/// Moving and deciding, within the article and the list.
pub(crate) fn on_annotations(state: State, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "ArrowDown" | "ArrowRight" | "j" | "n" => step(state, Step::By(1)),
        "ArrowUp" | "ArrowLeft" | "k" | "p" => step(state, Step::By(-1)),
        "PageDown" => step(state, Step::By(10)),
        "PageUp" => step(state, Step::By(-10)),
        "Home" => step(state, Step::First),
        "End" => step(state, Step::Last),
        "a" | "c" => decide(state, Status::Confirmed),
        "x" => decide(state, Status::Rejected),
        "u" => state.undo(),
        "Enter" if crate::dom::closest(event, "mark").is_some() => press(state, event),
        "Escape" => state.select(None),
        _ => return,
    }
    event.prevent_default();
}

fn decide(state: State, status: Status) {
    if let Some(target) = state.target() {
        state.decide(&[target], status);
    }
}

#[derive(Clone, Copy)]
enum Step {
    By(isize),
    First,
    Last,
}

/// Selects another of the annotations that are shown.
fn step(state: State, step: Step) {
    let next = state.with(|doc| {
        let shown = state.filters.with_untracked(|filters| shown(doc, filters));
        let last = shown.len().checked_sub(1)?;
        let place = state.target().map(|target| shown.partition_point(|&t| doc.place(t) < doc.place(target)));
        let next = match (step, place) {
            (Step::First, _) | (Step::By(_), None) => 0,
            (Step::Last, _) => last,
            (Step::By(by), Some(place)) => place.saturating_add_signed(by).min(last),
        };
        shown.get(next).copied()
    });
    if let Some(target) = next.flatten() {
        state.select(Some(Selected::Annotation(target)));
    }
}

/// Shows what keys there are.
pub(crate) fn help() {
    let dialog = document().get_element_by_id(HELP).and_then(|d| d.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|d| !d.open()) {
        let _ = dialog.show_modal();
    }
}

fn is_writing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|t| t.matches("textarea, input[type=text]").unwrap_or(false))
}
