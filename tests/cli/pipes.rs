//! What docs/cli.md says of running beside other programs, as it stands there.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{annotate, folder, run};

const ARTICLE: &str = "Dam above Ostvik holds\n\n\"It is over,\" Mira Oduya said on Monday.\n";

/// The commands of a section of the manual, without its comments.
fn manual(heading: &str) -> Vec<String> {
    let manual = include_str!("../../docs/cli.md");
    let section = manual.split("\n## ").find(|section| section.starts_with(heading)).expect("a section of the manual");
    let code = section.split("```").nth(1).expect("commands in it");
    let code = code.trim_start_matches("sh\n").replace("\\\n", "");
    code.lines().filter(|line| !line.trim_start().starts_with('#') && !line.is_empty()).map(str::to_owned).collect()
}

/// Runs commands in a shell that finds `sayso`.
fn shell(folder: &PathBuf, command: &str) {
    let sayso = PathBuf::from(env!("CARGO_BIN_EXE_sayso"));
    let path = format!("{}:{}", sayso.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let ran = run(Command::new("sh").args(["-euc", command]).current_dir(folder).env("PATH", path), b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
}

#[test]
fn parts_of_a_corpus_beside_each_other() {
    let folder = folder("pipes", &[]);
    let article = |i: usize| format!("{{\"id\":\"n{i}\",\"text\":{:?}}}\n", ARTICLE.repeat(1 + i % 3));
    let articles: String = (0..2500).map(article).collect();
    fs::write(folder.join("articles.jsonl"), &articles).unwrap();
    fs::create_dir(folder.join("news")).unwrap();
    for i in 0..250 {
        fs::write(folder.join(format!("news/{i:03} of them.txt")), ARTICLE).unwrap();
    }
    let lines = annotate(&folder, &["articles.jsonl"], b"").out;
    let files = annotate(&folder, &["--format", "jsonl", "news"], b"").out;
    let commands = manual("Beside other programs");
    assert_eq!(commands.len(), 5, "{commands:?}");
    for command in &commands {
        // What is not there cannot be tried; tests/tools/spark.py tries Spark.
        let program = command.split([' ', '|']).next().unwrap_or_default();
        let there = |name: &str| {
            Command::new("sh").args(["-c", &format!("command -v {name}")]).output().unwrap().status.success()
        };
        if command.contains("parallel ") && !there("parallel") {
            eprintln!("skipped, since GNU parallel is not there: {command}");
            continue;
        }
        assert!(there(program), "{program}");
        shell(&folder, command);
        let expected = if command.contains("news") { &files } else { &lines };
        if command.contains("> all.jsonl") {
            assert!(fs::read_to_string(folder.join("all.jsonl")).unwrap() == *expected, "{command}");
            fs::remove_file(folder.join("all.jsonl")).unwrap();
        }
    }
}
