//! A document out of a link.

use std::io::Read as _;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use flate2::read::DeflateDecoder;
use sha2::{Digest as _, Sha256};

use crate::export::link::{About, PREFIX, Packed, PackedAttribution};
use crate::export::v1::{Attribution, Block, Cluster, Document, Entity, FORMAT, OpenError, Range, VERSION, at};

/// Bytes that a link may unpack to.
const LARGEST: u64 = 20_000_000;

/// Reads the fragment of a link, with or without its `#`.
///
/// # Errors
/// If it is no link of Sayso's, or damaged: a link that was cut off by a mail program, for example.
pub fn open(fragment: &str) -> Result<Document, OpenError> {
    let damaged = |what: &str| at("the link", what, "copy the whole link anew, or ask for the document as a file");
    let digits = fragment.strip_prefix('#').unwrap_or(fragment);
    let digits = digits.strip_prefix(PREFIX).ok_or_else(|| damaged("it does not begin as links of this Sayso do"))?;
    let packed = BASE64_URL_SAFE_NO_PAD.decode(digits).map_err(|_| damaged("it is damaged, or was cut off"))?;
    let mut bytes = Vec::new();
    let read = DeflateDecoder::new(packed.as_slice()).take(LARGEST + 1).read_to_end(&mut bytes);
    if read.is_err() || bytes.len() as u64 > LARGEST {
        return Err(damaged("it is damaged, or was cut off"));
    }
    let (sum, payload) = bytes.split_first_chunk::<4>().ok_or_else(|| damaged("it ends too early"))?;
    if Sha256::digest(payload)[..4] != *sum {
        return Err(damaged("it is damaged: its checksum is wrong"));
    }
    let packed: Packed = postcard::from_bytes(payload).map_err(|_| damaged("a newer Sayso has made it"))?;
    Unpacker { packed, last: 0 }.document().ok_or_else(|| damaged("it points at what it does not hold"))
}

struct Unpacker {
    packed: Packed,
    last: usize,
}

impl Unpacker {
    /// `None` if it points outside itself.
    fn document(mut self) -> Option<Document> {
        let packed = std::mem::take(&mut self.packed);
        let (words, shares) = (&packed.words, &packed.confidences);
        let ids: Vec<&str> = packed.clusters.iter().map(|(id, ..)| id.as_str()).collect();
        let mut document = Document {
            format: FORMAT.to_owned(),
            version: VERSION,
            id: packed.id,
            text: packed.text,
            ..Document::default()
        };
        for (from, length, kind, reason) in packed.blocks {
            let (start, end) = self.range(from, length)?;
            document.blocks.push(Block { start, end, kind, reason: one(words, reason)? });
        }
        self.last = 0;
        for (i, (from, length, label, cluster, about)) in packed.entities.into_iter().enumerate() {
            let (start, end) = self.range(from, length)?;
            let About { id, confidence, status, origin, flagged, note, rule } = about;
            document.entities.push(Entity {
                id: if id.is_empty() { format!("e{}", i + 1) } else { id },
                start,
                end,
                label,
                text: String::new(),
                entity: one(&ids, cluster)?.map(str::to_owned),
                confidence: *shares.get(confidence)?,
                status,
                origin,
                flagged,
                note,
                rule: one(words, rule)?,
            });
        }
        self.last = 0;
        for (i, a) in packed.attributions.into_iter().enumerate() {
            document.attributions.push(self.attribution(i, a, &ids, words, shares)?);
        }
        let cluster = |(id, name, label, doubt)| Cluster { id, name, label, doubt };
        document.clusters = packed.clusters.iter().cloned().map(cluster).collect();
        Some(document)
    }

    fn attribution(
        &mut self,
        index: usize,
        packed: PackedAttribution,
        ids: &[&str],
        words: &[String],
        shares: &[f32],
    ) -> Option<Attribution> {
        let PackedAttribution { roles, form, frame, stance, source_kind, speaker, about } = packed;
        let About { id, confidence, status, origin, flagged, note, rule } = about;
        let mut role = |parts: Vec<(i64, usize)>| {
            parts.into_iter().map(|(from, length)| self.range(from, length)).collect::<Option<Vec<Range>>>()
        };
        let [source, cue, content] = roles;
        Some(Attribution {
            id: if id.is_empty() { format!("a{}", index + 1) } else { id },
            source: role(source)?,
            cue: role(cue)?,
            content: role(content)?,
            form,
            frame,
            stance,
            source_kind,
            speaker: one(ids, speaker)?.map(str::to_owned),
            confidence: *shares.get(confidence)?,
            status,
            origin,
            flagged,
            note,
            rule: one(words, rule)?,
        })
    }

    fn range(&mut self, from: i64, length: usize) -> Option<Range> {
        let start = usize::try_from(i64::try_from(self.last).ok()?.checked_add(from)?).ok()?;
        self.last = start;
        Some((start, start.checked_add(length)?))
    }
}

/// The one of that number, from 1; none for 0. `None` if there is no such one.
#[expect(clippy::option_option, reason = "nothing is not the same as nowhere")]
fn one<T: Clone>(all: &[T], number: usize) -> Option<Option<T>> {
    match number.checked_sub(1) {
        None => Some(None),
        Some(index) => all.get(index).cloned().map(Some),
    }
}
