//! Label Studio's JSON: what it exports, what it imports, and what Sayso writes for it.
//!
//! Of several annotations of a task the ground truth counts, or else the last one that was not skipped. Predictions are
//! suggestions; those on which an annotation was built, and which it lacks, were taken out by a person.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::found::{Fields, Found, FoundName, Join, Told};
use super::labels;
use super::links::{Part, attributions};
use super::records::{Record, keys, list, offset_at, records};
use super::ruler::Ruler;
use crate::export::File;
use crate::export::extra::{Extra, KEY};
use crate::export::label_studio::NOTE;
use crate::export::v1::{Document, OpenError, Range, at, cut};
use crate::review::Status;
use crate::span::Unit;

const HINT: &str = "export the project as JSON, not JSON-MIN";

#[derive(Deserialize)]
struct Task {
    data: Map<String, Value>,
    #[serde(default, deserialize_with = "list")]
    annotations: Vec<Results>,
    /// What annotations were called before 2021.
    #[serde(default, deserialize_with = "list")]
    completions: Vec<Results>,
    #[serde(default, deserialize_with = "list")]
    predictions: Vec<Results>,
}

#[derive(Deserialize)]
struct Results {
    #[serde(default, deserialize_with = "list")]
    result: Vec<Value>,
    #[serde(default)]
    was_cancelled: bool,
    #[serde(default)]
    ground_truth: bool,
    /// The prediction that an annotation began as.
    #[serde(default)]
    parent_prediction: Value,
    #[serde(default)]
    score: Value,
}

/// Whether files are Label Studio's.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    let keys = keys(files);
    let has = |key: &str| keys.iter().any(|k| k == key);
    has("data") && (has("annotations") || has("predictions") || has("completions"))
}

/// Reads the documents of each file.
///
/// # Errors
/// If one holds no tasks with a text, or has a region that is not in it.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let mut documents = Vec::new();
    for file in files {
        for record in records::<Task>(file, HINT)? {
            documents.push(document(record)?);
        }
    }
    Ok(documents)
}

fn document(Record { place, value: task }: Record<Task>) -> Result<Document, OpenError> {
    let Task { mut data, annotations, completions, predictions } = task;
    let extra = data.remove(KEY).filter(|extra| !extra.is_null());
    let extra: Option<Extra> = extra.map(|extra| extra_of(extra, &place)).transpose()?;
    let text = text(&data).ok_or_else(|| at(&format!("{place}.data"), "has no text", "put it under \"text\""))?;
    let id = ["id", "title", "name"].iter().find_map(|key| data.get(*key)?.as_str()).unwrap_or_default();
    let mut found = Found { text: text.to_owned(), id: id.to_owned(), extra, ..Found::default() };

    let (list, all) = if annotations.is_empty() { ("completions", completions) } else { ("annotations", annotations) };
    let annotation = chosen(&all).map(|i| (i, &all[i]));
    if let Some((i, results)) = annotation {
        add(&mut found, results, Status::Confirmed, &format!("{place}.{list}[{i}].result"))?;
    }
    let based = annotation.is_some_and(|(_, results)| !results.parent_prediction.is_null());
    let undecided = if based { Status::Rejected } else { Status::Suggested };
    // Of several models the last one counts.
    if let Some((i, results)) = predictions.iter().enumerate().next_back() {
        let mut suggested = Found { text: found.text.clone(), ..Found::default() };
        add(&mut suggested, results, undecided, &format!("{place}.predictions[{i}].result"))?;
        add_others(&mut found.names, suggested.names);
        add_others(&mut found.attributions, suggested.attributions);
    }
    Ok(found.document())
}

fn extra_of(extra: Value, place: &str) -> Result<Extra, OpenError> {
    serde_json::from_value(extra).map_err(|error| {
        at(&format!("{place}.data.{KEY}"), &cut(&error.to_string()), "leave it as Sayso wrote it, or take it out")
    })
}

/// Adds those that are not there yet.
fn add_others<F: Join>(list: &mut Vec<F>, others: Vec<F>) {
    let there: HashSet<F::Key> = list.iter().map(F::key).collect();
    list.extend(others.into_iter().filter(|other| !there.contains(&other.key())));
}

/// The text of a task, whatever its interface calls it.
fn text(data: &Map<String, Value>) -> Option<&str> {
    let named = data.get("text").and_then(Value::as_str);
    named.or_else(|| data.values().filter_map(Value::as_str).max_by_key(|text| text.len()))
}

/// The annotation that counts.
fn chosen(annotations: &[Results]) -> Option<usize> {
    let valid = || annotations.iter().enumerate().filter(|(_, results)| !results.was_cancelled);
    valid().filter(|(_, results)| results.ground_truth).chain(valid().next_back()).map(|(i, _)| i).next()
}

/// A region, with all results of its id.
#[derive(Default)]
struct Region {
    place: String,
    /// None if nothing but a choice was made.
    range: Option<Range>,
    label: String,
    score: Option<f32>,
    note: String,
    fields: Fields,
}

/// Adds what an annotation or a prediction says.
fn add(found: &mut Found, results: &Results, status: Status, place: &str) -> Result<(), OpenError> {
    let suggestion = status != Status::Confirmed;
    let text = found.text.clone();
    let ruler = Ruler::new(&text, Unit::CodePoint);
    let (regions, links) = regions(results, &ruler, place)?;
    let told = |region: &Region| Told {
        status: Some(status),
        suggestion,
        confidence: region.score.or_else(|| score(&results.score)),
        note: Some(region.note.clone()),
        ..Told::default()
    };
    let (mut parts, mut holders) = (Vec::new(), Vec::new());
    // Index among the parts of each region.
    let mut index = vec![None; regions.len()];
    for (i, region) in regions.iter().enumerate() {
        let Some(range) = region.range else { continue };
        if let Some(role) = labels::role(&region.label) {
            index[i] = Some(parts.len());
            holders.push(i);
            parts.push(Part { role, range });
        } else {
            found.names.push(FoundName { range, label: region.label.clone(), told: told(region) });
        }
    }
    let links: Vec<_> = links.iter().filter_map(|&(from, to)| Some((index[from]?, index[to]?))).collect();
    for (holder, mut attribution) in attributions(&parts, &links) {
        let region = &regions[holders[holder]];
        (attribution.told, attribution.fields) = (told(region), region.fields);
        found.attributions.push(attribution);
    }
    Ok(())
}

type Regions = (Vec<Region>, Vec<(usize, usize)>);

/// The labelled regions, and the relations between them by index.
fn regions(results: &Results, ruler: &Ruler<'_>, place: &str) -> Result<Regions, OpenError> {
    let (mut regions, mut links): (Vec<Region>, Vec<(&str, &str)>) = (Vec::new(), Vec::new());
    let mut ids: HashMap<String, usize> = HashMap::new();
    for (i, result) in results.result.iter().enumerate() {
        let string = |key| result.get(key).and_then(Value::as_str);
        if string("type") == Some("relation") {
            links.extend(string("from_id").zip(string("to_id")));
            continue;
        }
        let place = format!("{place}[{i}]");
        let id = string("id").map_or_else(|| place.clone(), str::to_owned);
        let index = *ids.entry(id).or_insert_with(|| {
            regions.push(Region { place, ..Region::default() });
            regions.len() - 1
        });
        regions[index].take(result, ruler)?;
    }
    let links = links.into_iter().filter_map(|(from, to)| Some((*ids.get(from)?, *ids.get(to)?)));
    Ok((regions, links.collect()))
}

impl Region {
    /// Takes in one more result of its id.
    fn take(&mut self, result: &Value, ruler: &Ruler<'_>) -> Result<(), OpenError> {
        let Some(value) = result.get("value").filter(|value| value.is_object()) else {
            return Err(at(&self.place, "has no \"value\"", HINT));
        };
        let first = |key: &str| value.get(key)?.as_array()?.first()?.as_str();
        let name = result.get("from_name").and_then(Value::as_str).unwrap_or_default();
        match result.get("type").and_then(Value::as_str).unwrap_or_default() {
            "choices" => self.fields.set(name, first("choices").unwrap_or_default()),
            "textarea" if name == NOTE => first("text").unwrap_or_default().clone_into(&mut self.note),
            "labels" | "hypertextlabels" => {
                let offset = |key: &str| {
                    offset_at(value.get(key).unwrap_or(&Value::Null), &format!("{}.value.{key}", self.place))
                };
                self.range = Some(ruler.range(offset("start")?, offset("end")?, &self.place)?);
                first("labels").or_else(|| first("hypertextlabels")).unwrap_or_default().clone_into(&mut self.label);
                self.score = result.get("score").and_then(score);
            }
            _ => {}
        }
        Ok(())
    }
}

/// How sure a model is, if that is a share.
fn score(value: &Value) -> Option<f32> {
    #[expect(clippy::cast_possible_truncation, reason = "a share needs no more")]
    value.as_f64().filter(|score| (0.0..=1.0).contains(score)).map(|score| score as f32)
}
