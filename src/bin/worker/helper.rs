//! A second worker that marks a share of a long article. Whatever becomes of it, the first one can do all alone.

use std::cell::RefCell;
use std::ops::Range;

use sayso::Article;
use sayso::annotate::Annotations;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;
use web_sys::Worker;

use crate::protocol::Version;
use crate::scope::{self, now};
use crate::{model, work};

/// Tells the second worker from the first, which starts the same script.
const NAME: &str = "helper";

/// From the first worker to the second.
#[derive(Serialize, Deserialize)]
pub(crate) enum Task {
    /// From now on blocks are those of this article.
    Open(Article),
    /// Mark a slice.
    Mark { version: Version, slice: usize, blocks: Range<usize> },
}

/// From the second worker to the first.
#[derive(Serialize, Deserialize)]
enum Answer {
    /// It listens, and has the model.
    Ready,
    /// It can't have the model.
    Failed,
    Marked {
        version: Version,
        slice: usize,
        found: Annotations,
        millis: f64,
    },
}

/// How it stands with the second worker.
#[derive(Default)]
enum Helper {
    /// It has not been needed yet.
    #[default]
    None,
    Coming(Worker),
    There(Worker),
    /// It does not work in this browser, or not now.
    Gone,
}

thread_local! {
    static HELPER: RefCell<Helper> = RefCell::default();
    /// What the second worker, for its part, has before it.
    static ARTICLE: RefCell<Option<Article>> = RefCell::default();
}

/// Has the second worker come and ask for work.
pub(crate) fn call() {
    let there = HELPER.with_borrow_mut(|helper| {
        if matches!(helper, Helper::None) {
            let started = scope::start_worker(NAME, heard, gone);
            *helper = started.map_or(Helper::Gone, Helper::Coming);
        }
        matches!(helper, Helper::There(_))
    });
    if there {
        work::helper_is_there();
    }
}

/// Gives it something to do.
pub(crate) fn send(task: &Task) {
    HELPER.with_borrow(|helper| {
        if let Helper::There(worker) = helper {
            scope::send(worker, task);
        }
    });
}

fn heard(answer: Answer) {
    match answer {
        Answer::Ready => {
            HELPER.with_borrow_mut(|helper| {
                if let Helper::Coming(worker) = std::mem::take(helper) {
                    *helper = Helper::There(worker);
                }
            });
            work::helper_is_there();
        }
        Answer::Marked { version, slice, found, millis } => work::helped(version, slice, found, millis),
        Answer::Failed => gone(),
    }
}

fn gone() {
    let before = HELPER.replace(Helper::Gone);
    if let Helper::Coming(worker) | Helper::There(worker) = before {
        worker.terminate();
    }
    work::helper_is_gone();
}

/// Whether this is the second worker.
pub(crate) fn is_helper() -> bool {
    scope::name() == NAME
}

/// Works for the first worker.
pub(crate) fn serve() {
    scope::on_message(|task: Task| match task {
        Task::Open(article) => ARTICLE.set(Some(article)),
        Task::Mark { version, slice, blocks } => {
            let from = now();
            let found = ARTICLE.with_borrow(|article| article.as_ref().map(|article| work::mark(article, blocks)));
            if let Some(found) = found {
                scope::post(&Answer::Marked { version, slice, found, millis: now() - from });
            }
        }
    });
    spawn_local(async {
        let answer = if model::load_for_helper().await { Answer::Ready } else { Answer::Failed };
        scope::post(&answer);
    });
}
