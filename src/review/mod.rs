//! A review: suggestions, what people decided on them, and the way back.

mod grow;

use serde::{Deserialize, Serialize};

use crate::annotate::Annotations;
use crate::article::Article;
use crate::attribution::Attribution;
use crate::entity::{Entity, EntityId, Mention};

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
}

/// Names one annotation of a review, by its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An index into [`Review::mentions`].
    Mention(usize),
    /// An index into [`Review::attributions`].
    Attribution(usize),
}

/// A change that a person made. Applying its [`Edit::inverse`] restores what was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Decide on one annotation or on many at once.
    SetStatus(Vec<StatusChange>),
}

/// One decision within an [`Edit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChange {
    /// What it is about.
    pub target: Target,
    /// The status before.
    pub from: Status,
    /// The status after.
    pub to: Status,
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::SetStatus(changes) => Self::SetStatus(
                changes.iter().rev().map(|c| StatusChange { target: c.target, from: c.to, to: c.from }).collect(),
            ),
        }
    }
}

/// An article, what is marked in it, what was decided, and how to undo that.
#[derive(Clone, Debug, PartialEq)]
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
    let wrap = |(i, value)| Reviewed {
        id: format!("{letter}{}", i + 1),
        value,
        status: Status::default(),
        origin: Origin::default(),
    };
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

    /// What was decided on an annotation.
    #[must_use]
    pub fn status(&self, target: Target) -> Option<Status> {
        match target {
            Target::Mention(i) => self.mentions.get(i).map(|m| m.status),
            Target::Attribution(i) => self.attributions.get(i).map(|a| a.status),
        }
    }

    /// Decides on some annotations as one step; gives the edit, or `None` if nothing changes.
    pub fn decide(&mut self, targets: &[Target], to: Status) -> Option<Edit> {
        let change = |&target| {
            let from = self.status(target)?;
            (from != to).then_some(StatusChange { target, from, to })
        };
        let changes: Vec<_> = targets.iter().filter_map(change).collect();
        if changes.is_empty() {
            return None;
        }
        let edit = Edit::SetStatus(changes);
        self.apply(&edit);
        self.done.push(edit.clone());
        self.undone.clear();
        Some(edit)
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

    /// The one place where decisions are written.
    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::SetStatus(changes) => {
                for change in changes {
                    let status = match change.target {
                        Target::Mention(i) => self.mentions.get_mut(i).map(|m| &mut m.status),
                        Target::Attribution(i) => self.attributions.get_mut(i).map(|a| &mut a.status),
                    };
                    if let Some(status) = status {
                        *status = change.to;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
