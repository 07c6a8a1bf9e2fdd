//! The tagger's sums: matrices of small integers, a recurrent network over them, and what squashes its outputs.
//!
//! All else about the tagger is in `sayso::tagger`; nothing here knows of words.

mod lanes;
pub mod lstm;
pub mod math;
pub mod matrix;
