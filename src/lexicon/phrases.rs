//! Cues of several words: "had no information about", "shrugged off".

use super::hedges::Sense;
use super::rows;

/// One place in a phrase.
#[derive(Clone, Debug)]
struct Place {
    any_of: Vec<&'static str>,
    optional: bool,
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Phrase {
    places: Vec<Place>,
    /// Its frame and stance.
    pub sense: Sense,
}

const TABLE: &str = include_str!("data/cue_phrases.tsv");

fn parse(row: &'static str) -> Option<Phrase> {
    let mut cells = row.split('\t');
    let place = |cell: &'static str| {
        let optional = cell.ends_with('?');
        Place { any_of: cell.trim_end_matches('?').split('/').collect(), optional }
    };
    let places = cells.next()?.split(' ').map(place).collect();
    Some(Phrase { places, sense: (cells.next()?, cells.next()?) })
}

/// Every phrase once for each word that may start it.
pub fn all() -> impl Iterator<Item = (&'static str, Phrase)> {
    let starts = |phrase: Phrase| phrase.places[0].any_of.clone().into_iter().map(move |word| (word, phrase.clone()));
    rows(TABLE).filter_map(parse).flat_map(starts)
}

/// All senses of the table.
#[must_use]
pub fn senses() -> Vec<Sense> {
    rows(TABLE).filter_map(parse).map(|p| p.sense).collect()
}

impl Phrase {
    /// How many words it takes where `word` gives the words from its first on, in lower case.
    pub fn matches<'w>(&self, word: impl Fn(usize) -> &'w str) -> Option<usize> {
        let mut at = 0;
        for place in &self.places {
            if place.any_of.contains(&word(at)) {
                at += 1;
            } else if !place.optional {
                return None;
            }
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_none_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for row in rows(TABLE) {
            assert_eq!(row.split('\t').count(), 3, "{row}");
            assert!(seen.insert(row.split('\t').next()), "twice: {row}");
            assert!(parse(row).is_some_and(|p| !p.places[0].optional), "{row}");
        }
    }

    #[test]
    fn words_may_be_missing_or_vary() {
        let length = |words: &'static str| {
            let words: Vec<&str> = words.split(' ').collect();
            let fitting = all().filter(|(word, _)| *word == words[0]);
            let found = fitting.filter_map(|(_, p)| p.matches(|at| words.get(at).copied().unwrap_or("")));
            found.max()
        };
        assert_eq!(length("had no information about it"), Some(4));
        assert_eq!(length("has no comment on it"), Some(4));
        assert_eq!(length("had no further comment on it"), Some(5));
        assert_eq!(length("had no time"), None);
    }
}
