//! What a tagger says of a passage.

use std::ops::Range;

use super::Label;
use super::decode::{self, Cue};
use super::model::{Model, Scores};
use sayso_kernel::math::softmax;

/// What was found in a passage; tokens are counted from its first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagged {
    /// In order, none inside another.
    pub names: Vec<Name>,
    /// By the first token of their cues.
    pub attributions: Vec<Attribution>,
}

/// A name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it most likely names.
    pub label: Label,
    /// How likely tokens and label are both right, calibrated.
    pub confidence: f32,
    /// The same before calibration: the least of the probabilities of its tokens' tags.
    pub score: f32,
    /// By [`Label::ALL`], how likely it is each of them, over its tokens in the mean; what is left is for no name at all.
    pub labels: [f32; Label::ALL.len()],
}

/// Who said what by which words.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that say so, at least one part.
    pub cue: Vec<Range<usize>>,
    /// Who says it, if anybody.
    pub source: Option<Range<usize>>,
    /// What is said, at least one part.
    pub content: Vec<Range<usize>>,
    /// How likely it is right, calibrated.
    pub confidence: f32,
    /// The same before calibration: how likely cue, content and source are, multiplied.
    pub score: f32,
}

impl Model {
    pub(super) fn names(&self, scores: &Scores) -> Vec<Name> {
        let tags = 1 + 2 * self.labels.len();
        let found = decode::names(&scores.names, tags);
        let names = found.into_iter().map(|found| self.name(scores, tags, found));
        names.filter(|name| name.confidence >= self.thresholds.least_name).collect()
    }

    fn name(&self, scores: &Scores, tags: usize, found: decode::Found) -> Name {
        let (mut score, mut labels) = (1.0_f32, [0.0; Label::ALL.len()]);
        let mut count = 0.0;
        for at in found.tokens.clone() {
            let tag = 1 + 2 * found.label + usize::from(at > found.tokens.start);
            let mut probabilities = scores.names[at * tags..][..tags].to_vec();
            softmax(&mut probabilities);
            score = score.min(probabilities[tag]);
            count += 1.0;
            for (label, p) in self.labels.iter().zip(probabilities[1..].as_chunks::<2>().0) {
                labels[*label as usize] += p[0] + p[1];
            }
        }
        for label in &mut labels {
            *label /= count;
        }
        let label = self.labels[found.label];
        Name { tokens: found.tokens, label, confidence: self.of_names.of(score), score, labels }
    }

    /// What may be a cue.
    pub(super) fn cues(&self, mut scores: Scores) -> Vec<Cue> {
        for scores in &mut scores.cues {
            softmax(scores);
        }
        decode::cues(&scores.cues, &self.thresholds)
    }

    /// The attributions of some cues of a passage.
    pub(super) fn attributions<'a>(&self, cues: impl Iterator<Item = (&'a Cue, Vec<[f32; 4]>)>) -> Vec<Attribution> {
        let drafts = cues.filter_map(|(cue, roles)| decode::attribution(&roles, cue, &self.thresholds)).collect();
        let out = decode::merge(drafts, &self.thresholds).into_iter().map(|draft| Attribution {
            cue: decode::regions(draft.cue.into_iter()),
            source: draft.source,
            content: decode::regions(draft.content.into_iter()),
            confidence: self.of_attributions.of(draft.score),
            score: draft.score,
        });
        // Two cues may take each other's words for content.
        let least = self.thresholds.least_attribution;
        out.filter(|attribution| !attribution.content.is_empty() && attribution.confidence >= least).collect()
    }
}
