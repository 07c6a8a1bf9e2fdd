//! Saved work, version 1: a review with its history, as the page keeps it in the browser, and the steps made since.
//!
//! `docs/schema/work-v1.schema.json` describes it. Other than a download it counts bytes, and it is for Sayso alone.

mod rescue;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::json::{byte_at, path_at};
use crate::annotate::Annotations;
use crate::article::Article;
use crate::review::{Edit, Review};

/// [`Work::format`] of all saved work.
pub const FORMAT: &str = "sayso-work";

/// [`Work::version`] of the work described here.
pub const VERSION: u32 = 1;

/// How far the marking of an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Slices are still to join; whoever opens it goes on with that.
    #[default]
    Marking,
    /// A person has stopped it: some is not marked, and shall not be.
    Stopped,
    /// All is marked.
    Whole,
}

/// A review as it was after so many steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Always [`FORMAT`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// Number of the last step that is in `review`; those behind it stand in the log.
    pub seq: u64,
    /// How far the marking is.
    pub stage: Stage,
    /// All that is marked and decided, with its history.
    pub review: Review,
}

/// One step of a person, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Something was done.
    Edit(Edit),
    /// The last step was taken back.
    Undo,
    /// It was done again.
    Redo,
}

/// Why saved work could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is not what is expected in some place.
    #[error("saved work can\u{2019}t be read: {0}; an older copy, or a download of it, may still open")]
    Json(String),
    /// It is something else, or was saved by a newer Sayso.
    #[error(
        "saved work is {format} version {version}, this Sayso reads {FORMAT} version {VERSION}; reload the page to get the newest Sayso"
    )]
    Format {
        /// What it says that it is.
        format: String,
        /// And in which version.
        version: u64,
    },
    /// Its parts do not fit its text or each other.
    #[error("saved work does not fit together: {0}; a download of it may still open")]
    Misfit(String),
}

/// What must be right before the rest is looked at.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u64,
}

/// The same as [`Work`] for whoever has the review and shall keep it.
#[derive(Serialize)]
struct Borrowed<'r> {
    format: &'static str,
    version: u32,
    seq: u64,
    stage: Stage,
    review: &'r Review,
}

/// Writes work as JSON.
///
/// # Panics
/// Never: a review is plain data.
#[must_use]
pub fn write(review: &Review, stage: Stage, seq: u64) -> String {
    let work = Borrowed { format: FORMAT, version: VERSION, seq, stage, review };
    serde_json::to_string(&work).expect("reviews are plain data")
}

impl Work {
    /// Reads and checks work.
    ///
    /// ```
    /// use sayso::export::work::{Stage, Work, write};
    /// let article = sayso::Article::from_text("The dam held.".to_owned());
    /// let review = sayso::Review::new("dam".to_owned(), article, sayso::Annotations::default());
    /// assert_eq!(Work::parse(&write(&review, Stage::Whole, 7))?.review, review);
    /// # Ok::<(), sayso::export::work::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// If it is no work of this version, or does not fit its own text.
    pub fn parse(json: &str) -> Result<Self, ReadError> {
        let Header { format, version } = serde_json::from_str(json).map_err(|e| ReadError::Json(e.to_string()))?;
        if format != FORMAT || version != u64::from(VERSION) {
            return Err(ReadError::Format { format, version });
        }
        let work: Self = serde_json::from_str(json)
            .map_err(|e| ReadError::Json(format!("{}: {e}", path_at(json, byte_at(json, e.line(), e.column())))))?;
        match work.review.misfit() {
            Some(what) => Err(ReadError::Misfit(what)),
            None => Ok(work),
        }
    }

    /// What can be had of work that can't be read: all but its history and what is broken, or else the text alone, to be
    /// marked anew.
    #[must_use]
    pub fn rescue(json: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(json).ok()?;
        let review = value.get("review")?;
        let text = review["article"]["text"].as_str()?.to_owned();
        let id = review["id"].as_str().unwrap_or_default().to_owned();
        let seq = value["seq"].as_u64().unwrap_or_default();
        let (stage, review) = match rescue::review(review) {
            Some(review) => (serde_json::from_value(value["stage"].clone()).unwrap_or_default(), review),
            None => (Stage::Marking, Review::new(id, Article::from_text(text), Annotations::default())),
        };
        Some(Self { format: FORMAT.to_owned(), version: VERSION, seq, stage, review })
    }

    /// Does the steps of a log again, in order; gives how many could not be read.
    ///
    /// Of those nothing is left but their place in the history, so that taking steps back still takes back the right ones.
    pub fn replay<'j>(&mut self, steps: impl Iterator<Item = (u64, &'j str)>) -> usize {
        let mut lost = 0;
        for (seq, json) in steps.filter(|(seq, _)| *seq > self.seq).collect::<Vec<_>>() {
            match serde_json::from_str(json) {
                Ok(Step::Edit(edit)) if self.review.fits(&edit) => self.review.commit(edit),
                Ok(Step::Undo) => drop(self.review.undo()),
                Ok(Step::Redo) => drop(self.review.redo()),
                Ok(Step::Edit(_)) | Err(_) => {
                    lost += 1;
                    self.review.commit(Edit { changes: Vec::new() });
                }
            }
            self.seq = seq;
        }
        lost
    }
}
