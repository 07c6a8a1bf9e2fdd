//! A document as labelled spans with links between them: what most tools for annotation know.
//!
//! Names are spans with their label. Each part of an attribution is a span labelled with its role; one of them, the first
//! of the cue if there is one, holds the others together: they are linked to it.

use super::name_of;
use super::v1::{Attribution, Document, Entity, Range};
use crate::attribution::Role;
use crate::review::Status;

/// Spans and links, in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Graph<'d> {
    /// The spans.
    pub marks: Vec<Mark<'d>>,
    /// What holds them together.
    pub links: Vec<Link>,
}

/// A span with a label.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'d> {
    /// In code points.
    pub range: Range,
    /// What it is.
    pub of: Of<'d>,
}

/// What a span is.
#[derive(Clone, Copy, Debug)]
pub enum Of<'d> {
    /// A name.
    Name(&'d Entity),
    /// A part of an attribution, and whether it is the one that holds the others.
    Part(Role, &'d Attribution, bool),
}

/// Says that one part belongs to the attribution that another holds together.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Index of the part.
    pub from: usize,
    /// Index of the part that holds the attribution.
    pub to: usize,
    /// The role of the part.
    pub role: Role,
}

impl Mark<'_> {
    /// The label as tools show it: `PERSON`, `CUE`.
    #[must_use]
    pub fn label(&self) -> String {
        match self.of {
            Of::Name(entity) => name_of(&entity.label),
            Of::Part(role, ..) => name_of(&role).to_uppercase(),
        }
    }

    /// How sure the annotator is.
    #[must_use]
    pub const fn confidence(&self) -> f32 {
        match self.of {
            Of::Name(entity) => entity.confidence,
            Of::Part(_, attribution, _) => attribution.confidence,
        }
    }
}

impl<'d> Graph<'d> {
    /// All that was not rejected.
    #[must_use]
    pub fn of(document: &'d Document) -> Self {
        Self::with(document, |status| status != Status::Rejected)
    }

    /// What has such a status.
    pub fn with(document: &'d Document, wanted: impl Fn(Status) -> bool) -> Self {
        let mut graph = Self::default();
        for entity in document.entities.iter().filter(|e| wanted(e.status)) {
            graph.marks.push(Mark { range: (entity.start, entity.end), of: Of::Name(entity) });
        }
        for attribution in document.attributions.iter().filter(|a| wanted(a.status)) {
            graph.add(attribution);
        }
        graph
    }

    fn add(&mut self, attribution: &'d Attribution) {
        let holder = self.marks.len();
        for (role, range) in parts(attribution) {
            let from = self.marks.len();
            self.marks.push(Mark { range, of: Of::Part(role, attribution, from == holder) });
            if from > holder {
                self.links.push(Link { from, to: holder, role });
            }
        }
    }
}

/// The parts of an attribution, the one that holds the others first.
fn parts(attribution: &Attribution) -> impl Iterator<Item = (Role, Range)> {
    let Attribution { source, cue, content, .. } = attribution;
    let roles = [(Role::Cue, cue), (Role::Source, source), (Role::Content, content)];
    roles.into_iter().flat_map(|(role, ranges)| ranges.iter().map(move |range| (role, *range)))
}

/// The fields of an attribution, by the names that they have in Sayso JSON.
#[must_use]
pub fn fields(attribution: &Attribution) -> [(&'static str, String); 4] {
    let Attribution { form, frame, stance, source_kind, .. } = attribution;
    [
        ("form", name_of(form)),
        ("frame", name_of(frame)),
        ("stance", name_of(stance)),
        ("source_kind", name_of(source_kind)),
    ]
}
