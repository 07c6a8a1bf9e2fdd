//! Counts, and the figures that are made of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What each of two marked, and how much of that both did.
///
/// ```
/// use sayso::agreement::Shared;
/// assert_eq!(Shared { both: 3, a: 4, b: 8 }.f1(), Some(0.5));
/// assert_eq!(Shared::default().f1(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// What both marked.
    pub both: u64,
    /// All that the first marked.
    pub a: u64,
    /// All that the second marked.
    pub b: u64,
}

impl Shared {
    /// Twice what both marked by all that was marked; none where nothing was.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        share(2 * self.both, self.a + self.b)
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.both += other.both;
        self.a += other.a;
        self.b += other.b;
    }
}

/// How often the first puts something into one category while the second puts it into another, or the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion(BTreeMap<(u8, u8), u64>);

impl Confusion {
    /// Counts one thing.
    pub fn add(&mut self, a: u8, b: u8) {
        *self.0.entry((a, b)).or_default() += 1;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(pair, count)| *self.0.entry(*pair).or_default() += count);
    }

    /// Cohen's kappa: agreement beyond chance; none where all is in one category, so that chance alone would agree.
    ///
    /// ```
    /// use sayso::agreement::Confusion;
    /// let mut confusion = Confusion::default();
    /// [(0, 0), (0, 0), (1, 1), (0, 1)].into_iter().for_each(|(a, b)| confusion.add(a, b));
    /// assert_eq!(confusion.kappa(), Some(0.5));
    /// ```
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        let all: u64 = self.0.values().sum();
        let same: u64 = self.0.iter().filter(|((a, b), _)| a == b).map(|(_, count)| count).sum();
        let (mut first, mut second) = (BTreeMap::<u8, u64>::new(), BTreeMap::<u8, u64>::new());
        for ((a, b), count) in &self.0 {
            *first.entry(*a).or_default() += count;
            *second.entry(*b).or_default() += count;
        }
        let chance = |(category, count): (&u8, &u64)| {
            Some(share(*count, all)? * share(second.get(category).copied().unwrap_or_default(), all)?)
        };
        let expected: f64 = first.iter().filter_map(chance).sum();
        let observed = share(same, all)?;
        (expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
    }
}

/// How often two of any number of people put one thing into one category and into another, or the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coincidences(BTreeMap<(u8, u8), f64>);

impl Coincidences {
    /// Counts what each of those says of one thing who says something of it.
    pub fn add(&mut self, said: &[u8]) {
        let Some(others) = u32::try_from(said.len()).ok().and_then(|n| n.checked_sub(1)).filter(|n| *n > 0) else {
            return;
        };
        let mut counts = BTreeMap::<u8, u32>::new();
        for category in said {
            *counts.entry(*category).or_default() += 1;
        }
        for (one, count) in &counts {
            for (other, beside) in &counts {
                let pairs = f64::from(*count) * f64::from(beside - u32::from(one == other));
                if pairs > 0.0 {
                    *self.0.entry((*one, *other)).or_default() += pairs / f64::from(others);
                }
            }
        }
    }

    /// Counts lists as long as each other of what each person says of each thing.
    pub(super) fn add_all(&mut self, lists: &[Vec<u8>]) {
        for at in 0..lists.first().map_or(0, Vec::len) {
            let said: Vec<u8> = lists.iter().filter_map(|list| list.get(at).copied()).collect();
            self.add(&said);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(pair, count)| *self.0.entry(*pair).or_default() += count);
    }

    /// Krippendorff's alpha for names (nominal); none where all is in one category.
    ///
    /// ```
    /// use sayso::agreement::Coincidences;
    /// let mut said = Coincidences::default();
    /// [[1, 1], [0, 0], [0, 1], [0, 0]].iter().for_each(|pair| said.add(pair));
    /// assert!((said.alpha().unwrap() - 0.533_333).abs() < 1e-6);
    /// ```
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        let all: f64 = self.0.values().sum();
        let same: f64 = self.0.iter().filter(|((a, b), _)| a == b).map(|(_, count)| count).sum();
        let mut of = BTreeMap::<u8, f64>::new();
        self.0.iter().for_each(|((a, _), count)| *of.entry(*a).or_default() += count);
        let by_chance = all * all - of.values().map(|n| n * n).sum::<f64>();
        (by_chance > 0.0).then(|| 1.0 - (all - 1.0) * (all - same) / by_chance)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far from where that begins")]
fn share(part: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}
