//! Words that say that something is said, without saying by whom.

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

/// All rows: word, what it hedges, and its sense.
pub fn all() -> impl Iterator<Item = (&'static str, Hedge, Sense)> {
    rows(TABLE).filter_map(parse).map(|((word, hedge), sense)| (word, hedge, sense))
}

/// All senses of the table.
#[must_use]
pub fn senses() -> Vec<Sense> {
    all().map(|(.., sense)| sense).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_read_and_none_stands_twice() {
        let rows: Vec<_> = rows(TABLE).collect();
        let mut words: Vec<_> = all().map(|(word, hedge, _)| (word, hedge as u8)).collect();
        assert_eq!(words.len(), rows.len());
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), rows.len());
    }
}
