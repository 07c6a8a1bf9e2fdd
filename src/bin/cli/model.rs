//! The model that comes with the command.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Context as _;
use sayso::tagger::{Model, Tagger, load};

static FILE: &[u8] = include_bytes!("../../../models/en.bin");

static MODEL: LazyLock<Model> =
    LazyLock::new(|| load(FILE).expect("models/en.bin, which the library's tests load, too"));

/// The small network, read when it is first asked for.
pub(crate) fn tagger() -> &'static dyn Tagger {
    &*MODEL
}

/// The network in a file, or the one that comes with the command.
///
/// # Errors
/// If the file can't be read, or is no model.
pub(crate) fn open(file: Option<&Path>) -> anyhow::Result<&'static dyn Tagger> {
    let Some(path) = file else { return Ok(tagger()) };
    let read = || -> anyhow::Result<Model> { Ok(load(&fs::read(path)?)?) };
    // Once in the life of the command.
    Ok(Box::leak(Box::new(read().with_context(|| path.display().to_string())?)))
}
