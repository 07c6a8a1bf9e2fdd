//! Laws that hold for every text, on thousands of invented ones; `PROPTEST_CASES=1000000` for more.

#[path = "../laws/mod.rs"]
mod laws;
mod texts;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

/// Cases of each property where the environment does not say.
const CASES: u32 = 3000;

/// The same of those that the model has to read.
const LEARNED: u32 = 300;

fn config(cases: u32) -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases, ..config } }
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn laws_hold_for_any_string(text in any::<String>()) {
        laws::check_eager(&text);
    }

    #[test]
    fn laws_hold_for_odd_signs(text in texts::odd()) {
        laws::check_eager(&text);
    }

    #[test]
    fn laws_hold_for_articles(text in texts::article()) {
        laws::check_eager(&text);
    }
}

proptest! {
    #![proptest_config(config(LEARNED))]

    #[test]
    fn laws_hold_for_the_model_and_any_string(text in any::<String>()) {
        laws::check_learned(&text);
    }

    #[test]
    fn laws_hold_for_the_model_and_odd_signs(text in texts::odd()) {
        laws::check_learned(&text);
    }

    #[test]
    fn laws_hold_for_the_model_and_articles(text in texts::article()) {
        laws::check_learned(&text);
    }
}

/// Annotating in slices only differs from doing it at once beyond the size of a slice.
#[test]
fn laws_hold_for_a_long_article() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut text = String::new();
    while text.len() < 150_000 {
        let more = texts::article().new_tree(&mut runner).expect("a strategy that never refuses").current();
        text.push_str(&more);
        text.push('\n');
    }
    laws::check_eager(&text);
    laws::check_learned(&text[..text.floor_char_boundary(40_000)]);
}
