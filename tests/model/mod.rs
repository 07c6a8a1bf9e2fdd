//! The model that the faces bring with them, for tests of any face.

use std::sync::LazyLock;

use sayso::tagger::{Model, load};

/// Loaded once for all tests of a program.
pub(crate) fn tagger() -> &'static Model {
    static MODEL: LazyLock<Model> =
        LazyLock::new(|| load(include_bytes!("../../models/en.bin")).expect("models/en.bin is a model"));
    &MODEL
}
