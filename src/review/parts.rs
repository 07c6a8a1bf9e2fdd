//! Attributions are made and mended part by part: a source here, a cue there, a second content behind the cue.

use super::edit::Edit;
use super::{Review, Target};
use crate::attribution::{Attribution, Form, Frame, Role, SourceKind, Stance};
use crate::entity::{EntityId, Label};
use crate::span::Span;

impl Review {
    /// Makes an attribution of which one role is known by now. What is no span of the text changes nothing.
    pub fn begin_attribution(&mut self, role: Role, parts: &[Span]) -> Option<Edit> {
        let nothing = Attribution {
            source: Vec::new(),
            cue: Vec::new(),
            content: Vec::new(),
            form: Form::Indirect,
            frame: Frame::Statement,
            stance: Stance::Asserts,
            source_kind: SourceKind::None,
            speaker: None,
            confidence: 1.0,
            rule: "".into(),
        };
        let mut made = nothing.clone();
        *made.parts_mut(role) = parts.to_vec();
        let made = self.derived(&nothing, made);
        self.add_attribution(made)
    }

    /// Gives an attribution more parts. Those that overlap others of their role are joined with them; those that had
    /// another role lose it.
    pub fn add_parts(&mut self, attribution: usize, role: Role, parts: &[Span]) -> Option<Edit> {
        self.mend(attribution, |to| {
            for other in Role::ALL {
                to.parts_mut(other).retain(|old| !parts.iter().any(|new| new.contains(*old)));
            }
            to.parts_mut(role).extend(parts);
        })
    }

    /// Takes one part away, and with the last of them the attribution.
    pub fn remove_part(&mut self, attribution: usize, role: Role, part: usize) -> Option<Edit> {
        let Attribution { source, cue, content, .. } = &self.attributions.get(attribution)?.value;
        if source.len() + cue.len() + content.len() == 1 {
            return self.remove(&[Target::Attribution(attribution)]);
        }
        self.mend(attribution, |to| {
            let parts = to.parts_mut(role);
            if part < parts.len() {
                parts.remove(part);
            }
        })
    }

    /// Lets one part begin and end elsewhere.
    pub fn resize_part(&mut self, attribution: usize, role: Role, part: usize, to: Span) -> Option<Edit> {
        self.mend(attribution, |attribution| {
            if let Some(span) = attribution.parts_mut(role).get_mut(part) {
                *span = to;
            }
        })
    }

    /// Changes the parts of an attribution, and what follows from them.
    fn mend(&mut self, attribution: usize, change: impl FnOnce(&mut Attribution)) -> Option<Edit> {
        let from = self.attributions.get(attribution).filter(|a| !a.gone)?.value.clone();
        let mut to = from.clone();
        change(&mut to);
        let to = self.derived(&from, to);
        self.rewrite(attribution, to)
    }

    /// With a form, a source kind and a speaker that follow from its parts, as far as they did before.
    fn derived(&self, from: &Attribution, mut to: Attribution) -> Attribution {
        if from.content != to.content && from.form == self.form_of(&from.content) {
            to.form = self.form_of(&to.content);
        }
        if from.source != to.source {
            let (kind, speaker) = self.speaker_of(&to.source);
            if speaker.is_some() || from.source.is_empty() || to.source.is_empty() {
                (to.source_kind, to.speaker) = (kind, speaker);
            }
        }
        to
    }

    /// What follows from the parts of an attribution that says no more of itself: form, kind of source, and speaker.
    #[must_use]
    pub fn follows(&self, source: &[Span], content: &[Span]) -> (Form, SourceKind, Option<EntityId>) {
        let (kind, speaker) = self.speaker_of(source);
        (self.form_of(content), kind, speaker)
    }

    /// Who a source names, by what is marked in it: a first guess, for a person to correct.
    fn speaker_of(&self, source: &[Span]) -> (SourceKind, Option<EntityId>) {
        if source.is_empty() {
            return (SourceKind::None, None);
        }
        let named = self.mentions.iter().filter(|m| !m.gone && source.iter().any(|part| part.contains(m.value.span)));
        let of = |label: Label| match label {
            Label::Person => Some((1, SourceKind::NamedPerson)),
            label if label.can_speak() => Some((0, SourceKind::NamedOrganization)),
            _ => None,
        };
        let best = named.filter_map(|m| of(m.value.label).map(|(rank, kind)| (rank, kind, m.value.entity)));
        let best = best.max_by_key(|&(rank, ..)| rank);
        best.map_or((SourceKind::Unnamed, None), |(_, kind, entity)| (kind, Some(entity)))
    }
}
