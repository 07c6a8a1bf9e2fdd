//! Two documents beside each other, on the text of the first.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::anchor;
use super::{Tokens, What};
use crate::export::v1::{Attribution, Document, Entity, Range};
use crate::review::Status;

/// An annotation whose words are not in the text that it was looked for in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orphan {
    /// What it is.
    pub what: What,
    /// Its index in the second document.
    pub b: usize,
    /// Its first words.
    pub quote: String,
}

/// An attribution with the tokens of its parts.
pub(super) struct Said<'d> {
    /// Its index in the document as it was given.
    pub(super) index: usize,
    pub(super) attribution: &'d Attribution,
    /// Source, cue, content.
    pub(super) parts: [Vec<Range>; 3],
    /// Source, cue, content.
    pub(super) tokens: [Vec<usize>; 3],
}

/// Two documents of one text.
pub(super) struct Beside<'d> {
    pub(super) a: &'d Document,
    /// The second, moved to the text of the first.
    pub(super) b: Cow<'d, Document>,
    /// Which of the second's entities and attributions those are that are left.
    kept: Option<[Vec<usize>; 2]>,
    pub(super) orphans: Vec<Orphan>,
    pub(super) tokens: Tokens,
}

impl<'d> Beside<'d> {
    pub(super) fn new(a: &'d Document, b: &'d Document) -> Self {
        let tokens = Tokens::of(&a.text);
        if a.text == b.text {
            return Self { a, b: Cow::Borrowed(b), kept: None, orphans: Vec::new(), tokens };
        }
        let anchor::Moved { document, kept, orphans } = anchor::moved(b, a);
        Self { a, b: Cow::Owned(document), kept: Some(kept), orphans, tokens }
    }

    pub(super) fn entities_of_a(&self) -> Vec<(usize, &Entity)> {
        live(&self.a.entities)
    }

    /// With the indices that they have in the document as it was given.
    pub(super) fn entities_of_b(&self) -> Vec<(usize, &Entity)> {
        let mut entities = live(&self.b.entities);
        if let Some([kept, _]) = &self.kept {
            for (index, _) in &mut entities {
                *index = kept[*index];
            }
        }
        entities
    }

    pub(super) fn attributions_of_a(&self) -> Vec<Said<'_>> {
        self.said(self.a, None)
    }

    /// With the indices that they have in the document as it was given.
    pub(super) fn attributions_of_b(&self) -> Vec<Said<'_>> {
        self.said(&self.b, self.kept.as_ref().map(|[_, kept]| kept.as_slice()))
    }

    fn said<'s>(&self, document: &'s Document, kept: Option<&[usize]>) -> Vec<Said<'s>> {
        let live = document.attributions.iter().enumerate().filter(|(_, a)| a.status != Status::Rejected);
        let said = |(index, attribution): (usize, &'s Attribution)| {
            let parts = [&attribution.source, &attribution.cue, &attribution.content].map(|parts| {
                let mut parts = parts.clone();
                parts.sort_unstable();
                parts
            });
            let tokens = [0, 1, 2].map(|role: usize| self.tokens.of_parts(&parts[role]));
            Said { index: kept.map_or(index, |kept| kept[index]), attribution, parts, tokens }
        };
        live.map(said).collect()
    }
}

fn live(entities: &[Entity]) -> Vec<(usize, &Entity)> {
    entities.iter().enumerate().filter(|(_, e)| e.status != Status::Rejected).collect()
}
