//! brat stand-off: the text in a `.txt`, what is marked in it in an `.ann`, attributions as events as `PolNeAR` has them.
//!
//! A line of an `.ann` has no place for line breaks and tabs, so that a span with some is written as fragments around
//! them and bears the attribute `Unbroken`. What brat has no syntax for stands in notes of the type `Sayso`, as JSON.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::fit::{Carries, Fitted};
use super::v1::{Attribution, Cluster, Document, Entity, Range};
use super::{File, name_of};
use crate::attribution::{Form, Frame, SourceKind, Stance};
use crate::review::{Origin, Status};

/// What brat needs to show what is marked.
const CONF: &str = include_str!("brat/annotation.conf");

/// Takes out what brat has no place for: the layout, and white space at the ends of marks that its lines cannot hold.
#[must_use]
pub fn fit(document: Document) -> Fitted {
    let mut fitted = Carries { blocks: false, ..Carries::EVERYTHING }.fit(document);
    fitted.call_as_file();
    let text: Vec<char> = fitted.document.text.chars().collect();
    fitted.move_ends(|range| {
        let pieces = pieces(&text, range);
        pieces.first().zip(pieces.last()).map(|(first, last)| (first.0, last.1))
    });
    fitted.sort_clusters();
    fitted
}

/// The text, the annotations, and how brat is told of their types.
#[must_use]
pub fn write(document: &Document) -> Vec<File> {
    vec![
        File::of(document, ".txt", document.text.as_str()),
        File::of(document, ".ann", annotations(document)),
        File { name: "annotation.conf".to_owned(), bytes: CONF.into() },
    ]
}

/// What a note of the type `Sayso` says of an annotation, beside what brat itself has a place for.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Beside {
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) id: String,
    /// How sure it is, if not quite.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) confidence: Option<f32>,
    /// Who made it, if no person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<Origin>,
    /// By which rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<String>,
    /// What it is a mention of, at the first mention; whom a source means, where nothing mentions them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cluster: Option<Cluster>,
    /// The note as it was, if it has more lines than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// Whether brat's lines cannot hold a sign.
fn breaks(sign: char) -> bool {
    matches!(sign, '\n' | '\r' | '\t')
}

/// A note on one line.
pub(crate) fn on_one_line(note: &str) -> String {
    note.replace(breaks, " ")
}

/// A range without the white space around its line breaks and tabs.
fn pieces(text: &[char], (start, end): Range) -> Vec<Range> {
    let end = end.min(text.len());
    let (mut pieces, mut from, mut at) = (Vec::new(), start, start);
    while at < end {
        let blanks = text[at..end].iter().take_while(|c| c.is_whitespace()).count();
        if text[at..at + blanks].iter().any(|c| breaks(*c)) {
            if from < at {
                pieces.push((from, at));
            }
            from = at + blanks;
        }
        at += blanks.max(1);
    }
    if from < end {
        pieces.push((from, end));
    }
    pieces
}

/// Whether one part ends where the next begins, but for white space.
fn meet(text: &[char], left: Range, right: Range) -> bool {
    let between = text.get(left.1..right.0.max(left.1)).unwrap_or_default();
    between.iter().all(|c| c.is_whitespace())
}

fn annotations(document: &Document) -> String {
    let mut writer = Writer { text: document.text.chars().collect(), ..Writer::default() };
    let clusters: HashMap<&str, &Cluster> = document.clusters.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut mentions: HashMap<&str, Vec<usize>> = HashMap::new();
    for entity in &document.entities {
        let of = entity.entity.as_deref().filter(|id| clusters.contains_key(id));
        let known = of.and_then(|id| mentions.get(id)).is_some();
        let number = writer.entity(entity, of.filter(|_| !known).map(|id| clusters[id].clone()));
        if let Some(id) = of {
            mentions.entry(id).or_default().push(number);
        }
    }
    let mut written = HashSet::new();
    for id in document.entities.iter().filter_map(|e| e.entity.as_deref()).filter(|id| written.insert(*id)) {
        if let Some(spans) = mentions.get(id).filter(|spans| spans.len() > 1) {
            let spans: Vec<String> = spans.iter().map(|t| format!("T{t}")).collect();
            let _ = writeln!(writer.out, "*\tEquiv {}", spans.join(" "));
        }
    }
    for (number, attribution) in (1..).zip(&document.attributions) {
        let speaker = attribution.speaker.as_deref();
        let mention = speaker.and_then(|id| mentions.get(id)).map(|mentions| mentions[0]);
        let unnamed = speaker.filter(|_| mention.is_none()).and_then(|id| clusters.get(id));
        writer.attribution(number, attribution, mention, unnamed.map(|c| (*c).clone()));
    }
    writer.out
}

/// The lines so far, and how many there are of each kind.
#[derive(Default)]
struct Writer {
    text: Vec<char>,
    out: String,
    spans: usize,
    attributes: usize,
    notes: usize,
    relations: usize,
}

impl Writer {
    /// A text-bound annotation; gives its number.
    fn span(&mut self, kind: &str, parts: &[Range]) -> usize {
        self.spans += 1;
        let number = self.spans;
        let pieces: Vec<Range> = parts.iter().flat_map(|&part| pieces(&self.text, part)).collect();
        let joined = |each: &dyn Fn(&Range) -> String, by: &str| pieces.iter().map(each).collect::<Vec<_>>().join(by);
        let offsets = joined(&|(start, end)| format!("{start} {end}"), ";");
        let words = joined(&|&(start, end)| self.text[start..end].iter().collect(), " ");
        let _ = writeln!(self.out, "T{number}\t{kind} {offsets}\t{words}");
        if pieces.len() > parts.len() {
            self.attribute("Unbroken", &format!("T{number}"), "");
        }
        number
    }

    /// A role: one span, but where it could not be told which of its fragments are parts of their own.
    fn role(&mut self, kind: &str, parts: &[Range]) -> Vec<usize> {
        let broken = parts.iter().any(|&part| pieces(&self.text, part).len() > 1);
        if broken && parts.windows(2).any(|pair| meet(&self.text, pair[0], pair[1])) {
            return parts.iter().map(|&part| self.span(kind, &[part])).collect();
        }
        if parts.is_empty() { Vec::new() } else { vec![self.span(kind, parts)] }
    }

    fn attribute(&mut self, name: &str, target: &str, value: &str) {
        self.attributes += 1;
        let space = if value.is_empty() { "" } else { " " };
        let _ = writeln!(self.out, "A{}\t{name} {target}{space}{value}", self.attributes);
    }

    fn note(&mut self, kind: &str, target: &str, text: &str) {
        self.notes += 1;
        let _ = writeln!(self.out, "#{}\t{kind} {target}\t{text}", self.notes);
    }

    /// What is said of every annotation.
    fn about(&mut self, target: &str, status: Status, flagged: bool, note: &str, mut beside: Beside) {
        self.attribute("Status", target, &camel(&status));
        if flagged {
            self.attribute("Flagged", target, "");
        }
        if !note.is_empty() {
            let line = on_one_line(note);
            beside.note = (line != note).then(|| note.to_owned());
            self.note("AnnotatorNotes", target, &line);
        }
        if beside != Beside::default() {
            let json = serde_json::to_string(&beside).unwrap_or_default();
            self.note("Sayso", target, &json);
        }
    }

    fn entity(&mut self, entity: &Entity, cluster: Option<Cluster>) -> usize {
        let number = self.span(&name_of(&entity.label), &[(entity.start, entity.end)]);
        let (confidence, origin) = told(entity.confidence, entity.origin);
        let rule = entity.rule.clone();
        let beside = Beside { id: entity.id.clone(), confidence, origin, rule, cluster, note: None };
        self.about(&format!("T{number}"), entity.status, entity.flagged, &entity.note, beside);
        number
    }

    fn attribution(&mut self, number: usize, a: &Attribution, speaker: Option<usize>, unnamed: Option<Cluster>) {
        let roles = [("Source", &a.source), ("Cue", &a.cue), ("Content", &a.content)];
        let roles = roles.map(|(kind, parts)| (kind, self.role(kind, parts)));
        // An event needs a trigger, even where nothing attributes.
        let trigger = [&a.cue, &a.content, &a.source].into_iter().find_map(|parts| parts.get(..1));
        let trigger = self.span("Attribution", trigger.unwrap_or_default());
        let mut event = format!("E{number}\tAttribution:T{trigger}");
        for (kind, spans) in roles {
            for (i, span) in (1..).zip(spans) {
                let which = if i == 1 { String::new() } else { i.to_string() };
                let _ = write!(event, " {kind}{which}:T{span}");
            }
        }
        self.out.push_str(&event);
        self.out.push('\n');
        let target = format!("E{number}");
        if let Some(mention) = speaker {
            self.relations += 1;
            let _ = writeln!(self.out, "R{}\tSpeaker Arg1:{target} Arg2:T{mention}\t", self.relations);
        }
        self.fields(&target, a.form, a.frame, a.stance, a.source_kind);
        let (confidence, origin) = told(a.confidence, a.origin);
        let beside =
            Beside { id: a.id.clone(), confidence, origin, rule: a.rule.clone(), cluster: unnamed, note: None };
        self.about(&target, a.status, a.flagged, &a.note, beside);
    }

    fn fields(&mut self, target: &str, form: Form, frame: Frame, stance: Stance, kind: SourceKind) {
        self.attribute("Form", target, &camel(&form));
        self.attribute("Frame", target, &camel(&frame));
        self.attribute("Stance", target, &camel(&stance));
        self.attribute("SourceKind", target, &camel(&kind));
    }
}

/// Confidence and origin where they are not what is taken for granted.
fn told(confidence: f32, origin: Origin) -> (Option<f32>, Option<Origin>) {
    ((confidence < 1.0).then_some(confidence), (origin != Origin::Person).then_some(origin))
}

/// A value's name as brat's configuration spells it: `NamedPerson`.
fn camel(value: &impl Serialize) -> String {
    let capital = |word: &str| {
        let mut signs = word.chars();
        signs.next().map(|first| first.to_uppercase().chain(signs).collect::<String>()).unwrap_or_default()
    };
    name_of(value).split('_').map(capital).collect()
}
