//! Abbreviations that keep their full stop, and words that begin a sentence behind one.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::rows;

/// What the full stop of an abbreviation may also be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// Never the end of a sentence: "Maj.", "Mr.".
    Inner,
    /// Perhaps the end of a sentence: "Inc.", "Jan.".
    MayEnd,
    /// Part of an abbreviation only where a digit follows: "No. 5".
    BeforeDigit,
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Stop>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let (word, class) = (columns.next()?, columns.next()?);
        let stop = match class {
            "name" => Stop::Inner,
            "any" => Stop::MayEnd,
            _ => Stop::BeforeDigit,
        };
        Some((word, stop))
    };
    rows(include_str!("data/abbreviations.tsv")).filter_map(row).collect()
});

static STARTERS: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(include_str!("data/sentence_starters.tsv")).collect());

/// Longest word that is looked up, in bytes: keeps a look-up's cost bounded for a word of any length.
const LONGEST: usize = 12;

/// What a full stop behind this word is, if the word is an abbreviation; the word is given without the stop.
///
/// ```
/// use sayso::lexicon::abbreviations::{Stop, stop_after};
/// assert_eq!(stop_after("Gen"), Some(Stop::Inner));
/// assert_eq!(stop_after("GEN"), Some(Stop::Inner));
/// assert_eq!(stop_after("gen"), None);
/// ```
#[must_use]
pub fn stop_after(word: &str) -> Option<Stop> {
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    if let Some(&stop) = ABBREVIATIONS.get(word) {
        return Some(stop);
    }
    // Capital letters throughout, or at the start of a sentence: "MAJ. GEN.", "Vs."
    let (first, rest) = word.split_at_checked(1)?;
    if rest.is_empty() || !first.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let lower = rest.to_ascii_lowercase();
    let title = format!("{first}{lower}");
    let shouted = rest.bytes().all(|b| b.is_ascii_uppercase());
    let whole = || ABBREVIATIONS.get(title.to_ascii_lowercase().as_str()).copied();
    if shouted { ABBREVIATIONS.get(title.as_str()).copied().or_else(whole) } else { whole() }
}

/// Whether a word, with its capital, is one that begins sentences and stands in no name: "The", "But".
#[must_use]
pub fn starts_sentences(word: &str) -> bool {
    word.len() <= LONGEST && STARTERS.contains(word)
}
