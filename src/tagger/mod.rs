//! The learned tagger: which tokens are names, which attribute, and which are source and content of those that do.
//!
//! ```text
//! features ─► words ─► lstm ─► lstm ─► heads ─► decode: names
//!                                        └────► decode: cues ─► lstm for each ─► decode: source, content
//! ```
//!
//! Sums are of integers and everything else is made of basic operations on floats, so that the answers are the same to the
//! last bit on every machine and in wasm, and whatever else is tagged with a passage.

mod calibration;
mod decode;
pub mod features;
mod file;
mod label;
mod model;
mod tagged;
#[cfg(test)]
mod tests;
mod words;

pub use features::Passage;
pub use file::LoadError;
pub use label::Label;
pub use model::{Model, load};
pub use tagged::{Attribution, Name, Tagged};

/// What marks names and attributions: this small network, or a larger one.
pub trait Tagger: Send + Sync {
    /// What it is called.
    fn name(&self) -> &str;

    /// What it finds in each passage. The same for a passage whatever stands beside it; faster for many at once.
    fn tag(&self, passages: &[Passage]) -> Vec<Tagged>;
}
