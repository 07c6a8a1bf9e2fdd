//! What each of two says, in words for whoever settles it.

use super::{Difference, What};
use crate::export::name_of;
use crate::export::v1::{Attribution, Document, Entity, Range, cut};
use crate::span::{Offsets, Unit};

/// Tells what documents of one text say of each of their differences.
pub struct Teller<'d> {
    a: Side<'d>,
    b: Side<'d>,
}

/// One of the two, to be quoted.
pub(super) struct Side<'d> {
    document: &'d Document,
    places: Offsets<'d>,
}

impl<'d> Teller<'d> {
    /// For two documents, as they were compared.
    #[must_use]
    pub fn new(a: &'d Document, b: &'d Document) -> Self {
        Self { a: Side::new(a), b: Side::new(b) }
    }

    /// What the first and the second say; `None` where one marks nothing.
    #[must_use]
    pub fn sides(&self, difference: &Difference) -> [Option<String>; 2] {
        [(&self.a, difference.a), (&self.b, difference.b)]
            .map(|(side, index)| index.map(|index| side.says(difference.what, index)))
    }

    /// Some words around it, in the first's text.
    #[must_use]
    pub fn context(&self, difference: &Difference) -> String {
        const AROUND: usize = 32;
        let (start, end) =
            (difference.start.saturating_sub(AROUND), difference.end.min(difference.start + 120) + AROUND);
        let end = end.min(self.a.places.of_byte(self.a.document.text.len()));
        self.a.words((start, end)).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl<'d> Side<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, places: Offsets::new(&document.text, Unit::CodePoint) }
    }

    fn says(&self, what: What, index: usize) -> String {
        match what {
            What::Entity => self.document.entities.get(index).map(|e| self.entity(e)),
            What::Attribution => self.document.attributions.get(index).map(|a| self.attribution(a)),
        }
        .unwrap_or_default()
    }

    fn entity(&self, e: &Entity) -> String {
        format!("{} “{}”", name_of(&e.label), cut(self.words((e.start, e.end))))
    }

    fn attribution(&self, a: &Attribution) -> String {
        let parts = [("source", &a.source), ("cue", &a.cue), ("content", &a.content)];
        let parts = parts.into_iter().map(|(name, parts)| format!("{name} {}", self.quote(parts)));
        let fields = [name_of(&a.form), name_of(&a.frame), name_of(&a.stance), name_of(&a.source_kind)];
        parts.chain(fields.map(|field| field.replace('_', " "))).collect::<Vec<_>>().join(" · ")
    }

    /// The words of some parts, or that there are none.
    pub(super) fn quote(&self, parts: &[Range]) -> String {
        if parts.is_empty() {
            return "none".to_owned();
        }
        format!("“{}”", cut(&parts.iter().map(|part| self.words(*part)).collect::<Vec<_>>().join(" … ")))
    }

    fn words(&self, (start, end): Range) -> &str {
        let bytes = self.places.to_byte(start).zip(self.places.to_byte(end));
        bytes.and_then(|(start, end)| self.document.text.get(start..end)).unwrap_or_default()
    }
}
