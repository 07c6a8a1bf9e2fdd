//! A review: suggestions, what people decided on them, and the way back.

mod act;
mod clusters;
mod edit;
mod grow;
mod parts;
mod sound;

use serde::{Deserialize, Serialize};

use crate::annotate::Annotations;
use crate::article::Article;
use crate::attribution::Attribution;
use crate::entity::{Entity, EntityId, Mention};

pub use edit::{Change, Edit, Swap};
pub use grow::{Batch, SettledAttribution, SettledMention, Settlement};

/// What people have said of an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing yet.
    #[default]
    Suggested,
    /// It is right.
    Confirmed,
    /// It is wrong.
    Rejected,
}

/// Who made an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The annotator.
    #[default]
    Suggestion,
    /// A person.
    Person,
}

/// An annotation with what was decided on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reviewed<T> {
    /// Its name in what is downloaded, for example `e12`; one of its own within a review.
    pub id: String,
    /// The annotation.
    pub value: T,
    /// What was decided.
    pub status: Status,
    /// Who made it.
    pub origin: Origin,
    /// Whether it is to be discussed.
    pub flagged: bool,
    /// What a person has to say of it.
    pub note: String,
    /// Whether it was taken away; it keeps its place, so that what names it by that place still does.
    pub gone: bool,
}

impl<T> Reviewed<T> {
    /// A suggestion that nobody has looked at.
    pub const fn suggested(id: String, value: T) -> Self {
        let (status, origin) = (Status::Suggested, Origin::Suggestion);
        Self { id, value, status, origin, flagged: false, note: String::new(), gone: false }
    }

    /// What a person made, and so confirms.
    pub const fn by_person(id: String, value: T) -> Self {
        let (status, origin) = (Status::Confirmed, Origin::Person);
        Self { id, value, status, origin, flagged: false, note: String::new(), gone: false }
    }
}

/// Names one annotation of a review, by its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An index into [`Review::mentions`].
    Mention(usize),
    /// An index into [`Review::attributions`].
    Attribution(usize),
}

/// An article, what is marked in it, what was decided, and how to undo that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Name of the document: a file name without extension, or made from the title.
    pub id: String,
    /// The text and its blocks.
    pub article: Article,
    /// Marks of named things.
    pub mentions: Vec<Reviewed<Mention>>,
    /// Marks of attributions.
    pub attributions: Vec<Reviewed<Attribution>>,
    /// What the mentions are mentions of.
    pub entities: Vec<Entity>,
    /// What the entities are called in what is downloaded; one made since then goes by its number.
    cluster_ids: Vec<String>,
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

fn suggested<T>(letter: char, values: Vec<T>) -> Vec<Reviewed<T>> {
    let wrap = |(i, value)| Reviewed::suggested(format!("{letter}{}", i + 1), value);
    values.into_iter().enumerate().map(wrap).collect()
}

impl Review {
    /// A review of fresh suggestions, nothing decided.
    #[must_use]
    pub fn new(id: String, article: Article, annotations: Annotations) -> Self {
        let mentions = suggested('e', annotations.mentions);
        let attributions = suggested('a', annotations.attributions);
        Self::from_parts(id, article, mentions, attributions, annotations.entities)
    }

    /// A review as it was saved; its history starts anew.
    #[must_use]
    pub fn from_parts(
        id: String,
        article: Article,
        mentions: Vec<Reviewed<Mention>>,
        attributions: Vec<Reviewed<Attribution>>,
        entities: Vec<Entity>,
    ) -> Self {
        let cluster_ids = (1..=entities.len()).map(|n| format!("c{n}")).collect();
        Self { id, article, mentions, attributions, entities, cluster_ids, done: Vec::new(), undone: Vec::new() }
    }

    /// The same with the names that its entities have in a file, in order of their ids.
    #[must_use]
    pub fn with_cluster_ids(mut self, ids: Vec<String>) -> Self {
        self.cluster_ids = ids;
        self
    }

    /// What an entity is called in what is downloaded, for example `c3`; `None` if there is no such entity.
    #[must_use]
    pub fn cluster_id(&self, entity: EntityId) -> Option<String> {
        self.entities.get(entity)?;
        Some(self.cluster_ids.get(entity).cloned().unwrap_or_else(|| format!("c{}", entity + 1)))
    }

    /// Whether there is such an annotation.
    #[must_use]
    pub fn has(&self, target: Target) -> bool {
        self.status(target).is_some()
    }

    /// What was decided on an annotation.
    #[must_use]
    pub fn status(&self, target: Target) -> Option<Status> {
        match target {
            Target::Mention(i) => there(&self.mentions, i).map(|m| m.status),
            Target::Attribution(i) => there(&self.attributions, i).map(|a| a.status),
        }
    }

    /// Who made an annotation.
    #[must_use]
    pub fn origin(&self, target: Target) -> Option<Origin> {
        match target {
            Target::Mention(i) => there(&self.mentions, i).map(|m| m.origin),
            Target::Attribution(i) => there(&self.attributions, i).map(|a| a.origin),
        }
    }

    /// Whether an annotation is to be discussed.
    #[must_use]
    pub fn is_flagged(&self, target: Target) -> Option<bool> {
        match target {
            Target::Mention(i) => there(&self.mentions, i).map(|m| m.flagged),
            Target::Attribution(i) => there(&self.attributions, i).map(|a| a.flagged),
        }
    }

    /// What a person has to say of an annotation; mostly nothing.
    #[must_use]
    pub fn note_of(&self, target: Target) -> Option<&str> {
        match target {
            Target::Mention(i) => there(&self.mentions, i).map(|m| m.note.as_str()),
            Target::Attribution(i) => there(&self.attributions, i).map(|a| a.note.as_str()),
        }
    }

    /// Does what another copy of this review has done.
    pub fn commit(&mut self, edit: Edit) {
        self.apply(&edit);
        self.done.push(edit);
        self.undone.clear();
    }

    /// Takes the last edit back; gives what was applied to do so.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.done.pop()?;
        let inverse = edit.inverse();
        self.apply(&inverse);
        self.undone.push(edit);
        Some(inverse)
    }

    /// Does again what was undone last.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.apply(&edit);
        self.done.push(edit.clone());
        Some(edit)
    }

    /// What was done, the oldest first, and what was undone, the next to be done again last.
    #[must_use]
    pub fn history(&self) -> (&[Edit], &[Edit]) {
        (&self.done, &self.undone)
    }

    /// Puts a history from before under what was done since; what was undone since is newer than what was undone before.
    pub fn restore(&mut self, mut done: Vec<Edit>, undone: Vec<Edit>) {
        if self.done.is_empty() && self.undone.is_empty() {
            self.undone = undone;
        }
        done.append(&mut self.done);
        self.done = done;
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The one place where decisions are written. What names something that is not there is passed over.
    fn apply(&mut self, edit: &Edit) {
        for change in &edit.changes {
            self.apply_one(change);
        }
    }

    fn apply_one(&mut self, change: &Change) {
        /// Writes into one field of an annotation, of whichever kind.
        macro_rules! write {
            ($target:expr, $field:ident, $to:expr) => {
                match $target {
                    Target::Mention(i) => self.mentions.get_mut(*i).map(|m| m.$field = $to),
                    Target::Attribution(i) => self.attributions.get_mut(*i).map(|a| a.$field = $to),
                }
            };
        }
        let _ = match change {
            Change::Status(target, swap) => write!(target, status, swap.to),
            Change::Flag(target, swap) => write!(target, flagged, swap.to),
            Change::Note(target, swap) => write!(target, note, swap.to.clone()),
            Change::Label(i, swap) => self.mentions.get_mut(*i).map(|m| m.value.label = swap.to),
            Change::Span(i, swap) => self.mentions.get_mut(*i).map(|m| m.value.span = swap.to),
            Change::Cluster(i, swap) => self.mentions.get_mut(*i).map(|m| m.value.entity = swap.to),
            Change::Claim(i, swap) => self.attributions.get_mut(*i).map(|a| a.value = swap.to.clone()),
            Change::Mention(i, swap) => put(&mut self.mentions, *i, swap.to.as_ref()),
            Change::Attribution(i, swap) => put(&mut self.attributions, *i, swap.to.as_ref()),
            Change::Entity(id, swap) => {
                if let Some(to) = &swap.to {
                    match self.entities.get_mut(*id) {
                        Some(entity) => *entity = to.clone(),
                        None => self.entities.push(to.clone()),
                    }
                }
                None
            }
        };
    }
}

/// What is in a place, unless it was taken away.
fn there<T>(values: &[Reviewed<T>], index: usize) -> Option<&Reviewed<T>> {
    values.get(index).filter(|value| !value.gone)
}

/// Puts something into a place, or takes away what is there.
fn put<T: Clone>(values: &mut Vec<Reviewed<T>>, index: usize, to: Option<&Reviewed<T>>) -> Option<()> {
    match (values.get_mut(index), to) {
        (Some(value), Some(to)) => *value = to.clone(),
        (Some(value), None) => value.gone = true,
        (None, Some(to)) => values.push(to.clone()),
        (None, None) => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests;
