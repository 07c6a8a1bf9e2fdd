//! What the whole document tells about names that one sentence leaves open.

use std::collections::{HashMap, HashSet};

use crate::lexicon::names::{Kinds, Lexicon};
use crate::lexicon::words::{Gap, Shape, Word, join, scan};

use super::{Label, Mention};

/// Rules that guess; the rest of the document may know better.
const SOFT: &[&str] = &[
    "capital-word",
    "capital-words",
    "capital-phrase",
    "opening-word",
    "headline-word",
    "speaks",
    "after-preposition",
    "capitals",
    "given-name-alone",
    "inner-capital",
    "particle",
];

/// Rules whose guesses count for nothing unless another mention bears them out.
const WEAK: &[&str] = &["opening-word", "headline-word", "capital-word"];

#[derive(Default)]
struct Votes {
    labels: [f32; 12],
    /// What mentions say that are not [`WEAK`].
    firm: f32,
}

/// Relabels guesses by what the same name is elsewhere, and drops those that nothing bears out.
pub(super) fn settle(text: &str, mentions: &mut Vec<Mention>) {
    let mut words = Vec::new();
    let mut votes: HashMap<u64, Votes> = HashMap::new();
    let mut people: HashMap<u64, bool> = HashMap::new();
    let mut shorts: HashSet<u64> = HashSet::new();
    let mut keys = Vec::with_capacity(mentions.len());
    for mention in mentions.iter() {
        words.clear();
        if matches!(mention.label, Label::Date | Label::Time | Label::Money | Label::Quantity | Label::Title) {
            keys.push((0, 0));
            continue;
        }
        scan(mention.span.of(text), mention.span.start, &mut words);
        let key = key(&words);
        keys.push((key, words.len()));
        let vote = votes.entry(key).or_default();
        vote.labels[mention.label as usize] += mention.confidence;
        if !WEAK.contains(&mention.rule.as_ref()) {
            vote.firm += mention.confidence;
        }
        if mention.label == Label::Person && mention.confidence >= 0.5 {
            for (at, word) in words.iter().enumerate() {
                if word.is_capital() && word.shape != Shape::Initial && word.end - word.start > 1 {
                    let last = at + 1 == words.len() && mention.confidence > 0.5;
                    *people.entry(join(0, word.hash)).or_default() |= last;
                }
            }
        }
        if mention.label == Label::Org && words.len() > 1 {
            shorts.insert(acronym(text, &words));
            shorts.extend(parts(&words));
        }
    }
    let mut at = 0;
    mentions.retain_mut(|mention| {
        let (key, count) = keys[at];
        at += 1;
        judge(mention, key, count, &votes, &people, &shorts)
    });
}

fn judge(
    mention: &mut Mention,
    key: u64,
    count: usize,
    votes: &HashMap<u64, Votes>,
    people: &HashMap<u64, bool>,
    shorts: &HashSet<u64>,
) -> bool {
    let soft = SOFT.contains(&mention.rule.as_ref());
    if count == 0 {
        return true;
    }
    let surname = (count == 1).then(|| people.get(&key).copied()).flatten();
    let city = mention.rule == "table" && mention.label == Label::Loc && mention.confidence < 0.8;
    if surname.is_some() && soft || city && surname == Some(true) {
        mention.label = Label::Person;
        mention.confidence = 0.8;
        mention.rule = "known-person".into();
        return true;
    }
    if !soft {
        return true;
    }
    if count == 1 && shorts.contains(&key) && mention.rule != "after-preposition" {
        mention.label = Label::Org;
        mention.confidence = 0.85;
        mention.rule = "known-organisation".into();
        return true;
    }
    let Some(vote) = votes.get(&key) else { return true };
    if vote.firm < 0.2 {
        return false;
    }
    let best = LABELS.iter().copied().max_by(|&a, &b| vote.labels[a as usize].total_cmp(&vote.labels[b as usize]));
    if let Some(best) = best {
        let all: f32 = vote.labels.iter().sum();
        let share = vote.labels[best as usize] / all.max(f32::EPSILON);
        mention.label = best;
        mention.confidence = mention.confidence.max(0.2).max((vote.firm * share).min(0.7));
    }
    true
}

const LABELS: [Label; 7] =
    [Label::Product, Label::Misc, Label::Fac, Label::Norp, Label::Loc, Label::Org, Label::Person];

/// Equal for the same words, whatever their case.
fn key(words: &[Word]) -> u64 {
    words.iter().fold(0, |key, word| join(key, word.hash))
}

/// The keys of the words that an organisation may be called by: a first one that says nothing else, a last one like `Guard`.
fn parts(words: &[Word]) -> impl Iterator<Item = u64> {
    const OTHERS: Kinds = Kinds::NAME.or(Kinds::COMMON).or(Kinds::FIRST).or(Kinds::TOPIC).or(Kinds::PARTICLE);
    let kinds = |w: &Word| Lexicon::get().word(w).map(|e| e.kinds(w.shape)).unwrap_or_default();
    let first = words.first().filter(|w| !kinds(w).any(OTHERS));
    let last = words.last().filter(|w| kinds(w).any(Kinds::ORG_HEAD));
    first.into_iter().chain(last).map(|w| join(0, w.hash))
}

/// The key that the acronym of these words would have.
fn acronym(text: &str, words: &[Word]) -> u64 {
    let letters: String = words
        .iter()
        .filter(|w| w.is_capital() && w.gap != Gap::Hyphen)
        .filter_map(|w| text[w.start..w.end].chars().next())
        .collect();
    let mut scanned = Vec::new();
    scan(&letters, 0, &mut scanned);
    key(&scanned)
}
