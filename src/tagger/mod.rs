//! The learned tagger: which tokens are names, which attribute, and which are source and content of those that do.

pub mod features;
