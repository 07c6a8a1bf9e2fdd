//! W3C Web Annotations in JSON-LD: an `AnnotationPage` a document, with its text and all that the model has no word for.
//!
//! Each annotation has a body for its label, its note, its status and each field, and a target for each run of words:
//! a `TextQuoteSelector` and a `TextPositionSelector` that mean the same. Of an attribution each target tells its role,
//! in `sayso:role` and at the end of its `id`; the latter outlives Recogito.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::extra::Extra;
use super::graph::fields;
use super::v1::{Attribution, Document, Entity, Range};
use super::{File, name_of};
use crate::review::Status;
use crate::span::{Offsets, Unit};

/// Where the words of the model are defined; what tells such files from others.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Key of the text.
pub const TEXT: &str = "sayso:text";

/// Key of the unit that positions count.
pub const UNIT: &str = "sayso:unit";

/// Key of what other tools need not know.
pub const DOCUMENT: &str = "sayso:document";

/// Value of [`UNIT`] in files for JavaScript.
pub const UTF16: &str = "UTF-16 code units";

/// Value of [`UNIT`] in files as the standard has them.
pub const POINTS: &str = "code points";

/// Code points before and after a quotation that help to find it.
const AROUND: usize = 32;

/// Positions in code points, as the standard says.
#[must_use]
pub fn files(document: &Document) -> Vec<File> {
    page(document, Unit::CodePoint, ".jsonld")
}

/// Positions in UTF-16 code units, as Recogito and whatever else runs in a browser count.
#[must_use]
pub fn recogito(document: &Document) -> Vec<File> {
    page(document, Unit::Utf16, ".recogito.json")
}

fn page(document: &Document, unit: Unit, suffix: &str) -> Vec<File> {
    let writer = Writer {
        document,
        iri: format!("urn:sayso:{}", encoded(&document.id)),
        clusters: document.clusters.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect(),
        points: Offsets::new(&document.text, Unit::CodePoint),
        unit: Offsets::new(&document.text, unit),
    };
    let page = Page {
        context: context(),
        id: writer.iri.clone(),
        kind: "AnnotationPage",
        unit: if unit == Unit::Utf16 { UTF16 } else { POINTS },
        text: &document.text,
        document: Extra::of(document),
        items: writer.items(),
    };
    vec![File::of(document, suffix, super::line(&page))]
}

/// The words of the model, and Sayso's own.
fn context() -> Value {
    let own = json!({
        "@version": 1.1,
        "sayso": "urn:sayso:",
        DOCUMENT: { "@id": "urn:sayso:document", "@type": "@json" },
    });
    json!([CONTEXT, own])
}

#[derive(Serialize)]
struct Page<'d> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "sayso:unit")]
    unit: &'static str,
    #[serde(rename = "sayso:text")]
    text: &'d str,
    #[serde(rename = "sayso:document")]
    document: Extra,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: Vec<Target>,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    #[serde(rename = "sayso:field", skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    value: String,
}

#[derive(Serialize)]
struct Target {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "sayso:role", skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    source: String,
    selector: [Selector; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: String, prefix: String, suffix: String },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
}

impl Body {
    fn new(purpose: &'static str, value: impl Into<String>) -> Self {
        Self { kind: "TextualBody", purpose, field: None, value: value.into() }
    }

    /// What is said of annotations of any kind.
    fn about(label: String, status: Status, note: &str) -> Vec<Self> {
        let mut bodies = vec![Self::new("tagging", label), Self::new("assessing", name_of(&status))];
        if !note.is_empty() {
            bodies.push(Self::new("commenting", note));
        }
        bodies
    }
}

struct Writer<'d> {
    document: &'d Document,
    iri: String,
    /// Names by their id.
    clusters: HashMap<&'d str, &'d str>,
    points: Offsets<'d>,
    unit: Offsets<'d>,
}

impl Writer<'_> {
    /// All that was not rejected.
    fn items(&self) -> Vec<Item> {
        let Document { entities, attributions, .. } = self.document;
        let names = entities.iter().filter(|e| e.status != Status::Rejected).map(|e| self.name(e));
        let parts = |a: &&Attribution| [&a.source, &a.cue, &a.content].iter().any(|parts| !parts.is_empty());
        let live = attributions.iter().filter(|a| a.status != Status::Rejected).filter(parts);
        names.chain(live.map(|a| self.attribution(a))).collect()
    }

    fn name(&self, entity: &Entity) -> Item {
        let mut body = Body::about(name_of(&entity.label), entity.status, &entity.note);
        let cluster = entity.entity.as_deref().and_then(|id| self.clusters.get(id));
        body.extend(cluster.map(|name| Body::new("identifying", *name)));
        let id = format!("{}#entities/{}", self.iri, encoded(&entity.id));
        let target = vec![self.target((entity.start, entity.end), format!("{id}/words/0"), None)];
        Item { id, kind: "Annotation", motivation: "tagging", body, target }
    }

    fn attribution(&self, attribution: &Attribution) -> Item {
        let mut body = Body::about("ATTRIBUTION".to_owned(), attribution.status, &attribution.note);
        for (field, value) in fields(attribution) {
            body.push(Body { field: Some(field), ..Body::new("describing", value) });
        }
        let id = format!("{}#attributions/{}", self.iri, encoded(&attribution.id));
        let roles = [("source", &attribution.source), ("cue", &attribution.cue), ("content", &attribution.content)];
        let mut target = Vec::new();
        for (role, ranges) in roles {
            for (i, range) in ranges.iter().enumerate() {
                target.push(self.target(*range, format!("{id}/{role}/{i}"), Some(role)));
            }
        }
        Item { id, kind: "Annotation", motivation: "linking", body, target }
    }

    fn target(&self, (start, end): Range, id: String, role: Option<&'static str>) -> Target {
        let text = self.document.text.as_str();
        let byte = |point: usize| self.points.to_byte(point).unwrap_or(text.len());
        let (from, to) = (byte(start), byte(end));
        let quote = Selector::Quote {
            exact: text[from..to].to_owned(),
            prefix: text[byte(start.saturating_sub(AROUND))..from].to_owned(),
            suffix: text[to..byte(end + AROUND)].to_owned(),
        };
        let position = Selector::Position { start: self.unit.of_byte(from), end: self.unit.of_byte(to) };
        Target { id, kind: "SpecificResource", role, source: self.iri.clone(), selector: [quote, position] }
    }
}

/// A name as part of an IRI.
fn encoded(name: &str) -> String {
    name.bytes().fold(String::with_capacity(name.len()), |mut iri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
        iri
    })
}
