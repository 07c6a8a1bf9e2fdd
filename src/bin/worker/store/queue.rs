//! What is still to be written, one transaction after the other; what comes in meanwhile shares the next.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};

use idb::Error;
use sayso::Review;
use sayso::export::work::{self, Stage, Step};
use wasm_bindgen_futures::spawn_local;

use super::entry::Entry;
use super::{Place, SaveError, Write, db, list};
use crate::desk;
use crate::protocol::Reply;
use crate::scope::{post, sleep, stamp};

/// Steps after which there is another snapshot.
const EVERY: usize = 200;
/// Milliseconds until a snapshot is taken that no step waits for: marking comes first.
const DELAY: i32 = 150;
/// Milliseconds after which what was refused is tried again.
const AGAIN: i32 = 10_000;
/// Bytes of text from which on an article is saved only once something is decided in it.
const LARGE: usize = 1 << 20;

/// What snapshot is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wanted {
    #[default]
    None,
    /// One that says in another way what is saved already: snapshot and log in one.
    Same,
    /// One that says more.
    New,
}

#[derive(Default)]
struct Queue {
    /// Of the review on the desk.
    key: String,
    /// Its last step.
    seq: u64,
    /// Steps that are not written yet.
    steps: Vec<(u64, String)>,
    /// Steps behind the snapshot that is saved.
    since: usize,
    wanted: Wanted,
    replaces: Option<String>,
    changed: f64,
    copy: bool,
    /// Of reviews that are no longer on the desk, and what was refused.
    waiting: VecDeque<Write>,
    /// What was last seen of what is saved, by key.
    revisions: HashMap<String, u64>,
    writing: bool,
    /// The key of what is being written.
    on_its_way: Option<String>,
    /// Steps that the page has told of.
    told: u64,
    /// Whether the page knows that nothing is kept.
    refused: bool,
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Queue) -> T) -> T {
    QUEUE.with_borrow_mut(act)
}

/// From now on another review is saved; gives its key. The `old` one is written to its end first.
pub(crate) fn begin(place: Place, old: Option<(&Review, Stage)>) -> String {
    let key = with(|queue| {
        if matches!(place, Place::Same) {
            queue.wanted = Wanted::New;
            return queue.key.clone();
        }
        if let Some((review, stage)) = old {
            // What is on its way may meet another tab's work: then there must be a whole to make a copy of.
            if queue.on_its_way.as_ref() == Some(&queue.key) {
                queue.wanted = Wanted::New;
            }
            let write = queue.next(review, stage);
            queue.waiting.extend(write);
        }
        (queue.steps, queue.since) = (Vec::new(), 0);
        match place {
            Place::Fresh { replaces } => {
                (queue.key, queue.seq, queue.changed, queue.copy) = (stamp(), 0, js_sys::Date::now(), false);
                (queue.wanted, queue.replaces) = (Wanted::New, replaces);
            }
            Place::Found(shelf) => {
                queue.revisions.insert(shelf.key.clone(), shelf.revision);
                (queue.key, queue.seq, queue.changed, queue.copy) = (shelf.key, shelf.seq, shelf.changed, shelf.copy);
                queue.replaces = None;
                queue.wanted = match (shelf.differs, shelf.steps) {
                    (true, _) => Wanted::New,
                    (false, 0) => Wanted::None,
                    (false, _) => Wanted::Same,
                };
            }
            Place::Same => {}
        }
        queue.key.clone()
    });
    kick();
    key
}

/// The key under which is saved.
pub(crate) fn key() -> String {
    with(|queue| queue.key.clone())
}

/// Counts a step of which nothing is to be saved, since there is nothing on the desk.
pub(crate) fn count() {
    with(|queue| queue.told += 1);
}

/// Writes a step, at once.
pub(crate) fn step(step: &Step, stage: Stage) {
    with(|queue| {
        (queue.told, queue.seq, queue.changed) = (queue.told + 1, queue.seq + 1, js_sys::Date::now());
        queue.steps.push((queue.seq, serde_json::to_string(step).expect("steps are plain data")));
        // While suggestions still join, a log would name what its snapshot does not hold.
        let fresh = !queue.revisions.contains_key(&queue.key);
        let many = queue.since + queue.steps.len() >= EVERY;
        if fresh || many || stage == Stage::Marking || queue.wanted != Wanted::None {
            queue.wanted = Wanted::New;
        }
    });
    kick();
}

/// Writes all of the review, when there is time.
pub(crate) fn snapshot_soon() {
    with(|queue| queue.wanted = Wanted::New);
    spawn_local(async {
        sleep(DELAY).await;
        kick();
    });
}

/// Waits until nothing of a review is on its way.
pub(super) async fn written(key: &str) {
    let is_on_its_way = || {
        with(|queue| {
            let waits = queue.waiting.iter().any(|write| write.entry.saved.key == key);
            // What was refused waits for long.
            queue.on_its_way.as_deref() == Some(key) || waits && queue.writing
        })
    };
    while is_on_its_way() {
        sleep(5).await;
    }
}

impl Queue {
    /// What is to be written of the review on the desk.
    fn next(&mut self, review: &Review, stage: Stage) -> Option<Write> {
        if self.steps.is_empty() && self.wanted == Wanted::None {
            return None;
        }
        let entry = Entry::of(review, &self.key, stage, self.changed, self.copy);
        if !entry.is_worked_on() && review.article.text.len() > LARGE {
            return None;
        }
        let wanted = std::mem::take(&mut self.wanted);
        let snapshot = (wanted != Wanted::None).then(|| work::write(review, stage, self.seq));
        self.since = if snapshot.is_some() { 0 } else { self.since + self.steps.len() };
        let (steps, replaces) = (std::mem::take(&mut self.steps), self.replaces.take());
        let quiet = wanted == Wanted::Same;
        Some(Write { entry, steps, snapshot, seq: self.seq, replaces, quiet, upto: self.told })
    }

    /// Gives a review whose place another tab has taken a place of its own. `write` is what was to be written.
    fn make_way(&mut self, mut write: Write) -> Option<Reply> {
        let (old, key) = (write.entry.saved.key.clone(), stamp());
        if old == self.key {
            if write.steps.is_empty() && self.steps.is_empty() {
                // Nothing was done here: the other tab's is the newer. The next step here will make the copy.
                return None;
            }
            (self.copy, self.wanted) = (true, Wanted::New);
            self.key.clone_from(&key);
            self.steps.clear();
            self.waiting.retain(|waiting| waiting.entry.saved.key != old);
            let title = write.entry.saved.title;
            return Some(Reply::Copied { key, title: format!("{title}{}", super::entry::COPY) });
        }
        // Of what is no longer on the desk the last whole that was to be written is the newest.
        let mut theirs: Vec<Write> = Vec::new();
        while let Some(at) = self.waiting.iter().position(|waiting| waiting.entry.saved.key == old) {
            theirs.extend(self.waiting.remove(at));
        }
        let last = theirs.into_iter().rev().find(|write| write.snapshot.is_some());
        if let Some(last) = last {
            write = last;
        }
        write.steps.clear();
        let title = format!("{}{}", write.entry.saved.title, super::entry::COPY);
        (write.entry.saved.key, write.entry.saved.title) = (key.clone(), title.clone());
        self.waiting.push_front(write);
        Some(Reply::Copied { key: String::new(), title })
    }
}

/// Writes what there is to write, unless that is going on.
fn kick() {
    if !with(|queue| std::mem::replace(&mut queue.writing, true)) {
        spawn_local(async {
            work_off().await;
            with(|queue| queue.writing = false);
        });
    }
}

fn next() -> Option<Write> {
    let waiting = with(|queue| queue.waiting.pop_front());
    waiting.or_else(|| {
        desk::with(|desk| {
            let review = desk.review.as_ref()?;
            with(|queue| queue.next(review, desk.stage))
        })
    })
}

async fn work_off() {
    while let Some(write) = next() {
        let key = write.entry.saved.key.clone();
        let revision = with(|queue| queue.revisions.get(&key).copied().unwrap_or_default());
        with(|queue| queue.on_its_way = Some(key.clone()));
        let written = db::write(&write, revision).await;
        with(|queue| queue.on_its_way = None);
        match written {
            Ok(()) => {
                with(|queue| {
                    queue.refused = false;
                    queue.revisions.insert(key, revision + u64::from(!write.quiet));
                });
                post(&Reply::Stored { count: write.upto });
                if write.snapshot.is_some() {
                    post(&Reply::Saved { saved: list().await });
                }
            }
            Err(SaveError::Conflict) => {
                if let Some(reply) = with(|queue| queue.make_way(write)) {
                    post(&reply);
                }
            }
            Err(SaveError::Refused(error)) => {
                with(|queue| queue.waiting.push_front(write));
                not_saved(&error);
                spawn_local(async {
                    sleep(AGAIN).await;
                    kick();
                });
                return;
            }
        }
    }
}

/// Says, once until something is saved again, that nothing is kept.
pub(super) fn not_saved(error: &Error) {
    if !with(|queue| std::mem::replace(&mut queue.refused, true)) {
        let message = format!(
            "Your work can\u{2019}t be saved in this browser: the window is private, the disk is full, or saving is \
             forbidden ({error}). It stays while this page is open: download it before you close the page."
        );
        post(&Reply::NotSaved { message });
    }
}
