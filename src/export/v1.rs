//! Sayso JSON, version 1: what is downloaded, opened again, and written by the command line.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::article::{BlockKind, Reason};
use crate::attribution::{Form, Frame, SourceKind, Stance};
use crate::entity::Label;
use crate::review::{Origin, Review, Status};
use crate::span::{Offsets, Span, Unit};

/// A half-open range of Unicode code points, `[start, end]` in JSON.
pub type Range = (usize, usize);

/// One document. Offsets are half-open and count Unicode code points of `text`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Always `sayso`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// File name without extension, or made from the title.
    pub id: String,
    /// The headline, or the first line.
    pub title: String,
    /// Exactly what was pasted.
    pub text: String,
    /// SHA-256 of the UTF-8 bytes of `text`, in lower-case hex.
    pub text_sha256: String,
    /// What wrote this.
    pub tool: Tool,
    /// The layout.
    pub blocks: Vec<Block>,
    /// Mentions of named things.
    pub entities: Vec<Entity>,
    /// What they are mentions of.
    pub clusters: Vec<Cluster>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
}

/// What wrote a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tool {
    /// For example `sayso`.
    pub name: String,
    /// For example `0.1.0`.
    pub version: String,
}

/// A part of the layout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// In code points.
    pub start: usize,
    /// In code points.
    pub end: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Why it is taken for that.
    pub reason: Option<Reason>,
}

/// One mention of a named thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// One of its own within the document.
    pub id: String,
    /// In code points.
    pub start: usize,
    /// In code points.
    pub end: usize,
    /// What it names.
    pub label: Label,
    /// The words themselves.
    pub text: String,
    /// The `id` of its cluster.
    pub entity: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
    /// What was decided.
    pub status: Status,
    /// Who made it.
    pub origin: Origin,
    /// The rule that found it.
    pub rule: Option<String>,
}

/// One thing, however often it is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// One of its own within the document.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub label: Label,
    /// Why a person should look at it.
    pub doubt: Option<String>,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// One of its own within the document.
    pub id: String,
    /// Who it is attributed to.
    pub source: Vec<Range>,
    /// The words that attribute.
    pub cue: Vec<Range>,
    /// What is attributed.
    pub content: Vec<Range>,
    /// Whether the content is quoted.
    pub form: Form,
    /// What kind of attribution it is.
    pub frame: Frame,
    /// Where the source stands to the content.
    pub stance: Stance,
    /// What kind of source it is.
    pub source_kind: SourceKind,
    /// The `id` of the cluster that the source resolves to.
    pub speaker: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
    /// What was decided.
    pub status: Status,
    /// Who made it.
    pub origin: Origin,
    /// The rule that found it.
    pub rule: Option<String>,
}

fn cluster_id(index: usize) -> String {
    format!("c{}", index + 1)
}

impl From<&Review> for Document {
    fn from(review: &Review) -> Self {
        let text = &review.article.text;
        let offsets = Offsets::new(text, Unit::CodePoint);
        let at = |span: Span| (offsets.of_byte(span.start), offsets.of_byte(span.end));
        let all = |spans: &[Span]| spans.iter().map(|&s| at(s)).collect::<Vec<_>>();
        let rule = |rule: &str| (!rule.is_empty()).then(|| rule.to_owned());
        Self {
            format: "sayso".to_owned(),
            version: 1,
            id: review.id.clone(),
            title: review.article.title().to_owned(),
            text: text.clone(),
            text_sha256: sha256(text),
            tool: Tool { name: "sayso".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            blocks: review
                .article
                .blocks
                .iter()
                .map(|b| {
                    let (start, end) = at(b.span);
                    Block { start, end, kind: b.kind, reason: Some(b.reason) }
                })
                .collect(),
            entities: review
                .mentions
                .iter()
                .map(|m| {
                    let (start, end) = at(m.value.span);
                    Entity {
                        id: m.id.clone(),
                        start,
                        end,
                        label: m.value.label,
                        text: m.value.span.of(text).to_owned(),
                        entity: Some(cluster_id(m.value.entity)),
                        confidence: m.value.confidence,
                        status: m.status,
                        origin: m.origin,
                        rule: rule(&m.value.rule),
                    }
                })
                .collect(),
            clusters: review
                .entities
                .iter()
                .enumerate()
                .map(|(i, e)| Cluster {
                    id: cluster_id(i),
                    name: e.name.clone(),
                    label: e.label,
                    doubt: e.doubt.clone(),
                })
                .collect(),
            attributions: review
                .attributions
                .iter()
                .map(|a| Attribution {
                    id: a.id.clone(),
                    source: all(&a.value.source),
                    cue: all(&a.value.cue),
                    content: all(&a.value.content),
                    form: a.value.form,
                    frame: a.value.frame,
                    stance: a.value.stance,
                    source_kind: a.value.source_kind,
                    speaker: a.value.speaker.map(cluster_id),
                    confidence: a.value.confidence,
                    status: a.status,
                    origin: a.origin,
                    rule: rule(&a.value.rule),
                })
                .collect(),
        }
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Why a file could not be opened as a document.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not JSON, or not of the right shape.
    #[error("not a Sayso document: {0}")]
    Shape(#[from] serde_json::Error),
}

impl Document {
    /// Reads and checks a document.
    ///
    /// # Errors
    /// If it is no document of a known version, or its offsets do not fit its text.
    pub fn parse(json: &str) -> Result<Review, OpenError> {
        let document: Self = serde_json::from_str(json)?;
        let _clusters: HashMap<&str, usize> =
            document.clusters.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
        todo!("opened by whoever builds the command line")
    }
}
