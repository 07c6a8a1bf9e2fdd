//! One to one, best first.

use std::collections::HashSet;

/// Pairs of gold and predicted annotations that may be matched, best first; of equal ones the first gold one, then the
/// first predicted one.
#[derive(Debug)]
pub(super) struct Candidates(Vec<(f64, usize, usize)>);

impl Candidates {
    /// All pairs with a weight above 0.
    pub(super) fn new<G, P>(gold: &[G], pred: &[P], weight: impl Fn(&G, &P) -> f64) -> Self {
        let mut pairs = Vec::new();
        for (i, g) in gold.iter().enumerate() {
            pairs.extend(pred.iter().enumerate().map(|(j, p)| (weight(g, p), i, j)).filter(|pair| pair.0 > 0.0));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        Self(pairs)
    }

    /// Indices of gold and predicted annotations that are matched, of those predicted that are kept.
    pub(super) fn one_to_one(&self, keep: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let (mut gold, mut pred) = (HashSet::new(), HashSet::new());
        let mut matched = Vec::new();
        for &(_, i, j) in self.0.iter().filter(|pair| keep(pair.2)) {
            if !gold.contains(&i) && pred.insert(j) {
                gold.insert(i);
                matched.push((i, j));
            }
        }
        matched
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(gold: &[f64], pred: &[f64]) -> Candidates {
        Candidates::new(gold, pred, |gold, pred| 1.0 - (gold - pred).abs())
    }

    #[test]
    fn the_best_pair_goes_first_and_each_but_once() {
        let candidates = candidates(&[0.0, 0.5], &[0.375, 0.25]);
        assert_eq!(candidates.one_to_one(|_| true), [(1, 0), (0, 1)]);
        assert_eq!(candidates.one_to_one(|j| j == 1), [(0, 1)], "of equal ones the first gold one");
        assert_eq!(candidates.one_to_one(|_| false), []);
    }

    #[test]
    fn weight_0_is_no_match() {
        assert_eq!(candidates(&[0.0], &[1.0, 2.0]).one_to_one(|_| true), []);
    }
}
