//! UIMA CAS as JSON, version 0.4, for `INCEpTION` and dkpro-cassis: names as `NamedEntity`, attributions as a layer of their
//! own with links to the spans of their parts. Offsets count UTF-16.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::fit::{Carries, Fitted};
use super::v1::{Attribution, Document, Range};
use super::words::sentences;
use super::{File, name_of};
use crate::attribution::Role;
use crate::review::{Origin, Status};

/// The types that are used, with their features.
const TYPES: &str = include_str!("cas/types.json");

/// A name in a text.
pub(crate) const NAME: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
/// What is known of the document itself.
pub(crate) const META: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
/// A part of the layout.
pub(crate) const BLOCK: &str = "sayso.Block";
/// What names are of.
pub(crate) const CLUSTER: &str = "sayso.Cluster";
const ATTRIBUTION: &str = "webanno.custom.Attribution";
const PART: &str = "webanno.custom.AttributionPart";
const LINK: &str = "webanno.custom.AttributionPartsLink";
const ARRAY: &str = "uima.cas.FSArray";

/// The number of the text itself.
const SOFA: usize = 1;

/// Everything has a place.
#[must_use]
pub fn fit(document: Document) -> Fitted {
    Carries::EVERYTHING.fit(document)
}

/// One CAS.
#[must_use]
pub fn write(document: &Document) -> Vec<File> {
    let mut writer = Writer::new(document);
    writer.layout(document);
    let clusters = writer.clusters(document);
    for e in &document.entities {
        let mut features = vec![("value", json!(name_of(&e.label)))];
        features.extend(reference("@cluster", e.entity.as_deref(), &clusters));
        features.push(("id", json!(e.id)));
        features.extend(about(e.status, e.confidence, e.origin, e.rule.as_deref(), e.flagged, &e.note));
        writer.annotation(NAME, (e.start, e.end), features);
    }
    document.attributions.iter().for_each(|a| writer.attribution(a, &clusters));
    let views = json!({"_InitialView": {"%SOFA": SOFA, "%MEMBERS": writer.members}});
    let structures = writer.structures.join(",\n");
    let cas = format!("{{\"%TYPES\": {TYPES},\n\"%FEATURE_STRUCTURES\": [\n{structures}\n],\n\"%VIEWS\": {views}}}\n");
    vec![File::of(document, ".json", cas)]
}

/// The feature structures so far; the number of each is its place, from 1.
struct Writer {
    structures: Vec<String>,
    /// Those that stand in the text.
    members: Vec<usize>,
    /// UTF-16 units before each code point.
    units: Vec<usize>,
}

type Features = Vec<(&'static str, Value)>;

impl Writer {
    fn new(document: &Document) -> Self {
        let mut units = vec![0];
        for sign in document.text.chars() {
            units.push(units.last().copied().unwrap_or_default() + sign.len_utf16());
        }
        let mut writer = Self { structures: Vec::new(), members: Vec::new(), units };
        let sofa = vec![
            ("sofaNum", json!(1)),
            ("sofaID", json!("_InitialView")),
            ("mimeType", json!("text")),
            ("sofaString", json!(document.text)),
        ];
        writer.structure("uima.cas.Sofa", sofa);
        writer
    }

    /// Adds a structure; gives its number.
    fn structure(&mut self, kind: &str, features: Features) -> usize {
        let number = self.structures.len() + 1;
        // Readers that read as they go want number and type first.
        let mut json = format!("{{\"%ID\": {number}, \"%TYPE\": {}", json!(kind));
        for (name, value) in features {
            let _ = write!(json, ", {}: {value}", json!(name));
        }
        json.push('}');
        self.structures.push(json);
        number
    }

    fn annotation(&mut self, kind: &str, (start, end): Range, features: Features) -> usize {
        let unit = |at: usize| self.units.get(at).or(self.units.last()).copied().unwrap_or_default();
        let mut all = vec![("@sofa", json!(SOFA)), ("begin", json!(unit(start))), ("end", json!(unit(end)))];
        all.extend(features);
        let number = self.structure(kind, all);
        self.members.push(number);
        number
    }

    fn layout(&mut self, document: &Document) {
        let names = vec![("documentTitle", json!(document.id)), ("documentId", json!(document.id))];
        self.annotation(META, (0, self.units.len() - 1), names);
        for sentence in sentences(document) {
            self.annotation(SENTENCE, sentence.range, Vec::new());
            for word in sentence.words {
                self.annotation(TOKEN, word, Vec::new());
            }
        }
        for block in &document.blocks {
            let mut features = vec![("kind", json!(name_of(&block.kind)))];
            features.extend(block.reason.as_ref().map(|reason| ("reason", json!(reason))));
            self.annotation(BLOCK, (block.start, block.end), features);
        }
    }

    /// Adds the clusters; gives the number of each by its id.
    fn clusters<'d>(&mut self, document: &'d Document) -> HashMap<&'d str, usize> {
        let mut numbers = HashMap::new();
        for c in &document.clusters {
            let mut features = vec![("id", json!(c.id)), ("name", json!(c.name)), ("label", json!(name_of(&c.label)))];
            features.extend(c.doubt.as_ref().map(|doubt| ("doubt", json!(doubt))));
            numbers.insert(c.id.as_str(), self.structure(CLUSTER, features));
        }
        numbers
    }

    fn attribution(&mut self, a: &Attribution, clusters: &HashMap<&str, usize>) {
        let mut links = Vec::new();
        for (role, parts) in Role::ALL.into_iter().zip([&a.source, &a.cue, &a.content]) {
            for &range in parts {
                let part = self.annotation(PART, range, vec![("role", json!(role))]);
                links.push(self.structure(LINK, vec![("role", json!(role)), ("@target", json!(part))]));
            }
        }
        let parts = self.structure(ARRAY, vec![("%ELEMENTS", json!(links))]);
        let mut features = vec![
            ("@parts", json!(parts)),
            ("form", json!(a.form)),
            ("frame", json!(a.frame)),
            ("stance", json!(a.stance)),
            ("sourceKind", json!(a.source_kind)),
        ];
        features.extend(reference("@speaker", a.speaker.as_deref(), clusters));
        features.push(("id", json!(a.id)));
        features.extend(about(a.status, a.confidence, a.origin, a.rule.as_deref(), a.flagged, &a.note));
        // It stands where its cue does, as people would mark it there.
        let place = [&a.cue, &a.content, &a.source].into_iter().find_map(|parts| parts.first());
        self.annotation(ATTRIBUTION, place.copied().unwrap_or_default(), features);
    }
}

fn reference(name: &'static str, id: Option<&str>, numbers: &HashMap<&str, usize>) -> Option<(&'static str, Value)> {
    id.and_then(|id| numbers.get(id)).map(|number| (name, json!(number)))
}

/// What is said of every annotation.
fn about(
    status: Status,
    confidence: f32,
    origin: Origin,
    rule: Option<&str>,
    flagged: bool,
    note: &str,
) -> impl Iterator<Item = (&'static str, Value)> {
    let note = (!note.is_empty()).then(|| ("note", json!(note)));
    let always = [
        ("status", json!(status)),
        ("confidence", json!(confidence)),
        ("origin", json!(origin)),
        ("flagged", json!(flagged)),
    ];
    always.into_iter().chain(rule.map(|rule| ("rule", json!(rule)))).chain(note)
}
