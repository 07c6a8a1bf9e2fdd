//! What the worker has before it: the newest request, the review, and the same commands as the page applies.

use std::cell::RefCell;

use sayso::Article;
use sayso::article::Hint;
use sayso::export::id_from_title;
use sayso::export::v1::Document;
use sayso::review::Review;
use wasm_bindgen_futures::spawn_local;

use crate::carry::carry;
use crate::protocol::{Input, Reply, Request, Version};
use crate::read::{annotate, decided, hand_over};
use crate::scope::{now, post};
use crate::store;

#[derive(Default)]
struct Desk {
    newest: Version,
    review: Option<Review>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(act)
}

/// Says that the worker listens, and what was saved.
pub(crate) async fn open() {
    let saved = store::list().await;
    post(&Reply::Ready { saved });
}

/// Does what the page asks for.
pub(crate) fn handle(request: Request) {
    match request {
        Request::Read { version, name, input } => {
            with(|desk| desk.newest = version);
            spawn_local(read(version, name, input));
        }
        Request::Cancel { version } => with(|desk| desk.newest = version),
        Request::Decide { targets, to } => change(|review| drop(review.decide(&targets, to))),
        Request::Undo => change(|review| drop(review.undo())),
        Request::Redo => change(|review| drop(review.redo())),
        Request::Encode => {
            if let Some((id, json)) = with(|desk| desk.review.as_ref().map(|r| (r.id.clone(), json(r)))) {
                post(&Reply::Document { id, json });
            }
        }
        Request::Forget { key } => spawn_local(async move {
            store::forget(&key).await;
            post(&Reply::Saved { saved: store::list().await });
        }),
    }
}

fn json(review: &Review) -> String {
    serde_json::to_string(&Document::from(review)).expect("documents are plain data")
}

fn change(act: impl FnOnce(&mut Review)) {
    with(|desk| desk.review.as_mut().map(act));
    save();
}

fn save() {
    store::save_soon(|take| with(|desk| desk.review.as_ref().map_or((), take)));
}

async fn read(version: Version, name: Option<String>, input: Input) {
    let (opened, key) = match input {
        Input::Text(text) => {
            let from = now();
            let article = Article::from_text(text);
            return suggest(version, name, article, now() - from).await;
        }
        Input::Page { text, hints } => {
            let from = now();
            let hints: Vec<_> = hints.into_iter().map(|(span, kind)| Hint { span, kind }).collect();
            let article = Article::from_hinted(text, &hints);
            return suggest(version, name, article, now() - from).await;
        }
        Input::Article(article) => return suggest(version, name, article, 0.0).await,
        Input::Json(json) => (Document::parse(&json).map_err(|e| e.to_string()), None),
        Input::Saved(key) => match store::load(&key).await {
            Some(json) => (Document::parse(&json).map_err(|e| e.to_string()), Some(key)),
            None => (Err("This article is no longer saved in this browser".to_owned()), None),
        },
    };
    match opened {
        Ok(review) => take(version, review, 0.0, key),
        Err(message) => post(&Reply::Refused { version, message }),
    }
}

async fn suggest(version: Version, name: Option<String>, article: Article, reading: f64) {
    let wanted = || with(|desk| desk.newest == version);
    let Some((found, millis)) = annotate(version, &article, wanted).await else { return };
    let id = name.unwrap_or_else(|| id_from_title(article.title()));
    let fresh = Review::new(id, article, found);
    let (review, lost) = with(|desk| match &desk.review {
        Some(old) if decided(old) > 0 => carry(old, fresh),
        Some(_) => (fresh, 0),
        None => (fresh, 1),
    });
    // Where some decisions find no place, what was there before stays saved as it was.
    let key = (lost == 0).then(store::key).filter(|key| !key.is_empty());
    take(version, review, reading + millis, key);
}

/// Puts a review on the desk and has it saved under this key, or under a new one.
fn take(version: Version, review: Review, millis: f64, key: Option<String>) {
    if with(|desk| desk.newest != version) {
        return;
    }
    with(|desk| desk.review.as_ref().map_or((), store::save_before_it_goes));
    let key = store::begin(key);
    hand_over(version, &review, millis, key);
    with(|desk| desk.review = Some(review));
    save();
}
