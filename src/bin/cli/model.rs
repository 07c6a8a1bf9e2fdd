//! The model that comes with the command.

use std::fs;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use anyhow::Context as _;
use sayso::tagger::{Model, Tagger, load};

static FILE: &[u8] = include_bytes!("../../../models/en.bin");

static MODEL: LazyLock<Model> =
    LazyLock::new(|| load(FILE).expect("models/en.bin, which the library's tests load, too"));

static CHOSEN: OnceLock<Model> = OnceLock::new();

static CHOSEN_NAME: OnceLock<String> = OnceLock::new();

/// The model that was chosen, else the small network that comes with the command, read when it is first asked for.
pub(crate) fn tagger() -> &'static dyn Tagger {
    CHOSEN.get().unwrap_or_else(|| &MODEL)
}

/// What the model that was chosen is called; nothing for the one that comes with the command.
pub(crate) fn name() -> String {
    CHOSEN_NAME.get().cloned().unwrap_or_default()
}

/// Marks with the model in a file from now on.
///
/// # Errors
/// If the file can't be read, or is no model.
pub(crate) fn choose(path: &Path) -> anyhow::Result<()> {
    let read = || -> anyhow::Result<Model> { Ok(load(&fs::read(path)?)?) };
    let model = read().with_context(|| path.display().to_string())?;
    let _ = CHOSEN_NAME.set(path.display().to_string());
    anyhow::ensure!(CHOSEN.set(model).is_ok(), "one model is chosen once");
    Ok(())
}
