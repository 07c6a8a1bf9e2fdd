//! How well the annotations fit ../shared, by `sayso eval`; `make score` prints the whole tables.
//!
//! Says so and passes where ../shared is not there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What is output, where `sayso eval --json` puts it, and what is to be reached, in percent.
struct Bar {
    figure: &'static str,
    at_least: f64,
}

const fn bar(figure: &'static str, at_least: f64) -> Bar {
    Bar { figure, at_least }
}

/// `None` where it is missing: the tests can do without.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !shared.exists() {
        println!("skipped: ../shared is not there");
        return None;
    }
    Some(shared)
}

/// Annotates the texts of gold documents, scores that, and checks the bars.
#[track_caller]
fn check(name: &str, gold: &[PathBuf], bars: &[Bar]) {
    let output = Command::new(env!("CARGO_BIN_EXE_sayso")).args(["eval", "--json"]).args(gold).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut below = Vec::new();
    for Bar { figure, at_least } in bars {
        let value = scores.pointer(figure).and_then(Value::as_f64).expect(figure) * 100.0;
        println!("{name} {figure}: {value:.1}, to be at least {at_least}");
        if value < *at_least {
            below.push(format!("{figure} is {value:.1}, below {at_least}"));
        }
    }
    assert!(below.is_empty(), "{name}: {}", below.join("; "));
}

#[test]
fn seeds_fit_their_gold() {
    let Some(shared) = shared() else { return };
    let mut gold: Vec<_> = fs::read_dir(shared.join("gold")).unwrap().map(|f| f.unwrap().path()).collect();
    gold.sort();
    let bars = [
        bar("/blocks/kind/accuracy", 97.0),
        bar("/entities/coarse/F1", 80.0),
        bar("/clusters/pairs/F1", 88.0),
        bar("/attributions/full/F1", 45.0),
    ];
    check("seeds", &gold, &bars);
}

#[test]
fn polnear_is_reached() {
    let Some(shared) = shared() else { return };
    let gold = [shared.join("corpora/polnear-dev.jsonl.gz")];
    check("polnear-dev", &gold, &[bar("/attributions/full/F1", 30.0)]);
}

#[test]
fn worldwide_is_reached() {
    let Some(shared) = shared() else { return };
    let gold = [shared.join("corpora/worldwide-dev.jsonl.gz")];
    check("worldwide-dev", &gold, &[bar("/entities/coarse/F1", 60.0)]);
}
