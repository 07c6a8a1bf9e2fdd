//! Work saved in this browser, so that nothing is lost by a reload, a crash or the next article.
//!
//! Each step is added to a log as soon as it is made, and counts as saved once the disk has it. Now and then, and whenever the
//! suggestions change, the whole review is written as a snapshot that takes the place of the log before it.

mod db;
mod entry;
mod queue;

use sayso::export::v1::Document;
use sayso::export::work::{ReadError, Stage, Work};

use crate::protocol::{Reply, Saved};
use crate::scope::post;

pub(crate) use queue::{begin, count, key, snapshot_soon, step};

use entry::Entry;

/// Articles that are kept in which nothing was done; the oldest go first.
const KEPT: usize = 30;

/// What is written in one go.
struct Write {
    entry: Entry,
    /// In order, with their numbers.
    steps: Vec<(u64, String)>,
    snapshot: Option<String>,
    /// The last step that is in the snapshot.
    seq: u64,
    /// What it takes the place of, unless something was done there.
    replaces: Option<String>,
    /// It says what is there already in another way, so that nobody needs to know of it.
    quiet: bool,
    /// Steps of this tab that are saved once it is written.
    upto: u64,
}

/// Why something was not written.
enum SaveError {
    /// Another tab has written there.
    Conflict,
    /// The browser refuses.
    Refused(idb::Error),
}

impl From<idb::Error> for SaveError {
    fn from(error: idb::Error) -> Self {
        Self::Refused(error)
    }
}

/// Where a review is saved from now on.
pub(crate) enum Place {
    /// Under a key of its own; what is under the other key goes, unless something was done there.
    Fresh {
        /// The other key.
        replaces: Option<String>,
    },
    /// Where it was.
    Same,
    /// Where it was found.
    Found(Shelf),
}

/// What is known of a review that was found.
pub(crate) struct Shelf {
    key: String,
    revision: u64,
    seq: u64,
    changed: f64,
    copy: bool,
    /// Whether the snapshot is not what a new one would be.
    differs: bool,
    /// Steps behind the snapshot.
    steps: usize,
}

/// Saved work, opened.
pub(crate) struct Opened {
    pub(crate) work: Work,
    pub(crate) shelf: Shelf,
    /// What could not be read of it, in words.
    pub(crate) warning: Option<String>,
}

/// Opens the database and says at once if nothing can be kept; gives what is saved.
pub(crate) async fn open() -> Vec<Saved> {
    let blocked = || {
        let message = "Sayso is open in another tab in an older version, so nothing can be saved yet. Close that tab.";
        post(&Reply::NotSaved { message: message.to_owned() });
        post(&Reply::Ready { saved: Vec::new() });
    };
    if let Err(error) = db::begin(blocked).await {
        queue::not_saved(&error);
    }
    list().await
}

/// What is saved, what was changed last first; nothing if the browser keeps nothing.
pub(crate) async fn list() -> Vec<Saved> {
    let entries = db::entries().await.unwrap_or_default();
    entries.into_iter().filter(|entry| !entry.deleted).map(|entry| entry.saved).collect()
}

/// Opens saved work: its snapshot, and the steps since.
///
/// # Errors
/// If nothing of it can be had; the error says why, and what to do.
pub(crate) async fn load(key: &str) -> Result<Opened, String> {
    queue::written(key).await;
    let found = match db::load(key).await {
        Ok(Some(found)) => found,
        Ok(None) => {
            return Err("This article is no longer saved in this browser; paste it or open its download".to_owned());
        }
        Err(error) => {
            return Err(format!(
                "This browser can\u{2019}t read what it saved ({error}); reload the page and try again"
            ));
        }
    };
    let entry = found.entry;
    let (mut work, broken) = read(&found.snapshot, entry.saved.whole)?;
    let (base, old) = (work.seq, work.format.is_empty());
    let lost = work.replay(found.steps.iter().map(|(seq, step)| (*seq, step.as_str())));
    let newest = found.steps.last().map_or(0, |(seq, _)| *seq);
    let warning = match (broken, lost) {
        (None, 0) => None,
        (None, lost) => {
            Some(format!("{lost} of the steps saved with this article could not be read. All others are here."))
        }
        (Some(why), _) => {
            Some(format!("Not all that was saved of this article could be read ({why}). This is what is left."))
        }
    };
    let steps = found.steps.iter().filter(|(seq, _)| *seq > base).count();
    work.seq = work.seq.max(newest);
    let shelf = Shelf {
        key: key.to_owned(),
        revision: entry.revision,
        seq: work.seq,
        changed: entry.saved.changed,
        copy: entry.saved.title.ends_with(entry::COPY),
        differs: old || warning.is_some(),
        steps,
    };
    Ok(Opened { work, shelf, warning })
}

/// Reads a snapshot of any version, and what was wrong with it; a document has no format of its own here.
fn read(snapshot: &str, whole: bool) -> Result<(Work, Option<String>), String> {
    let error = match Work::parse(snapshot) {
        Ok(work) => return Ok((work, None)),
        Err(error) => error,
    };
    if let Ok(review) = Document::parse(snapshot) {
        // Version 1 did not keep who had stopped the marking.
        let stage = if whole { Stage::Whole } else { Stage::Marking };
        return Ok((Work { format: String::new(), version: 1, seq: 0, stage, review }, None));
    }
    let newer =
        matches!(&error, ReadError::Format { version, .. } if *version > u64::from(sayso::export::work::VERSION));
    let error = error.to_string();
    match Work::rescue(snapshot).filter(|_| !newer) {
        Some(work) => Ok((work, Some(error))),
        None => Err(error),
    }
}

/// Takes a saved article out of the list, and at the next start out of the browser.
pub(crate) async fn forget(key: &str) {
    if let Err(error) = db::set_deleted(key, true).await {
        queue::not_saved(&error);
    }
}

/// Brings back what was taken out last.
pub(crate) async fn recall(key: &str) {
    match db::set_deleted(key, false).await {
        Ok(true) => {}
        Ok(false) => {
            let message = "It can\u{2019}t be brought back: another tab has cleared up since.";
            post(&Reply::Warned { message: message.to_owned() });
        }
        Err(error) => queue::not_saved(&error),
    }
}
