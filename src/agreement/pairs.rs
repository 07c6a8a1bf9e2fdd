//! Which annotation of one is which of the other: each is paired once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::beside::Said;
use super::tokens::common;
use crate::entity::Label;
use crate::export::v1::Entity;

/// Indices into two lists.
pub(super) type Pair = (usize, usize);

/// Names with the same ends and the same label.
pub(super) fn same_entities(a: &[(usize, &Entity)], b: &[(usize, &Entity)]) -> Vec<Pair> {
    alike(a, b, |e| (e.start, e.end, Some(e.label)))
}

/// Names with the same ends, whatever their labels.
pub(super) fn entities_of_one_place(a: &[(usize, &Entity)], b: &[(usize, &Entity)]) -> Vec<Pair> {
    alike(a, b, |e| (e.start, e.end, None))
}

type Key = (usize, usize, Option<Label>);

fn alike(a: &[(usize, &Entity)], b: &[(usize, &Entity)], key: impl Fn(&Entity) -> Key) -> Vec<Pair> {
    let mut known: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, (_, entity)) in b.iter().enumerate().rev() {
        known.entry(key(entity)).or_default().push(at);
    }
    let pair = |(at, (_, entity)): (usize, &(usize, &Entity))| Some((at, known.get_mut(&key(entity))?.pop()?));
    a.iter().enumerate().filter_map(pair).collect()
}

/// Names of one label with a character in common: those that have the most in common first.
pub(super) fn overlapping_entities(a: &[(usize, &Entity)], b: &[(usize, &Entity)]) -> Vec<Pair> {
    let mut order: Vec<usize> = (0..b.len()).collect();
    order.sort_by_key(|&at| b[at].1.start);
    let longest = b.iter().map(|(_, e)| e.end - e.start).max().unwrap_or_default();
    let mut found = Vec::new();
    for (one, (_, entity)) in a.iter().enumerate() {
        let first = order.partition_point(|&at| b[at].1.start + longest <= entity.start);
        let near = order[first..].iter().take_while(|&&at| b[at].1.start < entity.end);
        for &other in near {
            let beside = b[other].1;
            let shared = entity.end.min(beside.end).saturating_sub(entity.start.max(beside.start));
            if shared > 0 && beside.label == entity.label {
                let apart = entity.start.abs_diff(beside.start) + entity.end.abs_diff(beside.end);
                found.push((Reverse(shared), apart, one, other));
            }
        }
    }
    best(found.into_iter().map(|(shared, apart, one, other)| ((shared, apart), (one, other))).collect())
}

/// The best pairs, so that none is in two.
fn best<S: Ord>(mut found: Vec<(S, Pair)>) -> Vec<Pair> {
    found.sort();
    let (mut of_a, mut of_b) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, (one, other)) in found {
        if !of_a.contains(&one) && !of_b.contains(&other) {
            of_a.insert(one);
            of_b.insert(other);
            pairs.push((one, other));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Attributions with a token of the cue in common; of what is left, those that share half of what is attributed.
pub(super) fn attributions(a: &[Said<'_>], b: &[Said<'_>]) -> Vec<Pair> {
    const CUE: usize = 1;
    const CONTENT: usize = 2;
    let score = |one: usize, other: usize| {
        let (one, other) = (&a[one], &b[other]);
        let shared = [CUE, CONTENT, 0].map(|role| common(&one.tokens[role], &other.tokens[role]));
        (Reverse(one.parts == other.parts), Reverse(one.parts[CUE] == other.parts[CUE]), Reverse(shared))
    };
    let found = sharing(a, b, CUE, &[]).into_keys();
    let mut pairs = best(found.map(|(one, other)| (score(one, other), (one, other))).collect());
    let half = |(&(one, other), &shared): (&Pair, &usize)| {
        2 * shared >= a[one].tokens[CONTENT].len().max(b[other].tokens[CONTENT].len())
    };
    let left = sharing(a, b, CONTENT, &pairs);
    let left = left.iter().filter(|&pair| half(pair));
    pairs.extend(best(left.map(|(&(one, other), _)| (score(one, other), (one, other))).collect()));
    pairs
}

/// Pairs that are not taken with tokens of a role in common, and how many.
fn sharing(a: &[Said<'_>], b: &[Said<'_>], role: usize, taken: &[Pair]) -> BTreeMap<Pair, usize> {
    let (one, other): (HashSet<usize>, HashSet<usize>) = taken.iter().copied().unzip();
    let mut having: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, said) in b.iter().enumerate().filter(|(at, _)| !other.contains(at)) {
        said.tokens[role].iter().for_each(|token| having.entry(*token).or_default().push(at));
    }
    let mut shared = BTreeMap::new();
    for (at, said) in a.iter().enumerate().filter(|(at, _)| !one.contains(at)) {
        for other in said.tokens[role].iter().filter_map(|token| having.get(token)).flatten() {
            *shared.entry((at, *other)).or_default() += 1;
        }
    }
    shared
}
