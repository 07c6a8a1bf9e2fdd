//! Parts of attributions and links between them -> attributions.

use std::collections::{BTreeMap, BTreeSet};

use super::found::FoundAttribution;
use crate::attribution::Role;
use crate::export::v1::Range;

/// A part of an attribution in the file of another tool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// What it is.
    pub(crate) role: Role,
    /// In code points.
    pub(crate) range: Range,
}

/// How far links are followed: nobody builds longer chains.
const HOPS: usize = 32;

/// Attributions, each with the index of the part that holds it; `links` name parts by their index.
///
/// Whatever leads to the same part belongs together; a part may belong to several. Where a link leads from a cue to
/// another role, it is meant the other way round: tools do not keep people from drawing it so.
pub(crate) fn attributions(parts: &[Part], links: &[(usize, usize)]) -> Vec<(usize, FoundAttribution)> {
    let mut leads: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
    for &(from, to) in links {
        let (Some(a), Some(b)) = (parts.get(from), parts.get(to)) else { continue };
        let (from, to) = if a.role == Role::Cue && b.role != Role::Cue { (to, from) } else { (from, to) };
        leads[from].push(to);
    }
    let mut held: BTreeMap<usize, FoundAttribution> = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        for holder in holders(index, &leads) {
            let ranges = held.entry(holder).or_default().part(part.role);
            if !ranges.contains(&part.range) {
                ranges.push(part.range);
            }
        }
    }
    held.into_iter().collect()
}

/// Where links lead in the end; in a circle, its first.
fn holders(part: usize, leads: &[Vec<usize>]) -> BTreeSet<usize> {
    let (mut seen, mut ends, mut next) = (BTreeSet::from([part]), BTreeSet::new(), vec![part]);
    while let Some(at) = next.pop() {
        if leads[at].is_empty() || seen.len() > HOPS {
            ends.insert(at);
            continue;
        }
        next.extend(leads[at].iter().copied().filter(|&to| seen.insert(to)));
    }
    if ends.is_empty() { seen.first().copied().into_iter().collect() } else { ends }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(roles: &[Role]) -> Vec<Part> {
        roles.iter().enumerate().map(|(i, &role)| Part { role, range: (2 * i, 2 * i + 1) }).collect()
    }

    #[test]
    fn links_may_point_either_way_and_sources_may_be_shared() {
        let parts = roles(&[Role::Source, Role::Cue, Role::Content, Role::Cue, Role::Content]);
        let found = attributions(&parts, &[(1, 0), (2, 1), (0, 3), (4, 3), (9, 1)]);
        assert_eq!(found.iter().map(|(holder, _)| *holder).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(found[0].1.source, found[1].1.source);
        assert_eq!((found[0].1.content[0], found[1].1.content[0]), ((4, 5), (8, 9)));
    }

    #[test]
    fn circles_and_chains_come_to_an_end() {
        let parts = roles(&[Role::Content; 3_000]);
        let chain: Vec<_> = (1..3_000).map(|i| (i, i - 1)).collect();
        assert!(!attributions(&parts, &chain).is_empty());
        let circle = [(0, 1), (1, 2), (2, 0)];
        assert_eq!(attributions(&parts[..3], &circle).len(), 1);
    }
}
