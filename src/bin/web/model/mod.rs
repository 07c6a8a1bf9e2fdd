//! What the page shows, worked out without touching the DOM.

pub(crate) mod alike;
pub(crate) mod doc;
pub(crate) mod edges;
pub(crate) mod facts;
pub(crate) mod filters;
pub(crate) mod layout;
pub(crate) mod look;
pub(crate) mod speakers;
pub(crate) mod tally;
pub(crate) mod words;
