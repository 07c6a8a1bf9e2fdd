//! `sayso convert` and `sayso check`: what goes in, what comes out, what is told.

use std::fs;
use std::path::PathBuf;

use sayso::export::v1::Document;
use sayso::formats::{FORMATS, Layout};

use super::{Ran, annotate, bare, folder, run};

const ARTICLE: &str = "Dam above Ostvik holds\n\n\"It is over,\" Mira Oduya said on Monday.\n";

/// Runs `sayso` with these words behind it.
fn sayso(folder: &PathBuf, line: &str, stdin: &[u8]) -> Ran {
    run(bare(folder).args(line.split(' ')), stdin)
}

/// A few documents, a line each.
fn lines(folder: &PathBuf, count: usize) -> String {
    let article = |i: usize| format!("{{\"id\":\"n{i}\",\"text\":{:?}}}\n", ARTICLE.repeat(1 + i % 3));
    let articles: String = (0..count).map(article).collect();
    annotate(folder, &["--input", "jsonl", "-"], articles.as_bytes()).out
}

/// A document alone, over several lines.
fn pretty(folder: &PathBuf) -> String {
    annotate(folder, &["--format", "json", "-"], ARTICLE.as_bytes()).out
}

#[test]
fn lines_and_files_become_lines_in_their_order() {
    let folder = folder("convert_order", &[]);
    let (lines, pretty) = (lines(&folder, 9), pretty(&folder));
    fs::create_dir_all(folder.join("in/b/c")).unwrap();
    fs::write(folder.join("in/a.jsonl"), &lines).unwrap();
    fs::write(folder.join("in/b/x.json"), format!("\u{feff}{pretty}")).unwrap();
    fs::write(folder.join("in/b/c/y.json"), &pretty).unwrap();
    fs::write(folder.join("in/.hidden"), "no document").unwrap();
    let single = format!("{}\n", serde_json::to_string(&Document::from(&Document::parse(&pretty).unwrap())).unwrap());
    let expected = format!("{lines}{single}{single}");
    for inputs in ["in", "in/a.jsonl in/b", "in/**/*.json*"] {
        let ran = sayso(&folder, &format!("convert --to sayso {inputs}"), b"");
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{inputs}");
        let same = if inputs.contains('*') { expected.len() == ran.out.len() } else { ran.out == expected };
        assert!(same, "{inputs}");
    }
    let piped = sayso(&folder, "convert --to sayso", expected.as_bytes());
    assert!(piped.out == expected);
    let piped = sayso(&folder, "convert --from sayso --to sayso - in/b/x.json", lines.as_bytes());
    assert!(piped.out == format!("{lines}{single}"));
}

#[test]
fn what_is_written_is_not_read() {
    let folder = folder("convert_own", &[]);
    let lines = lines(&folder, 3);
    fs::write(folder.join("a.jsonl"), &lines).unwrap();
    for _ in 0..2 {
        let ran = sayso(&folder, "convert --to sayso -o out.jsonl .", b"");
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        assert!(fs::read_to_string(folder.join("out.jsonl")).unwrap() == lines);
    }
    let ran = sayso(&folder, "convert --to sayso -o a.jsonl out.jsonl a.jsonl", b"");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, "sayso: a.jsonl: this is what is written to: name another place with -o\n");
    assert!(fs::read_to_string(folder.join("a.jsonl")).unwrap() == lines);
    fs::create_dir(folder.join("own")).unwrap();
    fs::write(folder.join("own/b.jsonl"), &lines).unwrap();
    let ran = sayso(&folder, "convert --to sayso -o own/b.jsonl own", b"");
    assert_eq!(ran.err, "sayso: own: there is nothing in it but what this command writes\n");
    fs::remove_dir_all(folder.join("own")).unwrap();
    let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["a.jsonl", "out.jsonl"]);
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_done() {
    let folder = folder(
        "convert_bad",
        &[("b.txt", b"words"), ("c.json", b""), ("d.json", b"\xff\xfe{\0"), ("f.zip", b"PK\x03\x04")],
    );
    let good = lines(&folder, 3);
    let (first, rest) = good.split_once('\n').unwrap();
    let bad = format!("{first}\n{}\n{{\n{rest}", first.replace("\"end\":22", "\"end\":9999"));
    fs::write(folder.join("a.jsonl"), bad).unwrap();
    let line = "convert --to sayso a.jsonl b.txt c.json d.json e.json *.conll f.zip";
    let ran = sayso(&folder, line, b"");
    assert_eq!(ran.status, 2);
    assert!(ran.out == good, "the others are done");
    let told: Vec<_> = ran.err.lines().collect();
    assert!(told[0].starts_with("sayso: a.jsonl:2: blocks[0]: 0 to 9999 reaches beyond the text"), "{}", told[0]);
    assert!(told[1].starts_with("sayso: a.jsonl:3: not JSON at line 1"), "{}", told[1]);
    assert!(told[2].starts_with("sayso: b.txt: looks like none of sayso"), "{}", told[2]);
    assert_eq!(told[3], "sayso: c.json: there is nothing in it");
    assert!(told[4].starts_with("sayso: d.json: UTF-16, not UTF-8"), "{}", told[4]);
    assert_eq!(told[5], "sayso: e.json: there is no such file");
    assert!(told[6].starts_with("sayso: *.conll: no file matches this pattern"), "{}", told[6]);
    assert!(told[7].starts_with("sayso: f.zip: it is no zip that can be read "), "{}", told[7]);
    assert_eq!(told[8..], ["sayso: 8 of 11 inputs failed"]);
}

#[test]
fn options_that_make_no_sense() {
    let folder = folder("convert_options", &[("a.json", b"{}")]);
    let ran = sayso(&folder, "convert --to pdf a.json", b"");
    assert_eq!(ran.status, 2);
    assert!(ran.err.starts_with("sayso: there is no format \"pdf\": take one of sayso"), "{}", ran.err);
    assert_eq!(sayso(&folder, "convert a.json", b"").status, 2);
    let ran = sayso(&folder, "convert --to sayso --resume a.json", b"");
    assert!(ran.status == 2 && ran.err.contains("--output"), "{}", ran.err);
    let ran = sayso(&folder, "convert --to sayso -o no/such/folder/x a.json", b"");
    assert!(ran.status == 2 && ran.err.starts_with("sayso: no/such/folder/x.progress: "), "{}", ran.err);
    for format in FORMATS.iter().filter(|format| format.layout == Layout::Files) {
        let ran = sayso(&folder, &format!("convert --to {} a.json", format.name), b"");
        assert!(ran.status == 2 && ran.err.contains("name a folder for them with -o DIR"), "{}", ran.err);
    }
    fs::create_dir(folder.join("dir")).unwrap();
    let ran = sayso(&folder, "convert --to sayso -o dir a.json", b"");
    assert!(ran.status == 2 && ran.err.starts_with("sayso: dir: "), "{}", ran.err);
    assert!(!folder.join("dir.progress").exists(), "what was never begun is not interrupted");
    let help = sayso(&folder, "convert --help", b"").out;
    assert!(help.contains("Examples:") && help.contains("Exit status:") && help.contains("Sayso JSON"), "{help}");
    assert!(sayso(&folder, "check --help", b"").out.contains("Examples:"));
}

#[test]
fn documents_of_every_format_in_a_zip() {
    let folder = folder("convert_zip", &[]);
    let lines = lines(&folder, 5);
    fs::write(folder.join("a.jsonl"), format!("{lines}{lines}")).unwrap();
    for format in FORMATS {
        let ran = sayso(&folder, &format!("convert --to {} -o {0}.zip a.jsonl", format.name), b"");
        assert_eq!(ran.status, 0, "{}: {}", format.name, ran.err);
        if format.read.is_some() {
            assert_eq!(again(&folder, format.name, &format!("{}.zip", format.name)).len(), 10, "{}", format.name);
            let ran = sayso(&folder, &format!("check {}.zip", format.name), b"");
            assert_eq!((ran.status, ran.out), (0, format!("{}: 10 sound documents\n", format.name)), "{}", ran.err);
        }
    }
    let ran = sayso(&folder, "annotate -o sayso.zip a.jsonl", b"");
    assert!(ran.status == 2 && ran.err.contains("name one that is no zip"), "{}", ran.err);
    let ran = sayso(&folder, "convert --to sayso -o sayso.zip --resume a.jsonl", b"");
    assert!(ran.status == 2 && ran.err.contains("for --resume, name a folder"), "{}", ran.err);
}

/// Reads what was written, with the command itself.
fn again(folder: &PathBuf, format: &str, path: &str) -> Vec<Document> {
    let ran = sayso(folder, &format!("convert --from {format} --to sayso {path}"), b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{format}");
    ran.out.lines().map(|line| Document::from(&Document::parse(line).unwrap())).collect()
}

#[test]
fn every_format_there_and_back() {
    let folder = folder("convert_formats", &[]);
    let lines = lines(&folder, 12);
    fs::write(folder.join("a.jsonl"), &lines).unwrap();
    for format in FORMATS {
        let out = format!("out-{}", format.name);
        let ran = sayso(&folder, &format!("convert --to {} -o {out} a.jsonl", format.name), b"");
        assert_eq!(ran.status, 0, "{}: {}", format.name, ran.err);
        let told = ran.err.lines().all(|line| line.starts_with(&format!("sayso: {}: ", format.name)));
        assert!(told, "{}", ran.err);
        if format.read.is_none() {
            continue;
        }
        let fitted = |line: &str| (format.fit)(Document::from(&Document::parse(line).unwrap())).document;
        let mut expected: Vec<_> = lines.lines().map(fitted).collect();
        let mut read = again(&folder, format.name, &out);
        if format.layout == Layout::Files {
            // Folders are read by name.
            expected.sort_by(|a, b| a.id.cmp(&b.id));
            read.sort_by(|a, b| a.id.cmp(&b.id));
        }
        let marks = |d: &Document| (d.text.clone(), d.entities.len(), d.attributions.len());
        let (read, expected): (Vec<_>, Vec<_>) =
            (read.iter().map(marks).collect(), expected.iter().map(marks).collect());
        assert_eq!(read, expected, "{}", format.name);
    }
}

#[test]
fn documents_of_one_name_have_files_of_their_own() {
    let folder = folder("convert_names", &[]);
    let line = lines(&folder, 1);
    fs::write(folder.join("a.jsonl"), line.repeat(3)).unwrap();
    for format in FORMATS.iter().filter(|format| format.layout == Layout::Files) {
        let ran = sayso(&folder, &format!("convert --to {} -o {} a.jsonl", format.name, format.name), b"");
        assert_eq!(ran.status, 0, "{}", ran.err);
        let files = (format.write)(&(format.fit)(Document::from(&Document::parse(line.trim()).unwrap())).document);
        for file in files.iter().filter(|file| file.name.starts_with("n0")) {
            for name in ["n0", "n0-2", "n0-3"] {
                let path = folder.join(format.name).join(file.name.replacen("n0", name, 1));
                assert!(path.exists(), "{}", path.display());
            }
        }
    }
}

#[test]
fn check_counts_what_is_sound() {
    let folder = folder("check", &[]);
    let lines = lines(&folder, 5);
    fs::write(folder.join("a.jsonl"), &lines).unwrap();
    fs::write(folder.join("b.json"), pretty(&folder)).unwrap();
    let ran = sayso(&folder, "check a.jsonl b.json", b"");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "sayso: 6 sound documents\n", ""));
    fs::write(folder.join("c.json"), pretty(&folder).replace("Monday", "Friday")).unwrap();
    let ran = sayso(&folder, "check .", b"");
    assert_eq!((ran.status, ran.out.as_str()), (2, "sayso: 6 sound documents\n"));
    let told: Vec<_> = ran.err.lines().collect();
    assert!(told[0].contains("c.json: text_sha256: does not fit \"text\""), "{}", told[0]);
    assert_eq!(told[1..], ["sayso: 1 of 7 inputs failed"]);
    let ran = sayso(&folder, "check -", lines.as_bytes());
    assert_eq!(ran.out, "sayso: 5 sound documents\n");
}

#[test]
fn what_is_written_in_any_format_is_read_again_beside_others() {
    let folder = folder("convert_again", &[]);
    fs::write(folder.join("all.jsonl"), lines(&folder, 3)).unwrap();
    let readable: Vec<_> = FORMATS.iter().filter(|format| format.read.is_some()).collect();
    for format in &readable {
        let slash = if format.layout == Layout::Files { "/" } else { "" };
        for out in
            [format!("{}.out{slash}", format.name), format!("{}.zip", format.name), format!("mixed/{}", format.name)]
        {
            fs::create_dir_all(folder.join("mixed")).unwrap();
            let ran = sayso(&folder, &format!("convert --to {} -o {out} all.jsonl", format.name), b"");
            assert_eq!(ran.status, 0, "{}", ran.err);
            let ran = sayso(&folder, &format!("check {out}"), b"");
            let expected = format!("{}: 3 sound documents\n", format.name);
            assert_eq!((ran.out, ran.err.as_str(), ran.status), (expected, "", 0), "{out}");
            let ran = sayso(&folder, &format!("check --from {} {out}", format.name), b"");
            assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{out}");
        }
    }
    // All in one folder: nothing is passed over, whatever lies beside it.
    fs::create_dir(folder.join("beside")).unwrap();
    for format in readable.iter().filter(|format| format.layout == Layout::Files) {
        for file in fs::read_dir(folder.join("mixed").join(format.name)).unwrap().map(Result::unwrap) {
            let name = file.file_name().into_string().unwrap().replace(".json", &format!(".{}.json", format.name));
            fs::copy(file.path(), folder.join("beside").join(name)).unwrap();
        }
    }
    let ran = sayso(&folder, "check beside", b"");
    let expected = ["brat", "cas", "recogito", "web-annotation"].map(|name| format!("{name}: 3 sound documents\n"));
    assert_eq!((ran.out, ran.err.as_str(), ran.status), (expected.concat(), "", 0));
    let ran = sayso(&folder, "check --from brat all.jsonl", b"");
    assert_eq!(
        (ran.status, ran.err.contains("there is no document of brat stand-off in it")),
        (2, true),
        "{}",
        ran.err
    );
}
