//! What the page and its worker say to each other; both compile this file.
//!
//! The worker holds the same review as the page and applies the same commands, so that saving, downloading and
//! opening never cost the page any time.

use js_sys::Uint8Array;
use sayso::article::{Article, Block, BlockKind};
use sayso::attribution::Attribution;
use sayso::entity::{Entity, Mention};
use sayso::review::{Reviewed, Status, Target};
use sayso::span::Span;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Counts what was asked for; a reply to anything but the newest is dropped.
pub(crate) type Version = u64;

/// What is to be annotated.
#[derive(Serialize, Deserialize)]
pub(crate) enum Input {
    /// As pasted.
    Text(String),
    /// Text of a page, with what its markup says that some lines are.
    Page { text: String, hints: Vec<(Span, BlockKind)> },
    /// Text whose blocks are known: what is on the page already.
    Article(Article),
    /// A download, to be opened as it is.
    Json(String),
    /// A saved review, by its key.
    Saved(String),
}

/// From the page to the worker.
#[derive(Serialize, Deserialize)]
pub(crate) enum Request {
    /// Read something; `name` becomes the document's `id`.
    Read { version: Version, name: Option<String>, input: Input },
    /// Whatever is being read is no longer wanted.
    Cancel { version: Version },
    /// Decide on annotations as one step.
    Decide { targets: Vec<Target>, to: Status },
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Write the download.
    Encode,
    /// Forget a saved review.
    Forget { key: String },
}

/// From the worker to the page.
#[derive(Serialize, Deserialize)]
pub(crate) enum Reply {
    /// It listens, and this is what was saved.
    Ready { saved: Vec<Saved> },
    /// How far it is, from 0 to 1.
    Progress { version: Version, share: f32 },
    /// Some of the result; small enough to be taken in within one frame.
    Part { version: Version, part: Part },
    /// That was all of it; `key` is what it will be saved under.
    Done { version: Version, id: String, key: String, millis: f64 },
    /// It can't be read.
    Refused { version: Version, message: String },
    /// The download.
    Document { id: String, json: String },
    /// What is saved now.
    Saved { saved: Vec<Saved> },
    /// It could not be saved.
    NotSaved { message: String },
}

/// Some of a review.
#[derive(Serialize, Deserialize)]
pub(crate) enum Part {
    Text(String),
    Blocks(Vec<Block>),
    Entities(Vec<Entity>),
    Mentions(Vec<Reviewed<Mention>>),
    Attributions(Vec<Reviewed<Attribution>>),
}

/// A review that was saved in this browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// Names it.
    pub(crate) key: String,
    /// The article's title.
    pub(crate) title: String,
    /// How many annotations were decided on.
    pub(crate) decided: usize,
    /// How many there are.
    pub(crate) annotations: usize,
}

/// To bytes that can be handed over without a copy.
pub(crate) fn encode(message: &impl Serialize) -> Uint8Array {
    let bytes = postcard::to_allocvec(message).expect("messages are plain data");
    Uint8Array::from(bytes.as_slice())
}

/// From what [`encode`] made; `None` for anything else.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &Uint8Array) -> Option<T> {
    postcard::from_bytes(&bytes.to_vec()).ok()
}
