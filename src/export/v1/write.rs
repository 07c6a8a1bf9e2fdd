//! Review -> document.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Attribution, Block, Cluster, Document, Entity, Range, Tool};
use crate::article::Reason;
use crate::export::{File, name_of};
use crate::review::Review;
use crate::span::{Offsets, Span, Unit};

impl From<&Review> for Document {
    fn from(review: &Review) -> Self {
        let text = &review.article.text;
        Self {
            format: super::FORMAT.to_owned(),
            version: super::VERSION,
            id: review.id.clone(),
            title: review.article.title().to_owned(),
            text: text.clone(),
            text_sha256: sha256(text),
            tool: Tool { name: "sayso".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            ..Writer { review, offsets: Offsets::new(text, Unit::CodePoint) }.lists()
        }
    }
}

/// A document as one file of JSON on one line.
///
/// # Panics
/// Never: documents hold nothing that JSON cannot.
#[must_use]
pub fn files(document: &Document) -> Vec<File> {
    let mut json = serde_json::to_vec(document).expect("documents hold nothing that JSON cannot");
    json.push(b'\n');
    vec![File::of(document, ".json", json)]
}

struct Writer<'r> {
    review: &'r Review,
    offsets: Offsets<'r>,
}

impl Writer<'_> {
    /// A document of which the lists alone are filled.
    fn lists(&self) -> Document {
        Document {
            blocks: self.blocks(),
            entities: self.entities(),
            clusters: self.clusters(),
            attributions: self.attributions(),
            ..Document::default()
        }
    }

    fn at(&self, span: Span) -> Range {
        (self.offsets.of_byte(span.start), self.offsets.of_byte(span.end))
    }

    fn all(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|&s| self.at(s)).collect()
    }

    fn blocks(&self) -> Vec<Block> {
        let write = |b: &crate::article::Block| {
            let (start, end) = self.at(b.span);
            Block { start, end, kind: b.kind, reason: reason(b.reason) }
        };
        self.review.article.blocks.iter().map(write).collect()
    }

    fn entities(&self) -> Vec<Entity> {
        let write = |m: &crate::review::Reviewed<crate::entity::Mention>| {
            let (start, end) = self.at(m.value.span);
            Entity {
                id: m.id.clone(),
                start,
                end,
                label: m.value.label,
                text: self.review.article.words(m.value.span).to_owned(),
                entity: self.review.cluster_id(m.value.entity),
                confidence: m.value.confidence,
                status: m.status,
                origin: m.origin,
                flagged: m.flagged,
                note: m.note.clone(),
                rule: rule(&m.value.rule),
            }
        };
        self.review.mentions_in_order().into_iter().map(|i| write(&self.review.mentions[i])).collect()
    }

    fn clusters(&self) -> Vec<Cluster> {
        let write = |(i, e): (usize, &crate::entity::Entity)| Cluster {
            id: self.review.cluster_id(i).unwrap_or_default(),
            name: e.name.clone(),
            label: e.label,
            doubt: e.doubt.clone(),
        };
        // What nothing names any more was merged into another.
        let mut named = vec![false; self.review.entities.len()];
        let mentions = self.review.mentions.iter().filter(|m| !m.gone).map(|m| m.value.entity);
        let speakers = self.review.attributions.iter().filter(|a| !a.gone).filter_map(|a| a.value.speaker);
        mentions.chain(speakers).for_each(|id| named.get_mut(id).into_iter().for_each(|named| *named = true));
        self.review.entities.iter().enumerate().filter(|&(i, _)| named[i]).map(write).collect()
    }

    fn attributions(&self) -> Vec<Attribution> {
        let write = |a: &crate::review::Reviewed<crate::attribution::Attribution>| Attribution {
            id: a.id.clone(),
            source: self.all(&a.value.source),
            cue: self.all(&a.value.cue),
            content: self.all(&a.value.content),
            form: a.value.form,
            frame: a.value.frame,
            stance: a.value.stance,
            source_kind: a.value.source_kind,
            speaker: a.value.speaker.and_then(|i| self.review.cluster_id(i)),
            confidence: a.value.confidence,
            status: a.status,
            origin: a.origin,
            flagged: a.flagged,
            note: a.note.clone(),
            rule: rule(&a.value.rule),
        };
        self.review.attributions_in_order().into_iter().map(|i| write(&self.review.attributions[i])).collect()
    }
}

/// What a person made has no rule.
fn rule(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

/// The reason's name: an open list, since layouts keep bringing new ones.
fn reason(reason: Reason) -> Option<String> {
    (reason != Reason::Given).then(|| name_of(&reason))
}

/// SHA-256 in lower-case hex.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
