//! UIMA CAS as JSON, as `INCEpTION`, dkpro-cassis and Sayso write it.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::derive::{self, Lacks};
use super::labels;
use super::roles::role;
use crate::attribution::Role;
use crate::entity::Label;
use crate::export::File;
use crate::export::cas::{BLOCK, CLUSTER, META};
use crate::export::fit::PLAIN;
use crate::export::v1::{Attribution, Block, Cluster, Document, Entity, FORMAT, OpenError, Range, VERSION, at, cut};
use crate::review::{Origin, Status};
use crate::span::{Offsets, Unit};

/// Bytes that are looked at to tell a file.
const HEAD: usize = 4_096;

/// What names and attributions of every tool stand under.
const STRUCTURES: &str = "%FEATURE_STRUCTURES";

/// Whether files are CAS of UIMA.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    files.first().is_some_and(|file| {
        let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(HEAD)]);
        head.trim_start_matches('\u{feff}').trim_start().starts_with('{')
            && ["\"%TYPES\"", "\"%FEATURE_STRUCTURES\"", "\"%VIEWS\""].iter().any(|key| head.contains(key))
    })
}

/// Reads the document of each file.
///
/// # Errors
/// If it is no CAS with a text, or if something in it is beyond that text.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    files.iter().map(document).collect()
}

fn document(file: &File) -> Result<Document, OpenError> {
    let hint = "export the document as \"UIMA CAS JSON 0.4.0\"";
    let cas: Value = super::json(file, super::text(file)?, hint)?;
    let structures = structures(&cas[STRUCTURES]);
    let Some((sofa, text)) = sofa(&structures).and_then(|sofa| Some((sofa.id, sofa.text("sofaString")?))) else {
        return Err(at(&format!("{}: {STRUCTURES}", file.name), "holds no text (\"sofaString\")", hint));
    };
    let mut reader = Reader {
        file: &file.name,
        sofa,
        known: structures.iter().map(|s| (s.id, s)).collect(),
        utf16: Offsets::new(text, Unit::Utf16),
        code_points: Offsets::new(text, Unit::CodePoint),
        document: Document {
            format: FORMAT.to_owned(),
            version: VERSION,
            text: text.to_owned(),
            ..Document::default()
        },
        lacks: Vec::new(),
    };
    for structure in &structures {
        reader.structure(structure)?;
    }
    derive::fill(reader.document, &reader.lacks)
}

/// One feature structure.
struct Structure<'c> {
    /// Where it stands, for messages.
    path: String,
    id: i64,
    kind: &'c str,
    features: &'c Map<String, Value>,
}

impl<'c> Structure<'c> {
    fn of(path: String, id: Option<i64>, value: &'c Value) -> Option<Self> {
        let features = value.as_object()?;
        let id = id.or_else(|| features.get("%ID")?.as_i64())?;
        Some(Self { path, id, kind: features.get("%TYPE")?.as_str()?, features })
    }

    fn text(&self, name: &str) -> Option<&'c str> {
        self.features.get(name)?.as_str()
    }

    /// A value of one of Sayso's types.
    fn value<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        T::deserialize(self.features.get(name)?).ok()
    }

    /// The number of another structure.
    fn reference(&self, name: &str) -> Option<i64> {
        self.features.get(name)?.as_i64()
    }
}

/// All of them, in order; some tools write a list, some an object by number.
fn structures(value: &Value) -> Vec<Structure<'_>> {
    let of_list = |(i, value)| Structure::of(format!("{STRUCTURES}[{i}]"), None, value);
    let of_map =
        |(key, value): (&String, _)| Structure::of(format!("{STRUCTURES}.{}", cut(key)), key.parse().ok(), value);
    match value {
        Value::Array(list) => list.iter().enumerate().filter_map(of_list).collect(),
        Value::Object(map) => {
            let mut structures: Vec<_> = map.iter().filter_map(of_map).collect();
            structures.sort_by_key(|structure| structure.id);
            structures
        }
        _ => Vec::new(),
    }
}

/// The structure that the text is in.
fn sofa<'s, 'c>(structures: &'s [Structure<'c>]) -> Option<&'s Structure<'c>> {
    let mut with_text = structures.iter().filter(|s| s.text("sofaString").is_some()).peekable();
    let first = with_text.peek().copied();
    with_text.find(|s| s.text("sofaID") == Some("_InitialView")).or(first)
}

struct Reader<'c> {
    file: &'c str,
    sofa: i64,
    known: HashMap<i64, &'c Structure<'c>>,
    utf16: Offsets<'c>,
    code_points: Offsets<'c>,
    document: Document,
    lacks: Vec<Lacks>,
}

impl<'c> Reader<'c> {
    fn structure(&mut self, structure: &'c Structure<'c>) -> Result<(), OpenError> {
        if structure.reference("@sofa").is_some_and(|sofa| sofa != self.sofa) {
            return Ok(());
        }
        match structure.kind {
            META => self.name(structure),
            CLUSTER => self.document.clusters.extend(cluster(structure)),
            BLOCK => {
                if let (Some((start, end)), Some(kind)) = (self.range(structure)?, structure.value("kind")) {
                    let reason = structure.text("reason").map(str::to_owned);
                    self.document.blocks.push(Block { start, end, kind, reason });
                }
            }
            // The types below that of names are themselves labels: `ner.type.Person`.
            kind if kind.contains(".ner.type.") || kind.ends_with(".NamedEntity") => self.entity(structure)?,
            _ => self.attribution(structure)?,
        }
        Ok(())
    }

    /// What the document is called. `INCEpTION` has its name as the title, and who annotated it as the id.
    fn name(&mut self, structure: &Structure<'_>) {
        let title = structure.text("documentTitle").unwrap_or_default();
        let id = structure.text("documentId").unwrap_or_default();
        let name = if id == title || title.is_empty() { id } else { title.strip_suffix(".txt").unwrap_or(title) };
        name.clone_into(&mut self.document.id);
    }

    /// Where an annotation stands, in code points; nothing for one that has no words.
    fn range(&self, structure: &Structure<'_>) -> Result<Option<Range>, OpenError> {
        let place = |name: &str| {
            let value = structure.features.get(name).or_else(|| structure.features.get(&format!("^{name}")));
            let value = value.unwrap_or(&Value::Null);
            let unit = value.as_u64().and_then(|unit| usize::try_from(unit).ok());
            let byte = unit.and_then(|unit| self.utf16.to_byte(unit));
            byte.map(|byte| self.code_points.of_byte(byte)).ok_or_else(|| {
                let path = format!("{}: {}.{name}", self.file, structure.path);
                let what = format!("{} is no place in the text", cut(&value.to_string()));
                at(&path, &what, "count offsets in UTF-16, from 0 to the length of \"sofaString\"")
            })
        };
        let (start, end) = (place("begin")?, place("end")?);
        if start > end {
            let path = format!("{}: {}", self.file, structure.path);
            return Err(at(&path, "ends before it begins", "put \"begin\" before \"end\""));
        }
        Ok((start < end).then_some((start, end)))
    }

    /// The id of the cluster that a feature names.
    fn cluster(&self, structure: &Structure<'_>, name: &str) -> Option<String> {
        let cluster = self.known.get(&structure.reference(name)?).filter(|s| s.kind == CLUSTER)?;
        cluster.text("id").map(str::to_owned)
    }

    fn entity(&mut self, structure: &Structure<'_>) -> Result<(), OpenError> {
        let Some((start, end)) = self.range(structure)? else { return Ok(()) };
        let foreign = structure.text("value").filter(|value| !value.is_empty());
        let foreign = foreign.or_else(|| structure.kind.rsplit('.').next().filter(|kind| *kind != "NamedEntity"));
        let label = foreign.map_or(Some(Label::Misc), labels::known);
        let mut note = structure.text("note").unwrap_or_default().to_owned();
        if label.is_none() {
            let line = if note.is_empty() { "" } else { "\n" };
            note = format!("{}{line}{note}", foreign.unwrap_or_default());
        }
        self.document.entities.push(Entity {
            id: structure.text("id").unwrap_or_default().to_owned(),
            start,
            end,
            label: label.unwrap_or(Label::Misc),
            text: String::new(),
            entity: self.cluster(structure, "@cluster"),
            confidence: share(structure),
            status: structure.value("status").unwrap_or(Status::Confirmed),
            origin: structure.value("origin").unwrap_or(Origin::Person),
            flagged: structure.value("flagged").unwrap_or(false),
            note,
            rule: structure.value("rule"),
        });
        Ok(())
    }

    /// What a structure links to, with its roles: in `INCEpTION`, a list of links is a feature like any other.
    fn links(&self, structure: &Structure<'_>) -> Vec<(Role, &'c Structure<'c>)> {
        let lists = structure.features.iter().filter(|(name, _)| name.starts_with('@'));
        let lists = lists.filter_map(|(name, list)| Some((name, self.known.get(&list.as_i64()?)?)));
        let mut links = Vec::new();
        for (name, list) in lists {
            for link in list.features.get("%ELEMENTS").and_then(Value::as_array).into_iter().flatten() {
                let Some(link) = link.as_i64().and_then(|id| self.known.get(&id)) else { continue };
                let Some(target) = link.reference("@target").and_then(|id| self.known.get(&id)) else { continue };
                // Told by the link, by the feature that it is in, or by what is linked to.
                let names =
                    [link.text("role"), Some(name.as_str()), target.text("role"), target.kind.rsplit('.').next()];
                links.extend(names.into_iter().flatten().find_map(role).map(|role| (role, *target)));
            }
        }
        links
    }

    fn attribution(&mut self, structure: &Structure<'_>) -> Result<(), OpenError> {
        let links = self.links(structure);
        if links.is_empty() {
            return Ok(());
        }
        let mut parts: [Vec<Range>; 3] = Default::default();
        for (role, target) in &links {
            parts[*role as usize].extend(self.range(target)?);
        }
        // Where Sayso knows of no cue, it begins where another part does; elsewhere it stands on the cue itself.
        let uncued = parts[Role::Cue as usize].is_empty();
        let place = self.range(structure)?.filter(|place| !parts.iter().flatten().any(|part| part.0 == place.0));
        parts[Role::Cue as usize].extend(place.filter(|_| uncued));
        if parts.iter().all(Vec::is_empty) {
            return Ok(());
        }
        let (form, source_kind) = (structure.value("form"), structure.value("sourceKind"));
        self.lacks.push(Lacks { form: form.is_none(), source: source_kind.is_none() });
        let [source, cue, content] = parts;
        self.document.attributions.push(Attribution {
            id: structure.text("id").unwrap_or_default().to_owned(),
            source,
            cue,
            content,
            form: form.unwrap_or(PLAIN.0),
            frame: structure.value("frame").unwrap_or(PLAIN.1),
            stance: structure.value("stance").unwrap_or(PLAIN.2),
            source_kind: source_kind.unwrap_or(PLAIN.3),
            speaker: self.cluster(structure, "@speaker"),
            confidence: share(structure),
            status: structure.value("status").unwrap_or(Status::Confirmed),
            origin: structure.value("origin").unwrap_or(Origin::Person),
            flagged: structure.value("flagged").unwrap_or(false),
            note: structure.text("note").unwrap_or_default().to_owned(),
            rule: structure.value("rule"),
        });
        Ok(())
    }
}

fn share(structure: &Structure<'_>) -> f32 {
    structure.value("confidence").filter(|share| (0.0..=1.0).contains(share)).unwrap_or(1.0)
}

fn cluster(structure: &Structure<'_>) -> Option<Cluster> {
    Some(Cluster {
        id: structure.text("id")?.to_owned(),
        name: structure.text("name")?.to_owned(),
        label: structure.value("label").unwrap_or(Label::Misc),
        doubt: structure.value("doubt"),
    })
}
