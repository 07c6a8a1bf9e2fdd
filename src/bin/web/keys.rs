//! What keys do, anywhere on the page.

use leptos::prelude::*;
use sayso::entity::Label;
use sayso::review::{Status, Target};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

use crate::clusters;
use crate::components::article::press;
use crate::components::card;
use crate::components::search::search;
use crate::dom::list::shown;
use crate::ids::HELP;
use crate::model::alike::{alike, least_sure, next_open};
use crate::model::doc::Doc;
use crate::model::edges::{Edge, Unit, Way};
use crate::model::words;
use crate::picking;
use crate::state::{Selected, State};

/// Undo and redo, unless someone is writing: the text box has an undo of its own.
pub(crate) fn anywhere(state: State, event: &KeyboardEvent) {
    if event.default_prevented() || is_writing(event) {
        return;
    }
    if picking::on_key(state, event) {
        return event.prevent_default();
    }
    if event.alt_key() {
        return;
    }
    let key = event.key().to_lowercase();
    match (key.as_str(), event.ctrl_key() || event.meta_key(), event.shift_key()) {
        ("z", true, false) => state.undo(),
        ("z", true, true) | ("y", true, _) => state.redo(),
        ("?", false, _) => help(),
        ("/", false, _) => search(),
        ("i", false, _) => picking::begin(state),
        _ => return,
    }
    event.prevent_default();
}

/// Moving and deciding, within the article and the list.
pub(crate) fn on_annotations(state: State, event: &KeyboardEvent) {
    if picking::on_key(state, event) || resize(state, event) {
        return event.prevent_default();
    }
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
        "A" => decide_alike(state, Status::Confirmed),
        "X" => decide_alike(state, Status::Rejected),
        "s" => confirm_the_sure(state),
        " " => go_on(state, next_open),
        "l" => go_on(state, least_sure),
        "i" => picking::begin(state),
        "." => picking::step_part(state, Way::Forth),
        "," => picking::step_part(state, Way::Back),
        "Delete" => picking::remove(state),
        "f" => flag(state),
        "u" | "Backspace" => state.undo(),
        key if label(key).is_some() => relabel(state, label(key)),
        "Enter" if crate::dom::closest(event, "mark").is_some() => press(state, event),
        "Escape" => state.select(None),
        "e" => card::correct(state),
        "m" => clusters::ask_to_merge(state),
        _ => return,
    }
    event.prevent_default();
}

/// With Shift, the arrows move the end of what is selected; with Ctrl its start, with Alt by characters.
fn resize(state: State, event: &KeyboardEvent) -> bool {
    let right = match event.key().as_str() {
        "ArrowLeft" => false,
        "ArrowRight" => true,
        _ => return false,
    };
    if !event.shift_key() || state.target().is_none() {
        return false;
    }
    let edge = if event.ctrl_key() || event.meta_key() { Edge::Start } else { Edge::End };
    let unit = if event.alt_key() { Unit::Character } else { Unit::Word };
    picking::move_edge(state, edge, unit, right);
    true
}

/// Decides on what is selected, and goes on to what is still open.
fn decide(state: State, status: Status) {
    if let Some(target) = state.target() {
        state.decide(&[target], status);
        go_on(state, next_open);
    }
}

/// Decides on all that is like what is selected, as one step, and goes on.
fn decide_alike(state: State, status: Status) {
    let Some(target) = state.target() else { return };
    let all = state.with(|doc| alike(doc, target)).unwrap_or_default();
    state.decide(&all, status);
    go_on(state, next_open);
}

/// Confirms all that is shown, open and sure, as one step, and goes on.
fn confirm_the_sure(state: State) {
    let sure = state.with(|doc| {
        let shown = state.filters.with_untracked(|filters| shown(doc, filters));
        let sure = |&target: &Target| doc.status(target) == Status::Suggested && doc.confidence(target) >= words::SURE;
        shown.into_iter().filter(sure).collect::<Vec<_>>()
    });
    state.decide(&sure.unwrap_or_default(), Status::Confirmed);
    go_on(state, next_open);
}

/// Selects another one that nobody has decided on; stays if there is none.
fn go_on(state: State, find: fn(&Doc, &[Target], Option<Target>) -> Option<Target>) {
    let next = state.with(|doc| {
        let shown = state.filters.with_untracked(|filters| shown(doc, filters));
        find(doc, &shown, state.target())
    });
    match next.flatten() {
        Some(target) => state.select(Some(Selected::Annotation(target))),
        None => state.said.set("All that is shown is decided.".to_owned()),
    }
}

/// Marks what is selected as to be discussed, or no longer.
pub(crate) fn flag(state: State) {
    let Some(target) = state.target() else { return };
    let to = !state.with(|doc| doc.review.is_flagged(target).unwrap_or(false)).unwrap_or(false);
    if state.act(|review| review.flag(&[target], to)).is_some() {
        state.said.set(if to { "Flagged: to be discussed." } else { "No longer flagged." }.to_owned());
    }
}

/// The label that a digit stands for, in the order in which the page lists them: 1 to 9, then 0, - and =.
pub(crate) fn label(key: &str) -> Option<Label> {
    let place = DIGITS.iter().position(|&digit| digit == key)?;
    words::LABELS.get(place).copied()
}

pub(crate) const DIGITS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "="];

fn relabel(state: State, to: Option<Label>) {
    let (Some(Target::Mention(mention)), Some(to)) = (state.target(), to) else { return };
    if state.reshape(|review| review.relabel(&[mention], to)).is_some() {
        state.said.set(format!("{}, confirmed.", words::label(to).0));
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
    target.is_some_and(|t| t.matches("textarea, input[type=text], input[type=search]").unwrap_or(false))
}
