//! What a person can do to annotations. Each gives the [`Edit`] that it was, or `None` if it changes nothing.

use super::edit::{Change, Edit, Swap};
use super::{Origin, Review, Reviewed, Status, Target};
use crate::attribution::{Attribution, Form};
use crate::entity::{Entity, EntityId, Label, Mention};
use crate::span::Span;

impl Review {
    /// Decides on some annotations as one step.
    pub fn decide(&mut self, targets: &[Target], to: Status) -> Option<Edit> {
        let changes = targets.iter().filter_map(|&target| self.decision(target, to)).collect();
        self.step(changes)
    }

    fn decision(&self, target: Target, to: Status) -> Option<Change> {
        let from = self.status(target)?;
        (from != to).then_some(Change::Status(target, Swap::new(from, to)))
    }

    /// Marks some annotations as to be discussed, or no longer.
    pub fn flag(&mut self, targets: &[Target], to: bool) -> Option<Edit> {
        let change = |&target: &Target| {
            let from = self.is_flagged(target)?;
            (from != to).then_some(Change::Flag(target, Swap::new(from, to)))
        };
        self.step(targets.iter().filter_map(change).collect())
    }

    /// Writes a note on an annotation; an empty one takes it away.
    pub fn note(&mut self, target: Target, to: &str) -> Option<Edit> {
        let from = self.note_of(target)?.to_owned();
        let change = (from != to).then(|| Change::Note(target, Box::new(Swap::new(from, to.to_owned()))));
        self.step(change.into_iter().collect())
    }

    /// Gives some mentions another label, and with it confirms them. A cluster whose mentions all have it gets it, too.
    pub fn relabel(&mut self, mentions: &[usize], to: Label) -> Option<Edit> {
        let mut changes = Vec::new();
        let there: Vec<usize> = mentions.iter().copied().filter(|&i| self.has(Target::Mention(i))).collect();
        for &i in &there {
            let from = self.mentions[i].value.label;
            if from != to {
                changes.push(Change::Label(i, Swap::new(from, to)));
            }
            changes.extend(self.decision(Target::Mention(i), Status::Confirmed));
        }
        let mut clusters: Vec<EntityId> = there.iter().map(|&i| self.mentions[i].value.entity).collect();
        clusters.sort_unstable();
        clusters.dedup();
        for cluster in clusters {
            let all = self.mentions_of(cluster).all(|i| there.contains(&i) || self.mentions[i].value.label == to);
            if let Some(entity) = self.entities.get(cluster).filter(|e| all && e.label != to) {
                changes.push(changed(cluster, entity, Entity { label: to, ..entity.clone() }));
            }
        }
        self.step(changes)
    }

    /// Lets a mention begin and end elsewhere, and with it confirms it. What is no span of the text changes nothing.
    pub fn resize(&mut self, mention: usize, to: Span) -> Option<Edit> {
        let from = self.mentions.get(mention).filter(|m| !m.gone)?.value.span;
        if from == to || !self.is_span(to) {
            return None;
        }
        let decision = self.decision(Target::Mention(mention), Status::Confirmed);
        self.step([Change::Span(mention, Swap::new(from, to))].into_iter().chain(decision).collect())
    }

    /// Gives an attribution other parts, fields or another speaker, and with it confirms it.
    ///
    /// Parts are put in order; without any part, or with a part that is no span of the text, nothing changes.
    pub fn rewrite(&mut self, attribution: usize, to: Attribution) -> Option<Edit> {
        let from = self.attributions.get(attribution).filter(|a| !a.gone)?.value.clone();
        let to = self.tidied(to)?;
        if from == to {
            return None;
        }
        let decision = self.decision(Target::Attribution(attribution), Status::Confirmed);
        let change = Change::Claim(attribution, Box::new(Swap::new(from, to)));
        self.step([change].into_iter().chain(decision).collect())
    }

    /// Marks words as a mention. It joins the cluster of others with the same words and label; what is no span, or is
    /// marked so already, changes nothing.
    pub fn add_mention(&mut self, span: Span, label: Label) -> Option<Edit> {
        let same = |m: &Reviewed<Mention>| !m.gone && m.value.span == span && m.value.label == label;
        if !self.is_span(span) || self.mentions.iter().any(same) {
            return None;
        }
        let words = self.article.words(span).to_owned();
        let alike = |m: &&Reviewed<Mention>| {
            !m.gone && m.value.label == label && self.article.words(m.value.span).eq_ignore_ascii_case(&words)
        };
        let cluster = self.mentions.iter().find(alike).map(|m| m.value.entity);
        let mut changes = Vec::new();
        let entity = cluster.unwrap_or_else(|| {
            changes.push(made(self.entities.len(), Entity { name: words, label, doubt: None }));
            self.entities.len()
        });
        let value = Mention { span, label, entity, confidence: 1.0, rule: "".into() };
        let made = Reviewed::by_person(Self::free_id('e', self.mentions.iter().map(|m| m.id.as_str())), value);
        changes.push(Change::Mention(self.mentions.len(), Box::new(Swap::new(None, Some(made)))));
        self.step(changes)
    }

    /// Makes an attribution; see [`Review::rewrite`] for what is refused.
    pub fn add_attribution(&mut self, value: Attribution) -> Option<Edit> {
        let value = self.tidied(value)?;
        let made = Reviewed::by_person(Self::free_id('a', self.attributions.iter().map(|a| a.id.as_str())), value);
        self.step(vec![Change::Attribution(self.attributions.len(), Box::new(Swap::new(None, Some(made))))])
    }

    /// Takes away what a person made; a suggestion is rejected, so that it is still known to be wrong.
    pub fn remove(&mut self, targets: &[Target]) -> Option<Edit> {
        let change = |&target: &Target| {
            if self.origin(target)? == Origin::Suggestion {
                return self.decision(target, Status::Rejected);
            }
            Some(match target {
                Target::Mention(i) => Change::Mention(i, Box::new(gone(&self.mentions[i]))),
                Target::Attribution(i) => Change::Attribution(i, Box::new(gone(&self.attributions[i]))),
            })
        };
        self.step(targets.iter().filter_map(change).collect())
    }

    /// How much of a content stands in quotation marks; what is no span of the text is passed over.
    #[must_use]
    pub fn form_of(&self, content: &[Span]) -> Form {
        const MARKS: [char; 12] = ['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '‹', '›', '״'];
        let words: Vec<&str> =
            content.iter().filter_map(|s| self.article.text.get(s.start..s.end)).map(str::trim).collect();
        let quoted = |w: &&str| w.len() > 1 && w.starts_with(MARKS) && w.trim_end_matches(['.', ',']).ends_with(MARKS);
        match words.iter().filter(|w| quoted(w)).count() {
            n if n > 0 && n == words.len() => Form::Direct,
            0 if !words.iter().any(|w| w.contains(['"', '“', '”', '„', '«', '»', '״'])) => Form::Indirect,
            _ => Form::Mixed,
        }
    }

    /// Does it, unless it is nothing.
    pub(super) fn step(&mut self, changes: Vec<Change>) -> Option<Edit> {
        if changes.is_empty() {
            return None;
        }
        let edit = Edit { changes };
        self.commit(edit.clone());
        Some(edit)
    }

    fn is_span(&self, span: Span) -> bool {
        span.start < span.end && self.article.text.get(span.start..span.end).is_some_and(|w| !w.trim().is_empty())
    }

    /// With its parts in order and apart from each other; `None` if it has none, or one that is no span.
    fn tidied(&self, mut attribution: Attribution) -> Option<Attribution> {
        for parts in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
            if !parts.iter().all(|&span| self.is_span(span)) {
                return None;
            }
            parts.sort_unstable();
            let joined = parts.drain(..).fold(Vec::<Span>::new(), |mut all, next| {
                match all.last_mut() {
                    Some(last) if next.start < last.end => *last = last.cover(next),
                    _ => all.push(next),
                }
                all
            });
            *parts = joined;
        }
        let empty = attribution.source.is_empty() && attribution.cue.is_empty() && attribution.content.is_empty();
        (!empty).then_some(attribution)
    }

    fn free_id<'a>(letter: char, ids: impl Iterator<Item = &'a str>) -> String {
        let number = |id: &str| id.strip_prefix(letter)?.parse::<usize>().ok();
        format!("{letter}{}", ids.filter_map(number).max().unwrap_or(0) + 1)
    }
}

fn gone<T: Clone>(value: &Reviewed<T>) -> Swap<Option<Reviewed<T>>> {
    Swap::new(Some(value.clone()), None)
}

/// The change of a cluster.
pub(super) fn changed(id: EntityId, from: &Entity, to: Entity) -> Change {
    Change::Entity(id, Box::new(Swap::new(Some(from.clone()), Some(to))))
}

/// A cluster that was not there.
pub(super) fn made(id: EntityId, entity: Entity) -> Change {
    Change::Entity(id, Box::new(Swap::new(None, Some(entity))))
}
