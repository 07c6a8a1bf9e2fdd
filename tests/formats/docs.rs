//! docs/formats.md is what the registry and the code say: what each format is for, what it loses, how it looks.
//!
//! `UPDATE_GOLDEN=1 cargo test --test formats docs` writes it again.

mod cut;
mod node;
mod prose;
mod shown;

use std::fs;
use std::path::Path;

use sayso::export::fit::Losses;
use sayso::export::link;
use sayso::export::v1::Document;
use sayso::formats::{FORMATS, Format, Layout};
use sayso::span::{Offsets, Unit};

use super::settled;

/// Lines of the page at most.
const LONGEST: usize = 430;

/// Signs in a line of prose.
const WIDE: usize = 130;

/// An invented article with something of everything, in the words of people who look things up.
fn sample() -> Document {
    settled(serde_json::from_str(include_str!("../samples/bridge.json")).expect("a document"))
}

const fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Lines => "one file, a document a line",
        Layout::Array => "one file, one JSON array",
        Layout::Joined => "one file, one after the other",
        Layout::Table => "one file, rows under one line of titles",
        Layout::Files => "files of their own, in a folder or a zip",
    }
}

const fn ways(format: &Format) -> &'static str {
    if format.read.is_some() { "out, in" } else { "out only" }
}

fn lost(losses: &Losses) -> String {
    let losses = losses.to_string();
    if losses == "nothing is lost" { "nothing".to_owned() } else { losses }
}

fn table() -> String {
    let row = |f: &Format| {
        let Format { name, title, purpose, unit, .. } = f;
        let anchor = heading(f).to_lowercase().replace(|c: char| !(c.is_alphanumeric() || "- ".contains(c)), "");
        let anchor = anchor.replace(' ', "-");
        format!("| [{title}](#{anchor}) | `{name}` | {purpose} | {unit} | {} | {} |\n", ways(f), layout(f.layout))
    };
    let head = "| format | `--to` | for | offsets count | | several documents |\n|---|---|---|---|---|---|\n";
    head.to_owned() + &FORMATS.iter().map(row).collect::<String>()
}

fn heading(format: &Format) -> String {
    format!("{}: {}", format.title, format.name)
}

fn section(format: &Format, document: &Document, before: &str) -> String {
    let fitted = (format.fit)(document.clone());
    let files: String = (format.write)(&fitted.document).iter().map(|file| shown::file(file, before)).collect();
    let about = format!("{} Of the sample it cannot carry: {}.", prose::of(format.name), lost(&fitted.losses));
    format!("## {}\n{}\n\n{files}", heading(format), wrapped(&about))
}

/// A paragraph in lines that can be read in a terminal, too.
fn wrapped(paragraph: &str) -> String {
    let (mut lines, mut line) = (String::new(), 0);
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        match line {
            0 => line = length,
            _ if line + 1 + length > WIDE => {
                lines.push('\n');
                line = length;
            }
            _ => {
                lines.push(' ');
                line += 1 + length;
            }
        }
        lines.push_str(word);
    }
    lines
}

/// Where a word stands, in each unit.
fn units(text: &str) -> String {
    let byte = text.find("reportedly").expect("a word of the sample");
    let of = |unit| Offsets::new(text, unit).of_byte(byte);
    let (points, units) = (of(Unit::CodePoint), of(Unit::Utf16));
    let before = &text[..text.find("🌉").expect("a sign of the sample")];
    format!(
        "Behind 🌉 (after {} code points) units differ: “reportedly” stands at {points} in code points, {units} in UTF-16, \
         {byte} in bytes of UTF-8.",
        before.chars().count(),
    )
}

fn page() -> String {
    let document = sample();
    let link = link::link(&document);
    let mut sections: Vec<String> = Vec::new();
    for format in FORMATS {
        let before = sections.last().map_or("", String::as_str);
        sections.push(section(format, &document, before));
    }
    format!(
        "{}\n{}\n{}\n\n```text\n{}```\n{}\n\n{}\n{}\n{}",
        prose::HEAD,
        table(),
        prose::SAMPLE,
        document.text,
        units(&document.text),
        sections.join("\n"),
        prose::link(&link),
        prose::ZIPS,
    )
}

#[test]
fn docs_are_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let now = page();
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|v| !v.is_empty()) {
        fs::write(&path, &now).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let line = before.lines().zip(now.lines()).take_while(|(before, now)| before == now).count();
    assert!(
        before == now,
        "docs/formats.md differs from line {} on. If that is right: UPDATE_GOLDEN=1 cargo test --test formats docs",
        line + 1,
    );
    assert!(now.lines().count() <= LONGEST, "{} lines are too many to be read", now.lines().count());
}
