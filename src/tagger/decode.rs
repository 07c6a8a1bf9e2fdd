//! From probabilities of single tokens to names and attributions. `training/decode.py` does the same.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::file::{LoadError, Reader};
use sayso_kernel::math::{greater, softmax};

/// Where to cut; chosen while training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Thresholds {
    /// A token more likely than this to be in a cue is in one.
    pub(super) cue: f32,
    /// Where no token is, those more likely than this may be one.
    pub(super) candidate: f32,
    /// What a step into or out of a content costs.
    pub(super) switch: f32,
    /// Where the best path has no source, tokens more likely than this are one.
    pub(super) source: f32,
    /// Names less sure than this, calibrated, are none.
    pub(super) least_name: f32,
    /// Attributions less sure than this, calibrated, are none.
    pub(super) least_attribution: f32,
}

impl Thresholds {
    pub(super) fn read(file: &mut Reader) -> Result<Self, LoadError> {
        let numbers = file.floats(6)?;
        Ok(Self {
            cue: numbers[0],
            candidate: numbers[1],
            switch: numbers[2],
            source: numbers[3],
            least_name: numbers[4],
            least_attribution: numbers[5],
        })
    }
}

/// Less likely than this is as good as never; a score is a logarithm.
const FLOOR: f32 = -20.7;
const NEVER: f32 = -1e9;

/// A name: tokens, and the index of its label.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) label: usize,
}

/// The best path of tags: 0 outside, 1 + 2 · label first, 2 + 2 · label inside, which only goes on with its own label.
///
/// `scores`: token by token, for each tag the logarithm of its probability, up to a constant.
pub(super) fn names(scores: &[f32], tags: usize) -> Vec<Found> {
    let mut best = vec![0.0_f32; tags];
    let mut back = vec![0_usize; scores.len()];
    for (at, scores) in scores.chunks_exact(tags).enumerate() {
        let back = &mut back[at * tags..][..tags];
        let greatest = scores.iter().copied().fold(f32::MIN, greater);
        let from = first_of_best(&best);
        let (base, before) = (best[from], best.clone());
        for tag in 0..tags {
            let inside = tag > 0 && tag % 2 == 0;
            let score = greater(scores[tag] - greatest, FLOOR);
            (back[tag], best[tag]) = match (at, inside) {
                (0, true) => (0, NEVER),
                (0, false) => (0, score),
                (_, true) if before[tag] > before[tag - 1] => (tag, before[tag] + score),
                (_, true) => (tag - 1, before[tag - 1] + score),
                (_, false) => (from, base + score),
            };
        }
    }
    let mut path = vec![0; scores.len() / tags];
    let mut tag = first_of_best(&best);
    for (at, place) in path.iter_mut().enumerate().rev() {
        *place = tag;
        tag = back[at * tags + tag];
    }
    let mut found: Vec<Found> = Vec::new();
    for (at, tag) in path.into_iter().enumerate().filter(|(_, tag)| *tag > 0) {
        match found.last_mut() {
            Some(last) if tag % 2 == 0 => last.tokens.end = at + 1,
            _ => found.push(Found { tokens: at..at + 1, label: (tag - 1) / 2 }),
        }
    }
    found
}

fn first_of_best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}

/// What may be a cue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    pub(super) tokens: Range<usize>,
    /// The greatest probability of its tokens.
    pub(super) sure: f32,
}

/// Runs of tokens that are likely in a cue, cut where a first one stands; `probabilities`: none, first, inside.
pub(super) fn cues(probabilities: &[[f32; 3]], thresholds: &Thresholds) -> Vec<Cue> {
    let mut out = Vec::new();
    for weak in runs(probabilities, 0..probabilities.len(), thresholds.candidate.min(thresholds.cue)) {
        let before = out.len();
        if weak.sure > thresholds.cue {
            out.extend(runs(probabilities, weak.tokens.clone(), thresholds.cue));
        }
        if out.len() == before {
            out.push(weak);
        }
    }
    // So that the work grows with the text, whatever the text: people mark a cue in forty tokens.
    let most = 4 + probabilities.len() / 4;
    while out.len() > most {
        let least = (1..out.len()).fold(0, |least, at| if out[at].sure < out[least].sure { at } else { least });
        out.remove(least);
    }
    out
}

fn runs(probabilities: &[[f32; 3]], within: Range<usize>, threshold: f32) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::new();
    for at in within {
        let [_, first, inside] = probabilities[at];
        let sure = first + inside;
        if sure <= threshold {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.tokens.end == at && first <= inside => {
                last.tokens.end = at + 1;
                last.sure = last.sure.max(sure);
            }
            _ => out.push(Cue { tokens: at..at + 1, sure }),
        }
    }
    out
}

/// An attribution: which tokens are what, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) source: Option<Range<usize>>,
    pub(super) content: Vec<bool>,
    pub(super) cue: Vec<bool>,
    pub(super) sure: f32,
    /// How likely it is right, before calibration.
    pub(super) score: f32,
}

/// The attribution of one cue; none if it has no content.
///
/// `scores`: for each token, for none, source, content and cue, the logarithm of its probability, up to a constant.
pub(super) fn attribution(scores: &[[f32; 4]], cue: &Cue, thresholds: &Thresholds) -> Option<Draft> {
    const SOURCE: usize = 1;
    const CONTENT: usize = 2;
    const CUE: usize = 3;
    let path = role_path(scores, thresholds.switch);
    let is_cue: Vec<bool> = (0..path.len()).map(|at| path[at] == CUE || cue.tokens.contains(&at)).collect();
    let mut roles = scores.to_vec();
    for roles in &mut roles {
        softmax(roles);
    }
    let mut sources = regions(path.iter().map(|role| *role == SOURCE));
    if sources.is_empty() {
        sources = regions(roles.iter().map(|p| p[SOURCE] > thresholds.source));
    }
    let weight = |region: &Range<usize>| roles[region.clone()].iter().map(|p| p[SOURCE]).sum::<f32>();
    // The first of equals, as everywhere.
    let region = sources.into_iter().rev().max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let in_source = |at: usize| region.as_ref().is_some_and(|r| r.contains(&at));
    let content: Vec<bool> = (0..path.len()).map(|at| path[at] == CONTENT && !in_source(at) && !is_cue[at]).collect();
    // Where the cue cuts the source in two, the longer part is the source.
    let parts = regions((0..path.len()).map(|at| in_source(at) && !is_cue[at]));
    let source = parts.into_iter().rev().max_by_key(Range::len);
    let of_content = mean(roles.iter().zip(&content).filter(|(_, is)| **is).map(|(p, _)| p[CONTENT]))?;
    let of_source = match &source {
        Some(source) => mean(roles[source.clone()].iter().map(|p| p[SOURCE]))?,
        None => 1.0 - roles.iter().map(|p| p[SOURCE]).fold(0.0, greater),
    };
    Some(Draft { source, content, cue: is_cue, sure: cue.sure, score: cue.sure * of_content * of_source })
}

fn mean(numbers: impl Iterator<Item = f32>) -> Option<f32> {
    let (count, sum) = numbers.fold((0.0, 0.0), |(count, sum), x| (count + 1.0, sum + x));
    (count > 0.0).then(|| sum / count)
}

/// The best path of roles: steps into and out of content cost.
fn role_path(scores: &[[f32; 4]], switch: f32) -> Vec<usize> {
    let cost = |from: usize, to: usize| if from != to && (from == 2 || to == 2) { switch } else { 0.0 };
    let mut best = [0.0_f32; 4];
    let mut back: Vec<[usize; 4]> = Vec::with_capacity(scores.len());
    for scores in scores {
        let greatest = scores.iter().copied().fold(f32::MIN, greater);
        let (mut from, mut next) = ([0; 4], [0.0; 4]);
        for to in 0..4 {
            let reach = [0, 1, 2, 3].map(|from| best[from] - cost(from, to));
            from[to] = first_of_best(&reach);
            let before = if back.is_empty() { 0.0 } else { reach[from[to]] };
            next[to] = before + greater(scores[to] - greatest, FLOOR);
        }
        back.push(from);
        best = next;
    }
    let mut role = first_of_best(&best);
    let mut path = vec![0; scores.len()];
    for (place, back) in path.iter_mut().zip(&back).rev() {
        *place = role;
        role = back[role];
    }
    path
}

/// Runs of what is so.
pub(super) fn regions(mask: impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, _) in mask.enumerate().filter(|(_, is)| *is) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// Joins cues next to each other with much the same content, and drops what is no cue by itself beside one that says the same.
pub(super) fn merge(drafts: Vec<Draft>, thresholds: &Thresholds) -> Vec<Draft> {
    let (sure, doubtful): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|draft| draft.sure > thresholds.cue);
    let mut out = join(sure);
    let mut others = join(doubtful);
    others.retain(|other| !out.iter().any(|draft| same(draft, other) || same(other, draft)));
    out.append(&mut others);
    out.sort_by_key(|draft| draft.cue.iter().position(|is| *is));
    out
}

fn join(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for next in drafts {
        let Some(last) = out.last_mut().filter(|last| same(last, &next)) else {
            out.push(next);
            continue;
        };
        let other = if next.sure > last.sure { std::mem::replace(last, next) } else { next };
        for (is, also) in last.cue.iter_mut().zip(other.cue) {
            *is |= also;
        }
        for (content, cue) in last.content.iter_mut().zip(&last.cue) {
            *content &= !cue;
        }
    }
    out
}

/// Three tokens apart at most, and more than half of both contents is the same.
fn same(a: &Draft, b: &Draft) -> bool {
    let (Some(end), Some(start)) = (a.cue.iter().rposition(|is| *is), b.cue.iter().position(|is| *is)) else {
        return false;
    };
    let both = a.content.iter().zip(&b.content).filter(|(a, b)| **a && **b).count();
    let either = a.content.iter().zip(&b.content).filter(|(a, b)| **a || **b).count();
    start <= end + 3 && both * 2 > either
}
