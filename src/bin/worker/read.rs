//! Reads what was pasted or opened, and hands it over in parts that each cost the page some milliseconds.

use std::iter;

use sayso::Article;
use sayso::article::Hint;
use sayso::export::id_from_title;
use sayso::export::v1::Document;
use sayso::export::work::Stage;
use sayso::import;
use sayso::review::{Batch, Edit, Review, Reviewed};

use crate::carry::{Kept, carry};
use crate::desk::{replace, with};
use crate::protocol::{End, Input, Part, Reply, Version};
use crate::run::Run;
use crate::scope::{now, post};
use crate::store::Place;
use crate::{compare, store, transfer, work};

/// Annotations in a part.
const PART: usize = 700;

/// Reads it; what is not marked to its end yet is marked.
pub(crate) async fn read(version: Version, name: Option<String>, input: Input, cores: u32) {
    let from = now();
    let article = match input {
        Input::Text(text) => Article::from_text(text),
        Input::Page { text, hints } => {
            let hints: Vec<_> = hints.into_iter().map(|(span, kind)| Hint { span, kind }).collect();
            Article::from_hinted(text, &hints)
        }
        Input::Article(article) => article,
        Input::Files(files) => {
            let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
            return match transfer::read(files) {
                Ok(documents) => came_in(version, &names, documents),
                Err(message) => refused(version, message),
            };
        }
        Input::Compared(verdict) => {
            return match compare::resolve(&verdict) {
                Ok(reviews) => all(version, reviews),
                Err(message) => refused(version, message),
            };
        }
        Input::Link(fragment) => {
            return match import::link::open(&fragment).and_then(Document::into_review) {
                Ok(review) => all(version, vec![review]),
                Err(error) => refused(version, error.to_string()),
            };
        }
        Input::Saved(key) => {
            return match store::load(&key).await {
                Ok(found) => saved(version, found, cores),
                Err(message) => refused(version, message),
            };
        }
    };
    mark(version, name, article, now() - from, cores);
}

/// Opens documents, unless there are two of one text: these are compared first.
fn came_in(version: Version, names: &[String], documents: Vec<Document>) {
    let documents = match <[Document; 2]>::try_from(documents) {
        Ok(pair) if compare::are_alike(&pair[0], &pair[1]) => {
            let names = match names {
                [a, b] => [a.clone(), b.clone()],
                _ => [pair[0].id.clone(), pair[1].id.clone()],
            };
            return post(&Reply::Compared { version, compared: compare::compared(names, pair) });
        }
        Ok(pair) => Vec::from(pair),
        Err(documents) => documents,
    };
    match documents.into_iter().map(Document::into_review).collect::<Result<Vec<_>, _>>() {
        Ok(reviews) => all(version, reviews),
        Err(error) => refused(version, error.to_string()),
    }
}

/// Opens the first; the others are saved beside it.
fn all(version: Version, mut reviews: Vec<Review>) {
    let count = reviews.len();
    for review in reviews.drain(1..).rev() {
        let place = Place::Fresh { replaces: None };
        with(|desk| store::begin(place, desk.review.as_ref().map(|old| (old, desk.stage))));
        replace(review, Stage::Whole, None);
    }
    if let Some(review) = reviews.pop() {
        opened(version, review, Stage::Whole, Place::Fresh { replaces: None });
    }
    if count > 1 {
        let message = format!("{count} articles came in. The first is open, the others stand under Earlier articles.");
        post(&Reply::Warned { message });
    }
}

fn refused(version: Version, message: String) {
    post(&Reply::Refused { version, message });
}

fn is_old(version: Version) -> bool {
    with(|desk| desk.newest != version)
}

/// Opens what was saved; if the marking was cut off, it is gone on with.
fn saved(version: Version, found: store::Opened, cores: u32) {
    if is_old(version) {
        return;
    }
    let store::Opened { work, shelf, warning } = found;
    let (review, place) = (work.review, Place::Found(shelf));
    match work.stage {
        Stage::Marking if can_go_on(&review) => go_on(version, review, place, cores),
        Stage::Marking => opened(version, review, Stage::Stopped, place),
        stage => opened(version, review, stage, place),
    }
    if let Some(message) = warning {
        post(&Reply::Warned { message });
    }
}

/// Opens a review in which no more is to be marked.
fn opened(version: Version, review: Review, stage: Stage, place: Place) {
    if is_old(version) {
        return;
    }
    let before = with(|desk| desk.review.as_ref().map_or(0, decided));
    let kept = before.saturating_sub(decided(&review));
    open(version, &review, place, kept);
    hand_over(version, &review);
    post(&Reply::Done { version, end: End { whole: stage == Stage::Whole, ..End::default() } });
    replace(review, stage, None);
}

/// Marks an article afresh; decisions on the one before move with their words. Of the same article only what is missing is marked.
fn mark(version: Version, name: Option<String>, article: Article, millis: f64, cores: u32) {
    if is_old(version) {
        return;
    }
    let same = with(|desk| desk.review.clone().filter(|r| r.article == article).map(|r| (r, desk.stage)));
    match same {
        Some((_, Stage::Whole)) => return post(&Reply::Unchanged { version }),
        Some((review, _)) if can_go_on(&review) => return go_on(version, review, Place::Same, cores),
        Some(_) | None => {}
    }
    let id = name.unwrap_or_else(|| id_from_title(article.title()));
    let (review, kept) = with(|desk| carry(desk.review.as_ref(), id, article));
    let old = with(|desk| desk.review.as_ref().map(|r| (r.can_undo() || r.can_redo(), r.article.title().to_owned())));
    // Steps can't be taken over to another text: where there are some, or some decisions find no place, what was there stays saved.
    let stays = kept.lost.max(usize::from(old.as_ref().is_some_and(|(history, _)| *history)));
    let replaces = old.filter(|(_, title)| title == review.article.title()).map(|_| store::key());
    open(version, &review, Place::Fresh { replaces }, stays);
    hand_over(version, &review);
    let run = Run::new(&review, kept, millis);
    replace(review, Stage::Marking, Some(run));
    work::start(version, cores);
}

/// Whether more suggestions may join and be settled: that moves clusters, and a history that does so would no longer fit.
fn can_go_on(review: &Review) -> bool {
    let (done, undone) = review.history();
    !done.iter().chain(undone).any(Edit::regroups)
}

/// Marks to its end what was not: all that is there keeps its place.
fn go_on(version: Version, review: Review, place: Place, cores: u32) {
    open(version, &review, place, 0);
    hand_over(version, &review);
    let run = Run::new(&review, Kept::all(&review), 0.0);
    replace(review, Stage::Marking, Some(run));
    store::snapshot_soon();
    work::start(version, cores);
}

/// Hands an article over, and has it saved from now on in its place.
fn open(version: Version, review: &Review, place: Place, kept: usize) {
    let key = with(|desk| store::begin(place, desk.review.as_ref().map(|old| (old, desk.stage))));
    let part = |part| post(&Reply::Part { version, part });
    part(Part::Text(review.article.text.clone()));
    review.article.blocks.chunks(2 * PART).for_each(|blocks| part(Part::Blocks(blocks.to_vec())));
    post(&Reply::Opened { version, id: review.id.clone(), key, kept });
}

/// Hands over what is marked in an article already.
fn hand_over(version: Version, review: &Review) {
    let mut mentions = review.mentions.chunks(PART);
    let mut attributions = review.attributions.chunks(PART / 3);
    let mut entities = Some(review.entities.clone());
    let batches = iter::from_fn(|| {
        let (mentions, attributions) = (mentions.next(), attributions.next());
        (mentions.is_some() || attributions.is_some()).then(|| Batch {
            entities: entities.take().unwrap_or_default(),
            mentions: mentions.unwrap_or_default().to_vec(),
            attributions: attributions.unwrap_or_default().to_vec(),
        })
    });
    for batch in batches {
        post(&Reply::Grown { version, batch, share: 0.0 });
    }
    let (done, undone) = review.history();
    if !done.is_empty() || !undone.is_empty() {
        post(&Reply::History { version, done: done.to_vec(), undone: undone.to_vec() });
    }
}

/// How many annotations a person has decided on.
pub(crate) fn decided(review: &Review) -> usize {
    let mentions = review.mentions.iter().filter(|m| Reviewed::is_decided(m)).count();
    mentions + review.attributions.iter().filter(|a| Reviewed::is_decided(a)).count()
}
