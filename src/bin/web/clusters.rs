//! What a person does with the things that are named: who speaks, what is one, what is two, and what it is called.

use leptos::prelude::*;
use sayso::entity::EntityId;
use sayso::review::Target;

use crate::model::clusters::{Ask, NOBODY, entity_of, mentions, name};
use crate::model::words;
use crate::state::{Selected, State};

/// The thing that what is selected is about.
pub(crate) fn of_selected(state: State) -> Option<EntityId> {
    state.with(|doc| entity_of(doc, state.target()?)).flatten()
}

/// What a thing is called.
pub(crate) fn named(state: State, entity: EntityId) -> String {
    state.with(|doc| name(doc, entity)).unwrap_or_default()
}

/// Asks what the thing that is selected is one with.
pub(crate) fn ask_to_merge(state: State) {
    match of_selected(state) {
        Some(entity) => state.open_now().asking.set(Some(Ask::Merge(entity))),
        None => state.said.set("Select a mention to merge what it names with something else.".to_owned()),
    }
}

/// Takes the answer. Where something speaks against it, asks once more.
pub(crate) fn answer(state: State, ask: &Ask, chosen: Option<EntityId>) {
    match (ask, chosen) {
        (&Ask::Speaker(attribution), _) => speak(state, attribution, chosen),
        (&Ask::Merge(from), Some(into)) => match state.with(|doc| doc.review.merge_doubt(from, into)).flatten() {
            Some(why) => return state.open_now().asking.set(Some(Ask::Doubt { from, into, why })),
            None => merge(state, from, into),
        },
        (&Ask::Doubt { from, into, .. }, _) => merge(state, from, into),
        (Ask::Merge(_), None) => {}
    }
    state.open_now().asking.set(None);
}

fn speak(state: State, attribution: usize, speaker: Option<EntityId>) {
    let edit = state.reshape(|review| {
        let mut to = review.attributions.get(attribution)?.value.clone();
        to.speaker = speaker;
        review.rewrite(attribution, to)
    });
    if edit.is_some() {
        let name = speaker.map_or_else(|| NOBODY.to_owned(), |entity| named(state, entity));
        state.said.set(format!("Speaker: {name}. Confirmed."));
    }
}

fn merge(state: State, from: EntityId, into: EntityId) {
    let was = named(state, from);
    if state.reshape(|review| review.merge(from, into)).is_some() {
        let count = state.with(|doc| mentions(doc, into).len()).unwrap_or_default();
        let count = words::count(count, "mention");
        state.said.set(format!("{was} and {} are one now: {count}.", named(state, into)));
    }
}

/// Makes the mention that is selected one of a thing of its own.
pub(crate) fn split(state: State) {
    let Some(Target::Mention(mention)) = state.target() else { return };
    if state.reshape(|review| review.split(mention)).is_some() {
        state.said.set("Split off: this mention stands for itself now.".to_owned());
    }
}

/// Gives a thing another name.
pub(crate) fn rename(state: State, entity: EntityId, to: &str) {
    if state.reshape(|review| review.rename(entity, to.trim())).is_some() {
        state.said.set(format!("Renamed: {}.", to.trim()));
    }
}

/// Shows where a thing is named.
pub(crate) fn show(state: State, entity: EntityId) {
    match state.with(|doc| mentions(doc, entity).first().copied()).flatten() {
        Some(first) => {
            state.select(Some(Selected::Annotation(first)));
            state.open_now().mentions.set(Some(entity));
        }
        None => state.said.set("It is not named in the article.".to_owned()),
    }
}
