//! A third document of two: what both say stands, the rest is for somebody to decide.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::beside::Beside;
use super::differences::{self, Difference, Kind, What};
use super::words::Side;
use crate::export::name_of;
use crate::export::v1::{Attribution, Cluster, Document, Entity};
use crate::review::Status;

/// Whom to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The first, also if that one has not marked it.
    A,
    /// The second, also if that one has not marked it.
    B,
    /// Neither: it is wrong.
    Neither,
}

/// Makes a document of two, on the text of the first: what both say is confirmed, and so is what was chosen, by the ids of
/// [`differences`](super::differences()). What was not is flagged, and open. Notes say who said what.
#[must_use]
pub fn settle(a: &Document, b: &Document, choices: &[(usize, Choice)]) -> Document {
    let beside = Beside::new(a, b);
    let all = differences::of(&beside);
    let choices: HashMap<usize, Choice> = choices.iter().copied().collect();
    let mut settler = Settler::new(&beside, b, &all);
    for difference in &all {
        settler.take(difference, choices.get(&difference.id).copied());
    }
    let settled = settler.document;
    // In text order, and without what nothing names.
    settled.clone().into_review().map_or(settled, |review| Document::from(&review))
}

/// Which of the two says it, and what becomes of it.
struct Verdict {
    of_b: bool,
    status: Status,
    flagged: bool,
    note: String,
}

struct Settler<'d> {
    a: &'d Document,
    /// On the text of the first, by the indices that they have in the second as it was given.
    entities_of_b: HashMap<usize, &'d Entity>,
    attributions_of_b: HashMap<usize, &'d Attribution>,
    clusters_of_b: &'d [Cluster],
    /// What the second's clusters are in the settled document.
    clusters: HashMap<String, String>,
    quotes: Side<'d>,
    document: Document,
}

impl<'d> Settler<'d> {
    fn new(beside: &'d Beside<'d>, b: &'d Document, all: &[Difference]) -> Self {
        let a = beside.a;
        let entities_of_b: HashMap<_, _> = beside.entities_of_b().into_iter().collect();
        let attributions_of_b =
            beside.attributions_of_b().into_iter().map(|said| (said.index, said.attribution)).collect();
        let clusters = same_clusters(a, &entities_of_b, all);
        let document = Document { entities: Vec::new(), attributions: Vec::new(), ..a.clone() };
        Self {
            a,
            entities_of_b,
            attributions_of_b,
            clusters_of_b: &b.clusters,
            clusters,
            quotes: Side::new(a),
            document,
        }
    }

    fn take(&mut self, difference: &Difference, choice: Option<Choice>) {
        match difference.what {
            What::Entity => self.take_entity(difference, choice),
            What::Attribution => self.take_attribution(difference, choice),
        }
    }

    fn take_entity(&mut self, difference: &Difference, choice: Option<Choice>) {
        let a = difference.a.map(|at| &self.a.entities[at]);
        let b = difference.b.and_then(|at| self.entities_of_b.get(&at).copied());
        let said = match (difference.kind, a, b) {
            (Kind::Label, Some(a), Some(b)) => format!("A: {}; B: {}", name_of(&a.label), name_of(&b.label)),
            (Kind::Parts, Some(a), Some(b)) => {
                format!("A: {}; B: {}", self.quotes.quote(&[(a.start, a.end)]), self.quotes.quote(&[(b.start, b.end)]))
            }
            _ => only(difference.kind),
        };
        let verdict = verdict(difference, choice, said);
        let Some(mut entity) = (if verdict.of_b { b } else { a }).cloned() else { return };
        if verdict.of_b {
            entity.entity = entity.entity.and_then(|id| self.cluster(&id));
        }
        entity.id = format!("e{}", self.document.entities.len() + 1);
        entity.note = joined(&entity.note, &verdict.note);
        (entity.status, entity.flagged) = (verdict.status, verdict.flagged);
        self.document.entities.push(entity);
    }

    fn take_attribution(&mut self, difference: &Difference, choice: Option<Choice>) {
        let a = difference.a.map(|at| &self.a.attributions[at]);
        let b = difference.b.and_then(|at| self.attributions_of_b.get(&at).copied());
        let said = match (difference.kind, a, b) {
            (Kind::Parts | Kind::Fields, Some(a), Some(b)) => self.told(a, b),
            _ => only(difference.kind),
        };
        let verdict = verdict(difference, choice, said);
        let Some(mut attribution) = (if verdict.of_b { b } else { a }).cloned() else { return };
        if verdict.of_b {
            attribution.speaker = attribution.speaker.and_then(|id| self.cluster(&id));
        }
        attribution.id = format!("a{}", self.document.attributions.len() + 1);
        attribution.note = joined(&attribution.note, &verdict.note);
        (attribution.status, attribution.flagged) = (verdict.status, verdict.flagged);
        self.document.attributions.push(attribution);
    }

    /// What two say of an attribution, wherever that is not the same.
    fn told(&self, a: &Attribution, b: &Attribution) -> String {
        let parts = [("source", &a.source, &b.source), ("cue", &a.cue, &b.cue), ("content", &a.content, &b.content)];
        let parts = parts.map(|(name, a, b)| (name, self.quotes.quote(a), self.quotes.quote(b), a != b));
        let field = |name, a: String, b: String| {
            let other = a != b;
            (name, a, b, other)
        };
        let fields = [
            field("form", name_of(&a.form), name_of(&b.form)),
            field("frame", name_of(&a.frame), name_of(&b.frame)),
            field("stance", name_of(&a.stance), name_of(&b.stance)),
            field("kind of source", name_of(&a.source_kind), name_of(&b.source_kind)),
        ];
        let other = parts.into_iter().chain(fields).filter(|(_, _, _, other)| *other);
        other.map(|(name, a, b, _)| format!("{name}: A: {a}; B: {b}")).collect::<Vec<_>>().join(". ")
    }

    /// What a cluster of the second is called here: what it shares names with, or one of its own.
    fn cluster(&mut self, id: &str) -> Option<String> {
        if let Some(known) = self.clusters.get(id) {
            return Some(known.clone());
        }
        let cluster = self.clusters_of_b.iter().find(|cluster| cluster.id == id)?;
        let taken: HashSet<&str> = self.document.clusters.iter().map(|cluster| cluster.id.as_str()).collect();
        let mut own = format!("c{}", taken.len() + 1);
        while taken.contains(own.as_str()) {
            own.push('x');
        }
        self.clusters.insert(id.to_owned(), own.clone());
        self.document.clusters.push(Cluster { id: own.clone(), ..cluster.clone() });
        Some(own)
    }
}

/// The clusters of the second that share names with those of the first: each is the one that it shares most with.
fn same_clusters(a: &Document, b: &HashMap<usize, &Entity>, all: &[Difference]) -> HashMap<String, String> {
    let mut shared: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for difference in all.iter().filter(|d| d.what == What::Entity) {
        let one = difference.a.and_then(|at| a.entities[at].entity.as_deref());
        let other = difference.b.and_then(|at| b.get(&at)?.entity.as_deref());
        if let Some((one, other)) = one.zip(other) {
            *shared.entry((other, one)).or_default() += 1;
        }
    }
    let mut order: Vec<_> = shared.into_iter().collect();
    order.sort_by_key(|&(names, count)| (std::cmp::Reverse(count), names));
    let mut same = HashMap::new();
    for ((other, one), _) in order {
        same.entry(other.to_owned()).or_insert_with(|| one.to_owned());
    }
    same
}

fn only(kind: Kind) -> String {
    match kind {
        Kind::OnlyA => "only A marks this".to_owned(),
        Kind::OnlyB => "only B marks this".to_owned(),
        Kind::Both | Kind::Label | Kind::Parts | Kind::Fields => String::new(),
    }
}

fn verdict(difference: &Difference, choice: Option<Choice>, said: String) -> Verdict {
    let (in_a, in_b) = (difference.a.is_some(), difference.b.is_some());
    let settled = |of_b, there: bool, whom: &str| {
        let status = if there { Status::Confirmed } else { Status::Rejected };
        let whom = if whom.is_empty() { String::new() } else { format!("settled: {whom}") };
        let note = [said.clone(), whom].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        Verdict { of_b, status, flagged: false, note }
    };
    match choice {
        Some(Choice::A) => settled(!in_a, in_a, "A"),
        Some(Choice::B) => settled(in_b, in_b, "B"),
        Some(Choice::Neither) => settled(!in_a, false, "neither"),
        None if difference.kind == Kind::Both => settled(false, true, ""),
        None => Verdict { of_b: !in_a, status: Status::Suggested, flagged: true, note: said },
    }
}

/// A note behind what was noted before.
fn joined(before: &str, note: &str) -> String {
    [before, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
