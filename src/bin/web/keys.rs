//! What keys do, anywhere on the page.

pub(crate) mod map;
mod queue;

use leptos::prelude::*;
use sayso::entity::Label;
use sayso::review::{Status, Target};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

use crate::clusters;
use crate::components::article::press;
use crate::components::batch;
use crate::components::card;
use crate::components::export;
use crate::components::search::search;
use crate::ids::HELP;
use crate::model::edges::{Edge, Unit};
use crate::model::words;
use crate::picking;
use crate::state::{Selected, State};
use map::{Action, Place, Side};

pub(crate) use queue::{Queue, go_on};

/// What works everywhere, unless someone is writing: a text box has an undo of its own.
pub(crate) fn anywhere(state: State, event: &KeyboardEvent) {
    if event.default_prevented() || is_writing(event) || is_in_dialog(event) {
        return;
    }
    if picking::on_key(state, event) || on_key(state, Place::Page, event) {
        event.prevent_default();
    }
}

/// Moving and deciding, within the article and the list.
pub(crate) fn on_annotations(state: State, event: &KeyboardEvent) {
    if is_writing(event) || presses_a_button(event) {
        return;
    }
    let done = picking::on_key(state, event)
        || on_key(state, Place::Marks, event)
        || match event.key().as_str() {
            "Enter" if crate::dom::closest(event, "mark").is_some() => {
                press(state, event);
                true
            }
            "Escape" => {
                state.select(None);
                true
            }
            _ => false,
        };
    if done {
        event.prevent_default();
    }
}

/// Does what a key means in a place; gives whether it means anything.
pub(crate) fn on_key(state: State, place: Place, event: &KeyboardEvent) -> bool {
    let action = state.keymap.with_untracked(|map| map.action(place, &name(event)));
    if let Some(action) = action {
        act(state, action);
    }
    action.is_some()
}

/// A key with those that are held beside it, as the table writes it. Shift makes another character by itself.
pub(crate) fn name(event: &KeyboardEvent) -> String {
    let key = event.key();
    // AltGr makes a character of its own; some systems say that it is Ctrl and Alt.
    let plain = event.get_modifier_state("AltGraph");
    let (ctrl, alt) = (!plain && (event.ctrl_key() || event.meta_key()), !plain && event.alt_key());
    let is_character = key.chars().count() == 1;
    let shift = event.shift_key() && (ctrl || alt || !is_character);
    let held = [(ctrl, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")];
    let held: String = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name).collect();
    let key = match key.as_str() {
        " " => "Space".to_owned(),
        _ if is_character && ctrl => key.to_lowercase(),
        _ => key,
    };
    held + &key
}

fn act(state: State, action: Action) {
    match action {
        // The text box listens for itself.
        Action::Annotate => {}
        Action::Undo => state.undo(),
        Action::Redo => state.redo(),
        Action::Search => search(),
        Action::Help => open(HELP),
        Action::History => state.open_now().asks_history.set(true),
        Action::Export => export::open(state),
        Action::Pick => picking::begin(state),
        Action::Step(step) => queue::step(state, step),
        Action::Decide(status) => decide(state, status),
        Action::DecideAlike(status) => batch::ask_alike(state, status),
        Action::RelabelAlike => batch::ask_to_relabel(state),
        Action::ConfirmSure => batch::ask_sure(state),
        Action::Skip => queue::go_on(state),
        Action::LeastSure => queue::to_least_sure(state),
        Action::Queue => queue::turn(state),
        Action::Flag => flag(state),
        Action::Label(label) if state.picked.with_untracked(Option::is_some) => picking::label(state, label),
        Action::Label(label) => relabel(state, label),
        Action::Edge(edge, unit, side) => move_edge(state, edge, unit, side),
        Action::Part(way) => picking::step_part(state, way),
        Action::Remove => picking::remove(state),
        Action::Correct => card::correct(state),
        Action::Merge => clusters::ask_to_merge(state),
        Action::AddPart(role) => picking::part(state, role, false),
        Action::BeginPart(role) => picking::part(state, role, true),
    }
}

fn move_edge(state: State, edge: Edge, unit: Unit, side: Side) {
    picking::move_edge(state, edge, unit, side == Side::Right);
}

/// Decides on what is selected, and goes on to what is still open.
fn decide(state: State, status: Status) {
    if let Some(target) = state.target() {
        state.decide(&[target], status);
        go_on(state);
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

fn relabel(state: State, to: Label) {
    let Some(Target::Mention(mention)) = state.target() else { return };
    if state.reshape(|review| review.relabel(&[mention], to)).is_some() {
        state.said.set(format!("{}, confirmed.", words::label(to).0));
    }
}

/// Selects, as keys do.
fn select(state: State, target: Target) {
    state.select(Some(Selected::Annotation(target)));
}

/// Opens a dialog of the page.
pub(crate) fn open(id: &str) {
    let dialog = document().get_element_by_id(id).and_then(|d| d.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|d| !d.open()) {
        let _ = dialog.show_modal();
    }
}

fn is_writing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|t| t.matches("textarea, select, input:not([type=checkbox], [type=radio])").unwrap_or(false))
}

/// Whether a key presses a button of its own, which stands beside the marks.
fn presses_a_button(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), " " | "Enter") && crate::dom::closest(event, ".picker").is_some()
}

fn is_in_dialog(event: &KeyboardEvent) -> bool {
    crate::dom::closest(event, "dialog").is_some()
}
