//! Lines of brat's -> document.

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;

use super::lines::{Event, Lines, Said, TextBound};
use super::relations::{self, Parts};
use crate::attribution::Role;
use crate::entity::Label;
use crate::export::brat::{Beside, on_one_line};
use crate::export::fit::PLAIN;
use crate::export::v1::{Attribution, Cluster, Document, Entity, FORMAT, Range, VERSION};
use crate::import::derive::Lacks;
use crate::import::labels;
use crate::import::roles::{plain, role};
use crate::review::{Origin, Status};

/// The document that some lines make of a text, and what its attributions do not say of themselves.
pub(super) fn document(name: &str, text: &str, lines: &Lines<'_>) -> (Document, Vec<Lacks>) {
    let document = Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        id: name.to_owned(),
        text: text.to_owned(),
        ..Document::default()
    };
    let mut builder = Builder::new(lines, document);
    builder.entities();
    builder.cluster();
    lines.events.iter().for_each(|event| builder.event(event));
    for parts in relations::attributions(lines) {
        builder.attribution(&parts, None, false);
    }
    (builder.document, builder.lacks)
}

/// Types that name nothing in the text: triggers, and what `PolNeAR`'s annotators left for each other.
const NO_NAMES: [&str; 3] = ["attribution", "discuss", "discard"];

struct Builder<'l> {
    signs: Vec<char>,
    lines: &'l Lines<'l>,
    document: Document,
    lacks: Vec<Lacks>,
    /// Where the entity of a span is in the document.
    entities: HashMap<&'l str, usize>,
    /// One mention of whom the source of an event means.
    speakers: HashMap<&'l str, &'l str>,
    /// Ids that are taken, with the letter that brat has for what they are of.
    ids: HashSet<(Option<char>, String)>,
    /// Ids of the clusters so far.
    clusters: HashSet<String>,
}

impl<'l> Builder<'l> {
    fn new(lines: &'l Lines<'l>, document: Document) -> Self {
        let speakers = lines.relations.iter().filter(|(kind, _)| plain(kind) == "speaker");
        Self {
            signs: document.text.chars().collect(),
            lines,
            document,
            lacks: Vec::new(),
            entities: HashMap::new(),
            speakers: speakers.map(|(_, [event, mention])| (*event, *mention)).collect(),
            ids: HashSet::new(),
            clusters: HashSet::new(),
        }
    }

    /// The id that an annotation came with, if it is free.
    fn id(&mut self, told: String, own: &str) -> String {
        let id = if told.is_empty() { own.to_owned() } else { told };
        let kind = own.chars().next();
        if self.ids.insert((kind, id.clone())) { id } else { String::new() }
    }

    fn entities(&mut self) {
        let triggers: HashSet<&str> = self.lines.events.iter().map(|e| e.trigger).collect();
        for span in &self.lines.spans {
            let known = labels::known(span.kind);
            let nothing = role(span.kind).is_some() || NO_NAMES.contains(&plain(span.kind).as_str());
            if known.is_none() && (nothing || triggers.contains(span.id)) {
                continue;
            }
            self.entity(span, known);
        }
    }

    fn entity(&mut self, span: &'l TextBound<'l>, label: Option<Label>) {
        let About { status, flagged, mut note, beside } = about(self.lines.said.get(span.id));
        if label.is_none() {
            let line = if note.is_empty() { "" } else { "\n" };
            note = format!("{}{line}{note}", span.kind);
        }
        let start = span.fragments.iter().map(|f| f.0).min().unwrap_or_default();
        let end = span.fragments.iter().map(|f| f.1).max().unwrap_or_default();
        self.entities.insert(span.id, self.document.entities.len());
        let entity = Entity {
            id: self.id(beside.id, span.id),
            start,
            end,
            label: label.unwrap_or(Label::Misc),
            text: String::new(),
            entity: beside.cluster.map(|cluster| self.cluster_of(cluster)),
            confidence: beside.confidence.unwrap_or(1.0),
            status,
            origin: beside.origin.unwrap_or(Origin::Person),
            flagged,
            note,
            rule: beside.rule,
        };
        self.document.entities.push(entity);
    }

    /// The id of a cluster that is written out at an annotation.
    fn cluster_of(&mut self, cluster: Cluster) -> String {
        let id = cluster.id.clone();
        if self.clusters.insert(id.clone()) {
            self.document.clusters.push(cluster);
        }
        id
    }

    /// Brings together what is the same thing: by `Equiv`, or by a relation of that meaning.
    fn cluster(&mut self) {
        let related = self.lines.relations.iter().filter(|(kind, _)| {
            matches!(plain(kind).as_str(), "equiv" | "coreference" | "coref" | "sameas" | "identity" | "alias")
        });
        let groups = self.lines.same.iter().map(Vec::as_slice).chain(related.map(|(_, ends)| ends.as_slice()));
        let groups: Vec<Vec<usize>> =
            groups.map(|ids| ids.iter().filter_map(|id| self.entities.get(id).copied()).collect()).collect();
        for members in merged(&groups, self.document.entities.len()) {
            let id = members.iter().find_map(|&m| self.document.entities[m].entity.clone());
            let id = id.unwrap_or_else(|| self.new_cluster(&members));
            for member in members {
                self.document.entities[member].entity = Some(id.clone());
            }
        }
        let named: HashSet<&str> = self.document.entities.iter().filter_map(|e| e.entity.as_deref()).collect();
        self.document.clusters.retain(|c| named.contains(c.id.as_str()));
        self.clusters = self.document.clusters.iter().map(|c| c.id.clone()).collect();
    }

    /// A cluster for mentions of which none has one; it is called by the longest.
    fn new_cluster(&mut self, members: &[usize]) -> String {
        let entities = members.iter().map(|&m| &self.document.entities[m]);
        let longest = entities.rev().max_by_key(|e| e.end - e.start);
        let (name, label) =
            longest.map_or((String::new(), Label::Misc), |e| (self.signs[e.start..e.end].iter().collect(), e.label));
        let mut id = format!("c{}", self.document.clusters.len() + 1);
        while !self.clusters.insert(id.clone()) {
            id.push('x');
        }
        self.document.clusters.push(Cluster { id: id.clone(), name, label, doubt: None });
        id
    }

    /// An event, if it is one of saying: with a source or a content.
    fn event(&mut self, event: &'l Event<'l>) {
        let mut parts: Parts = Parts::default();
        let trigger = self.span(event.trigger);
        for (name, id) in &event.arguments {
            if let Some((role, span)) = role(name).zip(self.span(id)) {
                parts[role as usize].push(span);
            }
        }
        let [source, cue, content] = &parts;
        if source.is_empty() && content.is_empty() && (cue.is_empty() || plain(event.kind) != "attribution") {
            return;
        }
        if cue.is_empty() {
            // Where Sayso knows of no cue, the trigger begins where another part does.
            let starts = |span: &usize| self.lines.spans[*span].fragments.first().map(|f| f.0);
            let at = trigger.as_ref().and_then(starts);
            let stands_in = plain(event.kind) == "attribution" && source.iter().chain(content).any(|s| starts(s) == at);
            if !stands_in {
                parts[Role::Cue as usize].extend(trigger);
            }
        }
        self.attribution(&parts, Some(event.id), true);
    }

    /// The span of an id, or the trigger of the event that it is of.
    fn span(&self, id: &str) -> Option<usize> {
        let trigger = || self.lines.events.iter().find(|e| e.id == id).and_then(|e| self.lines.known.get(e.trigger));
        self.lines.known.get(id).or_else(trigger).copied()
    }

    fn attribution(&mut self, parts: &Parts, id: Option<&'l str>, event: bool) {
        let said = id.and_then(|id| self.lines.said.get(id));
        let About { status, flagged, note, beside } = about(said);
        let field = Fields { said };
        let (form, kind) = (field.value("Form"), field.value("SourceKind"));
        self.lacks.push(Lacks { form: form.is_none(), source: kind.is_none() });
        let speaker = id.filter(|_| event).and_then(|id| self.speaker(id));
        let unnamed = beside.cluster.map(|cluster| self.cluster_of(cluster));
        let [source, cue, content] = parts.each_ref().map(|spans| self.ranges(spans));
        let attribution = Attribution {
            id: self.id(beside.id, id.unwrap_or_default()),
            source,
            cue,
            content,
            form: form.unwrap_or(PLAIN.0),
            frame: field.value("Frame").unwrap_or(PLAIN.1),
            stance: field.value("Stance").unwrap_or(PLAIN.2),
            source_kind: kind.unwrap_or(PLAIN.3),
            speaker: speaker.or(unnamed),
            confidence: beside.confidence.unwrap_or(1.0),
            status,
            origin: beside.origin.unwrap_or(Origin::Person),
            flagged,
            note,
            rule: beside.rule,
        };
        self.document.attributions.push(attribution);
    }

    /// What a source is a mention of: by a relation from the event to one of its mentions.
    fn speaker(&mut self, event: &str) -> Option<String> {
        let mention = *self.entities.get(self.speakers.get(event)?)?;
        let id = self.document.entities[mention].entity.clone().unwrap_or_else(|| self.new_cluster(&[mention]));
        self.document.entities[mention].entity = Some(id.clone());
        Some(id)
    }

    /// The parts that spans make; fragments of one that is `Unbroken` are joined again.
    fn ranges(&self, spans: &[usize]) -> Vec<Range> {
        let mut ranges = Vec::new();
        for &span in spans {
            let span = &self.lines.spans[span];
            let said = self.lines.said.get(span.id);
            let unbroken = said.is_some_and(|said| said.attributes.contains_key("Unbroken"));
            let mut last: Option<Range> = None;
            for &(start, end) in &span.fragments {
                let blank = |last: Range| {
                    let between = self.signs.get(last.1..start);
                    between.is_some_and(|signs| signs.iter().all(|c| c.is_whitespace()))
                };
                match last {
                    Some(before) if unbroken && blank(before) => last = Some((before.0, end)),
                    _ => ranges.extend(last.replace((start, end))),
                }
            }
            ranges.extend(last);
        }
        ranges.sort_unstable();
        ranges.dedup();
        ranges
    }
}

/// What is said of an annotation of whatever kind.
struct About {
    status: Status,
    flagged: bool,
    note: String,
    beside: Beside,
}

fn about(said: Option<&Said<'_>>) -> About {
    let mut beside: Beside =
        said.and_then(|said| said.beside).and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    beside.confidence = beside.confidence.filter(|share| (0.0..=1.0).contains(share));
    let mut note = said.map(|said| said.notes.join("\n")).unwrap_or_default();
    // As it was, unless it was changed since.
    if let Some(exact) = beside.note.take().filter(|exact| on_one_line(exact) == note) {
        note = exact;
    }
    let field = Fields { said };
    About {
        status: field.value("Status").unwrap_or(Status::Confirmed),
        flagged: said.is_some_and(|said| said.attributes.contains_key("Flagged")),
        note,
        beside,
    }
}

/// Attributes, as values of Sayso's.
struct Fields<'s> {
    said: Option<&'s Said<'s>>,
}

impl Fields<'_> {
    /// The value of that name, written as in `NamedPerson` or `named_person`.
    fn value<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let word = self.said?.attributes.get(name)?;
        let mut snake = String::new();
        for sign in word.chars() {
            if sign.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
                snake.push('_');
            }
            snake.extend(sign.to_lowercase());
        }
        serde_json::from_value(serde_json::Value::String(snake)).ok()
    }
}

/// Groups that have a member in common, as one; each in order, the groups by their first.
fn merged(groups: &[Vec<usize>], members: usize) -> Vec<Vec<usize>> {
    let mut head: Vec<usize> = (0..members).collect();
    let top = |head: &mut Vec<usize>, mut member: usize| {
        while head[member] != member {
            head[member] = head[head[member]];
            member = head[member];
        }
        member
    };
    for pair in groups.iter().flat_map(|group| group.windows(2)) {
        let (a, b) = (top(&mut head, pair[0]), top(&mut head, pair[1]));
        head[a.max(b)] = a.min(b);
    }
    let mut all: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for member in 0..members {
        all.entry(top(&mut head, member)).or_default().push(member);
    }
    all.into_values().filter(|group| group.len() > 1).collect()
}
