//! `sayso eval` beside the scorer of ../shared, whose twin it is.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{Ran, bare, folder, run};

/// `None` where something is missing that the tests can do without.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !shared.join("score/score.py").exists() {
        println!("skipped: ../shared is not there");
        return None;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is not there");
        return None;
    }
    Some(shared)
}

/// Checks that two JSON values are the same, numbers within 1e-9.
#[track_caller]
fn same(ours: &Value, scorers: &Value, place: &str) {
    match (ours, scorers) {
        (Value::Object(a), Value::Object(b)) => {
            assert!(a.keys().eq(b.keys()), "{place}: {:?}, scorer {:?}", a.keys(), b.keys());
            for (key, value) in a {
                same(value, &b[key], &format!("{place}/{key}"));
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-9, "{place}: {a}, scorer {b}");
        }
        (a, b) => assert_eq!(a, b, "{place}"),
    }
}

/// Scores our own annotations of gold documents, and a prediction for some of them only, both ways.
fn check(name: &str, gold: impl Fn(&Path) -> Vec<PathBuf>) {
    let Some(shared) = shared() else { return };
    let (gold, scorer) = (gold(&shared), shared.join("score/score.py"));
    let folder = folder(&format!("scorer_{name}"), &[]);
    // What the scorer is given must be a file: our own annotations, as `sayso annotate` writes them.
    let texts: Vec<String> = gold.iter().flat_map(|path| documents(path)).collect();
    std::fs::write(folder.join("texts.jsonl"), texts.join("\n")).unwrap();
    let found = ok(run(bare(&folder).args(["annotate", "--input", "jsonl", "texts.jsonl"]), b""));
    let half: Vec<&str> = found.lines().step_by(2).collect();
    std::fs::write(folder.join("found.jsonl"), &found).unwrap();
    std::fs::write(folder.join("half.jsonl"), half.join("\n")).unwrap();
    let theirs = |pred: &str, json: &[&str]| {
        let mut python = Command::new("python3");
        python.current_dir(&folder).arg(&scorer).args(&gold).args(["--pred", pred]).args(json);
        ok(run(&mut python, b""))
    };
    let ours = |more: &[&str]| ok(run(bare(&folder).arg("eval").args(&gold).args(more), b""));
    let parse = |json: String| serde_json::from_str::<Value>(&json).unwrap();
    for pred in ["found.jsonl", "half.jsonl"] {
        assert_eq!(ours(&["--pred", pred]), theirs(pred, &[]), "{name}");
        same(&parse(ours(&["--pred", pred, "--json"])), &parse(theirs(pred, &["--json"])), name);
    }
    assert_eq!(ours(&[]), theirs("found.jsonl", &[]), "{name}: annotated on the way");
}

/// The gold documents as JSON lines.
fn documents(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let mut text = String::new();
    if path.extension().is_some_and(|e| e == "gz") {
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    serde_json::Deserializer::from_str(&text).into_iter::<Value>().map(|v| v.unwrap().to_string()).collect()
}

#[track_caller]
fn ok(ran: Ran) -> String {
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    ran.out
}

#[test]
fn seeds_are_scored_alike() {
    check("seeds", |shared| {
        let mut files: Vec<_> = std::fs::read_dir(shared.join("gold")).unwrap().map(|f| f.unwrap().path()).collect();
        files.sort();
        files
    });
}

#[test]
fn polnear_is_scored_alike() {
    check("polnear", |shared| vec![shared.join("corpora/polnear-dev.jsonl.gz")]);
}

#[test]
fn worldwide_is_scored_alike() {
    check("worldwide", |shared| vec![shared.join("corpora/worldwide-dev.jsonl.gz")]);
}

#[test]
fn odd_words_and_spans_are_scored_alike() {
    let Some(shared) = shared() else { return };
    // Combining marks, vowel signs, circled letters, separators, numerals, titles, possessives, marks, no word at all.
    let text =
        "The\u{a0}Gen. Ode\u{303}n's a\u{93f}b ⓐx² ½’s\n\u{1c}«So\u{345}, Mr»\u{2028}\"x_1\" Mr. Dr \u{200b} 漢字’ 🌊!";
    let count = text.chars().count();
    let ranges: Vec<(usize, usize)> = (0..count).flat_map(|s| (s..=count.min(s + 9)).map(move |e| (s, e))).collect();
    let document = |step: usize, labels: &[&str]| {
        let some = || ranges.iter().step_by(step).enumerate();
        let entities: Vec<_> = some()
            .map(|(n, r)| serde_json::json!({"start": r.0, "end": r.1, "label": labels[n % labels.len()], "entity": null}))
            .collect();
        let attributions: Vec<_> = some()
            .map(|(n, r)| serde_json::json!({"source": [ranges[n * 7 % ranges.len()]], "content": [r], "cue": null, "form": n % 3}))
            .collect();
        serde_json::json!({"id": "odd", "text": text, "entities": entities, "attributions": attributions}).to_string()
    };
    let (gold, pred) = (document(3, &["PERSON", "ORG"]), document(5, &["PERSON", "ORG", "LOC"]));
    let folder = folder("scorer_odd", &[("gold.json", gold.as_bytes()), ("pred.json", pred.as_bytes())]);
    let mut python = Command::new("python3");
    python.current_dir(&folder).arg(shared.join("score/score.py"));
    let args = ["gold.json", "--pred", "pred.json"];
    assert_eq!(ok(run(bare(&folder).arg("eval").args(args), b"")), ok(run(python.args(args), b"")));
}
