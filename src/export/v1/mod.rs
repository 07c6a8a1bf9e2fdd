//! Sayso JSON, version 1: what is downloaded, opened again, and written by the command line.
//!
//! `docs/schema/document-v1.schema.json` describes it to everybody else.

mod read;
mod write;

use serde::{Deserialize, Serialize};

pub use read::OpenError;
pub(crate) use read::{at, cut};
pub use write::files;
pub(crate) use write::sha256;

use crate::article::BlockKind;
use crate::attribution::{Form, Frame, SourceKind, Stance};
use crate::entity::Label;
use crate::review::{Origin, Status};

/// [`Document::format`] of every document.
pub const FORMAT: &str = "sayso";

/// [`Document::version`] of the documents described here.
pub const VERSION: u32 = 1;

/// A half-open range of Unicode code points, `[start, end]` in JSON.
pub type Range = (usize, usize);

/// One document. Offsets are half-open and count Unicode code points of `text`.
///
/// Sayso writes every field but those that are `None`. It opens documents that lack some, as made by hand or by other
/// programs: what is missing has the default named at the field. Fields that are not known here are passed over and not
/// written again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Always [`FORMAT`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// File name without extension, or made from the title; that if missing.
    #[serde(default)]
    pub id: String,
    /// The headline, or the first line; made from the blocks when opened.
    #[serde(default)]
    pub title: String,
    /// Exactly what was pasted.
    pub text: String,
    /// SHA-256 of the UTF-8 bytes of `text` in hex, lower-case as written; not checked if missing.
    #[serde(default)]
    pub text_sha256: String,
    /// What wrote this.
    #[serde(default)]
    pub tool: Tool,
    /// The layout, in text order; found afresh if missing.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Mentions of named things; none if missing.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// What they are mentions of; none if missing.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    /// Who says what; none if missing.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
}

/// What wrote a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// For example `sayso`.
    #[serde(default)]
    pub name: String,
    /// For example `0.1.0`.
    #[serde(default)]
    pub version: String,
}

/// A part of the layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// In code points.
    pub start: usize,
    /// In code points.
    pub end: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Why it is taken for that: an open list of names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One mention of a named thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// One of its own among the entities; made up if missing.
    #[serde(default)]
    pub id: String,
    /// In code points.
    pub start: usize,
    /// In code points.
    pub end: usize,
    /// What it names.
    pub label: Label,
    /// The words themselves; not checked if missing.
    #[serde(default)]
    pub text: String,
    /// The `id` of its cluster; it gets one of its own if missing.
    pub entity: Option<String>,
    /// From 0 to 1; 1 if missing.
    #[serde(default = "certain")]
    pub confidence: f32,
    /// What was decided; `suggested` if missing.
    #[serde(default)]
    pub status: Status,
    /// Who made it; `person` if missing, since Sayso would have said so.
    #[serde(default = "person")]
    pub origin: Origin,
    /// Whether it is to be discussed; not if missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
    /// What a person has to say of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The rule that found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// One thing, however often it is mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// One of its own among the clusters.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub label: Label,
    /// Why a person should look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// One of its own among the attributions; made up if missing.
    #[serde(default)]
    pub id: String,
    /// Who it is attributed to; empty for a hedge without a source.
    pub source: Vec<Range>,
    /// The words that attribute.
    pub cue: Vec<Range>,
    /// What is attributed, quotation marks included.
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
    /// From 0 to 1; 1 if missing.
    #[serde(default = "certain")]
    pub confidence: f32,
    /// What was decided; `suggested` if missing.
    #[serde(default)]
    pub status: Status,
    /// Who made it; `person` if missing, since Sayso would have said so.
    #[serde(default = "person")]
    pub origin: Origin,
    /// Whether it is to be discussed; not if missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
    /// What a person has to say of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The rule that found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

const fn certain() -> f32 {
    1.0
}

const fn person() -> Origin {
    Origin::Person
}

#[cfg(test)]
mod tests;
