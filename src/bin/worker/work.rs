//! Marks what is on the desk, slice by slice, alone or with the second worker.

use sayso::Article;
use sayso::annotate::{self, Annotations};
use sayso::review::Settlement;
use wasm_bindgen_futures::spawn_local;

use crate::desk::{Desk, Settled, with};
use crate::helper::{self, Task};
use crate::model;
use crate::protocol::{End, Reply, Version};
use crate::run::Run;
use crate::scope::{Turns, now, post};

/// Bytes of text from which on a second worker is worth its start.
const LONG: usize = 64 * 1024;
/// Processor cores from which on there is one: the page and the browser want some, too.
const CORES: u32 = 4;
/// Slices that the second worker has at once: one in hand, and one for the time that the first is too busy to hear of it.
const LENT: usize = 2;
/// How often the example is gone through before there is anything to do.
const WARM: usize = 4;
/// Blocks of it at a time, so that whoever wants something need not wait.
const FEW: usize = 4;
/// Annotations in a part of what is settled.
const PART: usize = 3000;

/// Starts on what is on the desk.
pub(crate) fn start(version: Version, cores: u32) {
    let long = with(|desk| desk.review.as_ref().is_some_and(|r| r.article.text.len() > LONG));
    if long && cores >= CORES {
        helper::call();
    }
    spawn_local(work(version));
}

/// What is marked by now is enough.
pub(crate) fn stop(version: Version) {
    with(|desk| current(desk, version).map(|run| run.stopped = true));
    model::wake();
}

/// From now on what stands at this block comes first.
pub(crate) fn look(version: Version, block: usize) {
    with(|desk| current(desk, version).map(|run| run.queue.look(block)));
}

fn current(desk: &mut Desk, version: Version) -> Option<&mut Run> {
    desk.run.as_mut().filter(|_| desk.newest == version)
}

/// What comes next.
enum Next {
    Mark(usize),
    Settle,
    /// Something newer is wanted.
    Nothing,
}

fn next(version: Version) -> Next {
    with(|desk| match current(desk, version) {
        None => Next::Nothing,
        Some(run) if run.stopped => Next::Settle,
        Some(run) => run.queue.next().map_or(Next::Settle, Next::Mark),
    })
}

async fn work(version: Version) {
    let turns = Turns::new();
    loop {
        match next(version) {
            Next::Nothing => return,
            Next::Settle => return settle(version),
            Next::Mark(slice) if model::is_there() => {
                let from = now();
                let found = with(|desk| {
                    let (run, review) = (desk.run.as_ref()?, desk.review.as_ref()?);
                    Some(mark(&review.article, run.queue.blocks(slice)))
                });
                if let Some(found) = found {
                    take(version, slice, found, now() - from);
                }
                turns.next().await;
            }
            Next::Mark(_) => model::wait().await,
        }
    }
}

/// Marks some blocks: the costly part, in whichever worker.
pub(crate) fn mark(article: &Article, blocks: std::ops::Range<usize>) -> Annotations {
    // Nobody asks before the model is there.
    model::with(|tagger| annotate::mark(tagger, article, blocks)).unwrap_or_default()
}

/// Goes through an article of the worker's own, as long as nobody wants anything: browsers compile what runs when it first runs,
/// and the tables are read when they are first looked into.
pub(crate) async fn warm_up() {
    let turns = Turns::new();
    let is_idle = || with(|desk| desk.newest == 0);
    // Behind the page's first request, if that is on its way.
    turns.next().await;
    if !is_idle() {
        return;
    }
    let article = Article::from_text(include_str!("../web/example.txt").repeat(WARM));
    for first in (0..article.blocks.len()).step_by(FEW) {
        turns.next().await;
        if !is_idle() {
            return;
        }
        mark(&article, first..(first + FEW).min(article.blocks.len()));
    }
}

/// Takes in what a slice gave, and hands it over.
fn take(version: Version, slice: usize, found: Annotations, millis: f64) -> bool {
    with(|desk| {
        let Desk { run, review, newest, .. } = desk;
        let (Some(run), Some(review), true) = (run, review, *newest == version) else { return false };
        let Some(batch) = run.take(review, slice, found) else { return false };
        run.millis += millis;
        post(&Reply::Grown { version, batch: batch.clone(), share: run.share(review) });
        review.extend(batch);
        true
    })
}

/// What the second worker has marked; it gets the next one.
pub(crate) fn helped(version: Version, slice: usize, found: Annotations, millis: f64) {
    if take(version, slice, found, millis) {
        with(|desk| current(desk, version).map(|run| run.helped += 1));
    }
    lend(1);
}

/// Gives the second worker slices of what is being marked.
fn lend(count: usize) {
    with(|desk| {
        let version = desk.newest;
        let Some(run) = current(desk, version).filter(|run| !run.stopped) else { return };
        for _ in 0..count {
            let Some(slice) = run.queue.lend() else { return };
            helper::send(&Task::Mark { version, slice, blocks: run.queue.blocks(slice) });
        }
    });
}

/// The second worker is there, and has nothing to do.
pub(crate) fn helper_is_there() {
    let article = with(|desk| desk.run.is_some().then(|| desk.review.as_ref().map(|r| r.article.clone())).flatten());
    if let Some(article) = article {
        helper::send(&Task::Open(article));
        lend(LENT);
    }
}

/// The second worker is gone: the first does all.
pub(crate) fn helper_is_gone() {
    with(|desk| desk.run.as_mut().map(|run| run.queue.take_back()));
}

/// Settles what only the whole document tells, and hands that over.
fn settle(version: Version) {
    let from = now();
    let settled = with(|desk| {
        let (mut run, review) = (desk.run.take()?, desk.review.as_ref()?);
        let settlement = run.settle(review);
        let end = End { whole: run.queue.is_done(), millis: run.millis + now() - from, helped: run.helped };
        Some((settlement, end))
    });
    let Some((settlement, end)) = settled else { return };
    for part in parts(&settlement) {
        post(&Reply::Settled { version, part });
    }
    post(&Reply::Done { version, end });
    with(|desk| desk.settled = Some(Settled { version, settlement, whole: end.whole }));
}

/// In parts that each cost the page some milliseconds; one at least.
fn parts(settlement: &Settlement) -> impl Iterator<Item = Settlement> {
    let part = Settlement::default;
    let entities = settlement.entities.chunks(PART).map(move |e| Settlement { entities: e.to_vec(), ..part() });
    let mentions = settlement.mentions.chunks(PART).map(move |m| Settlement { mentions: m.to_vec(), ..part() });
    let attributions = settlement.attributions.chunks(PART);
    let attributions = attributions.map(move |a| Settlement { attributions: a.to_vec(), ..part() });
    std::iter::once(part()).chain(entities).chain(mentions).chain(attributions)
}
