//! Attributions: by role, by content, and in full.

use std::collections::HashMap;

use serde_json::Value;

use super::document::{Attribution, Pair, Range};
use super::figures::{Accuracy, Counts, Figure, Rows, float};
use super::matching::Candidates;
use super::text::{Text, Tokens};

pub(super) const ROLES: [&str; 3] = ["source", "cue", "content"];

/// What else an attribution may say of itself.
const FIELDS: [&str; 4] = ["form", "frame", "stance", "source_kind"];

/// An attribution with a content, by the tokens of its roles.
pub(super) struct Said<'a> {
    source: Tokens,
    content: Tokens,
    /// Its content holds a double quotation mark.
    quoted: bool,
    pub(super) record: &'a Attribution,
}

/// Double quotation marks.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Those that have a content.
fn said<'a>(text: &Text, attributions: &'a [Attribution]) -> Vec<Said<'a>> {
    let said = |record: &'a Attribution| {
        let [source, _, content] = record.roles();
        let quoted = content.iter().any(|&(start, end)| text.chars[start..end].iter().any(|&c| is_quote(c)));
        Said { source: text.tokens(source), content: text.tokens(content), quoted, record }
    };
    attributions.iter().map(said).filter(|s| !s.content.is_empty()).collect()
}

/// The attributions of a pair, and which may be matched in full.
pub(super) struct Sides<'a> {
    pub(super) gold: Vec<Said<'a>>,
    pub(super) pred: Vec<Said<'a>>,
    pub(super) full: Candidates,
}

impl<'a> Sides<'a> {
    pub(super) fn new(pair: &'a Pair) -> Self {
        let gold = said(&pair.text, pair.gold.attributions.as_deref().unwrap_or_default());
        let pred = said(&pair.text, pair.attributions());
        let full = Candidates::new(&gold, &pred, full);
        Self { gold, pred, full }
    }

    fn counts(&self, found: usize) -> Counts {
        Counts::new(found, self.pred.len(), self.gold.len())
    }
}

/// Share of the tokens of two contents that both have; 0 if less than half.
fn jaccard(gold: &Said, pred: &Said) -> f64 {
    let both = common(&gold.content, &pred.content);
    let share = both / (float(gold.content.len() + pred.content.len()) - both);
    if share >= 0.5 { share } else { 0.0 }
}

/// The same, if the sources share a token or neither has one.
fn full(gold: &Said, pred: &Said) -> f64 {
    let sourceless = gold.source.is_empty() && pred.source.is_empty();
    if sourceless || !gold.source.is_disjoint(&pred.source) { jaccard(gold, pred) } else { 0.0 }
}

fn common(a: &Tokens, b: &Tokens) -> f64 {
    float(a.intersection(b).count())
}

/// The figures over all pairs.
pub(super) fn score(pairs: &[&Pair]) -> Rows<Figure> {
    let mut roles = [Role::default(); 3];
    let [mut content, mut whole, mut direct, mut indirect] = [Counts::default(); 4];
    let mut fields = [Accuracy::default(); 4];
    for pair in pairs {
        for (n, role) in roles.iter_mut().enumerate() {
            role.count(pair, |attribution| attribution.roles()[n]);
        }
        let sides = Sides::new(pair);
        content += sides.counts(Candidates::new(&sides.gold, &sides.pred, jaccard).one_to_one(|_| true).len());
        let matched = sides.full.one_to_one(|_| true);
        whole += sides.counts(matched.len());
        for (counts, quoted) in [(&mut direct, true), (&mut indirect, false)] {
            let like = |s: &&Said| s.quoted == quoted;
            *counts += Counts {
                found: matched.iter().map(|&(i, _)| &sides.gold[i]).filter(like).count(),
                right: matched.iter().map(|&(_, j)| &sides.pred[j]).filter(like).count(),
                pred: sides.pred.iter().filter(like).count(),
                gold: sides.gold.iter().filter(like).count(),
            };
        }
        for &(i, j) in &matched {
            for (accuracy, field) in fields.iter_mut().zip(FIELDS) {
                let value = |said: &Said| said.record.fields.get(field).cloned();
                if let Some(gold) = value(&sides.gold[i]) {
                    // What a prediction leaves out is as good as null.
                    accuracy.count(value(&sides.pred[j]).unwrap_or(Value::Null) == gold);
                }
            }
        }
    }
    let by_role = |kind: &'static str, counts: fn(&Role) -> Counts| {
        ROLES.iter().zip(roles).map(move |(name, role)| (format!("{kind} {name}"), Figure::Counts(counts(&role))))
    };
    let mut rows: Vec<_> = by_role("token", |r| r.tokens).collect();
    rows.extend(by_role("exact", |r| r.exact));
    rows.extend(by_role("overlap", |r| r.overlap));
    let rest = [("content", content), ("full", whole), ("full direct", direct), ("full indirect", indirect)];
    rows.extend(rest.map(|(name, counts)| (name.to_owned(), Figure::Counts(counts))));
    let annotated = fields.into_iter().zip(FIELDS).filter(|(accuracy, _)| accuracy.of > 0);
    rows.extend(annotated.map(|(accuracy, field)| (format!("field {field}"), Figure::Accuracy(accuracy))));
    Rows(rows)
}

/// One role by itself, whatever it belongs to.
#[derive(Clone, Copy, Default)]
struct Role {
    tokens: Counts,
    exact: Counts,
    overlap: Counts,
}

impl Role {
    fn count(&mut self, pair: &Pair, ranges: impl Fn(&Attribution) -> &[Range]) {
        let sets = |attributions: &[Attribution]| -> Vec<Tokens> {
            attributions.iter().map(|a| pair.text.tokens(ranges(a))).filter(|tokens| !tokens.is_empty()).collect()
        };
        let gold = sets(pair.gold.attributions.as_deref().unwrap_or_default());
        let pred = sets(pair.attributions());

        let all = |sets: &[Tokens]| sets.iter().flatten().copied().collect::<Tokens>();
        let (gold_tokens, pred_tokens) = (all(&gold), all(&pred));
        let both = gold_tokens.intersection(&pred_tokens).count();
        self.tokens += Counts::new(both, pred_tokens.len(), gold_tokens.len());

        let mut left: HashMap<&Tokens, usize> = HashMap::new();
        for tokens in &gold {
            *left.entry(tokens).or_default() += 1;
        }
        let taken = pred.iter().filter(|tokens| {
            left.get_mut(tokens).filter(|n| **n > 0).is_some_and(|n| {
                *n -= 1;
                true
            })
        });
        self.exact += Counts::new(taken.count(), pred.len(), gold.len());

        let overlap = Candidates::new(&gold, &pred, common).one_to_one(|_| true).len();
        self.overlap += Counts::new(overlap, pred.len(), gold.len());
    }
}
