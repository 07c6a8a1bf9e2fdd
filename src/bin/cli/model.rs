//! The model that comes with the command.

use std::sync::LazyLock;

use sayso::tagger::{Model, Tagger, load};

static FILE: &[u8] = include_bytes!("../../../models/en.bin");

static MODEL: LazyLock<Model> =
    LazyLock::new(|| load(FILE).expect("models/en.bin, which the library's tests load, too"));

/// The small network, read when it is first asked for.
pub(crate) fn tagger() -> &'static dyn Tagger {
    &*MODEL
}
