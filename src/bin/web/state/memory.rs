//! What the browser remembers for the page itself: over a reload of this tab, and from visit to visit.
//!
//! Where it may not remember anything, all is as on a first visit.

use gloo::storage::{LocalStorage, SessionStorage, Storage};

use crate::model::filters::Taste;

/// The key of what this tab shows.
const OPEN: &str = "sayso:open";
/// What the reader wants to see.
const TASTE: &str = "sayso:taste";

pub(super) fn remember_open(key: &str) {
    // Full or forbidden: then a reload starts empty, and the article is still in the list of saved ones.
    let _ = SessionStorage::set(OPEN, key);
}

pub(super) fn was_open() -> Option<String> {
    SessionStorage::get(OPEN).ok()
}

pub(super) fn set_taste(taste: Taste) {
    let _ = LocalStorage::set(TASTE, taste);
}

pub(super) fn taste() -> Taste {
    LocalStorage::get(TASTE).unwrap_or_default()
}
