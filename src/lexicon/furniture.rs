//! Phrases that tell the parts of a page apart: site furniture, bylines, picture credits, agencies.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows;

/// What a phrase says of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// It belongs to the page, not to the story.
    Boilerplate,
    /// It names who wrote the story, or when.
    Byline,
    /// It belongs to a picture.
    Caption,
    /// It is the name of a news or picture agency.
    Agency,
}

/// Where in its line a phrase must stand to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// It is the whole line, or one of several such phrases that make it up.
    Whole,
    /// At its start.
    Start,
    /// At its start, before nothing but names.
    BeforeNames,
    /// At its start, in a line with a digit.
    BeforeDate,
    /// At its start, before a colon.
    BeforeColon,
    /// Anywhere.
    Inside,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Lower case, words parted by one space.
    pub words: &'static str,
    /// What it says of its line.
    pub part: Part,
    /// Where it must stand.
    pub place: Place,
}

fn phrase(line: &'static str) -> Option<Phrase> {
    let mut columns = line.split('\t');
    let (words, part, place) = (columns.next()?, columns.next()?, columns.next()?);
    let part = match part {
        "boilerplate" => Part::Boilerplate,
        "byline" => Part::Byline,
        "caption" => Part::Caption,
        "agency" => Part::Agency,
        _ => return None,
    };
    let place = match place {
        "whole" => Place::Whole,
        "start" => Place::Start,
        "names" => Place::BeforeNames,
        "date" => Place::BeforeDate,
        "colon" => Place::BeforeColon,
        "inside" => Place::Inside,
        _ => return None,
    };
    Some(Phrase { words, part, place })
}

/// By first word, the longest phrases first.
static PHRASES: LazyLock<HashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<Phrase>> = HashMap::new();
    for phrase in rows(include_str!("data/furniture.tsv")).filter_map(phrase) {
        phrases.entry(phrase.words.split(' ').next().unwrap_or_default()).or_default().push(phrase);
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }
    phrases
});

/// The phrases that words, each in lower case without punctuation, begin with; the longest first, with their length.
///
/// ```
/// use sayso::lexicon::furniture::phrases_at;
/// let (phrase, words) = phrases_at(&["read", "more", "here"]).next().unwrap();
/// assert_eq!((phrase.words, words), ("read more", 2));
/// ```
pub fn phrases_at<'a>(words: &'a [&'a str]) -> impl Iterator<Item = (Phrase, usize)> + 'a {
    let list = words.first().and_then(|first| PHRASES.get(first)).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(move |phrase| {
        let mut length = 0;
        for word in phrase.words.split(' ') {
            if words.get(length) != Some(&word) {
                return None;
            }
            length += 1;
        }
        Some((*phrase, length))
    })
}
