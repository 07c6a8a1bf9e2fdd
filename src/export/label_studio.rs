//! Label Studio: an array of tasks in JSON, for projects with the labelling interface of [`CONFIG`].
//!
//! What was confirmed is an annotation, what is suggested a prediction. The parts of an attribution are regions, related
//! to the one that holds them; that one carries the fields as choices. The task's data hold the text, and under `sayso`
//! what Label Studio passes on unseen. Its offsets count code points.

use serde::Serialize;
use serde_json::{Value, json};

use super::extra::Extra;
use super::graph::{Graph, Mark, Of, fields};
use super::v1::{Document, Range};
use super::{File, name_of};
use crate::review::Status;
use crate::span::{Offsets, Unit};

/// The labelling interface that a project needs for these tasks.
pub const CONFIG: &str = include_str!("../../docs/label-studio.xml");

/// `name` of the labels in [`CONFIG`].
pub const LABELS: &str = "label";

/// `name` of the notes in [`CONFIG`].
pub const NOTE: &str = "note";

/// `name` of the text in [`CONFIG`].
const TEXT: &str = "text";

#[derive(Serialize)]
struct Task<'d> {
    data: Data<'d>,
    annotations: Vec<Results>,
    predictions: Vec<Results>,
}

#[derive(Serialize)]
struct Data<'d> {
    text: &'d str,
    sayso: Extra,
}

#[derive(Serialize)]
struct Results {
    #[serde(skip_serializing_if = "Option::is_none")]
    model_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    result: Vec<Value>,
}

/// An array of one task.
#[must_use]
pub fn files(document: &Document) -> Vec<File> {
    let writer = Writer { text: &document.text, points: Offsets::new(&document.text, Unit::CodePoint) };
    let confirmed = Graph::with(document, |status| status == Status::Confirmed);
    let suggested = Graph::with(document, |status| status == Status::Suggested);
    let annotation = Results { model_version: None, score: None, result: writer.results(&confirmed, 0) };
    let prediction = Results {
        model_version: Some(format!("sayso {}", env!("CARGO_PKG_VERSION"))),
        score: Some(mean(&suggested)),
        result: writer.results(&suggested, confirmed.marks.len()),
    };
    let some = |results: Results| if results.result.is_empty() { Vec::new() } else { vec![results] };
    let data = Data { text: &document.text, sayso: Extra::of(document) };
    let task = Task { data, annotations: some(annotation), predictions: some(prediction) };
    vec![File::of(document, ".label-studio.json", super::line(&[task]))]
}

/// How sure the annotator is of all, from 0 to 1.
fn mean(graph: &Graph<'_>) -> f32 {
    let sum: f32 = graph.marks.iter().map(Mark::confidence).sum();
    let count = u16::try_from(graph.marks.len().max(1)).unwrap_or(u16::MAX);
    (sum / f32::from(count)).clamp(0.0, 1.0)
}

struct Writer<'d> {
    text: &'d str,
    points: Offsets<'d>,
}

impl Writer<'_> {
    /// Regions and relations; regions are numbered from `first`.
    fn results(&self, graph: &Graph<'_>, first: usize) -> Vec<Value> {
        let id = |index: usize| format!("m{}", first + index);
        let mut results = Vec::new();
        for (index, mark) in graph.marks.iter().enumerate() {
            self.region(mark, &id(index), &mut results);
        }
        results.extend(graph.links.iter().map(|link| {
            let role = name_of(&link.role);
            json!({
                "type": "relation", "from_id": id(link.from), "to_id": id(link.to),
                "direction": "right", "labels": [role],
            })
        }));
        results
    }

    /// A span, and as further results of the same id what is said of it.
    fn region(&self, mark: &Mark<'_>, id: &str, results: &mut Vec<Value>) {
        let result = |name: &str, kind: &str, key: &str, said: Value| {
            let mut value = self.words(mark.range);
            value[key] = said;
            json!({ "id": id, "from_name": name, "to_name": TEXT, "type": kind, "value": value })
        };
        let mut labels = result(LABELS, "labels", "labels", json!([mark.label()]));
        labels["score"] = json!((f64::from(mark.confidence()) * 1e6).round() / 1e6);
        results.push(labels);
        let note = match mark.of {
            Of::Name(entity) => entity.note.as_str(),
            Of::Part(_, attribution, true) => {
                let choice =
                    |(field, value): (&'static str, String)| result(field, "choices", "choices", json!([value]));
                results.extend(fields(attribution).map(choice));
                attribution.note.as_str()
            }
            Of::Part(..) => "",
        };
        if !note.is_empty() {
            results.push(result(NOTE, "textarea", "text", json!([note])));
        }
    }

    fn words(&self, (start, end): Range) -> Value {
        let byte = |point| self.points.to_byte(point).unwrap_or(self.text.len());
        json!({ "start": start, "end": end, "text": &self.text[byte(start)..byte(end)] })
    }
}
