//! An attribution in the making: the spans and what the rule knew, before its fields are filled.

use std::ops::Range;

use super::rules;
use crate::lexicon::hedges::Sense;
use crate::span::Span;

/// Spans of the three roles, and how they were found.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) content: Vec<Span>,
    /// Frame and stance of the cue's lemma, in the words of the tables.
    pub(super) sense: Option<Sense>,
    pub(super) rule: &'static str,
    /// How sure it is, from 0 to 1.
    pub(super) confidence: f32,
}

impl Draft {
    /// Puts the parts of each role in order, and joins those that overlap.
    pub(super) fn tidy(&mut self) {
        for role in [&mut self.source, &mut self.cue, &mut self.content] {
            role.sort_unstable();
            role.dedup_by(|next, part| {
                let overlapping = next.start < part.end;
                if overlapping {
                    *part = part.cover(*next);
                }
                overlapping
            });
        }
    }

    /// An empty draft of a rule.
    pub(super) fn of(rule: &'static str) -> Self {
        let confidence = rules::confidence(rule);
        Self { source: Vec::new(), cue: Vec::new(), content: Vec::new(), sense: None, rule, confidence }
    }

    /// Whether one of its cue words is one of the other's.
    pub(super) fn shares_cue(&self, other: &Self) -> bool {
        self.cue.iter().any(|a| other.cue.iter().any(|b| a.overlaps(*b)))
    }

    /// Whether it has a cue and a content, and no part of it is empty.
    pub(super) fn is_whole(&self) -> bool {
        let parts = [&self.source, &self.cue, &self.content];
        !self.cue.is_empty() && !self.content.is_empty() && parts.into_iter().flatten().all(|s| !s.is_empty())
    }

    /// Where it starts: its first byte.
    pub(super) fn start(&self) -> usize {
        [&self.source, &self.cue, &self.content].into_iter().flatten().map(|s| s.start).min().unwrap_or(0)
    }
}

/// A range of words.
pub(super) type Words = Range<usize>;

/// Of the drafts of one window that share a cue word keeps the one that the more particular rule found, and the first of two
/// by one rule; leaves out what is not whole.
pub(super) fn settle(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.retain(Draft::is_whole);
    drafts.sort_by_key(|d| rank(d.rule));
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if !kept.iter().any(|other| other.shares_cue(&draft)) {
            kept.push(draft);
        }
    }
    kept
}

/// The more particular a rule, the lower.
fn rank(rule: &str) -> u8 {
    match rule {
        "quoted-as-saying" => 0,
        "hedge-participle" | "unclear" | "asked" => 1,
        "hedge-adverb" | "hedge-adjective" => 2,
        _ => 3,
    }
}
