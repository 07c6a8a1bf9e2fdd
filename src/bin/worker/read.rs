//! Reads what was pasted or opened, and hands it over in parts that each cost the page some milliseconds.

use std::iter;

use sayso::Article;
use sayso::article::Hint;
use sayso::export::id_from_title;
use sayso::export::v1::Document;
use sayso::review::{Batch, Review, Reviewed};

use crate::carry::carry;
use crate::desk::{replace, save, with};
use crate::protocol::{End, Input, Part, Reply, Version};
use crate::run::Run;
use crate::scope::{now, post};
use crate::{store, work};

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
        Input::Json(json) => return opened(version, Document::parse(&json).map_err(|e| e.to_string()), None),
        Input::Saved(key) => {
            let Some((json, whole)) = store::load(&key).await else {
                return opened(version, Err("This article is no longer saved in this browser".to_owned()), None);
            };
            return match Document::parse(&json) {
                Ok(review) if !whole => go_on(version, &review, key, cores),
                review => opened(version, review.map_err(|e| e.to_string()), Some(key)),
            };
        }
    };
    mark(version, name, article, now() - from, cores);
}

/// Opens a review that is marked to its end.
fn opened(version: Version, review: Result<Review, String>, key: Option<String>) {
    let review = match review {
        Ok(review) => review,
        Err(message) => return post(&Reply::Refused { version, message }),
    };
    if with(|desk| desk.newest != version) {
        return;
    }
    let before = with(|desk| desk.review.as_ref().map_or(0, decided));
    let kept = before.saturating_sub(decided(&review));
    open(version, &review, key, kept);
    hand_over(version, &review);
    post(&Reply::Done { version, end: End { whole: true, ..End::default() } });
    replace(review, None);
    save();
}

/// Marks an article afresh; decisions on the one before move with their words.
fn mark(version: Version, name: Option<String>, article: Article, millis: f64, cores: u32) {
    if with(|desk| desk.newest != version) {
        return;
    }
    let id = name.unwrap_or_else(|| id_from_title(article.title()));
    let (review, kept) = with(|desk| carry(desk.review.as_ref(), id, article));
    // Where some decisions find no place, what was there before stays saved as it was.
    let same = kept.lost == 0 && with(|desk| desk.review.is_some());
    let key = same.then(store::key).filter(|key| !key.is_empty());
    open(version, &review, key, kept.lost);
    hand_over(version, &review);
    let run = Run::new(&review, kept, millis);
    replace(review, Some(run));
    save();
    work::start(version, cores);
}

/// Marks to its end what was saved before it was.
fn go_on(version: Version, saved: &Review, key: String, cores: u32) {
    if with(|desk| desk.newest != version) {
        return;
    }
    let (review, kept) = carry(Some(saved), saved.id.clone(), saved.article.clone());
    open(version, &review, Some(key), 0);
    hand_over(version, &review);
    let run = Run::new(&review, kept, 0.0);
    replace(review, Some(run));
    save();
    work::start(version, cores);
}

/// Hands an article over; from now on it is saved under this key, or under a new one.
fn open(version: Version, review: &Review, key: Option<String>, kept: usize) {
    with(|desk| desk.review.as_ref().map_or((), |old| store::save_before_it_goes(old, desk.whole)));
    let key = store::begin(key);
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
}

/// How many annotations a person has decided on.
pub(crate) fn decided(review: &Review) -> usize {
    let mentions = review.mentions.iter().filter(|m| Reviewed::is_decided(m)).count();
    mentions + review.attributions.iter().filter(|a| Reviewed::is_decided(a)).count()
}
