//! What the page and its worker say to each other; both compile this file.
//!
//! The worker holds the same review as the page and applies the same commands, so that saving, downloading and
//! opening never cost the page any time.

use js_sys::Uint8Array;
use sayso::agreement::Choice;
use sayso::article::{Article, Block, BlockKind};
use sayso::review::{Batch, Edit, Settlement};
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
    /// Files with documents of any format, or zips of such, by their names: to be opened as they are.
    Files(Vec<(String, Vec<u8>)>),
    /// The fragment of a link that holds a document.
    Link(String),
    /// What was compared, settled.
    Compared(Verdict),
    /// A saved review, by its key.
    Saved(String),
}

/// From the page to the worker.
#[derive(Serialize, Deserialize)]
pub(crate) enum Request {
    /// Read something; `name` becomes the document's `id`, `cores` are those that the browser says there are.
    Read { version: Version, name: Option<String>, input: Input, cores: u32 },
    /// What is marked by now is enough.
    Stop { version: Version },
    /// The first block on the screen: what stands there is wanted first.
    Look { version: Version, block: usize },
    /// What was settled is on the page; decisions made before are older, those made from now on are newer.
    Settled { version: Version },
    /// Do what the page has done.
    Edit(Edit),
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Say what the document can be written as.
    Offer,
    /// Write the document in the format of that name.
    Encode { format: String },
    /// Forget a saved review; it can be brought back until the next start.
    Forget { key: String },
    /// Bring back a saved review that was forgotten.
    Recall { key: String },
    /// Fetch the model again.
    Retry,
}

/// From the worker to the page.
#[derive(Serialize, Deserialize)]
pub(crate) enum Reply {
    /// It listens, and this is what was saved.
    Ready { saved: Vec<Saved> },
    /// What it marks with.
    Model(Model),
    /// Some of the article that is about to be opened; small enough to be taken in within one frame.
    Part { version: Version, part: Part },
    /// That was all of the article; it is saved under `key`. `kept` decisions of the one before could not be taken over, or have a
    /// history: they stay saved where they were.
    Opened { version: Version, id: String, key: String, kept: usize },
    /// More annotations, and the share of the text, from 0 to 1, that is marked now.
    Grown { version: Version, batch: Batch, share: f32 },
    /// Some of what the whole document tells; it counts once all has come in.
    Settled { version: Version, part: Settlement },
    /// That was all of it.
    Done { version: Version, end: End },
    /// What was done and undone in it before, once all that it is about has come in.
    History { version: Version, done: Vec<Edit>, undone: Vec<Edit> },
    /// It is on the page already, and marked to its end.
    Unchanged { version: Version },
    /// It can't be read.
    Refused { version: Version, message: String },
    /// What the document can be written as, and the fragment of a link that holds it.
    Offers { offers: Vec<Offer>, link: String },
    /// Two documents of one text came in: nothing is opened until a person has settled them.
    Compared { version: Version, compared: Compared },
    /// A file to be downloaded.
    Download { name: String, media: String, bytes: Vec<u8> },
    /// What is saved now.
    Saved { saved: Vec<Saved> },
    /// So many of the steps that the page has told of are on the disk.
    Stored { count: u64 },
    /// It could not be saved.
    NotSaved { message: String },
    /// Another tab has saved where this one would have: what was done here is saved as another article. `key` is empty if that
    /// article is not on the page any more.
    Copied { key: String, title: String },
    /// Something to be shown to whoever reads the page.
    Warned { message: String },
}

/// What is to become of two documents that were compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Verdict {
    /// One document of both, with what was chosen for differences, by their ids.
    Settled(Vec<(usize, Choice)>),
    /// Two articles.
    Apart,
}

/// How far two documents agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Compared {
    /// What the two are called.
    pub(crate) names: [String; 2],
    pub(crate) figures: Vec<Figures>,
    /// Annotations that both have.
    pub(crate) agreed: usize,
    /// What they differ in.
    pub(crate) apart: Vec<Apart>,
    /// Words of what the second marked that are not in the first's text.
    pub(crate) orphans: Vec<String>,
    /// Whether their texts differ.
    pub(crate) edited: bool,
}

/// A row of figures from 0 to 1, or below for what is worse than chance; none where there is nothing to count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figures {
    pub(crate) what: String,
    /// F1 of what is marked exactly alike.
    pub(crate) exact: Option<f64>,
    /// F1 of what overlaps, or of tokens.
    pub(crate) loose: Option<f64>,
    /// Cohen's.
    pub(crate) kappa: Option<f64>,
    /// Krippendorff's.
    pub(crate) alpha: Option<f64>,
}

/// A difference, as each of the two tells it; `None` where one marks nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Apart {
    pub(crate) id: usize,
    /// Where it is.
    pub(crate) context: String,
    pub(crate) a: Option<String>,
    pub(crate) b: Option<String>,
}

/// A format that the document can be written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offer {
    /// What [`Request::Encode`] calls it.
    pub(crate) name: String,
    /// What people call it.
    pub(crate) title: String,
    /// Whom it is for.
    pub(crate) purpose: String,
    /// What it can't carry, if anything.
    pub(crate) losses: Option<String>,
}

/// Some of an article.
#[derive(Serialize, Deserialize)]
pub(crate) enum Part {
    Text(String),
    Blocks(Vec<Block>),
}

/// How the work on an article ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct End {
    /// Whether all of it is marked.
    pub(crate) whole: bool,
    /// Milliseconds of work, in all workers together.
    pub(crate) millis: f64,
    /// Slices that the second worker has marked.
    pub(crate) helped: usize,
}

/// How it stands with the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Model {
    /// It is on its way.
    Loading,
    /// It is there.
    Ready,
    /// It can't be had: what was wrong, and what to do.
    Failed(String),
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
    /// Whether all of it is marked.
    #[serde(default = "yes")]
    pub(crate) whole: bool,
    /// How many are to be discussed.
    #[serde(default)]
    pub(crate) flagged: usize,
    /// When it was changed last, in milliseconds since 1970.
    #[serde(default)]
    pub(crate) changed: f64,
}

/// What was saved before articles could be saved half marked is marked to its end.
const fn yes() -> bool {
    true
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
