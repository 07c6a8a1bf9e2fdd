//! What goes in and what comes out.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use sayso::export::v1::Document;
use sayso::review::{Status, Target};
use serde_json::{Value, json};

use super::{annotate, folder, sayso};

const ARTICLE: &str = "Dam above Ostvik holds\n\n\"It is over,\" Mira Oduya said on Monday.\n";

fn ids(lines: &str) -> Vec<String> {
    let id = |line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    lines.lines().map(id).collect()
}

#[test]
fn one_file_gives_one_indented_document() {
    let folder = folder("one_file", &[("dam.v2.txt", ARTICLE.as_bytes())]);
    let ran = annotate(&folder, &["dam.v2.txt"], b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("{\n  \"format\": \"sayso\",\n  \"version\": 1,\n  \"id\": \"dam.v2\",\n"));
    let review = Document::parse(&ran.out).unwrap();
    assert_eq!(review.article.text, ARTICLE);
    assert!(!review.attributions.is_empty());
}

#[test]
fn several_files_give_a_line_each_in_their_order() {
    let files: Vec<(String, String)> = (0..60)
        // Long ones first: they are done last.
        .map(|i| (format!("n{i:02}.txt"), ARTICLE.repeat(if i < 5 { 200 } else { 1 })))
        .collect();
    let refs: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder("several_files", &refs);
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    names.reverse();
    let ran = annotate(&folder, &names, b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let stems: Vec<_> = names.iter().map(|n| n.trim_end_matches(".txt")).collect();
    assert_eq!(ids(&ran.out), stems);
    let again = annotate(&folder, &names, b"");
    assert!(ran.out == again.out, "the same twice, to the byte");
}

#[test]
fn standard_input_is_an_article_named_after_its_title() {
    let folder = folder("standard_input", &[]);
    let none: [&str; 0] = [];
    let ran = annotate(&folder, &none, ARTICLE.as_bytes());
    assert_eq!(Document::parse(&ran.out).unwrap().id, "dam-above-ostvik-holds");
    assert_eq!(annotate(&folder, &["-"], ARTICLE.as_bytes()).out, ran.out);
}

#[test]
fn json_lines_go_through_in_order() {
    let folder = folder("json_lines", &[]);
    let line = |i: usize| json!({"id": format!("n{i}"), "text": ARTICLE.repeat(1 + i % 7), "other": [i]}).to_string();
    let lines: Vec<_> = (0..500).map(line).collect();
    // A mark of byte order, a blank line and a line break of the other kind are nothing to stumble over.
    let stdin = format!("\u{feff}{}\r\n\n", lines.join("\n"));
    let ran = annotate(&folder, &["--input", "jsonl", "-"], stdin.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(ids(&ran.out), (0..500).map(|i| format!("n{i}")).collect::<Vec<_>>());
    for line in ran.out.lines() {
        Document::parse(line).unwrap();
    }
}

#[test]
fn a_line_is_answered_before_the_next_comes() {
    let folder = folder("streaming", &[]);
    let mut child =
        sayso(&folder).args(["--input", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in ["first", "second"] {
        writeln!(stdin, "{}", json!({"id": id, "text": ARTICLE})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(ids(&line), [id]);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_document_is_shown_with_its_decisions() {
    let before = folder("decided", &[("dam.txt", ARTICLE.as_bytes())]);
    let mut review = Document::parse(annotate(&before, &["dam.txt"], b"").out).unwrap();
    review.decide(&[Target::Attribution(0)], Status::Confirmed);
    let document = serde_json::to_string(&Document::from(&review)).unwrap();
    let folder = folder("decided_again", &[("dam.json", document.as_bytes())]);
    let ran = annotate(&folder, &["--format", "jsonl", "dam.json"], b"");
    assert_eq!(ran.out.trim_end(), document);
    let ran = annotate(&folder, &["--format", "text", "--input", "json"], document.as_bytes());
    assert!(ran.out.contains("cue="), "{}", ran.out);
}

#[test]
fn a_page_is_read_without_its_furniture() {
    let page = b"<html><head><title>x</title></head><body><nav>Home</nav><h1>Dam above Ostvik holds</h1>\
        <p onclick=\"steal()\">&ldquo;It is over,&rdquo; Mira Oduya <b>said</b>.</p>\
        <p>&lt;script&gt; is a word.</p><script>document.write('no')</script></body></html>";
    let folder = folder("page", &[("dam.html", page), ("dam.text", page)]);
    let ran = annotate(&folder, &["dam.html"], b"");
    let review = Document::parse(&ran.out).unwrap();
    assert_eq!(review.id, "dam");
    assert_eq!(
        review.article.text,
        "Dam above Ostvik holds\n\n\u{201c}It is over,\u{201d} Mira Oduya said.\n\n<script> is a word."
    );
    assert_eq!(annotate(&folder, &["--input", "html", "dam.text"], b"").out, ran.out);
    let deep = "<div>".repeat(100_000) + "The dam held.";
    let ran = annotate(&folder, &["--input", "html"], deep.as_bytes());
    assert_eq!(Document::parse(&ran.out).unwrap().article.text, "The dam held.");
}

#[test]
fn drawings_stand_under_the_words_and_have_no_colour_in_a_pipe() {
    let folder = folder("drawings", &[("a.txt", ARTICLE.as_bytes()), ("b.txt", b"\x1b[31mred")]);
    let ran = annotate(&folder, &["--format", "text", "a.txt"], b"");
    assert!(ran.out.contains("cue-"), "{}", ran.out);
    let ran = annotate(&folder, &["--format", "text", "a.txt", "b.txt"], b"");
    assert!(ran.out.starts_with("# a\n\n") && ran.out.contains("\n# b\n\n"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn empty_and_odd_texts_are_articles_too() {
    let odd: [(&str, &[u8]); 5] = [
        ("empty.txt", b""),
        ("blank.txt", b" \r\n\t"),
        ("nul.txt", b"a\0b"),
        ("bom.txt", b"\xef\xbb\xbfHello."),
        ("cr.txt", b"one\rtwo"),
    ];
    let folder = folder("odd", &odd);
    for (name, bytes) in odd {
        let ran = annotate(&folder, &[name], b"");
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
        assert_eq!(Document::parse(&ran.out).unwrap().article.text.as_bytes(), bytes, "{name}");
    }
}
