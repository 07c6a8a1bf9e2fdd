//! A review of an article that is still being marked: suggestions join it slice by slice, and are settled at the end.
//!
//! Nothing is ever moved or taken out, so that a [`Target`](super::Target) names the same before and after.

use std::borrow::Cow;
use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Origin, Review, Reviewed, Status};
use crate::attribution::{Attribution, SourceKind};
use crate::entity::{Entity, EntityId, Label, Mention};

/// What joins a review.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// They get the ids behind those that are there.
    pub entities: Vec<Entity>,
    /// Their `entity` is an index into all entities of the review.
    pub mentions: Vec<Reviewed<Mention>>,
    /// So is their `speaker`.
    pub attributions: Vec<Reviewed<Attribution>>,
}

/// What is known better once the whole document has been read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    /// In place of those that are there.
    pub entities: Vec<Entity>,
    /// One for each mention of the review.
    pub mentions: Vec<SettledMention>,
    /// One for each attribution of the review.
    pub attributions: Vec<SettledAttribution>,
}

/// What a mention turns out to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettledMention {
    /// Which thing it names.
    pub entity: EntityId,
    /// Label, confidence and rule, where they are others than before.
    pub relabelled: Option<(Label, f32, Cow<'static, str>)>,
}

/// Who an attribution's source turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledAttribution {
    /// What kind of source it is.
    pub source_kind: SourceKind,
    /// The entity that the source resolves to.
    pub speaker: Option<EntityId>,
}

impl<T> Reviewed<T> {
    /// Whether a person has decided on it, or made it.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        !self.gone && (self.status != Status::Suggested || self.origin == Origin::Person)
    }

    /// Whether a person has done anything with it.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.is_decided() || !self.gone && (self.flagged || !self.note.is_empty())
    }
}

impl Review {
    /// Adds suggestions behind those that are there.
    pub fn extend(&mut self, batch: Batch) {
        self.entities.extend(batch.entities);
        self.mentions.extend(batch.mentions);
        self.attributions.extend(batch.attributions);
    }

    /// Settles what the suggestions are; what a person has decided on keeps its label.
    pub fn settle(&mut self, settlement: Settlement) {
        let Settlement { entities, mentions, attributions } = settlement;
        self.cluster_ids = (1..=entities.len()).map(|n| format!("c{n}")).collect();
        self.entities = entities;
        for (mention, settled) in self.mentions.iter_mut().zip(mentions) {
            mention.value.entity = settled.entity;
            if let (false, Some((label, confidence, rule))) = (mention.is_touched(), settled.relabelled) {
                (mention.value.label, mention.value.confidence, mention.value.rule) = (label, confidence, rule);
            }
        }
        for (attribution, settled) in self.attributions.iter_mut().zip(attributions) {
            attribution.value.source_kind = settled.source_kind;
            attribution.value.speaker = settled.speaker;
        }
    }

    /// Makes ids count in text order, in whatever order the suggestions came: the same text, the same document.
    pub fn renumber(&mut self) {
        for (n, i) in (1..).zip(self.mentions_in_order()) {
            self.mentions[i].id = format!("e{n}");
        }
        for (n, i) in (1..).zip(self.attributions_in_order()) {
            self.attributions[i].id = format!("a{n}");
        }
    }

    /// Indices of the mentions that are there in text order, outer before inner.
    #[must_use]
    pub fn mentions_in_order(&self) -> Vec<usize> {
        in_order(&self.mentions, |m| (m.span.start, Reverse(m.span.end)))
    }

    /// Indices of the attributions that are there in order of their first byte.
    #[must_use]
    pub fn attributions_in_order(&self) -> Vec<usize> {
        in_order(&self.attributions, |a| {
            [&a.source, &a.cue, &a.content].into_iter().flatten().map(|s| s.start).min().unwrap_or_default()
        })
    }
}

fn in_order<T, K: Ord>(values: &[Reviewed<T>], place: impl Fn(&T) -> K) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).filter(|&i| !values[i].gone).collect();
    order.sort_by_key(|&i| place(&values[i].value));
    order
}
