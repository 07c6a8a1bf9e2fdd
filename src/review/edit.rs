//! What a person changes, so that it can be done, undone, written down and done again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Reviewed, Status, Target};
use crate::attribution::Attribution;
use crate::entity::{Entity, EntityId, Label, Mention};
use crate::span::Span;

/// One step of a person: all its changes are done, undone and done again together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// In the order in which they are applied.
    pub changes: Vec<Change>,
}

/// What something was, and what it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap<T> {
    /// Before the edit.
    pub from: T,
    /// After it.
    pub to: T,
}

/// One change within an [`Edit`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// What was decided on an annotation.
    Status(Target, Swap<Status>),
    /// Whether an annotation is to be discussed.
    Flag(Target, Swap<bool>),
    /// What a person has to say of an annotation.
    Note(Target, Box<Swap<String>>),
    /// A mention's label.
    Label(usize, Swap<Label>),
    /// Where a mention begins and ends.
    Span(usize, Swap<Span>),
    /// Which thing a mention names.
    Cluster(usize, Swap<EntityId>),
    /// Parts, fields and speaker of an attribution.
    Claim(usize, Box<Swap<Attribution>>),
    /// A mention that is made (from `None`) or taken away (to `None`).
    Mention(usize, Box<Swap<Option<Reviewed<Mention>>>>),
    /// An attribution that is made or taken away.
    Attribution(usize, Box<Swap<Option<Reviewed<Attribution>>>>),
    /// Name, label and doubt of a cluster; one that is made, from `None`.
    Entity(EntityId, Box<Swap<Option<Entity>>>),
}

impl<T> Swap<T> {
    /// From the one to the other.
    pub const fn new(from: T, to: T) -> Self {
        Self { from, to }
    }
}

impl<T: Clone> Swap<T> {
    fn turned(&self) -> Self {
        Self { from: self.to.clone(), to: self.from.clone() }
    }
}

impl Change {
    fn inverse(&self) -> Self {
        match self {
            Self::Status(target, swap) => Self::Status(*target, swap.turned()),
            Self::Flag(target, swap) => Self::Flag(*target, swap.turned()),
            Self::Note(target, swap) => Self::Note(*target, Box::new(swap.turned())),
            Self::Label(mention, swap) => Self::Label(*mention, swap.turned()),
            Self::Span(mention, swap) => Self::Span(*mention, swap.turned()),
            Self::Cluster(mention, swap) => Self::Cluster(*mention, swap.turned()),
            Self::Claim(attribution, swap) => Self::Claim(*attribution, Box::new(swap.turned())),
            Self::Mention(mention, swap) => Self::Mention(*mention, Box::new(swap.turned())),
            Self::Attribution(attribution, swap) => Self::Attribution(*attribution, Box::new(swap.turned())),
            Self::Entity(entity, swap) => Self::Entity(*entity, Box::new(swap.turned())),
        }
    }

    /// The annotation that changes; `None` for a cluster.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Status(target, _) | Self::Flag(target, _) | Self::Note(target, _) => Some(*target),
            Self::Label(i, _) | Self::Span(i, _) | Self::Cluster(i, _) | Self::Mention(i, _) => {
                Some(Target::Mention(*i))
            }
            Self::Claim(i, _) | Self::Attribution(i, _) => Some(Target::Attribution(*i)),
            Self::Entity(..) => None,
        }
    }
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { changes: self.changes.iter().rev().map(Change::inverse).collect() }
    }

    /// The annotations that it changes, each once.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        let targets: BTreeSet<Target> = self.changes.iter().filter_map(Change::target).collect();
        targets.into_iter().collect()
    }

    /// Whether annotations come, go or stand elsewhere after it.
    #[must_use]
    pub fn moves(&self) -> bool {
        let moves = |change: &Change| {
            matches!(change, Change::Span(..) | Change::Claim(..) | Change::Mention(..) | Change::Attribution(..))
        };
        self.changes.iter().any(moves)
    }

    /// Whether clusters, or who speaks, are others after it.
    #[must_use]
    pub fn regroups(&self) -> bool {
        self.changes.iter().any(|c| matches!(c, Change::Cluster(..) | Change::Entity(..))) || self.moves()
    }
}
