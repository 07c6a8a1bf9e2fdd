//! Reviews saved in this browser, so that nothing decided is lost by a reload or by the next article.
//!
//! Each is kept as a Sayso document, which every later version can open.

use std::cell::{Cell, RefCell};

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use sayso::export::v1::Document;
use sayso::review::Review;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::protocol::{Reply, Saved};
use crate::read::decided;
use crate::scope::{post, sleep, stamp};

const DATABASE: &str = "sayso";
/// Documents by key.
const DOCUMENTS: &str = "documents";
/// What the page lists of them, by the same key.
const ENTRIES: &str = "entries";
/// Reviews that are kept; the oldest go first.
const KEPT: usize = 30;
/// Milliseconds until a change is saved; the next change within them saves both at once.
const DELAY: i32 = 150;
/// Bytes of text from which on an article is saved only once something is decided in it.
const LARGE: usize = 1 << 20;

thread_local! {
    static KEY: RefCell<String> = RefCell::default();
    static CHANGES: Cell<u64> = const { Cell::new(0) };
    static SAVED: Cell<u64> = const { Cell::new(0) };
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// From now on another review is saved: a saved one under its `key`, a fresh one under a key of its own.
pub(crate) fn begin(key: Option<String>) -> String {
    let key = key.unwrap_or_else(stamp);
    KEY.set(key.clone());
    key
}

/// The key under which is saved.
pub(crate) fn key() -> String {
    KEY.with_borrow(Clone::clone)
}

/// Saves soon; `review` gives the review when it is time, and whether it is marked to its end.
pub(crate) fn save_soon(review: impl FnOnce(&mut dyn FnMut(&Review, bool)) + 'static) {
    let change = CHANGES.get() + 1;
    CHANGES.set(change);
    spawn_local(async move {
        sleep(DELAY).await;
        if CHANGES.get() == change {
            review(&mut save);
        }
    });
}

/// Saves what was to be saved soon, since something else takes its place.
pub(crate) fn save_before_it_goes(review: &Review, whole: bool) {
    if SAVED.get() != CHANGES.get() {
        save(review, whole);
    }
}

fn save(review: &Review, whole: bool) {
    SAVED.set(CHANGES.get());
    let decided = decided(review);
    if decided == 0 && review.article.text.len() > LARGE {
        return;
    }
    let annotations = review.mentions.len() + review.attributions.len();
    let title = review.article.title().chars().take(120).collect();
    let saved = Saved { key: key(), title, decided, annotations, whole };
    let json = serde_json::to_string(&Document::from(review)).expect("documents are plain data");
    spawn_local(async move {
        match put(&saved, &json).await {
            Ok(()) => post(&Reply::Saved { saved: list().await }),
            Err(error) => not_saved(&error),
        }
    });
}

/// Says once that nothing is kept.
fn not_saved(error: &Error) {
    if !TOLD.replace(true) {
        let message = format!(
            "Your work can\u{2019}t be saved in this browser ({error}). It stays while this page is open: download it \
             before you close the page."
        );
        post(&Reply::NotSaved { message });
    }
}

/// What is saved, the newest first; nothing if the browser keeps nothing.
pub(crate) async fn list() -> Vec<Saved> {
    entries().await.unwrap_or_default()
}

/// A saved document, and whether it is marked to its end.
pub(crate) async fn load(key: &str) -> Option<(String, bool)> {
    let whole = list().await.iter().find(|saved| saved.key == key).is_none_or(|saved| saved.whole);
    let database = open().await.ok()?;
    let transaction = database.transaction(&[DOCUMENTS], TransactionMode::ReadOnly).ok()?;
    let store = transaction.object_store(DOCUMENTS).ok()?;
    Some((store.get(Query::Key(key.into())).ok()?.await.ok()??.as_string()?, whole))
}

/// Forgets a saved review.
pub(crate) async fn forget(key: &str) {
    if let Err(error) = delete(&[key.to_owned()]).await {
        not_saved(&error);
    }
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for store in [DOCUMENTS, ENTRIES] {
                // Fails only if it is there already.
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    request.await
}

async fn put(saved: &Saved, json: &str) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[DOCUMENTS, ENTRIES], TransactionMode::ReadWrite)?;
    let key = JsValue::from_str(&saved.key);
    let entry = serde_json::to_string(saved).expect("entries are plain data");
    transaction.object_store(DOCUMENTS)?.put(&JsValue::from_str(json), Some(&key))?.await?;
    transaction.object_store(ENTRIES)?.put(&JsValue::from_str(&entry), Some(&key))?.await?;
    transaction.commit()?.await?;
    prune(&saved.key).await
}

/// Keeps the newest, and of those in which nothing is decided only the current one.
async fn prune(current: &str) -> Result<(), Error> {
    let gone = |(i, saved): &(usize, Saved)| saved.key != current && (*i >= KEPT || saved.decided == 0);
    let keys: Vec<String> = entries().await?.into_iter().enumerate().filter(gone).map(|(_, s)| s.key).collect();
    if keys.is_empty() { Ok(()) } else { delete(&keys).await }
}

async fn delete(keys: &[String]) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[DOCUMENTS, ENTRIES], TransactionMode::ReadWrite)?;
    for key in keys {
        for store in [DOCUMENTS, ENTRIES] {
            transaction.object_store(store)?.delete(Query::Key(JsValue::from_str(key)))?.await?;
        }
    }
    transaction.commit()?.await?;
    Ok(())
}

async fn entries() -> Result<Vec<Saved>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
    let values = transaction.object_store(ENTRIES)?.get_all(None, None)?.await?;
    let entry = |value: &JsValue| serde_json::from_str(&value.as_string()?).ok();
    let mut saved: Vec<Saved> = values.iter().filter_map(entry).collect();
    saved.sort_by(|a, b| b.key.cmp(&a.key));
    Ok(saved)
}
