//! What a person has opened to correct something.

use leptos::prelude::*;
use sayso::entity::EntityId;

use super::State;
use crate::model::clusters::Ask;

/// Handles to it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Opened {
    /// Whether the fields of what is selected are open.
    pub(crate) fields: RwSignal<bool>,
    /// The thing whose mentions are listed in the card.
    pub(crate) mentions: RwSignal<Option<EntityId>>,
    /// What there is to choose.
    pub(crate) asking: RwSignal<Option<Ask>>,
}

impl State {
    /// What is open beside what is selected.
    pub(crate) fn open_now(self) -> Opened {
        self.desk.with_value(|desk| desk.opened)
    }
}
