//! Which layers, labels and decisions are shown.

use std::collections::HashSet;

use sayso::entity::Label;
use sayso::review::{Status, Target};

use super::doc::Doc;
use super::layout::{Interval, Role};

/// One thing that can be shown or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Layer {
    Entities,
    Sources,
    Cues,
    Contents,
    /// Site furniture: the blocks in which nothing is annotated.
    Furniture,
    Label(Label),
    Status(Status),
}

/// What is hidden; nothing is at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters(HashSet<Layer>);

impl Filters {
    pub(crate) fn shows(&self, layer: Layer) -> bool {
        !self.0.contains(&layer)
    }

    pub(crate) fn toggle(&mut self, layer: Layer) {
        if !self.0.remove(&layer) {
            self.0.insert(layer);
        }
    }

    pub(crate) fn is_everything(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a decision can change what is shown.
    pub(crate) fn by_status(&self) -> bool {
        self.0.iter().any(|layer| matches!(layer, Layer::Status(_)))
    }

    /// Whether an annotation is shown at all.
    pub(crate) fn shows_target(&self, doc: &Doc, target: Target) -> bool {
        let layer = match target {
            Target::Mention(i) => {
                self.shows(Layer::Entities) && self.shows(Layer::Label(doc.review.mentions[i].value.label))
            }
            Target::Attribution(_) => [Layer::Sources, Layer::Cues, Layer::Contents].iter().any(|&l| self.shows(l)),
        };
        layer && self.shows(Layer::Status(doc.status(target)))
    }

    /// Whether one span of an annotation is drawn.
    pub(crate) fn shows_interval(&self, doc: &Doc, interval: &Interval) -> bool {
        let layer = match interval.role {
            Role::Entity => Layer::Entities,
            Role::Source => Layer::Sources,
            Role::Cue => Layer::Cues,
            Role::Content => Layer::Contents,
        };
        self.shows(layer) && self.shows_target(doc, interval.target)
    }
}
