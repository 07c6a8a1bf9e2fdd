//! Attributions that are written as relations: a source to its cue, a cue to what it introduces.

use std::collections::HashMap;

use super::lines::Lines;
use crate::attribution::Role;
use crate::import::roles::role;

/// The spans of an attribution, by role, as indices into the lines.
pub(super) type Parts = [Vec<usize>; 3];

/// The attributions that relations between sources, cues and contents make: one for each cue, and one for each content
/// that has no cue.
pub(super) fn attributions(lines: &Lines<'_>) -> Vec<Parts> {
    let mut found: Vec<Parts> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut uncued: Vec<(usize, usize)> = Vec::new();
    for (_, ends) in &lines.relations {
        let [Some(a), Some(b)] = ends.map(|id| lines.known.get(id).copied()) else { continue };
        let of = |span: usize| role(lines.spans[span].kind);
        let (Some(first), Some(second)) = (of(a), of(b)) else { continue };
        let (cue, other, what) = match (first, second) {
            (Role::Cue, what) if what != Role::Cue => (a, b, what),
            (what, Role::Cue) if what != Role::Cue => (b, a, what),
            (Role::Source, Role::Content) => {
                uncued.push((a, b));
                continue;
            }
            (Role::Content, Role::Source) => {
                uncued.push((b, a));
                continue;
            }
            _ => continue,
        };
        let place = *places.entry(cue).or_insert_with(|| {
            found.push([Vec::new(), vec![cue], Vec::new()]);
            found.len() - 1
        });
        found[place][what as usize].push(other);
    }
    for (source, content) in uncued {
        let place = *places.entry(content).or_insert_with(|| {
            found.iter().position(|parts| parts[Role::Content as usize].contains(&content)).unwrap_or(found.len())
        });
        if place == found.len() {
            found.push([Vec::new(), Vec::new(), vec![content]]);
        }
        if !found[place][Role::Source as usize].contains(&source) {
            found[place][Role::Source as usize].push(source);
        }
    }
    found
}
