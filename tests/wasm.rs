//! The golden articles again, compiled to wasm: the same text has the same annotations in every face.
#![cfg(target_family = "wasm")]

mod model;

use sayso::export::text::{Ink, Page, draw};
use sayso::{Article, Review, annotate};
use wasm_bindgen_test::wasm_bindgen_test;

#[path = "tagger/said.rs"]
mod said;

/// Draws each article as `tests/golden.rs` does, and compares with what was drawn natively.
macro_rules! golden {
    ($($name:ident),*) => {$(
        #[wasm_bindgen_test]
        fn $name() {
            let text = include_str!(concat!("golden/", stringify!($name), ".txt"));
            let article = Article::from_text(text.to_owned());
            let annotations = annotate(model::tagger(), &article);
            let review = Review::new(stringify!($name).to_owned(), article, annotations);
            let now = draw(&review, Page { width: 100, ink: Ink::Plain });
            assert_eq!(now, include_str!(concat!("golden/", stringify!($name), ".drawn")));
        }
    )*};
}

golden!(dam, envoy, strike);

/// The same to the last bit, with lanes of 128 bits in place of up to 512.
#[wasm_bindgen_test]
fn the_tagger_says_what_it_says_natively() {
    assert_eq!(said::said(&said::model()), said::EXPECTED);
}
