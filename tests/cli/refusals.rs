//! What cannot be read: one line on standard error, exit status 2, the others are still done.

use std::process::Stdio;

use super::{annotate, folder, sayso};

/// Runs on one bad file and a good one; gives what was said of the bad one.
fn refused(test: &str, name: &str, bytes: &[u8]) -> String {
    let folder = folder(test, &[(name, bytes), ("good.txt", b"The dam held.")]);
    let ran = annotate(&folder, &[name, "good.txt"], b"");
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.out.ends_with('\n') && ran.out.contains("\"id\":\"good\""), "{}", ran.out);
    let (told, count) = ran.err.split_once('\n').unwrap();
    assert_eq!(count, "sayso: 1 of 2 inputs failed\n");
    told.to_owned()
}

#[test]
fn what_is_not_there() {
    let folder = folder("not_there", &[("good.txt", b"The dam held.")]);
    std::fs::create_dir(folder.join("none")).unwrap();
    let ran = annotate(&folder, &["bad\u{1b}.txt", "good.txt", "none"], b"");
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.err,
        "sayso: bad\u{fffd}.txt: there is no such file\n\
         sayso: none: there is no file in this folder\n\
         sayso: 2 of 3 inputs failed\n"
    );
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn what_is_not_utf_8() {
    assert_eq!(
        refused("latin_1", "a.txt", b"one\nZ\xfcrich"),
        "sayso: a.txt: not UTF-8 at byte 5 (line 2): convert it first, \
         for example with iconv -f WINDOWS-1252 -t UTF-8 \"a.txt\""
    );
    assert_eq!(
        refused("utf_16", "a.html", b"\xff\xfeh\0i\0"),
        "sayso: a.html: UTF-16, not UTF-8: convert it first, for example with iconv -f UTF-16 -t UTF-8 \"a.html\""
    );
    assert_eq!(
        refused("gzip", "a.txt", b"\x1f\x8b\x08\x00\x01"),
        "sayso: a.txt: compressed: unpack it first, for example with gunzip \"a.txt\""
    );
    assert_eq!(
        refused("binary", "a.out", b"\x7fELF\0\0\xff\xff"),
        "sayso: a.out: not text: name text files, web pages, JSON lines or Sayso documents"
    );
}

#[test]
fn lines_that_are_no_articles() {
    let lines = b"{\"id\": \"a\", \"text\": \"x\"}\n\n{\"id\": \"b\", \"text\": 3}\n{\"id\": \"c\"}\n[\n\
                  {\"id\": \"d\", \"text\": \"\xff\"}\n{\"id\": \"e\", \"text\": \"y\"}";
    let folder = folder("lines", &[("a.jsonl", lines)]);
    let ran = annotate(&folder, &["a.jsonl"], b"");
    assert_eq!(ran.status, 2);
    let expected = [
        "sayso: a.jsonl:3:21: invalid type: integer `3`, expected a string",
        "sayso: a.jsonl:4:11: missing field `text`",
        "sayso: a.jsonl:5:1: EOF while parsing a list",
        "sayso: a.jsonl:6:22: invalid unicode code point",
        "sayso: 4 of 6 inputs failed",
    ];
    let told: Vec<_> = ran.err.lines().map(|l| l.rsplit_once(": a line must be ").unwrap_or((l, "")).0).collect();
    assert_eq!(told, expected);
    assert_eq!(ran.out.lines().count(), 2, "the others are done");
}

#[test]
fn documents_that_do_not_open() {
    assert_eq!(
        refused("other_format", "a.json", b"{\"format\": \"other\"}"),
        "sayso: a.json: not a Sayso document: \"format\" is \"other\", not \"sayso\": open a file that Sayso wrote"
    );
    let told = refused(
        "wrong_offsets",
        "a.json",
        br#"{"format": "sayso", "version": 1, "text": "abc", "blocks": [{"start": 0, "end": 9, "kind": "body"}]}"#,
    );
    assert!(told.starts_with("sayso: a.json: blocks[0]: 0 to 9 reaches beyond the text"), "{told}");
}

#[test]
fn options_that_do_not_fit() {
    let folder = folder("options", &[("a.txt", b"x"), ("b.txt", b"y")]);
    let ran = annotate(&folder, &["--format", "json", "a.txt", "b.txt"], b"");
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (2, "sayso: --format json writes one article: use --format jsonl for several\n")
    );
    assert_eq!(annotate(&folder, &["--format", "pdf", "a.txt"], b"").status, 2);
    assert_eq!(annotate(&folder, &["--nonsense"], b"").status, 2);
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let line = "{\"id\": \"a\", \"text\": \"The dam held.\"}\n";
    let folder = folder("pipe", &[("many.jsonl", line.repeat(20_000).as_bytes())]);
    let mut child = sayso(&folder).arg("many.jsonl").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = folder("full", &[("a.txt", b"The dam held.")]);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = sayso(&folder).arg("a.txt").stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("sayso: "));
}

#[test]
fn help_and_version_are_there() {
    let folder = folder("help", &[]);
    let run = |arg| std::process::Command::new(env!("CARGO_BIN_EXE_sayso")).arg(arg).output().unwrap();
    assert!(String::from_utf8(run("--version").stdout).unwrap().starts_with("sayso 0."));
    assert!(String::from_utf8(run("--help").stdout).unwrap().contains("annotate"));
    let help = annotate(&folder, &["--help"], b"");
    assert!(help.out.contains("Examples:") && help.out.contains("Exit status:"), "{}", help.out);
}
