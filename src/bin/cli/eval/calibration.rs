//! How far confidences can be trusted, and what is left above a threshold.
//!
//! Expected calibration error over bins of equal width, as in Guo et al., "On Calibration of Modern Neural Networks" (2017).

use std::collections::BTreeMap;

use serde::Serialize;

use super::attributions::Sides;
use super::document::Pair;
use super::entities;
use super::figures::{Counts, Rows, float, share};
use super::layers::{Layer, Scope};

const BINS: u32 = 10;

/// Thresholds at 1/20, 2/20 and so on, below 1.
const STEPS: u32 = 20;

/// How far the confidences of one layer can be trusted.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Calibration {
    /// How far, on average, confidence and share of right ones are apart.
    pub(super) ece: f64,
    pub(super) count: usize,
    pub(super) bins: Vec<Bin>,
    pub(super) thresholds: Vec<Threshold>,
}

/// Predictions of about the same confidence.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Bin {
    pub(super) from: f64,
    /// Not included, but for 1.
    pub(super) to: f64,
    pub(super) count: usize,
    /// Their mean confidence; `None` of none.
    pub(super) confidence: Option<f64>,
    /// The share that is right; `None` of none.
    pub(super) right: Option<f64>,
}

/// What is predicted with at least some confidence.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Threshold {
    pub(super) at: f64,
    #[serde(flatten)]
    pub(super) counts: Counts,
}

/// One prediction.
#[derive(Clone, Copy, Debug)]
struct Guess {
    confidence: f64,
    right: bool,
}

/// For entities and attributions, as far as the gold has them.
pub(super) fn calibrate(pairs: &[&Pair], scope: &Scope) -> Rows<Calibration> {
    let mut rows = Vec::new();
    if scope.has(Layer::Entities) {
        rows.push((Layer::Entities.name().to_owned(), of_entities(pairs, scope)));
    }
    if scope.has(Layer::Attributions) {
        rows.push((Layer::Attributions.name().to_owned(), of_attributions(pairs)));
    }
    Rows(rows)
}

/// Right: same span and label as gold, after trimming.
fn of_entities(pairs: &[&Pair], scope: &Scope) -> Calibration {
    let (mut guesses, mut total) = (Vec::new(), 0);
    for pair in pairs {
        let chars = &pair.text.chars;
        let gold = entities::set(chars, pair.gold.entities.as_deref().unwrap_or_default(), &scope.labels);
        total += gold.len();
        // What is the same after trimming is one prediction, and is there as long as any of them is.
        let mut pred = BTreeMap::new();
        for entity in pair.entities() {
            if let Some(trimmed) = entities::trimmed(chars, entity, &scope.labels) {
                let confidence = pred.entry(trimmed).or_insert(entity.confidence);
                *confidence = entity.confidence.max(*confidence);
            }
        }
        guesses.extend(pred.into_iter().map(|(t, confidence)| Guess { confidence, right: gold.contains(&t) }));
    }
    Calibration::new(&guesses, |at| {
        let kept = guesses.iter().filter(|guess| guess.confidence >= at);
        Counts::new(kept.clone().filter(|guess| guess.right).count(), kept.count(), total)
    })
}

/// Right: matched in full.
fn of_attributions(pairs: &[&Pair]) -> Calibration {
    let all: Vec<Sides> = pairs.iter().map(|pair| Sides::new(pair)).collect();
    let mut guesses = Vec::new();
    for sides in &all {
        let first = guesses.len();
        guesses.extend(sides.pred.iter().map(|s| Guess { confidence: s.record.confidence, right: false }));
        for (_, j) in sides.full.one_to_one(|_| true) {
            guesses[first + j].right = true;
        }
    }
    Calibration::new(&guesses, |at| {
        let mut counts = Counts::default();
        for sides in &all {
            let kept = |j: usize| sides.pred[j].record.confidence >= at;
            // Matched anew: what was matched to one that is gone may find another.
            let found = sides.full.one_to_one(kept).len();
            counts += Counts::new(found, (0..sides.pred.len()).filter(|&j| kept(j)).count(), sides.gold.len());
        }
        counts
    })
}

impl Calibration {
    fn new(guesses: &[Guess], above: impl Fn(f64) -> Counts) -> Self {
        let count = guesses.len();
        let border = |n: u32| f64::from(n) / f64::from(BINS);
        let bin = |n: u32| {
            // Open at both ends of the scale: nothing falls out.
            let inside =
                |g: &&Guess| (n == 0 || g.confidence >= border(n)) && (n + 1 == BINS || g.confidence < border(n + 1));
            let guesses = guesses.iter().filter(inside);
            let count = guesses.clone().count();
            let some = (count > 0).then_some(count);
            Bin {
                from: border(n),
                to: border(n + 1),
                count,
                confidence: some.map(|n| guesses.clone().map(|g| g.confidence).sum::<f64>() / float(n)),
                right: some.map(|n| share(guesses.filter(|g| g.right).count(), n)),
            }
        };
        let bins: Vec<Bin> = (0..BINS).map(bin).collect();
        let apart = |bin: &Bin| Some((bin.confidence? - bin.right?).abs() * share(bin.count, count));
        // Not sum(): that of nothing is -0, and JSON would say so.
        let ece = bins.iter().filter_map(apart).fold(0.0, |sum, part| sum + part);
        let thresholds = (1..STEPS).map(|n| f64::from(n) / f64::from(STEPS));
        Self { ece, count, bins, thresholds: thresholds.map(|at| Threshold { at, counts: above(at) }).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calibration(guesses: &[(f64, bool)]) -> Calibration {
        let guesses: Vec<_> = guesses.iter().map(|&(confidence, right)| Guess { confidence, right }).collect();
        Calibration::new(&guesses, |_| Counts::default())
    }

    #[test]
    fn bins_hold_what_lies_in_them() {
        let found = calibration(&[(0.0, false), (0.1, true), (0.3, true), (0.7, true), (0.75, false), (1.0, true)]);
        let counts: Vec<_> = found.bins.iter().map(|bin| bin.count).collect();
        assert_eq!(counts, [1, 1, 0, 1, 0, 0, 0, 2, 0, 1]);
        assert_eq!((found.bins[7].confidence, found.bins[7].right), (Some(0.725), Some(0.5)));
        assert_eq!((found.bins[2].confidence, found.bins[2].right), (None, None));
        // 0, 0.9, 0.7, 2 times 0.225, 0.
        assert!((found.ece - 2.05 / 6.0).abs() < 1e-12, "{}", found.ece);
    }

    #[test]
    fn of_nothing_nothing_is_wrong() {
        let found = calibration(&[]);
        assert_eq!((found.ece.to_bits(), found.count, found.bins.len()), (0, 0, 10));
        let thresholds: Vec<_> = found.thresholds.iter().map(|t| t.at).collect();
        assert_eq!((thresholds.len(), thresholds[0], thresholds[2], thresholds[18]), (19, 0.05, 0.15, 0.95));
    }
}
