//! doccano's JSONL and JSON, as it exports and imports it: with `entities` and `relations`, or a list of `label`s.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use super::found::{Found, FoundName, Told};
use super::labels;
use super::links::{Part, attributions};
use super::records::{Record, keys, list, offset_at, records};
use super::ruler::Ruler;
use crate::export::File;
use crate::export::extra::Extra;
use crate::export::v1::{Document, OpenError, at};
use crate::span::Unit;

const HINT: &str = "export the project as JSONL, or JSONL(Relation)";

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    /// `data` in what some versions export.
    #[serde(alias = "data")]
    text: String,
    #[serde(default, deserialize_with = "list")]
    entities: Vec<Value>,
    #[serde(default, alias = "labels", deserialize_with = "list")]
    label: Vec<Value>,
    #[serde(default, deserialize_with = "list")]
    relations: Vec<Value>,
    #[serde(default)]
    sayso: Option<Extra>,
}

/// Whether files are doccano's.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    let keys = keys(files);
    let has = |key: &str| keys.iter().any(|k| k == key);
    let marks = has("entities") || has("label") || has("labels");
    (has("text") || has("data")) && marks && !has("format") && !has("spans") && !has("tokens")
}

/// Reads the documents of each file.
///
/// # Errors
/// If a line has no text, or a name that is not in it.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let mut documents = Vec::new();
    for file in files {
        for record in records::<Line>(file, HINT)? {
            documents.push(document(record)?);
        }
    }
    Ok(documents)
}

fn document(Record { place, value: line }: Record<Line>) -> Result<Document, OpenError> {
    let Line { id, text, entities, label, relations, sayso } = line;
    let id =
        id.as_str().map_or_else(|| id.as_u64().map(|id| format!("doccano-{id}")).unwrap_or_default(), str::to_owned);
    let ruler = Ruler::new(&text, Unit::Utf16);
    let (list, spans) = if entities.is_empty() { ("label", label) } else { ("entities", entities) };
    let (mut names, mut parts) = (Vec::new(), Vec::new());
    // Which part has which id.
    let mut index: HashMap<i64, usize> = HashMap::new();
    for (i, span) in spans.iter().enumerate() {
        let place = format!("{place}: {list}[{i}]");
        let [start, end, label] = ends(span).ok_or_else(|| at(&place, "is no label with its offsets", HINT))?;
        let range = ruler.range(offset_at(start, &place)?, offset_at(end, &place)?, &place)?;
        let label = label.as_str().unwrap_or_default();
        if let Some(role) = labels::role(label) {
            if let Some(id) = span.get("id").and_then(Value::as_i64) {
                index.insert(id, parts.len());
            }
            parts.push(Part { role, range });
        } else {
            names.push(FoundName { range, label: label.to_owned(), told: Told::default() });
        }
    }
    let end = |relation: &Value, key: &str| index.get(&relation.get(key)?.as_i64()?).copied();
    let links = relations.iter().filter_map(|relation| Some((end(relation, "from_id")?, end(relation, "to_id")?)));
    let links: Vec<_> = links.collect();
    let attributions = attributions(&parts, &links).into_iter().map(|(_, attribution)| attribution).collect();
    Ok(Found { text, id, extra: sayso, names, attributions }.document())
}

/// Start, end and label, however they are written.
fn ends(span: &Value) -> Option<[&Value; 3]> {
    match span {
        Value::Array(list) => list.first_chunk::<3>().map(|[start, end, label]| [start, end, label]),
        Value::Object(_) => Some([span.get("start_offset")?, span.get("end_offset")?, span.get("label")?]),
        _ => None,
    }
}
