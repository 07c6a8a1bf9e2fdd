//! How far what a person does is saved, and what is said of it.

use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;
use leptos::{ev, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{State, memory};
use crate::protocol::Request;

/// Steps that were made in this tab, and how many of them the disk has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Saving {
    /// All that were made.
    pub(crate) made: u64,
    /// Those that are on the disk; never one too many.
    pub(crate) stored: u64,
    /// Why nothing can be saved at present.
    pub(crate) refused: Option<String>,
}

impl Saving {
    /// Steps that closing the tab would lose.
    pub(crate) const fn pending(&self) -> u64 {
        self.made.saturating_sub(self.stored)
    }

    /// In a word or two; nothing as long as nothing was done.
    pub(crate) const fn in_words(&self) -> &'static str {
        match (self.made, self.pending(), &self.refused) {
            (_, _, Some(_)) => "Not saved",
            (0, _, None) => "",
            (_, 0, None) => "Saved",
            (..) => "Saving\u{2026}",
        }
    }
}

impl State {
    /// Tells the worker of a step, which it saves.
    pub(super) fn tell_step(self, request: &Request) {
        if self.saving.with_untracked(|saving| saving.made == 0) {
            keep_for_good();
        }
        self.saving.update(|saving| saving.made += 1);
        self.tell(request);
    }

    /// So many steps are on the disk.
    pub(super) fn stored(self, count: u64) {
        let refused = self.saving.with_untracked(|saving| saving.refused.clone());
        if refused.is_some() && self.problem.get_untracked() == refused {
            self.problem.set(None);
        }
        self.saving.update(|saving| (saving.stored, saving.refused) = (count, None));
    }

    /// Nothing can be saved.
    pub(super) fn not_saved(self, message: String) {
        self.complain(message.clone());
        self.saving.update(|saving| saving.refused = Some(message));
    }

    /// Another tab has changed the article: what was done here goes on as a copy.
    pub(super) fn copied(self, key: String, title: &str) {
        if !key.is_empty() {
            memory::remember_open(&key);
            self.key.set(key);
        }
        self.complain(format!(
            "This article was changed in another tab, too. So that neither overwrites the other, what you did here is now \
             saved as \u{201c}{title}\u{201d}."
        ));
    }

    /// Asks before the page is left as long as that would lose something.
    pub(crate) fn warn_before_loss(self) -> WindowListenerHandle {
        window_event_listener(ev::beforeunload, move |event| {
            if self.saving.with_untracked(|saving| saving.pending() > 0) {
                event.prevent_default();
                // Chromium before 119 asks only then.
                event.set_return_value("unsaved");
            }
        })
    }
}

/// Asks the browser not to clear away what is saved when the disk gets full; it may say no.
fn keep_for_good() {
    let Ok(asked) = window().navigator().storage().persist() else { return };
    spawn_local(async move { drop(JsFuture::from(asked).await) });
}
