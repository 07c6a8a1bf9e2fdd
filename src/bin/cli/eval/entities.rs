//! Entities: same span, same label.

use std::collections::BTreeSet;

use super::document::{Entity, Pair};
use super::figures::{Counts, Figure, Rows};
use super::text::{is_space, is_word};

/// What a mention comes to after trimming: start, end, label.
pub(super) type Trimmed<'a> = (usize, usize, &'a str);

/// The labels that all corpora have.
const COARSE: [&str; 3] = ["PERSON", "ORG", "LOC"];

/// Corpora differ in whether these belong to a name.
const TITLES: [&str; 31] = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Sen",
    "Rep",
    "Gov",
    "Gen",
    "Maj",
    "Col",
    "Lt",
    "Sgt",
    "Capt",
    "Rev",
    "Hon",
    "Sir",
    "Dame",
    "Lord",
    "Lady",
    "Sheikh",
    "Imam",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "President",
    "Minister",
    "General",
    "Senator",
    "Judge",
];

/// The figures over all pairs: of all labels, of each way to be lenient, then of each label.
pub(super) fn score(pairs: &[&Pair], labels: &BTreeSet<String>) -> Rows<Figure> {
    let (mut exact, mut coarse, mut spans) = (Counts::default(), Counts::default(), Counts::default());
    let mut by_label = vec![Counts::default(); labels.len()];
    for pair in pairs {
        let gold = set(&pair.text.chars, pair.gold.entities.as_deref().unwrap_or_default(), labels);
        let pred = set(&pair.text.chars, pair.entities(), labels);
        exact += same(&gold, &pred);
        let keep = |set: &BTreeSet<_>, labels: &[&str]| {
            set.iter().filter(|t: &&Trimmed| labels.contains(&t.2)).copied().collect()
        };
        coarse += same(&keep(&gold, &COARSE), &keep(&pred, &COARSE));
        for (counts, label) in by_label.iter_mut().zip(labels) {
            *counts += same(&keep(&gold, &[label]), &keep(&pred, &[label]));
        }
        let unlabelled = |set: &BTreeSet<Trimmed>| set.iter().map(|&(start, end, _)| (start, end)).collect();
        spans += same::<(usize, usize)>(&unlabelled(&gold), &unlabelled(&pred));
    }
    let names = ["exact", "coarse", "spans"].into_iter().map(str::to_owned).chain(labels.iter().cloned());
    Rows(names.zip([exact, coarse, spans].into_iter().chain(by_label).map(Figure::Counts)).collect())
}

/// Mentions of these labels that have a word left after trimming, each once.
pub(super) fn set<'a>(text: &[char], entities: &'a [Entity], labels: &BTreeSet<String>) -> BTreeSet<Trimmed<'a>> {
    entities.iter().filter_map(|entity| trimmed(text, entity, labels)).collect()
}

/// A mention without its article, possessive and titles; `None` if nothing is left or the label is none of these.
pub(super) fn trimmed<'a>(text: &[char], entity: &'a Entity, labels: &BTreeSet<String>) -> Option<Trimmed<'a>> {
    if !labels.contains(&entity.label) {
        return None;
    }
    let (mut start, mut end) = (entity.start, entity.end);
    start += article(&text[start..end]);
    if entity.label == "PERSON" {
        start += titles(&text[start..end]);
    }
    end -= possessive(&text[start..end]);
    (start < end).then_some((start, end, entity.label.as_str()))
}

fn same<T: Ord>(gold: &BTreeSet<T>, pred: &BTreeSet<T>) -> Counts {
    Counts::new(gold.intersection(pred).count(), pred.len(), gold.len())
}

/// Length of white space that has something behind it, else 0.
fn gap(words: &[char]) -> usize {
    words.iter().position(|&c| !is_space(c)).unwrap_or_default()
}

/// Length of "the" and the white space behind it.
fn article(words: &[char]) -> usize {
    match words {
        ['T' | 't', 'h', 'e', rest @ ..] if gap(rest) > 0 => 3 + gap(rest),
        _ => 0,
    }
}

/// Length of titles and the white space behind each.
fn titles(words: &[char]) -> usize {
    let mut length = 0;
    // At most one title fits: white space must follow it.
    while let Some(more) = TITLES.iter().find_map(|title| titled(&words[length..], title)) {
        length += more;
    }
    length
}

fn titled(words: &[char], title: &str) -> Option<usize> {
    // Titles are ASCII: as many bytes as code points.
    let length = title.len();
    let rest = words.get(length..).filter(|_| title.chars().eq(words[..length].iter().copied()))?;
    let dot = usize::from(rest.starts_with(&['.']));
    let gap = gap(&rest[dot..]);
    (gap > 0).then_some(length + dot + gap)
}

/// Length of "'s" or "'" after a word; a line break behind it goes too.
fn possessive(words: &[char]) -> usize {
    let line = words.strip_suffix(&['\n']).unwrap_or(words);
    match line {
        [owner @ .., '\'' | '’', 's'] | [owner @ .., '\'' | '’'] if owner.last().is_some_and(|&c| is_word(c)) => {
            words.len() - owner.len()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, words: &str, left: &str) {
        let text: Vec<char> = words.chars().collect();
        let entity = Entity { start: 0, end: text.len(), label: label.to_owned(), cluster: None, confidence: 1.0 };
        let labels = BTreeSet::from(["PERSON".to_owned(), "ORG".to_owned()]);
        let found: Option<String> =
            trimmed(&text, &entity, &labels).map(|(start, end, _)| text[start..end].iter().collect());
        assert_eq!(found.unwrap_or_default(), left, "{words:?}");
    }

    #[test]
    fn articles_go() {
        check("ORG", "the Harbour Board", "Harbour Board");
        check("ORG", "The \u{a0} Board", "Board");
        check("ORG", "THE Board", "THE Board");
        check("ORG", "The", "The");
        check("ORG", "The ", "The ");
        check("ORG", "Theatre Royal", "Theatre Royal");
    }

    #[test]
    fn titles_of_persons_go() {
        check("PERSON", "Gen. Oduya", "Oduya");
        check("PERSON", "the General Oduya", "Oduya");
        check("PERSON", "Rev Dr. Varga", "Varga");
        check("PERSON", "Princess Ines", "Ines");
        check("PERSON", "Dr.Varga", "Dr.Varga");
        check("PERSON", "Dr. ", "Dr. ");
        check("PERSON", "Sir Lord ", "Lord ");
        check("PERSON", "Kingston", "Kingston");
        check("ORG", "President Lines", "President Lines");
    }

    #[test]
    fn possessives_go() {
        check("ORG", "Norvik's", "Norvik");
        check("ORG", "the Ports’", "Ports");
        check("ORG", "Norvik's\n", "Norvik");
        check("ORG", "X²’s", "X²");
        check("ORG", "Norvik)'s", "Norvik)'s");
        check("ORG", "'s", "'s");
        check("ORG", "Norvik''", "Norvik''");
    }

    #[test]
    fn nothing_and_other_labels_are_no_mention() {
        check("ORG", "", "");
        check("DATE", "Monday", "");
    }
}
