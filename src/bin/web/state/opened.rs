//! What a person has opened to correct something, and how they do it.

use leptos::prelude::*;
use sayso::entity::EntityId;

use super::State;
use crate::components::batch::Wish;
use crate::model::clusters::Ask;
use crate::model::words;
use crate::protocol::{Compared, Offer};

/// What the document can be written as.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offers {
    pub(crate) offers: Vec<Offer>,
    /// What stands behind the `#` of a link to it.
    pub(crate) link: String,
}

/// Handles to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opened {
    /// Whether the fields of what is selected are open.
    pub(crate) fields: RwSignal<bool>,
    /// The thing whose mentions are listed in the card.
    pub(crate) mentions: RwSignal<Option<EntityId>>,
    /// What there is to choose.
    pub(crate) asking: RwSignal<Option<Ask>>,
    /// What is to be done with many, once that is confirmed.
    pub(crate) asks: RwSignal<Option<Wish>>,
    /// From how many percent on something is sure enough to be confirmed with many others.
    pub(crate) sure: RwSignal<u8>,
    /// Whether what was done is listed.
    pub(crate) asks_history: RwSignal<bool>,
    /// What the export dialog offers, once that is known.
    pub(crate) offers: RwSignal<Option<Offers>>,
    /// Two documents of one text that are to be settled.
    pub(crate) compared: RwSignal<Option<Compared>>,
    /// Whether marks may end within words.
    pub(crate) exact: RwSignal<bool>,
}

impl Default for Opened {
    fn default() -> Self {
        Self {
            fields: RwSignal::default(),
            mentions: RwSignal::default(),
            asking: RwSignal::default(),
            asks: RwSignal::default(),
            sure: RwSignal::new(words::SURE_PERCENT),
            asks_history: RwSignal::default(),
            offers: RwSignal::default(),
            compared: RwSignal::default(),
            exact: RwSignal::default(),
        }
    }
}

impl State {
    /// What is open beside what is selected.
    pub(crate) fn open_now(self) -> Opened {
        self.desk.with_value(|desk| desk.opened)
    }
}
