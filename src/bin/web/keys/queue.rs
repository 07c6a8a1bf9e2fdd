//! Where keys go: through what is shown, and on to what nobody has decided on.

use leptos::prelude::*;
use sayso::review::Target;
use serde::{Deserialize, Serialize};

use super::map::Step;
use super::select;
use crate::dom::list::shown;
use crate::model::alike::{least_sure, next_least_sure, next_open};
use crate::model::doc::Doc;
use crate::state::State;

/// In which order one goes on after a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Queue {
    /// As one reads.
    #[default]
    Reading,
    /// What is least sure comes first.
    LeastSure,
}

/// Selects another one that nobody has decided on; stays if there is none.
pub(crate) fn go_on(state: State) {
    let find = match state.queue.get_untracked() {
        Queue::Reading => next_open,
        Queue::LeastSure => next_least_sure,
    };
    to_open(state, find);
}

pub(super) fn to_least_sure(state: State) {
    to_open(state, least_sure);
}

/// Has it go on in the other order from now on.
pub(super) fn turn(state: State) {
    let (to, said) = match state.queue.get_untracked() {
        Queue::Reading => (Queue::LeastSure, "On with the least sure from now on."),
        Queue::LeastSure => (Queue::Reading, "On in reading order from now on."),
    };
    state.set_queue(to);
    if to == Queue::LeastSure {
        to_least_sure(state);
    }
    state.said.set(said.to_owned());
}

fn to_open(state: State, find: fn(&Doc, &[Target], Option<Target>) -> Option<Target>) {
    let next = among_shown(state, |doc, shown| find(doc, shown, state.target()));
    match next {
        Some(target) => select(state, target),
        None => state.said.set("All that is shown is decided.".to_owned()),
    }
}

/// Selects another of the annotations that are shown.
pub(super) fn step(state: State, step: Step) {
    let next = among_shown(state, |doc, shown| {
        let last = shown.len().checked_sub(1)?;
        let place = state.target().map(|target| shown.partition_point(|&t| doc.place(t) < doc.place(target)));
        let next = match (step, place) {
            (Step::First, _) | (Step::By(_), None) => 0,
            (Step::Last, _) => last,
            (Step::By(by), Some(place)) => place.saturating_add_signed(by).min(last),
        };
        shown.get(next).copied()
    });
    if let Some(target) = next {
        select(state, target);
    }
}

fn among_shown(state: State, find: impl FnOnce(&Doc, &[Target]) -> Option<Target>) -> Option<Target> {
    state.with(|doc| find(doc, &state.filters.with_untracked(|filters| shown(doc, filters)))).flatten()
}
