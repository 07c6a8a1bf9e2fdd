//! On whose say-so? Sayso marks the entities and the attributions of a news article.
//!
//! ```text
//! paste -> Article (blocks) -> Segments (tokens, sentences) -> Quotations -> Passages -> Tagged (names, attributions)
//!       -> Mentions -> Entities -> Attributions -> Annotations -> Review (+ Edits) -> Document v1 -> bytes
//! ```
//!
//! Modules import only what stands above them in this list; `tests/architecture.rs` checks it.

pub mod span;

// Above the article: telling blocks apart needs tables too (furniture, credits), and tables need nothing.
pub mod lexicon;

pub mod article;

pub mod segment;

pub mod quotation;

pub mod tagger;

pub mod entity;

pub mod attribution;

pub mod annotate;

pub mod review;

pub mod export;

pub mod import;

pub mod agreement;

pub mod formats;

pub use annotate::{Annotations, annotate};
pub use article::Article;
pub use review::Review;
pub use span::Span;
