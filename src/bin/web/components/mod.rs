//! One component a file.

pub(crate) mod annotations;
pub(crate) mod article;
pub(crate) mod batch;
pub(crate) mod card;
pub(crate) mod chooser;
pub(crate) mod compare;
pub(crate) mod composer;
pub(crate) mod export;
pub(crate) mod filters;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod legend;
pub(crate) mod notices;
pub(crate) mod parts;
pub(crate) mod picker;
pub(crate) mod printed;
pub(crate) mod saved;
pub(crate) mod search;
pub(crate) mod speakers;
pub(crate) mod strip;
pub(crate) mod summary;
pub(crate) mod sureness;
