//! A document in a link: everything after the `#` of an address, which browsers keep to themselves.
//!
//! `2.` and base64 (RFC 4648 §5, without padding) of DEFLATE of: four bytes of SHA-256 of what follows, then [`Packed`] as
//! `postcard` writes it. Words that come again and again (rules, reasons, ids in order) are left out or stand in a table.

use std::io::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::v1::{Attribution, Block, Cluster, Document, Entity, Range};

/// What a link begins with.
pub const PREFIX: &str = "2.";

/// Characters beyond which a link should be a file: mail programs and chats break longer ones.
pub const LONGEST: usize = 16_000;

/// What stands beside the words of an annotation. Enums are numbers; a float is its bits.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct About {
    /// Empty where it is numbered in order.
    pub(crate) id: String,
    /// Index into [`Packed::confidences`].
    pub(crate) confidence: usize,
    pub(crate) status: crate::review::Status,
    pub(crate) origin: crate::review::Origin,
    pub(crate) flagged: bool,
    pub(crate) note: String,
    /// Index into [`Packed::words`], more one; 0 for none.
    pub(crate) rule: usize,
}

/// A document in few bytes. Ranges are distances: from the start of the one before, and their length.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Packed {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) words: Vec<String>,
    pub(crate) confidences: Vec<f32>,
    pub(crate) blocks: Vec<(i64, usize, crate::article::BlockKind, usize)>,
    pub(crate) clusters: Vec<(String, String, crate::entity::Label, Option<String>)>,
    /// With the cluster's index, more one; 0 for none.
    pub(crate) entities: Vec<(i64, usize, crate::entity::Label, usize, About)>,
    pub(crate) attributions: Vec<PackedAttribution>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PackedAttribution {
    pub(crate) roles: [Vec<(i64, usize)>; 3],
    pub(crate) form: crate::attribution::Form,
    pub(crate) frame: crate::attribution::Frame,
    pub(crate) stance: crate::attribution::Stance,
    pub(crate) source_kind: crate::attribution::SourceKind,
    pub(crate) speaker: usize,
    pub(crate) about: About,
}

/// The fragment of a link to a document.
///
/// # Panics
/// Never: documents are plain data.
#[must_use]
pub fn link(document: &Document) -> String {
    let payload = postcard::to_allocvec(&Packer::default().document(document)).expect("documents are plain data");
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    let written = deflate.write_all(&Sha256::digest(&payload)[..4]).and_then(|()| deflate.write_all(&payload));
    let packed = written.and_then(|()| deflate.finish()).expect("memory takes whatever is written");
    format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(&packed))
}

/// What was met before.
#[derive(Default)]
struct Packer {
    packed: Packed,
    /// Where the range before started.
    last: usize,
}

impl Packer {
    fn document(mut self, document: &Document) -> Packed {
        self.packed.id.clone_from(&document.id);
        self.packed.text.clone_from(&document.text);
        self.packed.clusters = document
            .clusters
            .iter()
            .map(|c: &Cluster| (c.id.clone(), c.name.clone(), c.label, c.doubt.clone()))
            .collect();
        let cluster = |id: &Option<String>| {
            id.as_ref().and_then(|id| document.clusters.iter().position(|c| c.id == *id)).map_or(0, |i| i + 1)
        };
        for Block { start, end, kind, reason } in &document.blocks {
            let (from, length) = self.range((*start, *end));
            let reason = self.word(reason.as_deref());
            self.packed.blocks.push((from, length, *kind, reason));
        }
        self.last = 0;
        for (i, e) in document.entities.iter().enumerate() {
            let (from, length) = self.range((e.start, e.end));
            let about = self.entity(i, e);
            self.packed.entities.push((from, length, e.label, cluster(&e.entity), about));
        }
        self.last = 0;
        for (i, a) in document.attributions.iter().enumerate() {
            let roles = [&a.source, &a.cue, &a.content].map(|role| role.iter().map(|r| self.range(*r)).collect());
            let about = self.attribution(i, a);
            let Attribution { form, frame, stance, source_kind, .. } = *a;
            let speaker = cluster(&a.speaker);
            self.packed.attributions.push(PackedAttribution {
                roles,
                form,
                frame,
                stance,
                source_kind,
                speaker,
                about,
            });
        }
        self.packed
    }

    fn range(&mut self, (start, end): Range) -> (i64, usize) {
        let from = start.cast_signed() as i64 - self.last.cast_signed() as i64;
        self.last = start;
        (from, end - start)
    }

    fn word(&mut self, word: Option<&str>) -> usize {
        let Some(word) = word else { return 0 };
        let words = &mut self.packed.words;
        let known = words.iter().position(|known| known == word);
        1 + known.unwrap_or_else(|| {
            words.push(word.to_owned());
            words.len() - 1
        })
    }

    fn share(&mut self, confidence: f32) -> usize {
        let known = self.packed.confidences.iter().position(|known| known.to_bits() == confidence.to_bits());
        known.unwrap_or_else(|| {
            self.packed.confidences.push(confidence);
            self.packed.confidences.len() - 1
        })
    }

    fn entity(&mut self, index: usize, e: &Entity) -> About {
        About {
            id: if e.id == format!("e{}", index + 1) { String::new() } else { e.id.clone() },
            confidence: self.share(e.confidence),
            status: e.status,
            origin: e.origin,
            flagged: e.flagged,
            note: e.note.clone(),
            rule: self.word(e.rule.as_deref()),
        }
    }

    fn attribution(&mut self, index: usize, a: &Attribution) -> About {
        About {
            id: if a.id == format!("a{}", index + 1) { String::new() } else { a.id.clone() },
            confidence: self.share(a.confidence),
            status: a.status,
            origin: a.origin,
            flagged: a.flagged,
            note: a.note.clone(),
            rule: self.word(a.rule.as_deref()),
        }
    }
}
