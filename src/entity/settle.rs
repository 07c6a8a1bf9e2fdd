//! What the whole document tells about names that one sentence leaves open.

use std::collections::{HashMap, HashSet};

use crate::lexicon::words::{Gap, Shape, Word, join, scan};

use super::names::LEARNED;
use super::{Label, Mention};

/// How much what all other mentions of a name say counts beside what its own sentence says.
const OTHERS: f32 = 0.5;

/// Relabels names by what the same words are elsewhere in the document; drops and adds none. Dates and amounts stay: what
/// they are, their own words say.
pub(super) fn settle(text: &str, mentions: &mut [Mention]) {
    let mut words = Vec::new();
    let mut votes: HashMap<u64, [f32; 12]> = HashMap::new();
    let mut surnames: HashMap<u64, f32> = HashMap::new();
    let mut shorts: HashSet<u64> = HashSet::new();
    let mut keys = Vec::with_capacity(mentions.len());
    for mention in mentions.iter() {
        words.clear();
        if mention.rule != LEARNED || !LABELS.contains(&mention.label) {
            keys.push(None);
            continue;
        }
        scan(mention.span.of(text), mention.span.start, &mut words);
        let key = key(&words);
        keys.push(Some((key, words.len())));
        votes.entry(key).or_default()[mention.label as usize] += mention.confidence;
        match (mention.label, words.len(), words.last()) {
            (Label::Person, 2.., Some(last)) => *surnames.entry(join(0, last.hash)).or_default() += mention.confidence,
            (Label::Org, 2.., _) => shorts.extend(acronym(text, &words)),
            _ => {}
        }
    }
    for (mention, key) in mentions.iter_mut().zip(keys) {
        let Some((key, count)) = key else { continue };
        let mut all = votes.get(&key).copied().unwrap_or_default();
        if let (1, Some(&sure)) = (count, surnames.get(&key)) {
            all[Label::Person as usize] += sure;
        }
        if count == 1 && shorts.contains(&key) {
            all[Label::Org as usize] += 1.0;
        }
        judge(mention, all);
    }
}

/// Weighs what the mention says of itself against what all say.
fn judge(mention: &mut Mention, mut all: [f32; 12]) {
    all[mention.label as usize] -= mention.confidence;
    let own = mention.label;
    let weight = |label: Label| OTHERS * all[label as usize] + if label == own { mention.confidence } else { 0.0 };
    let best = LABELS.iter().copied().max_by(|&a, &b| weight(a).total_cmp(&weight(b))).unwrap_or(own);
    if weight(best) > weight(own) {
        mention.confidence = (weight(best) / LABELS.iter().map(|&l| weight(l)).sum::<f32>()).min(0.9);
        mention.label = best;
    }
}

const LABELS: [Label; 7] =
    [Label::Product, Label::Misc, Label::Fac, Label::Norp, Label::Loc, Label::Org, Label::Person];

/// Equal for the same words, whatever their case.
fn key(words: &[Word]) -> u64 {
    words.iter().fold(0, |key, word| join(key, word.hash))
}

/// The key that the acronym of these words would have, if it has two letters or more.
fn acronym(text: &str, words: &[Word]) -> Option<u64> {
    let letters: String = words
        .iter()
        .filter(|w| w.is_capital() && w.gap != Gap::Hyphen && w.shape != Shape::Initial)
        .filter_map(|w| text[w.start..w.end].chars().next())
        .collect();
    let mut scanned = Vec::new();
    scan(&letters, 0, &mut scanned);
    (letters.chars().count() > 1).then(|| key(&scanned))
}
