//! Which layers, labels and decisions are shown, and how sure a suggestion must be.

use std::collections::HashSet;

use sayso::attribution::Frame;
use sayso::entity::Label;
use sayso::review::{Status, Target};
use serde::{Deserialize, Serialize};

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

/// Which attributions are shown, by what kind they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Frames {
    #[default]
    All,
    /// What is said or known, by somebody or by nobody in particular: no attitude, no intention, no decree.
    Statements,
}

/// What a reader has set for all articles; remembered in this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Taste {
    /// Suggestions below so many percent are hidden.
    pub(crate) least: u8,
    pub(crate) frames: Frames,
}

/// What is hidden; nothing is at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    hidden: HashSet<Layer>,
    pub(crate) taste: Taste,
}

impl Filters {
    pub(crate) fn new(taste: Taste) -> Self {
        Self { hidden: HashSet::new(), taste }
    }

    pub(crate) fn shows(&self, layer: Layer) -> bool {
        !self.hidden.contains(&layer)
    }

    pub(crate) fn toggle(&mut self, layer: Layer) {
        if !self.hidden.remove(&layer) {
            self.hidden.insert(layer);
        }
    }

    pub(crate) fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a decision can change what is shown.
    pub(crate) fn by_status(&self) -> bool {
        self.taste.least > 0 || self.hidden.iter().any(|layer| matches!(layer, Layer::Status(_)))
    }

    /// Whether an annotation is shown at all.
    pub(crate) fn shows_target(&self, doc: &Doc, target: Target) -> bool {
        let layer = match target {
            Target::Mention(i) => {
                self.shows(Layer::Entities) && self.shows(Layer::Label(doc.review.mentions[i].value.label))
            }
            Target::Attribution(_) => [Layer::Sources, Layer::Cues, Layer::Contents].iter().any(|&l| self.shows(l)),
        };
        layer && self.suits(doc, target) && self.shows(Layer::Status(doc.status(target)))
    }

    /// Whether an annotation is as sure as the reader wants it, and of a kind that is wanted. What was decided is sure.
    pub(crate) fn suits(&self, doc: &Doc, target: Target) -> bool {
        let (decided, frame) = match target {
            Target::Mention(i) => (doc.review.mentions[i].is_touched(), None),
            Target::Attribution(i) => {
                let attribution = &doc.review.attributions[i];
                (attribution.is_touched(), Some(attribution.value.frame))
            }
        };
        let sure = decided || doc.confidence(target) * 100.0 >= f32::from(self.taste.least);
        let wanted = match self.taste.frames {
            Frames::All => true,
            Frames::Statements => !matches!(frame, Some(Frame::Attitude | Frame::Intention | Frame::Decree)),
        };
        sure && wanted
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

#[cfg(test)]
mod tests {
    use std::iter;

    use sayso::attribution::{Attribution, Form, SourceKind, Stance};
    use sayso::entity::Mention;
    use sayso::review::{Batch, Origin, Review, Reviewed};
    use sayso::{Annotations, Article, Span};

    use super::*;

    fn reviewed<T>(value: T) -> Reviewed<T> {
        Reviewed::suggested(String::new(), value)
    }

    fn doc(confidences: &[f32], frame: Frame) -> Doc {
        let span = Span::new(0, 1);
        let mention = |&confidence: &f32| Mention { span, label: Label::Org, entity: 0, confidence, rule: "".into() };
        let attribution = Attribution {
            source: vec![span],
            cue: vec![span],
            content: vec![span],
            form: Form::Indirect,
            frame,
            stance: Stance::Asserts,
            source_kind: SourceKind::Unnamed,
            speaker: None,
            confidence: 0.9,
            rule: "".into(),
        };
        let article = Article::from_text("x".to_owned());
        let mut doc = Doc::new(Review::new("t".to_owned(), article, Annotations::default()));
        doc.extend(Batch {
            entities: Vec::new(),
            mentions: confidences.iter().map(mention).map(reviewed).collect(),
            attributions: iter::once(reviewed(attribution)).collect(),
        });
        doc
    }

    fn shown(filters: &Filters, doc: &Doc) -> Vec<bool> {
        (0..doc.review.mentions.len()).map(|i| filters.shows_target(doc, Target::Mention(i))).collect()
    }

    #[test]
    fn what_is_less_sure_is_hidden_unless_it_was_decided_on() {
        let mut doc = doc(&[0.3, 0.5, 0.7, 0.3], Frame::Statement);
        let mut filters = Filters::default();
        assert_eq!(shown(&filters, &doc), [true; 4]);
        filters.taste.least = 50;
        assert_eq!(shown(&filters, &doc), [false, true, true, false]);
        doc.review.decide(&[Target::Mention(0)], Status::Confirmed);
        doc.review.decide(&[Target::Mention(3)], Status::Rejected);
        assert_eq!(shown(&filters, &doc), [true; 4]);
    }

    #[test]
    fn attitudes_intentions_and_decrees_can_be_left_out() {
        let statements = Filters::new(Taste { frames: Frames::Statements, ..Taste::default() });
        let shows = |frame| statements.shows_target(&doc(&[], frame), Target::Attribution(0));
        let frames =
            [Frame::Statement, Frame::Knowledge, Frame::Hedge, Frame::Attitude, Frame::Intention, Frame::Decree];
        assert_eq!(frames.map(shows), [true, true, true, false, false, false]);
    }
}
