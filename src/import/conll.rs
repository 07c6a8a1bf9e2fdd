//! `CoNLL`-2003 and its kin: words in the first column, names in the last, in BIO, IOB, BIOES or BILOU.

use super::labels;
use crate::entity::Label;
use crate::export::File;
use crate::export::v1::{Document, Entity, FORMAT, OpenError, VERSION, at, cut};
use crate::review::{Origin, Status};

/// Lines that are looked at to tell a file.
const HEAD: usize = 100;

/// What begins the line before a document.
const START: &str = "-DOCSTART-";

/// Whether a file has words and tags in columns.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    files.first().is_some_and(|file| {
        let Ok(text) = std::str::from_utf8(&file.bytes[..file.bytes.len().min(20_000)]).or_else(|e| {
            // The cut may have gone through a sign.
            std::str::from_utf8(&file.bytes[..e.valid_up_to()])
        }) else {
            return false;
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "));
        if lines.clone().next().is_some_and(|line| line.starts_with(START)) {
            return true;
        }
        // The last line may be cut, too.
        let whole = text.lines().count().saturating_sub(1).clamp(1, HEAD);
        let columns = |line: &str| columns(line).is_some_and(|(_, tag)| Tag::of(tag).is_some());
        lines.clone().next().is_some() && lines.by_ref().take(whole).all(columns)
    })
}

/// Reads the documents of all files.
///
/// # Errors
/// If a line has no tag, or one of another scheme.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let mut documents = Vec::new();
    for file in files {
        documents.append(&mut documents_of(file)?);
    }
    Ok(documents)
}

fn documents_of(file: &File) -> Result<Vec<Document>, OpenError> {
    let mut found = Vec::new();
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(super::text(file)?.lines()) {
        let line = line.trim_matches(|c: char| c.is_whitespace());
        if line.starts_with(START) {
            found.extend(std::mem::take(&mut reader).finish());
            reader.begun = true;
        } else if line.is_empty() {
            reader.end_sentence();
        } else {
            reader.line(line).map_err(|what| {
                let hint = "put a word, at least one space or tab, and a tag such as O, B-PER or I-PER on each line";
                at(&format!("{}, line {number}", file.name), &what, hint)
            })?;
        }
    }
    found.extend(reader.finish());
    Ok(found)
}

/// The word and the tag of a line.
fn columns(line: &str) -> Option<(&str, &str)> {
    if let Some((word, rest)) = line.split_once('\t') {
        return Some((word.trim(), rest.rsplit('\t').next().unwrap_or(rest).trim()));
    }
    let (word, rest) = line.split_once(char::is_whitespace)?;
    Some((word, rest.rsplit(char::is_whitespace).next().unwrap_or(rest)))
}

/// What a tag says of a word.
#[derive(Clone, Copy)]
enum Tag<'t> {
    /// No part of a name.
    Outside,
    /// The first word of a name, and whether it is the only one.
    Begins(&'t str, bool),
    /// A further word, and whether it is the last.
    Inside(&'t str, bool),
}

impl<'t> Tag<'t> {
    fn of(tag: &'t str) -> Option<Self> {
        if matches!(tag, "O" | "o" | "_" | "-") {
            return Some(Self::Outside);
        }
        let (scheme, label) = tag.split_once(['-', '_']).filter(|(_, label)| !label.is_empty())?;
        Some(match scheme {
            "B" => Self::Begins(label, false),
            "S" | "U" | "W" => Self::Begins(label, true),
            "I" | "M" => Self::Inside(label, false),
            "E" | "L" => Self::Inside(label, true),
            _ => return None,
        })
    }
}

/// A document as it grows.
#[derive(Default)]
struct Reader {
    begun: bool,
    text: String,
    length: usize,
    entities: Vec<Entity>,
    /// What stands before the next word.
    before: &'static str,
    /// The label of the name that the next word may go on with.
    open: Option<String>,
}

impl Reader {
    fn end_sentence(&mut self) {
        self.open = None;
        if !self.text.is_empty() {
            self.before = "\n";
        }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let found = columns(line).and_then(|(word, tag)| Some((word, Tag::of(tag)?)));
        let Some((word, tag)) = found.filter(|(word, _)| !word.is_empty()) else {
            // A comment, as in files of Universal Dependencies.
            if line.starts_with("# ") {
                return Ok(());
            }
            return Err(match columns(line) {
                None => format!("{:?} has no tag", cut(line)),
                Some((_, tag)) => format!("{:?} is no tag of a name", cut(tag)),
            });
        };
        let start = self.length + self.before.len();
        let end = start + word.chars().count();
        self.text.push_str(self.before);
        self.text.push_str(word);
        (self.length, self.before) = (end, " ");
        self.name(tag, start, end);
        Ok(())
    }

    fn name(&mut self, tag: Tag<'_>, start: usize, end: usize) {
        let (label, last, begins) = match tag {
            Tag::Outside => {
                self.open = None;
                return;
            }
            Tag::Begins(label, last) => (label, last, true),
            Tag::Inside(label, last) => (label, last, self.open.as_deref() != Some(label)),
        };
        if begins {
            self.entities.push(entity(label, start));
        }
        if let Some(name) = self.entities.last_mut() {
            name.end = end;
        }
        self.open = (!last).then(|| label.to_owned());
    }

    /// The document, if there is any.
    fn finish(self) -> Option<Document> {
        let Self { begun, text, entities, .. } = self;
        let document = Document { format: FORMAT.to_owned(), version: VERSION, text, entities, ..Document::default() };
        (begun || !document.text.is_empty()).then_some(document)
    }
}

fn entity(foreign: &str, start: usize) -> Entity {
    let label = labels::known(foreign);
    Entity {
        id: String::new(),
        start,
        end: start,
        label: label.unwrap_or(Label::Misc),
        text: String::new(),
        entity: None,
        confidence: 1.0,
        status: Status::Confirmed,
        origin: Origin::Person,
        flagged: false,
        note: if label.is_some() { String::new() } else { foreign.to_owned() },
        rule: None,
    }
}
