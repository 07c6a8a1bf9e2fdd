//! How well the annotations fit ../shared, by its own scorer; `make score` prints the whole tables.
//!
//! Says so and passes where ../shared, python3 or gzip is not there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What is output, where the scorer puts it, and what is to be reached, in percent.
struct Bar {
    figure: &'static str,
    at_least: f64,
}

const fn bar(figure: &'static str, at_least: f64) -> Bar {
    Bar { figure, at_least }
}

/// `None` where something is missing that the tests can do without.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !shared.join("score/score.py").exists() {
        println!("skipped: ../shared is not there");
        return None;
    }
    for tool in ["python3", "gzip"] {
        if Command::new(tool).arg("--version").output().is_err() {
            println!("skipped: {tool} is not there");
            return None;
        }
    }
    Some(shared)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files
}

/// Scores what was found against gold, and checks the bars.
#[track_caller]
fn check(shared: &Path, name: &str, gold: &[PathBuf], found: Command, bars: &[Bar]) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-found.jsonl"));
    let mut found = found;
    let status = found.stdout(fs::File::create(&path).unwrap()).status().unwrap();
    assert!(status.success(), "{found:?}: {status}");
    let script = shared.join("score/score.py");
    let output =
        Command::new("python3").arg(script).args(gold).arg("--pred").arg(&path).arg("--json").output().unwrap();
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

fn sayso() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(["annotate", "--format", "jsonl"]);
    command
}

/// Annotates a packed corpus.
fn corpus(packed: &Path) -> Command {
    let unpacked = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(packed.file_stem().unwrap());
    let file = fs::File::create(&unpacked).unwrap();
    assert!(Command::new("gzip").arg("-dc").arg(packed).stdout(file).status().unwrap().success());
    let mut command = sayso();
    command.arg(unpacked);
    command
}

#[test]
fn seeds_fit_their_gold() {
    let Some(shared) = shared() else { return };
    let mut found = sayso();
    found.args(files(&shared.join("seeds")));
    let bars = [
        bar("/blocks/kind/accuracy", 97.0),
        bar("/entities/coarse/F1", 80.0),
        bar("/clusters/pairs/F1", 88.0),
        bar("/attributions/full/F1", 45.0),
    ];
    check(&shared, "seeds", &files(&shared.join("gold")), found, &bars);
}

#[test]
fn polnear_is_reached() {
    let Some(shared) = shared() else { return };
    let gold = shared.join("corpora/polnear-dev.jsonl.gz");
    check(&shared, "polnear-dev", std::slice::from_ref(&gold), corpus(&gold), &[bar("/attributions/full/F1", 30.0)]);
}

#[test]
fn worldwide_is_reached() {
    let Some(shared) = shared() else { return };
    let gold = shared.join("corpora/worldwide-dev.jsonl.gz");
    check(&shared, "worldwide-dev", std::slice::from_ref(&gold), corpus(&gold), &[bar("/entities/coarse/F1", 60.0)]);
}
