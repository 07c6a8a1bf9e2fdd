//! The model that the command line brings with it.

use std::sync::LazyLock;

use sayso::tagger::{Model, Tagger, load};

/// The model for English.
pub(crate) fn tagger() -> &'static dyn Tagger {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        load(include_bytes!("../../../models/en.bin")).expect("the model is the one that the tests have loaded")
    });
    &*MODEL
}
