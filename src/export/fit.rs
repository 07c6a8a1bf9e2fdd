//! What a format cannot carry is taken out of a document before it is written, and counted.

mod losses;

use std::collections::HashSet;

pub use losses::{Loss, Losses};

use super::v1::{Attribution, Document, Entity, Range};
use crate::attribution::{Form, Frame, SourceKind, Stance};
use crate::review::{Origin, Status};

/// What a format has a place for; everything, or start from [`Carries::NOTHING_BUT_NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a table of what there is a place for")]
pub struct Carries {
    /// The layout; otherwise it is found afresh from the text.
    pub blocks: bool,
    /// The name of the document.
    pub name: bool,
    /// Names of annotations and clusters, such as `e12`; otherwise they are numbered in text order.
    pub ids: bool,
    /// Names within and across each other; otherwise the longest stay.
    pub overlaps: bool,
    /// What names are of; otherwise each stands for itself.
    pub clusters: bool,
    /// Attributions at all.
    pub attributions: bool,
    /// Roles of several parts; otherwise one from the first to the last.
    pub parts: bool,
    /// Form, frame, stance and kind of source.
    pub fields: bool,
    /// Whom a source means.
    pub speakers: bool,
    /// What was rejected; otherwise it is left out.
    pub rejected: bool,
    /// Whether something is suggested or confirmed; otherwise all is taken for confirmed.
    pub status: bool,
    /// How sure the annotator is; otherwise 1.
    pub confidence: bool,
    /// Who made it, and by which rule; otherwise a person.
    pub origin: bool,
    /// Flags.
    pub flags: bool,
    /// Notes.
    pub notes: bool,
}

impl Carries {
    /// Whatever there is.
    pub const EVERYTHING: Self = Self {
        blocks: true,
        name: true,
        ids: true,
        overlaps: true,
        clusters: true,
        attributions: true,
        parts: true,
        fields: true,
        speakers: true,
        rejected: true,
        status: true,
        confidence: true,
        origin: true,
        flags: true,
        notes: true,
    };

    /// Words with labels, one beside the other.
    pub const NOTHING_BUT_NAMES: Self = Self {
        blocks: false,
        name: false,
        ids: false,
        overlaps: false,
        clusters: false,
        attributions: false,
        parts: false,
        fields: false,
        speakers: false,
        rejected: false,
        status: false,
        confidence: false,
        origin: false,
        flags: false,
        notes: false,
    };

    /// Takes out of a document what the format has no place for.
    ///
    /// What is left is what reading the written file gives again: `read(write(fit(document)))` is `fit(document)`.
    #[must_use]
    pub fn fit(&self, document: Document) -> Fitted {
        let mut fitted = Fitted { document, losses: Losses::default() };
        fitted.leave_out(self);
        fitted.flatten(self);
        fitted.forget(self);
        fitted.rename(self);
        fitted
    }
}

/// A document that a format carries as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// What is written.
    pub document: Document,
    /// What is not.
    pub losses: Losses,
}

/// Takes out of a list what is not to stay; gives how much that was.
fn keep<T>(list: &mut Vec<T>, stays: impl FnMut(&T) -> bool) -> usize {
    let before = list.len();
    list.retain(stays);
    before - list.len()
}

impl Fitted {
    fn leave_out(&mut self, carries: &Carries) {
        let Self { document, losses } = self;
        if !carries.rejected {
            let gone = keep(&mut document.entities, |e| e.status != Status::Rejected)
                + keep(&mut document.attributions, |a| a.status != Status::Rejected);
            losses.add(Loss::Rejected, gone);
        }
        if !carries.attributions {
            losses.add(Loss::Attributions, document.attributions.len());
            document.attributions.clear();
        }
        if !carries.overlaps {
            let kept = longest(&document.entities);
            let mut kept = kept.into_iter();
            losses.add(Loss::Nested, keep(&mut document.entities, |_| kept.next().unwrap_or(true)));
        }
        if !carries.blocks {
            losses.add(Loss::Blocks, document.blocks.len());
            document.blocks.clear();
        }
    }

    fn flatten(&mut self, carries: &Carries) {
        if carries.parts {
            return;
        }
        for attribution in &mut self.document.attributions {
            for parts in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
                if let [(start, _), .., _] = parts[..] {
                    let end = parts.iter().map(|(_, end)| *end).max().unwrap_or_default();
                    *parts = vec![(start, end)];
                    self.losses.add(Loss::Parts, 1);
                }
            }
        }
    }

    /// What annotations say beside their words.
    fn forget(&mut self, carries: &Carries) {
        let Self { document, losses } = self;
        if !carries.clusters {
            losses.add(Loss::Clusters, document.clusters.len());
            document.clusters.clear();
            document.entities.iter_mut().for_each(|e| e.entity = None);
        }
        for attribution in &mut document.attributions {
            if !carries.fields {
                let Attribution { form, frame, stance, source_kind, .. } = attribution;
                let told = (*form, *frame, *stance, *source_kind) != PLAIN;
                losses.add(Loss::Fields, usize::from(told));
                (*form, *frame, *stance, *source_kind) = PLAIN;
            }
            if !carries.speakers || !carries.clusters {
                losses.add(Loss::Speakers, usize::from(attribution.speaker.take().is_some()));
            }
        }
        for about in abouts(document) {
            if !carries.status {
                losses.add(Loss::Status, usize::from(*about.status == Status::Suggested));
                *about.status = Status::Confirmed;
            }
            if !carries.confidence {
                #[expect(clippy::float_cmp, reason = "certainty is exactly 1")]
                losses.add(Loss::Confidence, usize::from(*about.confidence != 1.0));
                *about.confidence = 1.0;
            }
            if !carries.origin {
                let told = *about.origin != Origin::Person || about.rule.is_some();
                losses.add(Loss::Origin, usize::from(told));
                (*about.origin, *about.rule) = (Origin::Person, None);
            }
            if !carries.flags {
                losses.add(Loss::Flags, usize::from(std::mem::take(about.flagged)));
            }
            if !carries.notes {
                losses.add(Loss::Notes, usize::from(!std::mem::take(about.note).is_empty()));
            }
        }
    }

    fn rename(&mut self, carries: &Carries) {
        let Self { document, losses } = self;
        if !carries.name && !document.id.is_empty() {
            document.id.clear();
            losses.add(Loss::Name, 1);
        }
        if carries.ids {
            return;
        }
        document.entities.sort_by_key(|e| (e.start, std::cmp::Reverse(e.end), e.label as u8));
        document.attributions.sort_by_key(|a| [&a.source, &a.cue, &a.content].into_iter().flatten().min().copied());
        let mut renamed = 0;
        let entities = document.entities.iter_mut().enumerate().map(|(i, e)| (&mut e.id, format!("e{}", i + 1)));
        let attributions = document.attributions.iter_mut().enumerate();
        for (id, new) in entities.chain(attributions.map(|(i, a)| (&mut a.id, format!("a{}", i + 1)))) {
            renamed += usize::from(*id != new);
            *id = new;
        }
        losses.add(Loss::Ids, renamed);
    }
}

/// What an attribution is of which nothing is known but its words.
pub const PLAIN: (Form, Frame, Stance, SourceKind) =
    (Form::Indirect, Frame::Statement, Stance::Asserts, SourceKind::None);

/// What is said of every annotation, of whatever kind.
struct About<'d> {
    status: &'d mut Status,
    confidence: &'d mut f32,
    origin: &'d mut Origin,
    rule: &'d mut Option<String>,
    flagged: &'d mut bool,
    note: &'d mut String,
}

fn abouts(document: &mut Document) -> impl Iterator<Item = About<'_>> {
    let entities = document.entities.iter_mut().map(|e| About {
        status: &mut e.status,
        confidence: &mut e.confidence,
        origin: &mut e.origin,
        rule: &mut e.rule,
        flagged: &mut e.flagged,
        note: &mut e.note,
    });
    let attributions = document.attributions.iter_mut().map(|a| About {
        status: &mut a.status,
        confidence: &mut a.confidence,
        origin: &mut a.origin,
        rule: &mut a.rule,
        flagged: &mut a.flagged,
        note: &mut a.note,
    });
    entities.chain(attributions)
}

/// Which of them stay where none may touch another: the longest first, of two as long the one before.
pub(super) fn longest(entities: &[Entity]) -> Vec<bool> {
    let range = |i: usize| -> Range { (entities[i].start, entities[i].end) };
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(range(i).1 - range(i).0), range(i).0));
    let (mut taken, mut kept) = (HashSet::new(), vec![false; entities.len()]);
    for i in order {
        let (start, end) = range(i);
        // Those before are no shorter, so that whoever overlaps this one has one of its ends inside, or covers it.
        if (start..end).all(|at| !taken.contains(&at)) {
            taken.extend(start..end);
            kept[i] = true;
        }
    }
    kept
}
