//! What the page shows, worked out without touching the DOM.

pub(crate) mod alike;
pub(crate) mod backing;
pub(crate) mod clusters;
pub(crate) mod doc;
pub(crate) mod edges;
pub(crate) mod facts;
pub(crate) mod fields;
pub(crate) mod filters;
pub(crate) mod history;
pub(crate) mod layout;
pub(crate) mod look;
pub(crate) mod parts;
pub(crate) mod picked;
pub(crate) mod search;
pub(crate) mod speakers;
pub(crate) mod strip;
pub(crate) mod summary;
pub(crate) mod tally;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod words;
