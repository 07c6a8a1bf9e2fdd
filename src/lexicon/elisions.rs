//! Words that begin with an apostrophe, not with a quotation mark: 'tis, 'em.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::rows;

static ELISIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(include_str!("data/elisions.tsv")).collect());

/// Whether a word, given without its apostrophe, is one that begins with an apostrophe.
#[must_use]
pub fn is_elision(word: &str) -> bool {
    word.len() <= 8 && ELISIONS.contains(word.to_ascii_lowercase().as_str())
}
