//! Prodigy's JSONL, as `db-out` gives it: what was accepted is confirmed, what was rejected rejected.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use super::found::{Found, FoundAttribution, FoundName, Told};
use super::labels;
use super::links::{Part, attributions};
use super::records::{Record, keys, list, offset_at, records};
use super::ruler::Ruler;
use crate::export::File;
use crate::export::extra::Extra;
use crate::export::v1::{Document, OpenError, Range};
use crate::review::Status;
use crate::span::Unit;

const HINT: &str = "give the JSONL of prodigy db-out";

#[derive(Deserialize)]
struct Task {
    text: String,
    #[serde(default, deserialize_with = "list")]
    spans: Vec<Value>,
    #[serde(default, deserialize_with = "list")]
    relations: Vec<Value>,
    #[serde(default)]
    answer: Value,
    #[serde(default)]
    meta: Value,
    #[serde(default)]
    sayso: Option<Extra>,
}

/// Whether files are Prodigy's.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    let keys = keys(files);
    let has = |key: &str| keys.iter().any(|k| k == key);
    let own = ["spans", "answer", "_task_hash", "_input_hash"];
    // spaCy's documents have a list of `ents`.
    has("text") && own.into_iter().any(has) && !has("ents") && !has("format")
}

/// Reads the documents of each file.
///
/// # Errors
/// If a task has no text, or a span that is not in it.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let mut documents = Vec::new();
    for file in files {
        for record in records::<Task>(file, HINT)? {
            documents.push(document(record)?);
        }
    }
    Ok(documents)
}

/// A span, and all that a relation may know it by.
struct Read {
    range: Range,
    label: String,
    given: Given,
}

/// What a span says of itself.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Given {
    start: Option<u64>,
    end: Option<u64>,
    label: String,
}

impl Given {
    fn of(span: &Value) -> Self {
        let number = |key| span.get(key).and_then(Value::as_u64);
        let label = span.get("label").and_then(Value::as_str).unwrap_or_default();
        Self { start: number("start"), end: number("end"), label: label.to_owned() }
    }
}

fn document(Record { place, value: task }: Record<Task>) -> Result<Document, OpenError> {
    let status = match task.answer.as_str() {
        Some("accept") => Some(Status::Confirmed),
        Some("reject") => Some(Status::Rejected),
        _ => None,
    };
    let told = Told { status, ..Told::default() };
    let ruler = Ruler::new(&task.text, Unit::CodePoint);
    let mut spans = Vec::with_capacity(task.spans.len());
    for (i, span) in task.spans.iter().enumerate() {
        spans.push(read_span(span, &ruler, &format!("{place}: spans[{i}]"))?);
    }
    let (mut names, mut parts, mut index) = (Vec::new(), Vec::new(), vec![None; spans.len()]);
    for (i, Read { range, label, .. }) in spans.iter().enumerate() {
        if let Some(role) = labels::role(label) {
            index[i] = Some(parts.len());
            parts.push(Part { role, range: *range });
        } else {
            names.push(FoundName { range: *range, label: label.clone(), told: told.clone() });
        }
    }
    let links = links(&task, &spans);
    let links: Vec<_> = links.into_iter().filter_map(|(from, to)| Some((index[from]?, index[to]?))).collect();
    let attributions = attributions(&parts, &links).into_iter();
    let attributions = attributions.map(|(_, found)| FoundAttribution { told: told.clone(), ..found }).collect();
    let id = ["source", "id", "title"].iter().find_map(|key| task.meta.get(*key)?.as_str()).unwrap_or_default();
    Ok(Found { id: id.to_owned(), text: task.text, extra: task.sayso, names, attributions }.document())
}

fn read_span(span: &Value, ruler: &Ruler<'_>, place: &str) -> Result<Read, OpenError> {
    let offset = |key: &str| offset_at(span.get(key).unwrap_or(&Value::Null), &format!("{place}.{key}"));
    let range = ruler.range(offset("start")?, offset("end")?, place)?;
    let given = Given::of(span);
    Ok(Read { range, label: given.label.clone(), given })
}

/// Relations, from child to head, by the indices of spans.
fn links(task: &Task, spans: &[Read]) -> Vec<(usize, usize)> {
    let (mut numbered, mut alike, mut tokens) = (HashMap::new(), HashMap::new(), HashMap::new());
    let number = |span: &Value, key: &str| span.get(key).and_then(Value::as_u64);
    for (i, span) in task.spans.iter().enumerate() {
        if let Some(id) = number(span, "sayso_id") {
            numbered.entry(id).or_insert(i);
        }
        for token in ["token_start", "token_end"].into_iter().filter_map(|key| number(span, key)) {
            tokens.entry(token).or_insert(i);
        }
        alike.entry(&spans[i].given).or_insert(i);
    }
    let find = |relation: &Value, end: &str| {
        let span = relation.get(format!("{end}_span"));
        let own = span.and_then(|span| numbered.get(&number(span, "sayso_id")?));
        let own = own.or_else(|| span.and_then(|span| alike.get(&Given::of(span))));
        own.or_else(|| tokens.get(&number(relation, end)?)).copied()
    };
    task.relations.iter().filter_map(|relation| Some((find(relation, "child")?, find(relation, "head")?))).collect()
}
