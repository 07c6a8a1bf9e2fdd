//! Words that attribute, and the words around them that a light chunker has to know.

use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use super::hedges::{self, Hedge, Sense};
use super::phrases::{self, Phrase};
use super::rows;

/// What kind of word something is; a word may be of several kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// The, a, some, every, several.
    pub const DETERMINER: Self = Self(1);
    /// His, their.
    pub const POSSESSIVE: Self = Self(1 << 1);
    /// He, they, it, we.
    pub const SUBJECT: Self = Self(1 << 2);
    /// Him, them.
    pub const OBJECT: Self = Self(1 << 3);
    /// Who, which.
    pub const RELATIVE: Self = Self(1 << 4);
    /// That, because, whether.
    pub const SUBORDINATOR: Self = Self(1 << 5);
    /// In, with, about.
    pub const PREPOSITION: Self = Self(1 << 6);
    /// And, but.
    pub const CONJUNCTION: Self = Self(1 << 7);
    /// Is, was, been.
    pub const BE: Self = Self(1 << 8);
    /// Has, had.
    pub const HAVE: Self = Self(1 << 9);
    /// Does, did.
    pub const DO: Self = Self(1 << 10);
    /// Will, could.
    pub const MODAL: Self = Self(1 << 11);
    /// Not, never, didn't.
    pub const NEGATION: Self = Self(1 << 12);
    /// Also, later, reportedly.
    pub const ADVERB: Self = Self(1 << 13);
    /// We've, he'd: subject and auxiliary in one.
    pub const CONTRACTION: Self = Self(1 << 14);
    /// To.
    pub const TO: Self = Self(1 << 15);
    /// Of.
    pub const OF: Self = Self(1 << 16);
    /// Monday, yesterday.
    pub const DAY: Self = Self(1 << 17);
    /// Continued, refused: a cue may hang on it with "to".
    pub const CHAIN: Self = Self(1 << 18);
    /// A finite verb that is no cue.
    pub const VERB: Self = Self(1 << 19);

    const NAMES: [(&'static str, Self); 20] = [
        ("det", Self::DETERMINER),
        ("poss", Self::POSSESSIVE),
        ("subj", Self::SUBJECT),
        ("obj", Self::OBJECT),
        ("rel", Self::RELATIVE),
        ("sub", Self::SUBORDINATOR),
        ("prep", Self::PREPOSITION),
        ("conj", Self::CONJUNCTION),
        ("be", Self::BE),
        ("have", Self::HAVE),
        ("do", Self::DO),
        ("modal", Self::MODAL),
        ("neg", Self::NEGATION),
        ("adv", Self::ADVERB),
        ("pronverb", Self::CONTRACTION),
        ("to", Self::TO),
        ("of", Self::OF),
        ("day", Self::DAY),
        ("chain", Self::CHAIN),
        ("verb", Self::VERB),
    ];

    /// One bit a kind.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether it is of one of these kinds.
    #[must_use]
    pub const fn is(self, any_of: Self) -> bool {
        self.0 & any_of.0 != 0
    }

    /// Of either kind.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn parse(names: &str) -> Self {
        let of = |name| Self::NAMES.iter().find(|(n, _)| *n == name).map_or(Self(0), |(_, c)| *c);
        names.split(' ').map(of).fold(Self(0), Self::or)
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// What stands behind a word that may be a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right<'w> {
    /// That, whether, how.
    That,
    /// To.
    To,
    /// A quotation mark or a colon.
    Quote,
    /// The start of a noun phrase or clause.
    Noun,
    /// A comma or the end.
    End,
    /// A preposition, in lower case.
    Preposition(&'w str),
}

/// A word form that may be the head of a cue.
#[derive(Clone, Debug, Default)]
pub struct CueForm {
    /// Its dictionary form.
    pub lemma: &'static str,
    /// What its lemma says of the content: frame and stance, in the words of the download.
    pub sense: Option<(&'static str, &'static str)>,
}

/// What is known of a word.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The word itself, in lower case.
    pub word: &'static str,
    /// What kind of word it is.
    pub class: Class,
    /// Whether it may be the head of a cue.
    pub cue: Option<CueForm>,
    /// What it hedges, by [`Hedge`].
    hedges: [Option<Sense>; 4],
    /// Cues of several words that it starts.
    pub phrases: Vec<Phrase>,
}

impl Known {
    /// Its sense as a hedge of this kind.
    #[must_use]
    pub fn hedge(&self, kind: Hedge) -> Option<Sense> {
        self.hedges[kind as usize]
    }
}

static KNOWN: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: HashMap<&'static str, Known> = HashMap::new();
    for row in rows(CONTEXT) {
        if let Some((word, classes)) = row.split_once('\t') {
            known.insert(word, Known { word, class: Class::parse(classes), ..Known::default() });
        }
    }
    let senses: HashMap<&str, (&'static str, &'static str)> = rows(LEMMAS).filter_map(sense).collect();
    for (form, lemma) in rows(FORMS).filter_map(|row| row.split_once('\t')) {
        let entry = known.entry(form).or_insert(Known { word: form, ..Known::default() });
        entry.cue = Some(CueForm { lemma, sense: senses.get(lemma).copied() });
    }
    for (word, kind, sense) in hedges::all() {
        known.entry(word).or_insert(Known { word, ..Known::default() }).hedges[kind as usize] = Some(sense);
    }
    for (word, phrase) in phrases::all() {
        known.entry(word).or_insert(Known { word, ..Known::default() }).phrases.push(phrase);
    }
    known
});

const FORMS: &str = include_str!("data/cue_forms.tsv");
const LEMMAS: &str = include_str!("data/cue_lemmas.tsv");
const CONTEXT: &str = include_str!("data/cue_context.tsv");

fn sense(row: &'static str) -> Option<(&'static str, (&'static str, &'static str))> {
    let (lemma, rest) = row.split_once('\t')?;
    Some((lemma, rest.split_once('\t')?))
}

/// Looks up a word in lower case, with a straight apostrophe.
#[must_use]
pub fn known(word: &str) -> Option<&'static Known> {
    KNOWN.get(word)
}

/// All frames and stances that the table uses, so that whoever gives them meaning can check that it knows all.
#[must_use]
pub fn senses() -> Vec<(&'static str, &'static str)> {
    rows(LEMMAS).filter_map(sense).map(|(_, s)| s).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_row_stands_twice_and_each_is_whole() {
        for (table, keys, cells) in [(FORMS, 1, 2), (LEMMAS, 1, 3), (CONTEXT, 1, 2)] {
            let mut seen = HashSet::new();
            for row in rows(table) {
                let row: Vec<_> = row.split('\t').collect();
                assert_eq!(row.len(), cells, "{row:?}");
                assert!(seen.insert(row[..keys].to_vec()), "twice: {row:?}");
            }
        }
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(CONTEXT) {
            for name in row.split('\t').nth(1).unwrap().split(' ') {
                assert!(Class::NAMES.iter().any(|(n, _)| *n == name), "{row}");
            }
        }
    }

    #[test]
    fn every_lemma_has_a_form() {
        let lemmas: HashSet<_> = rows(FORMS).filter_map(|r| r.split('\t').nth(1)).collect();
        for row in rows(LEMMAS) {
            let lemma = row.split('\t').next().unwrap();
            assert!(lemmas.contains(lemma), "{lemma} has a sense but no form");
        }
    }

    #[test]
    fn a_form_has_its_lemma_and_the_sense_of_that() {
        let denied = known("denied").and_then(|k| k.cue.as_ref()).unwrap();
        assert_eq!((denied.lemma, denied.sense), ("deny", Some(("statement", "denies"))));
        assert!(known("the").unwrap().class.is(Class::DETERMINER));
    }
}
