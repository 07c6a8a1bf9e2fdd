//! Runs that are killed, and gone on with: in the end there is what there would have been.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sayso::formats::{FORMATS, Layout};

use super::{Ran, annotate, bare, folder, run};

const ARTICLE: &str = "Dam above Ostvik holds\n\n\"It is over,\" Mira Oduya said on Monday.\n";

fn sayso(folder: &PathBuf, line: &str) -> Command {
    let mut command = bare(folder);
    command.args(line.split(' '));
    command
}

/// Articles a line each, every seventh of which is none.
fn articles(count: usize) -> String {
    let article = |i: usize| match i % 7 {
        3 => "{\"id\": \"none\"}\n".to_owned(),
        _ => format!("{{\"id\":\"n{}\",\"text\":{:?}}}\n", i % 40, ARTICLE.repeat(1 + i % 3)),
    };
    (0..count).map(article).collect()
}

/// What a file holds, or all files of a folder.
fn written(path: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    if path.is_file() {
        return [(PathBuf::new(), fs::read(path).unwrap())].into();
    }
    let entries = fs::read_dir(path).map(|entries| entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>());
    entries.unwrap_or_default().iter().map(|path| (path.file_name().unwrap().into(), fs::read(path).unwrap())).collect()
}

fn journal(out: &Path) -> PathBuf {
    PathBuf::from(format!("{}.progress", out.display()))
}

/// Feeds a run the beginning of its input, kills it once some of that is done, and gives what it had told by then.
fn killed(folder: &PathBuf, line: &str, beginning: &str, out: &Path) -> String {
    let mut child = sayso(folder, line).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let begun = Instant::now();
    // A part at a time: a run that has nothing to read has no reason to tell what it has done.
    for part in beginning.as_bytes().chunks(beginning.len() / 20) {
        stdin.write_all(part).unwrap();
        stdin.flush().unwrap();
        sleep(Duration::from_millis(20));
    }
    while fs::read_to_string(journal(out)).unwrap_or_default().lines().count() < 2 {
        assert!(begun.elapsed() < Duration::from_mins(1), "nothing was done");
        sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), None, "it was killed, it did not end");
    String::from_utf8(output.stderr).unwrap()
}

/// As if it had been killed in the middle of writing.
fn tear(path: &Path) {
    let mut file = OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(b"{\"inputs\":9999,\"length\":").unwrap();
}

/// Does it at once, and in two parts.
fn check(folder: &PathBuf, options: &str, input: &str, ending: &str, bad: bool) {
    let (whole, parts) = (folder.join(format!("whole{ending}")), folder.join(format!("parts{ending}")));
    let expected = run(&mut sayso(folder, &format!("{options} -o whole{ending} -")), input.as_bytes());
    assert_eq!(expected.status, if bad { 2 } else { 0 }, "{}", expected.err);
    let line = format!("{options} -o parts{ending} -");
    let half = &input[..=input[..input.len() / 2].rfind('\n').unwrap()];
    let before = killed(folder, &line, half, &parts);
    tear(&journal(&parts));
    if parts.is_file() {
        tear(&parts);
    }

    let refused = run(&mut sayso(folder, &line), input.as_bytes());
    assert_eq!(refused.status, 2, "an interrupted run is not written over");
    assert!(refused.err.contains(": add --resume to go on with it, or delete "), "{}", refused.err);

    let ran = run(sayso(folder, &line).arg("--resume"), input.as_bytes());
    assert_eq!(ran.status, expected.status, "{}", ran.err);
    assert!(written(&whole) == written(&parts), "{options}: the same bytes");
    assert!(!journal(&parts).exists());
    let told =
        |ran: &Ran| ran.err.lines().filter(|l| !l.contains("missing field")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(told(&ran), told(&expected), "what is lost and what failed is told of the whole run");
    let failed = |err: &str| err.lines().filter(|line| line.contains("missing field")).count();
    assert!(failed(&ran.err) <= failed(&expected.err) - failed(&before) / 2, "what was told is not told again");

    let ran = run(sayso(folder, &line).arg("--resume"), input.as_bytes());
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains(": nothing to resume: "), "{}", ran.err);
    assert!(written(&whole) == written(&parts));
}

#[test]
fn annotating_goes_on_where_it_was() {
    let folder = folder("resume_annotate", &[]);
    check(&folder, "annotate --input jsonl", &articles(600), ".jsonl", true);
    check(&folder, "annotate --input jsonl --format text", &articles(600), ".txt", true);
}

#[test]
fn converting_goes_on_where_it_was_in_every_format() {
    let folder = folder("resume_convert", &[]);
    let lines = annotate(&folder, &["--input", "jsonl", "-"], articles(600).as_bytes()).out;
    for format in FORMATS {
        let ending = if format.layout == Layout::Files { "-files" } else { format.suffix };
        check(&folder, &format!("convert --to {}", format.name), &lines, ending, false);
    }
}

#[test]
fn a_run_may_be_killed_at_any_moment() {
    let folder = folder("resume_any", &[]);
    fs::create_dir(folder.join("in")).unwrap();
    for file in 0..6 {
        fs::write(folder.join(format!("in/{file}.jsonl")), articles(400)).unwrap();
        fs::write(folder.join(format!("in/{file}.txt")), ARTICLE.repeat(20)).unwrap();
    }
    run(&mut sayso(&folder, "annotate in -o whole.jsonl"), b"");
    let (whole, parts) = (folder.join("whole.jsonl"), folder.join("parts.jsonl"));
    let mut kills = 0;
    for after in 0.. {
        let mut command = sayso(&folder, "annotate in -o parts.jsonl --resume");
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(5 + after * 17 % 300));
        child.kill().unwrap();
        // One that was at its end is not killed any more.
        if child.wait().unwrap().code().is_some() {
            break;
        }
        kills += 1;
        assert!(after < 1000, "it gets nowhere");
    }
    assert!(fs::read(&whole).unwrap() == fs::read(&parts).unwrap(), "after {kills} kills");
    assert!(kills > 0 && !journal(&parts).exists());
}

#[test]
fn a_run_is_gone_on_with_by_the_same_command_only() {
    let folder = folder("resume_other", &[]);
    let input = articles(300);
    killed(&folder, "annotate --input jsonl -o out -", &input, &folder.join("out"));
    fs::write(folder.join("a.jsonl"), &input).unwrap();
    for line in ["annotate --input jsonl --format text -o out --resume -", "annotate -o out --resume a.jsonl"] {
        let ran = run(&mut sayso(&folder, line), b"");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.starts_with("sayso: out.progress is of another run: "), "{}", ran.err);
        assert!(ran.err.contains("delete it to start anew"), "{}", ran.err);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_no_file_has_no_journal() {
    let folder = folder("resume_device", &[("a.txt", ARTICLE.as_bytes())]);
    let ran = run(&mut sayso(&folder, "annotate -o /dev/full a.txt"), b"");
    assert!(ran.status == 2 && ran.err.starts_with("sayso: No space"), "{}", ran.err);
    let ran = run(&mut sayso(&folder, "annotate -o /dev/null a.txt"), b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}
