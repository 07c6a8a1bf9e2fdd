//! What two agree on and what not, one by one.

use serde::{Deserialize, Serialize};

use super::beside::{Beside, Orphan, Said};
use super::pairs::{self, Pair};
use crate::export::v1::{Attribution, Document, Entity, Range};

/// What is agreed on, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A name.
    Entity,
    /// An attribution.
    Attribution,
}

/// Who says what of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Both say the same.
    Both,
    /// The first alone marks it.
    OnlyA,
    /// The second alone marks it.
    OnlyB,
    /// A name in one place with two labels.
    Label,
    /// A name of one label with other ends, or an attribution with other parts.
    Parts,
    /// An attribution of the same parts with another form, frame, stance or kind of source.
    Fields,
}

/// One thing that at least one of two marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Its number: always the same for the same two documents.
    pub id: usize,
    /// What it is.
    pub what: What,
    /// Who says what of it.
    pub kind: Kind,
    /// Its index among the first's entities or attributions.
    pub a: Option<usize>,
    /// Its index among the second's entities or attributions.
    pub b: Option<usize>,
    /// From its first word, in code points of the first's text.
    pub start: usize,
    /// To its last.
    pub end: usize,
}

/// What either of two marked, in text order, whether they agree on it or not.
///
/// What was rejected is not marked. If the second document is of another text, what it marks is looked for in the first's;
/// what is not found there is among the [`orphans`].
#[must_use]
pub fn differences(a: &Document, b: &Document) -> Vec<Difference> {
    of(&Beside::new(a, b))
}

/// What the second marked whose words are not in the first's text.
#[must_use]
pub fn orphans(a: &Document, b: &Document) -> Vec<Orphan> {
    Beside::new(a, b).orphans
}

pub(super) fn of(beside: &Beside<'_>) -> Vec<Difference> {
    let mut found = entities(&beside.entities_of_a(), &beside.entities_of_b());
    found.extend(attributions(&beside.attributions_of_a(), &beside.attributions_of_b()));
    found.sort_by_key(|d| (d.start, d.end, d.what, d.a, d.b));
    found.iter_mut().enumerate().for_each(|(id, difference)| difference.id = id);
    found
}

fn entities(a: &[(usize, &Entity)], b: &[(usize, &Entity)]) -> Vec<Difference> {
    let mut found = Vec::new();
    add(&mut found, a, b, Kind::Both, pairs::same_entities);
    add(&mut found, a, b, Kind::Label, pairs::entities_of_one_place);
    add(&mut found, a, b, Kind::Parts, pairs::overlapping_entities);
    let difference = |kind, a: Option<(usize, &Entity)>, b: Option<(usize, &Entity)>| {
        let (start, end) = hull(a.iter().chain(&b).map(|(_, e)| (e.start, e.end)));
        Difference { id: 0, what: What::Entity, kind, a: a.map(|a| a.0), b: b.map(|b| b.0), start, end }
    };
    listed(&found, a.len(), b.len(), |kind, x, y| difference(kind, x.map(|at| a[at]), y.map(|at| b[at])))
}

type Finder = fn(&[(usize, &Entity)], &[(usize, &Entity)]) -> Vec<Pair>;

/// Adds pairs of names that are in none so far.
fn add(found: &mut Vec<(Pair, Kind)>, a: &[(usize, &Entity)], b: &[(usize, &Entity)], kind: Kind, finder: Finder) {
    let (one, other): (Vec<usize>, Vec<usize>) = found.iter().map(|(pair, _)| *pair).unzip();
    let (free_a, free_b) = (left(a.len(), &one), left(b.len(), &other));
    let rest_a: Vec<_> = free_a.iter().map(|&at| a[at]).collect();
    let rest_b: Vec<_> = free_b.iter().map(|&at| b[at]).collect();
    found.extend(finder(&rest_a, &rest_b).into_iter().map(|(x, y)| ((free_a[x], free_b[y]), kind)));
}

fn attributions(a: &[Said<'_>], b: &[Said<'_>]) -> Vec<Difference> {
    let kind = |&(one, other): &Pair| {
        let (one, other) = (&a[one], &b[other]);
        match one.parts == other.parts {
            false => Kind::Parts,
            true if fields(one.attribution) != fields(other.attribution) => Kind::Fields,
            true => Kind::Both,
        }
    };
    let found: Vec<(Pair, Kind)> = pairs::attributions(a, b).into_iter().map(|pair| (pair, kind(&pair))).collect();
    let difference = |kind, a: Option<&Said<'_>>, b: Option<&Said<'_>>| {
        let (start, end) = hull(a.iter().chain(&b).flat_map(|said| said.parts.iter().flatten().copied()));
        let (a, b) = (a.map(|a| a.index), b.map(|b| b.index));
        Difference { id: 0, what: What::Attribution, kind, a, b, start, end }
    };
    listed(&found, a.len(), b.len(), |kind, x, y| difference(kind, x.map(|at| &a[at]), y.map(|at| &b[at])))
}

fn fields(a: &Attribution) -> impl PartialEq {
    (a.form, a.frame, a.stance, a.source_kind)
}

/// Pairs, and what is in none.
fn listed(
    found: &[(Pair, Kind)],
    len_of_a: usize,
    len_of_b: usize,
    difference: impl Fn(Kind, Option<usize>, Option<usize>) -> Difference,
) -> Vec<Difference> {
    let (one, other): (Vec<usize>, Vec<usize>) = found.iter().map(|(pair, _)| *pair).unzip();
    let both = found.iter().map(|&((x, y), kind)| difference(kind, Some(x), Some(y)));
    let only_a = left(len_of_a, &one).into_iter().map(|x| difference(Kind::OnlyA, Some(x), None));
    let only_b = left(len_of_b, &other).into_iter().map(|y| difference(Kind::OnlyB, None, Some(y)));
    both.chain(only_a).chain(only_b).collect()
}

/// The numbers up to a length that are not taken.
fn left(len: usize, taken: &[usize]) -> Vec<usize> {
    let mut free = vec![true; len];
    for &at in taken {
        free[at] = false;
    }
    (0..len).filter(|&at| free[at]).collect()
}

fn hull(ranges: impl Iterator<Item = Range>) -> Range {
    ranges.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).unwrap_or_default()
}
