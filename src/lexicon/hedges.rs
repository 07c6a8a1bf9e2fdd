//! Words that say that something is said, without saying by whom.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows;

/// What such a word hedges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// Its clause: reportedly.
    Adverb,
    /// The noun behind it: the alleged meeting.
    Adjective,
    /// What it leads to: reports of a meeting, rumours that they met.
    Noun,
    /// The infinitive behind it: said to have met.
    Participle,
}

/// Frame and stance, in the words of the download.
pub type Sense = (&'static str, &'static str);

const TABLE: &str = include_str!("data/hedges.tsv");

static HEDGES: LazyLock<HashMap<&'static str, [Option<Sense>; 4]>> = LazyLock::new(|| {
    let mut hedges: HashMap<_, [Option<Sense>; 4]> = HashMap::new();
    for ((word, kind), sense) in rows(TABLE).filter_map(parse) {
        hedges.entry(word).or_default()[kind as usize] = Some(sense);
    }
    hedges
});

fn parse(row: &'static str) -> Option<((&'static str, Hedge), Sense)> {
    let mut cells = row.split('\t');
    let word = cells.next()?;
    let hedge = match cells.next()? {
        "adverb" => Hedge::Adverb,
        "adjective" => Hedge::Adjective,
        "noun" => Hedge::Noun,
        "participle" => Hedge::Participle,
        _ => return None,
    };
    Some(((word, hedge), (cells.next()?, cells.next()?)))
}

/// The sense of a word in lower case as a hedge of this kind.
#[must_use]
pub fn hedge(word: &str, kind: Hedge) -> Option<Sense> {
    HEDGES.get(word)?[kind as usize]
}

/// All senses of the table.
#[must_use]
pub fn senses() -> Vec<Sense> {
    HEDGES.values().flatten().flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_read_and_none_stands_twice() {
        assert_eq!(senses().len(), rows(TABLE).count());
    }

    #[test]
    fn a_word_may_hedge_in_several_ways() {
        assert_eq!(hedge("reported", Hedge::Adjective), Some(("hedge", "asserts")));
        assert!(hedge("reported", Hedge::Participle).is_some());
        assert_eq!(hedge("reported", Hedge::Adverb), None);
    }
}
