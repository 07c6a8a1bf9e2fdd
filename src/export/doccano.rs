//! doccano's JSONL (relations): a line a document, with `entities`, `relations`, and under `sayso` what doccano keeps in
//! the document's metadata and writes out again.
//!
//! Names are told apart by integers there. Its importer takes offsets as they come; its page takes them for offsets into
//! a JavaScript string, so they count UTF-16 code units here. A project must allow overlapping entities: otherwise the
//! importer drops all but the first of those that overlap, and fails at the relations of what it dropped.

use serde::Serialize;

use super::extra::Extra;
use super::graph::Graph;
use super::v1::Document;
use super::{File, name_of};
use crate::span::{Offsets, Unit};

#[derive(Serialize)]
struct Line<'d> {
    text: &'d str,
    entities: Vec<Entity>,
    relations: Vec<Relation>,
    sayso: Extra,
}

#[derive(Serialize)]
struct Entity {
    id: usize,
    start_offset: usize,
    end_offset: usize,
    label: String,
}

#[derive(Serialize)]
struct Relation {
    id: usize,
    from_id: usize,
    to_id: usize,
    r#type: String,
}

/// A file of one line.
#[must_use]
pub fn files(document: &Document) -> Vec<File> {
    let text = document.text.as_str();
    let (points, units) = (Offsets::new(text, Unit::CodePoint), Offsets::new(text, Unit::Utf16));
    let unit = |point: usize| units.of_byte(points.to_byte(point).unwrap_or(text.len()));
    let graph = Graph::of(document);
    let marks = graph.marks.iter().enumerate();
    let entities = marks.map(|(id, mark)| {
        let (start, end) = mark.range;
        Entity { id, start_offset: unit(start), end_offset: unit(end), label: mark.label() }
    });
    let links = graph.links.iter().enumerate();
    let relations =
        links.map(|(id, link)| Relation { id, from_id: link.from, to_id: link.to, r#type: name_of(&link.role) });
    let (entities, relations) = (entities.collect(), relations.collect());
    let line = Line { text, entities, relations, sayso: Extra::of(document) };
    vec![File::of(document, ".doccano.jsonl", super::line(&line))]
}
