//! What a tool says of a text, and what Sayso wrote beside it -> a document.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};

use super::labels;
use crate::attribution::{Form, Frame, Role, SourceKind, Stance};
use crate::entity::Label;
use crate::export::extra::Extra;
use crate::export::fit::PLAIN;
use crate::export::v1::{Attribution, Document, Entity, FORMAT, Range, VERSION};
use crate::review::{Origin, Status};

/// What the file of another tool says of one text.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The text.
    pub(crate) text: String,
    /// What the tool calls it.
    pub(crate) id: String,
    /// What Sayso wrote, if it did.
    pub(crate) extra: Option<Extra>,
    /// Names, in the order of the file.
    pub(crate) names: Vec<FoundName>,
    /// Attributions, in the order of the file.
    pub(crate) attributions: Vec<FoundAttribution>,
}

/// A name in the file of another tool.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundName {
    /// In code points.
    pub(crate) range: Range,
    /// Whatever the tool calls it.
    pub(crate) label: String,
    /// What else the tool says.
    pub(crate) told: Told,
}

/// An attribution in the file of another tool.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundAttribution {
    /// In code points.
    pub(crate) source: Vec<Range>,
    /// In code points.
    pub(crate) cue: Vec<Range>,
    /// In code points.
    pub(crate) content: Vec<Range>,
    /// What else the tool says.
    pub(crate) told: Told,
    /// What the tool says of it as an attribution.
    pub(crate) fields: Fields,
}

/// What a tool says of any annotation; nothing of what it has no place for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// What to call it, if it is new.
    pub(crate) id: String,
    /// What was decided.
    pub(crate) status: Option<Status>,
    /// Whether a machine made it, if it is new.
    pub(crate) suggestion: bool,
    /// How sure that is, if it is new.
    pub(crate) confidence: Option<f32>,
    /// What a person has to say of it.
    pub(crate) note: Option<String>,
}

/// What a tool says of an attribution.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fields {
    pub(crate) form: Option<Form>,
    pub(crate) frame: Option<Frame>,
    pub(crate) stance: Option<Stance>,
    pub(crate) source_kind: Option<SourceKind>,
}

impl FoundAttribution {
    /// The ranges of a role, to be added to.
    pub(crate) const fn part(&mut self, role: Role) -> &mut Vec<Range> {
        match role {
            Role::Source => &mut self.source,
            Role::Cue => &mut self.cue,
            Role::Content => &mut self.content,
        }
    }
}

impl Fields {
    /// Takes what a tool says of a field, if both are known.
    pub(crate) fn set(&mut self, field: &str, value: &str) {
        match field {
            "form" => self.form = named(value).or(self.form),
            "frame" => self.frame = named(value).or(self.frame),
            "stance" => self.stance = named(value).or(self.stance),
            "source_kind" => self.source_kind = named(value).or(self.source_kind),
            _ => {}
        }
    }
}

/// The value of that name.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

impl Found {
    /// One document of both.
    pub(crate) fn document(self) -> Document {
        let Self { text, id, extra, names, attributions } = self;
        let written = extra.filter(|extra| extra.fits(&text)).unwrap_or_default();
        let (mut entities, mut attributions) =
            (join(names, written.entities), join(attributions, written.attributions));
        once(entities.iter_mut().map(|e| &mut e.id));
        once(attributions.iter_mut().map(|a| &mut a.id));
        let id = if written.id.is_empty() { id } else { written.id };
        let (blocks, clusters) = (written.blocks, written.clusters);
        let (format, version) = (FORMAT.to_owned(), VERSION);
        Document { format, version, id, text, blocks, entities, clusters, attributions, ..Document::default() }
    }
}

/// Takes away ids that are there already; those are made up anew.
fn once<'a>(ids: impl Iterator<Item = &'a mut String>) {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id.clone()) {
            id.clear();
        }
    }
}

/// What a tool found, to be joined with what Sayso wrote.
pub(crate) trait Join {
    /// What Sayso writes.
    type Written;
    /// What makes two the same.
    type Key: Hash + Eq;
    /// What makes one a changed version of another.
    type Near: Hash + Eq;

    /// What makes it the same as another.
    fn key(&self) -> Self::Key;
    fn near(&self) -> Self::Near;
    fn key_of(written: &Self::Written) -> Self::Key;
    fn near_of(written: &Self::Written) -> Self::Near;
    /// Whether it was not shown to the tool, since it was rejected or has no words.
    fn hidden(written: &Self::Written) -> bool;

    /// A document's annotation; `written` is the same, or what a person changed.
    fn joined(self, written: Option<(Self::Written, Same)>) -> Self::Written;
}

/// Whether what was found is what was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Same {
    Yes,
    Changed,
}

/// Joins both lists, in the order of what was written, what is new behind it.
///
/// What Sayso wrote and the tool has no more was taken out there; what was rejected was never shown to it and stays.
fn join<F: Join>(found: Vec<F>, written: Vec<F::Written>) -> Vec<F::Written> {
    // Of two alike, the one that was shown comes first.
    let mut order: Vec<usize> = (0..written.len()).collect();
    order.sort_by_key(|&i| F::hidden(&written[i]));
    let mut pairs: Vec<Option<(usize, Same)>> = vec![None; found.len()];
    let mut free: Vec<bool> = vec![true; written.len()];
    pair(&mut pairs, &mut free, Same::Yes, &order, |i| found[i].key(), |i| F::key_of(&written[i]));
    pair(&mut pairs, &mut free, Same::Changed, &order, |i| found[i].near(), |i| F::near_of(&written[i]));

    let mut written: Vec<Option<F::Written>> = written.into_iter().map(Some).collect();
    let mut joined: Vec<(usize, F::Written)> = Vec::with_capacity(found.len());
    for (found, pair) in found.into_iter().zip(pairs) {
        let place = pair.map_or(usize::MAX, |(i, _)| i);
        let known = pair.and_then(|(i, same)| written[i].take().map(|written| (written, same)));
        joined.push((place, found.joined(known)));
    }
    let hidden = written.into_iter().enumerate().filter_map(|(i, written)| Some((i, written?)));
    joined.extend(hidden.filter(|(_, written)| F::hidden(written)));
    joined.sort_by_key(|(place, _)| *place);
    joined.into_iter().map(|(_, written)| written).collect()
}

/// Pairs those that have no other yet and are alike.
fn pair<K: Hash + Eq>(
    pairs: &mut [Option<(usize, Same)>],
    free: &mut [bool],
    same: Same,
    order: &[usize],
    key: impl Fn(usize) -> K,
    key_of: impl Fn(usize) -> K,
) {
    let mut known: HashMap<K, VecDeque<usize>> = HashMap::new();
    for &i in order.iter().filter(|&&i| free[i]) {
        known.entry(key_of(i)).or_default().push_back(i);
    }
    for (i, pair) in pairs.iter_mut().enumerate().filter(|(_, pair)| pair.is_none()) {
        if let Some(index) = known.get_mut(&key(i)).and_then(VecDeque::pop_front) {
            free[index] = false;
            *pair = Some((index, same));
        }
    }
}

/// What every annotation has, to be changed.
struct About<'a> {
    id: &'a mut String,
    status: &'a mut Status,
    origin: &'a mut Origin,
    confidence: &'a mut f32,
    rule: &'a mut Option<String>,
    note: &'a mut String,
}

impl Told {
    /// Puts in what the tool says. Whatever is new or was changed is a person's, unless the tool says otherwise.
    fn put_into(self, about: &mut About<'_>, same: Option<Same>) {
        if same.is_none() {
            *about.id = self.id;
            *about.status = if self.suggestion { Status::Suggested } else { Status::Confirmed };
            *about.origin = if self.suggestion { Origin::Suggestion } else { Origin::Person };
            *about.confidence = self.confidence.unwrap_or(1.0);
        } else if same == Some(Same::Changed) {
            (*about.status, *about.origin) = (Status::Confirmed, Origin::Person);
            (*about.confidence, *about.rule) = (1.0, None);
        } else if *about.status == Status::Rejected {
            // It was not shown, and is there all the same.
            *about.status = Status::Confirmed;
        }
        if let Some(status) = self.status {
            *about.status = status;
        }
        if let Some(note) = self.note {
            *about.note = note;
        }
    }
}

impl Join for FoundName {
    type Written = Entity;
    type Key = (Range, Label);
    type Near = Range;

    fn key(&self) -> Self::Key {
        (self.range, labels::label(&self.label).0)
    }

    fn near(&self) -> Self::Near {
        self.range
    }

    fn key_of(written: &Entity) -> Self::Key {
        ((written.start, written.end), written.label)
    }

    fn near_of(written: &Entity) -> Self::Near {
        (written.start, written.end)
    }

    fn hidden(written: &Entity) -> bool {
        written.status == Status::Rejected
    }

    fn joined(mut self, written: Option<(Entity, Same)>) -> Entity {
        let (label, foreign) = labels::label(&self.label);
        if self.told.note.as_deref().unwrap_or_default().is_empty() && foreign.is_some() {
            self.told.note = foreign;
        }
        let (mut entity, same) = match written {
            Some((entity, same)) => (Entity { label, ..entity }, Some(same)),
            None => (blank_name(self.range, label), None),
        };
        let Entity { id, status, origin, confidence, rule, note, .. } = &mut entity;
        self.told.put_into(&mut About { id, status, origin, confidence, rule, note }, same);
        entity
    }
}

fn blank_name((start, end): Range, label: Label) -> Entity {
    Entity {
        id: String::new(),
        start,
        end,
        label,
        text: String::new(),
        entity: None,
        confidence: 1.0,
        status: Status::Confirmed,
        origin: Origin::Person,
        flagged: false,
        note: String::new(),
        rule: None,
    }
}

impl Join for FoundAttribution {
    type Written = Attribution;
    type Key = [Vec<Range>; 3];
    type Near = Vec<Range>;

    fn key(&self) -> Self::Key {
        [&self.source, &self.cue, &self.content].map(|ranges| sorted(ranges))
    }

    fn near(&self) -> Self::Near {
        sorted(if self.cue.is_empty() { &self.content } else { &self.cue })
    }

    fn key_of(written: &Attribution) -> Self::Key {
        [&written.source, &written.cue, &written.content].map(|ranges| sorted(ranges))
    }

    fn near_of(written: &Attribution) -> Self::Near {
        sorted(if written.cue.is_empty() { &written.content } else { &written.cue })
    }

    fn hidden(written: &Attribution) -> bool {
        let Attribution { source, cue, content, .. } = written;
        written.status == Status::Rejected || [source, cue, content].iter().all(|parts| parts.is_empty())
    }

    fn joined(self, written: Option<(Attribution, Same)>) -> Attribution {
        let (mut attribution, same) = match written {
            Some((attribution, same)) => (attribution, Some(same)),
            None => (blank_attribution(), None),
        };
        let Fields { form, frame, stance, source_kind } = self.fields;
        attribution.form = form.unwrap_or(attribution.form);
        attribution.frame = frame.unwrap_or(attribution.frame);
        attribution.stance = stance.unwrap_or(attribution.stance);
        attribution.source_kind = source_kind.unwrap_or(attribution.source_kind);
        if sorted(&attribution.source) != sorted(&self.source) {
            attribution.speaker = None;
        }
        (attribution.source, attribution.cue, attribution.content) = (self.source, self.cue, self.content);
        let Attribution { id, status, origin, confidence, rule, note, .. } = &mut attribution;
        self.told.put_into(&mut About { id, status, origin, confidence, rule, note }, same);
        attribution
    }
}

fn sorted(ranges: &[Range]) -> Vec<Range> {
    let mut ranges = ranges.to_vec();
    ranges.sort_unstable();
    ranges
}

fn blank_attribution() -> Attribution {
    let (form, frame, stance, source_kind) = PLAIN;
    Attribution {
        id: String::new(),
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        form,
        frame,
        stance,
        source_kind,
        speaker: None,
        confidence: 1.0,
        status: Status::Confirmed,
        origin: Origin::Person,
        flagged: false,
        note: String::new(),
        rule: None,
    }
}
