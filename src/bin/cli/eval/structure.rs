//! Blocks and clusters.

use std::collections::HashMap;

use super::document::Pair;
use super::figures::{Accuracy, Counts};
use super::text::is_space;

/// Whether what is not blank was given the kind of block that it is in.
pub(super) fn blocks(pairs: &[&Pair]) -> Accuracy {
    let mut accuracy = Accuracy::default();
    for pair in pairs {
        let chars = &pair.text.chars;
        let mut kinds = vec![""; chars.len()];
        for block in pair.blocks() {
            kinds[block.start..block.end].fill(&block.kind);
        }
        for block in pair.gold.blocks.iter().flatten() {
            for at in (block.start..block.end).filter(|&at| !is_space(chars[at])) {
                accuracy.count(kinds[at] == block.kind);
            }
        }
    }
    accuracy
}

/// Pairs of gold mentions that were found, whatever their label, in one cluster.
pub(super) fn clusters(pairs: &[&Pair]) -> Counts {
    let mut counts = Counts::default();
    for pair in pairs {
        let found: HashMap<_, _> = pair.entities().iter().map(|e| ((e.start, e.end), e.cluster.as_deref())).collect();
        let mentions = pair.gold.entities.iter().flatten();
        let both: Vec<_> =
            mentions.filter_map(|e| Some((e.cluster.as_deref(), *found.get(&(e.start, e.end))?))).collect();
        for (n, first) in both.iter().enumerate() {
            for second in &both[n + 1..] {
                let gold = first.0 == second.0;
                // A prediction without a cluster is in none with anything.
                let pred = first.1.is_some() && first.1 == second.1;
                counts += Counts::new(usize::from(gold && pred), usize::from(pred), usize::from(gold));
            }
        }
    }
    counts
}
