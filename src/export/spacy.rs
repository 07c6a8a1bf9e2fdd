//! spaCy's own JSON of a `Doc`, one a line: `Doc(nlp.vocab).from_json(line)` gives a document for a `DocBin`.
//!
//! `ents` are the longest names that do not overlap, `spans["sc"]` all names. Tokens are cut at the ends of names, so
//! that each is made of whole ones. For `Example.from_dict`: `words` and `spaces` are those of the document made so,
//! `entities` the triples of `ents`, `spans` those of `spans`.

use serde::Serialize;
use serde_json::{Value, json};

use super::fit::longest;
use super::tokens::{is_blank, tokens};
use super::v1::{Document, Entity, Range};
use super::{File, name_of};

#[derive(Serialize)]
struct Doc<'d> {
    text: &'d str,
    ents: Vec<Name>,
    spans: Value,
    tokens: Vec<Value>,
}

#[derive(Clone, Serialize)]
struct Name {
    start: usize,
    end: usize,
    label: String,
    kb_id: &'static str,
}

/// A file of one line.
#[must_use]
pub fn files(document: &Document) -> Vec<File> {
    let signs: Vec<char> = document.text.chars().collect();
    let names: Vec<Entity> = document.entities.iter().filter_map(|e| trimmed(&signs, e)).collect();
    let ranges: Vec<Range> = names.iter().map(|e| (e.start, e.end)).collect();
    let kept = longest(&names);
    let all: Vec<Name> =
        names.iter().map(|e| Name { start: e.start, end: e.end, label: name_of(&e.label), kb_id: "" }).collect();
    let mut ents: Vec<Name> = all.iter().zip(kept).filter(|(_, kept)| *kept).map(|(name, _)| name.clone()).collect();
    ents.sort_by_key(|name| name.start);
    let token = |(id, token): (usize, &super::tokens::Token<'_>)| {
        let (start, end) = token.range;
        json!({ "id": id, "start": start, "end": end })
    };
    let tokens = tokens(&document.text, &ranges).iter().enumerate().map(token).collect();
    let doc = Doc { text: &document.text, ents, spans: json!({ "sc": all }), tokens };
    vec![File::of(document, ".spacy.jsonl", super::line(&doc))]
}

/// A name without white space at its ends, which spaCy does not take.
fn trimmed(signs: &[char], entity: &Entity) -> Option<Entity> {
    let words = signs.get(entity.start..entity.end)?;
    let before = words.iter().take_while(|sign| is_blank(**sign)).count();
    let behind = words.iter().rev().take_while(|sign| is_blank(**sign)).count();
    let (start, end) = (entity.start + before, entity.end.saturating_sub(behind));
    (start < end).then(|| Entity { start, end, ..entity.clone() })
}
