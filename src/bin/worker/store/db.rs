//! The browser's database: which tables there are, and transactions that are done only once the disk has them.
//!
//! Version 1 kept whole documents only; they still open.

use std::cell::RefCell;

use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::entry::Entry;
use super::{SaveError, Write};

const NAME: &str = "sayso";
const VERSION: u32 = 2;
/// Snapshots by key: saved work, or from version 1 a document.
const DOCUMENTS: &str = "documents";
/// What the page lists of them, by the same key.
const ENTRIES: &str = "entries";
/// Steps by key and number.
const LOG: &str = "log";
const ALL: [&str; 3] = [DOCUMENTS, ENTRIES, LOG];

thread_local! {
    /// Kept open: opening takes longer than writing.
    static OPEN: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// What is saved under one key.
pub(crate) struct Found {
    pub(crate) entry: Entry,
    pub(crate) snapshot: String,
    /// The log, in order.
    pub(crate) steps: Vec<(u64, String)>,
}

async fn open(blocked: impl FnOnce() + 'static) -> Result<Database, Error> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Database::try_from(open);
    }
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_blocked(|_| blocked());
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for store in ALL {
                // Fails only if it is there already, from version 1.
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    let mut database = request.await?;
    // A newer Sayso in another tab must not wait for this one; nor is a closed one of use.
    database.on_version_change(|_| close());
    database.on_close(|_| drop(OPEN.take()));
    database.forget_callbacks();
    let raw = JsValue::from(database);
    OPEN.set(Some(raw.clone()));
    Database::try_from(raw)
}

fn close() {
    if let Some(database) = OPEN.take().and_then(|open| Database::try_from(open).ok()) {
        database.close();
    }
}

/// Opens it and clears up, to learn at once whether anything can be kept. `blocked` is called if an older page is in the way.
pub(crate) async fn begin(blocked: impl FnOnce() + 'static) -> Result<(), Error> {
    open(blocked).await?;
    let all = entries().await?;
    let gone = all.iter().filter(|e| e.deleted).map(|e| e.saved.key.clone());
    let undecided = all.iter().filter(|e| !e.deleted && !e.is_worked_on()).skip(super::KEPT);
    let gone: Vec<String> = gone.chain(undecided.map(|e| e.saved.key.clone())).collect();
    // Also with nothing to clear up: whether a place can be written to is only known once it is.
    let transaction = write_transaction().await?;
    for key in &gone {
        remove(&transaction, key)?;
    }
    finish(transaction).await
}

/// A transaction that is complete only once all is on the disk. The crate has no way to ask for that.
async fn write_transaction() -> Result<Transaction, Error> {
    open(|| ()).await?;
    let Some(open) = OPEN.with_borrow(Clone::clone) else { return Err(Error::DomExceptionNotFound) };
    let begin = || {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let names: Array = ALL.iter().map(|&name| JsValue::from(name)).collect();
        let function: Function = Reflect::get(&open, &"transaction".into())?.unchecked_into();
        function.call3(&open, &names, &"readwrite".into(), &options)
    };
    let transaction = begin().map_err(|error| {
        // Closed behind our back: the next one opens it anew.
        drop(OPEN.take());
        Error::TransactionOpenFailed(error)
    })?;
    Transaction::try_from(transaction)
}

async fn finish(transaction: Transaction) -> Result<(), Error> {
    let raw = JsValue::from(transaction);
    let (done, looked) = (Transaction::try_from(raw.clone())?, Transaction::try_from(raw)?);
    if done.await?.is_committed() {
        return Ok(());
    }
    Err(looked.error().map_or(Error::DomExceptionNotFound, Error::DomException))
}

fn steps_of(key: &str, below: Option<u64>) -> Result<Query, Error> {
    let from = step_key(key, 0);
    // Arrays come behind all numbers.
    let to = below.map_or_else(|| Array::of2(&key.into(), &Array::new()).into(), |seq| step_key(key, seq));
    Ok(Query::KeyRange(KeyRange::bound(&from, &to, Some(false), Some(true))?))
}

#[expect(clippy::cast_precision_loss, reason = "nobody makes 2^53 steps")]
fn step_key(key: &str, seq: u64) -> JsValue {
    Array::of2(&key.into(), &JsValue::from_f64(seq as f64)).into()
}

fn remove(transaction: &Transaction, key: &str) -> Result<(), Error> {
    for store in [DOCUMENTS, ENTRIES] {
        drop(transaction.object_store(store)?.delete(Query::Key(key.into()))?);
    }
    drop(transaction.object_store(LOG)?.delete(steps_of(key, None)?)?);
    Ok(())
}

async fn entry(transaction: &Transaction, key: &str) -> Result<Option<Entry>, Error> {
    let value = transaction.object_store(ENTRIES)?.get(Query::Key(key.into()))?.await?;
    Ok(value.as_ref().and_then(Entry::read))
}

/// Writes all of it or nothing.
pub(super) async fn write(write: &Write, revision: u64) -> Result<(), SaveError> {
    let transaction = write_transaction().await?;
    let key = &write.entry.saved.key;
    let there = entry(&transaction, key).await?;
    // Another tab has written, or has deleted it for good: it must not be overwritten.
    if there.as_ref().map_or(0, |e| e.revision) != revision {
        // Nothing was asked for yet: it ends by itself.
        return if write.quiet { Ok(()) } else { Err(SaveError::Conflict) };
    }
    if let Some(old) = &write.replaces
        && entry(&transaction, old).await?.is_some_and(|e| !e.is_worked_on())
    {
        remove(&transaction, old)?;
    }
    let log = transaction.object_store(LOG)?;
    let mut added = Vec::new();
    for (seq, step) in &write.steps {
        // Never `put`: what is there stays.
        added.push(log.add(&JsValue::from_str(step), Some(&step_key(key, *seq)))?);
    }
    if let Some(snapshot) = &write.snapshot {
        drop(transaction.object_store(DOCUMENTS)?.put(&JsValue::from_str(snapshot), Some(&key.into()))?);
        if !write.quiet {
            let first = write.steps.first().map_or(write.seq + 1, |(seq, _)| *seq);
            drop(log.delete(steps_of(key, Some(first))?)?);
        }
    }
    if !write.quiet {
        let entry = Entry { revision: revision + 1, ..write.entry.clone() };
        drop(transaction.object_store(ENTRIES)?.put(&entry.write(), Some(&key.into()))?);
    }
    for request in added {
        if let Err(error) = request.await {
            let taken = name_of(&error).is_some_and(|name| name == "ConstraintError");
            return Err(if taken { SaveError::Conflict } else { error.into() });
        }
    }
    Ok(finish(transaction).await?)
}

/// What the browser calls an error.
fn name_of(error: &Error) -> Option<String> {
    match error {
        Error::DomException(error) => Some(error.name()),
        _ => None,
    }
}

/// All that is saved, what was changed last first.
pub(crate) async fn entries() -> Result<Vec<Entry>, Error> {
    let transaction = open(|| ()).await?.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
    let values = transaction.object_store(ENTRIES)?.get_all(None, None)?.await?;
    let mut entries: Vec<Entry> = values.iter().filter_map(Entry::read).collect();
    entries.sort_by(|a, b| b.saved.changed.total_cmp(&a.saved.changed));
    Ok(entries)
}

/// What is saved under a key; `None` if there is nothing.
pub(crate) async fn load(key: &str) -> Result<Option<Found>, Error> {
    let transaction = open(|| ()).await?.transaction(&ALL, TransactionMode::ReadOnly)?;
    let there = entry(&transaction, key).await?;
    let snapshot = transaction.object_store(DOCUMENTS)?.get(Query::Key(key.into()))?.await?;
    let log = transaction.object_store(LOG)?;
    let keys = log.get_all_keys(Some(steps_of(key, None)?), None)?.await?;
    let steps = log.get_all(Some(steps_of(key, None)?), None)?.await?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "written as a whole number")]
    let seq = |key: &JsValue| key.dyn_ref::<Array>().and_then(|key| key.get(1).as_f64()).unwrap_or_default() as u64;
    let steps = keys.iter().map(seq).zip(steps.iter().map(|step| step.as_string().unwrap_or_default())).collect();
    let snapshot = snapshot.and_then(|value| value.as_string());
    Ok(snapshot.map(|snapshot| Found { entry: there.unwrap_or_else(|| Entry::unknown(key)), snapshot, steps }))
}

/// Marks something as deleted, or no longer; whether it was there.
pub(crate) async fn set_deleted(key: &str, deleted: bool) -> Result<bool, Error> {
    let transaction = write_transaction().await?;
    let Some(there) = entry(&transaction, key).await? else { return Ok(false) };
    let changed = Entry { deleted, ..there };
    drop(transaction.object_store(ENTRIES)?.put(&changed.write(), Some(&key.into()))?);
    finish(transaction).await?;
    Ok(true)
}
