//! What outlives the tab: one file a format, each versioned.

pub mod v1;
