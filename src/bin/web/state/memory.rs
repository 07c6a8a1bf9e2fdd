//! What the browser remembers for the page itself: over a reload of this tab, and from visit to visit.
//!
//! Where it may not remember anything, all is as on a first visit.

use gloo::storage::{LocalStorage, SessionStorage, Storage};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The key of what this tab shows.
const OPEN: &str = "sayso:open";
/// What the reader wants to see.
pub(super) const TASTE: &str = "sayso:taste";
/// Which keys do what.
pub(super) const KEYS: &str = "sayso:keys";
/// In which order one goes on after a decision.
pub(super) const QUEUE: &str = "sayso:queue";

pub(super) fn remember_open(key: &str) {
    // Full or forbidden: then a reload starts empty, and the article is still in the list of saved ones.
    let _ = SessionStorage::set(OPEN, key);
}

pub(super) fn was_open() -> Option<String> {
    SessionStorage::get(OPEN).ok()
}

/// What is remembered from visit to visit, by its key; the default where there is nothing.
pub(super) fn remembered<T: DeserializeOwned + Default>(key: &str) -> T {
    LocalStorage::get(key).unwrap_or_default()
}

/// Remembers it.
pub(super) fn remember(key: &str, value: &impl Serialize) {
    let _ = LocalStorage::set(key, value);
}
