//! Every law of `tests/laws` on whatever text the fuzzer comes up with: `cargo +nightly fuzz run annotate`.
#![no_main]

#[path = "../../tests/laws/mod.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    laws::check_eager(text);
    laws::check_learned(text);
});
