//! What the worker has before it: the newest request, the review, and the same commands as the page applies.

use std::cell::RefCell;

use sayso::export::v1::Document;
use sayso::export::work::{Stage, Step};
use sayso::review::{Review, Settlement};
use wasm_bindgen_futures::spawn_local;

use crate::protocol::{Reply, Request, Version};
use crate::read::read;
use crate::run::Run;
use crate::scope::post;
use crate::{model, store, transfer, work};

#[derive(Default)]
pub(crate) struct Desk {
    pub(crate) newest: Version,
    pub(crate) review: Option<Review>,
    /// How far the marking is.
    pub(crate) stage: Stage,
    /// What is being marked.
    pub(crate) run: Option<Run>,
    /// What was settled, until the page has it: decisions that are on their way must meet the labels that they were made on.
    pub(crate) settled: Option<Settled>,
    /// Two documents that were compared.
    pub(crate) pair: Option<[Document; 2]>,
}

pub(crate) struct Settled {
    pub(crate) version: Version,
    pub(crate) settlement: Settlement,
    pub(crate) whole: bool,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

pub(crate) fn with<T>(act: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(act)
}

/// Says that the worker listens, and what was saved; fetches the model.
pub(crate) async fn open() {
    model::load();
    let saved = store::open().await;
    post(&Reply::Ready { saved });
}

/// Does what the page asks for.
pub(crate) fn handle(request: Request) {
    match request {
        Request::Read { version, name, input, cores } => {
            with(|desk| desk.newest = version);
            model::load();
            spawn_local(read(version, name, input, cores));
        }
        Request::Stop { version } => work::stop(version),
        Request::Look { version, block } => work::look(version, block),
        Request::Settled { version } => settled(version),
        Request::Edit(edit) => change(&Step::Edit(edit)),
        Request::Undo => change(&Step::Undo),
        Request::Redo => change(&Step::Redo),
        Request::Offer => transfer::offer(),
        Request::Encode { format } => transfer::write(&format),
        Request::Forget { key } => spawn_local(async move {
            store::forget(&key).await;
            post(&Reply::Saved { saved: store::list().await });
        }),
        Request::Recall { key } => spawn_local(async move {
            store::recall(&key).await;
            post(&Reply::Saved { saved: store::list().await });
        }),
        Request::Retry => model::retry(),
    }
}

fn change(step: &Step) {
    let stage = with(|desk| {
        let review = desk.review.as_mut()?;
        match step {
            Step::Edit(edit) => review.commit(edit.clone()),
            Step::Undo => drop(review.undo()),
            Step::Redo => drop(review.redo()),
        }
        Some(desk.stage)
    });
    match stage {
        Some(stage) => store::step(step, stage),
        None => store::count(),
    }
}

/// Settles the review, as the page has just done.
fn settled(version: Version) {
    with(|desk| {
        let Some(settled) = desk.settled.take_if(|s| s.version == version) else { return };
        desk.stage = if settled.whole { Stage::Whole } else { Stage::Stopped };
        if let Some(review) = &mut desk.review {
            review.settle(settled.settlement);
            review.renumber();
        }
    });
    store::snapshot_soon();
}

/// Puts another review on the desk, and what is still to be marked in it.
pub(crate) fn replace(review: Review, stage: Stage, run: Option<Run>) {
    with(|desk| (desk.review, desk.stage, desk.run, desk.settled) = (Some(review), stage, run, None));
}
