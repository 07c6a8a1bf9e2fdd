//! W3C Web Annotations in JSON-LD: pages, collections, lists and single annotations, as Sayso or other tools write them.
//!
//! Whoever else writes them seldom puts the text in: then it is taken from a `.txt` file that is opened with them.

mod body;
mod target;

use serde_json::Value;

use super::found::{Found, FoundAttribution, FoundName};
use crate::export::File;
use crate::export::extra::Extra;
use crate::export::v1::{Document, OpenError, Range, at, cut};
use crate::export::web_annotation::{CONTEXT, DOCUMENT, TEXT, UNIT, UTF16};
use crate::span::Unit;
use target::Anchor;

const HINT: &str = "open annotations in JSON-LD, as http://www.w3.org/TR/annotation-model has them";

/// Bytes from the start of a file that tell what it is.
const HEAD: usize = 4_096;

fn head(files: &[File]) -> String {
    let file = files.iter().find(|file| !is_text(file));
    file.map(|file| String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(HEAD)]).into_owned()).unwrap_or_default()
}

fn is_text(file: &File) -> bool {
    file.name.to_ascii_lowercase().ends_with(".txt")
}

/// Whether files are Web Annotations, and do not say that they count in UTF-16.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    head(files).contains(CONTEXT) && !head(files).contains(UTF16)
}

/// Whether they are, and count in UTF-16.
#[must_use]
pub fn looks_like_recogito(files: &[File]) -> bool {
    head(files).contains(CONTEXT) && head(files).contains(UTF16)
}

/// Reads the documents of each file.
///
/// # Errors
/// If one is not JSON, has no text, or has a target that is not in it.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let mut documents = Vec::new();
    for file in files.iter().filter(|file| !is_text(file)) {
        let json = super::text(file)?;
        let value: Value = super::json(file, json, HINT)?;
        for (place, page) in pages(&file.name, &value) {
            let text = text_of(page, file, files)?;
            documents.push(document(page, text, &place)?);
        }
    }
    Ok(documents)
}

/// The pages of a file: a list of annotations is one, too.
fn pages<'v>(name: &str, value: &'v Value) -> Vec<(String, &'v Value)> {
    match value.as_array() {
        Some(list) if list.iter().any(|page| page.get("items").is_some()) => {
            list.iter().enumerate().map(|(i, page)| (format!("{name}: [{i}]"), page)).collect()
        }
        _ => vec![(format!("{name}: "), value)],
    }
}

/// The text of a page: its own, or that of the file beside.
fn text_of<'f>(page: &'f Value, file: &File, files: &'f [File]) -> Result<&'f str, OpenError> {
    if let Some(text) = page.get(TEXT).and_then(Value::as_str) {
        return Ok(text);
    }
    let texts = || files.iter().filter(|file| is_text(file));
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let same = texts().find(|text| stem(&text.name) == stem(&file.name));
    match (same, texts().next(), texts().count()) {
        (Some(text), ..) | (None, Some(text), 1) => super::text(text),
        _ => {
            Err(at(&file.name, "does not hold the text", "open it together with the text as a .txt file of that name"))
        }
    }
}

/// The annotations of a page, with what stands before each in a path.
fn items(page: &Value) -> (&'static str, &[Value]) {
    let first = page.get("first").and_then(|first| first.get("items"));
    let lists = [("", Some(page)), ("items", page.get("items")), ("first.items", first)];
    let list = lists.into_iter().find_map(|(path, value)| Some((path, value?.as_array()?.as_slice())));
    list.unwrap_or(("", std::slice::from_ref(page)))
}

fn document(page: &Value, text: &str, place: &str) -> Result<Document, OpenError> {
    let (path, items) = items(page);
    let extra = page.get(DOCUMENT).filter(|extra| !extra.is_null());
    let extra: Option<Extra> = extra.map(|extra| extra_of(extra, place)).transpose()?;
    let anchor = Anchor::new(text, unit(page, items, text));
    let mut found = Found { text: text.to_owned(), extra, ..Found::default() };
    for (i, item) in items.iter().enumerate() {
        let place = if path.is_empty() { format!("{place}[{i}]") } else { format!("{place}{path}[{i}]") };
        annotation(item, &anchor, &place, &mut found)?;
    }
    Ok(found.document())
}

fn extra_of(extra: &Value, place: &str) -> Result<Extra, OpenError> {
    let hint = "take the page as Sayso wrote it, or take this out";
    serde::Deserialize::deserialize(extra)
        .map_err(|error: serde_json::Error| at(&format!("{place}{DOCUMENT}"), &cut(&error.to_string()), hint))
}

/// What positions count: as the page says, or else whatever makes more of them fit the words that are quoted.
fn unit(page: &Value, items: &[Value], text: &str) -> Unit {
    match page.get(UNIT).and_then(Value::as_str) {
        Some(UTF16) => Unit::Utf16,
        Some(_) => Unit::CodePoint,
        None => {
            let fits = |unit| {
                let anchor = Anchor::new(text, unit);
                items.iter().flat_map(target::targets).filter(|target| anchor.fits(target)).count()
            };
            if fits(Unit::Utf16) > fits(Unit::CodePoint) { Unit::Utf16 } else { Unit::CodePoint }
        }
    }
}

/// Adds one annotation; whatever is said of the text as a whole is passed over.
fn annotation(item: &Value, anchor: &Anchor<'_>, place: &str, found: &mut Found) -> Result<(), OpenError> {
    if !item.is_object() {
        return Err(at(place, "is no annotation", HINT));
    }
    let (label, told, fields) = body::read(item);
    let mut whole = FoundAttribution::default();
    let mut words: Option<Range> = None;
    let mut roles = false;
    for (i, target) in target::targets(item).enumerate() {
        let Some(range) = anchor.range(target, &format!("{place}.target[{i}]"))? else { continue };
        if let Some(role) = target::role(target) {
            whole.part(role).push(range);
            roles = true;
        } else {
            // A name is one run of words.
            words = Some(words.map_or(range, |(start, end)| (start.min(range.0), end.max(range.1))));
        }
    }
    if roles {
        found.attributions.push(FoundAttribution { told, fields, ..whole });
    } else if let Some(range) = words {
        found.names.push(FoundName { range, label, told });
    }
    Ok(())
}
