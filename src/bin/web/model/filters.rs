//! Which layers, labels and decisions are shown, and how sure a suggestion must be.

use std::sync::Arc;

use sayso::attribution::{Frame, Stance};
use sayso::entity::{EntityId, Label};
use sayso::review::{Status, Target};
use serde::{Deserialize, Serialize};

use super::backing::Backing;
use super::doc::Doc;
use super::layout::{Interval, Role};
use super::search::Found;

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
    Backing(Backing),
    Stance(Stance),
    /// All that is not flagged.
    Unflagged,
    /// All without a note.
    Unnoted,
}

impl Layer {
    /// Its place in a set of layers: each annotation asks for several, so that looking them up must cost nothing.
    const fn bit(self) -> u64 {
        let place = match self {
            Self::Entities => 0,
            Self::Sources => 1,
            Self::Cues => 2,
            Self::Contents => 3,
            Self::Furniture => 4,
            Self::Unflagged => 5,
            Self::Unnoted => 6,
            Self::Status(status) => 8 + status as u32,
            Self::Backing(backing) => 16 + backing as u32,
            Self::Stance(stance) => 24 + stance as u32,
            Self::Label(label) => 32 + label as u32,
        };
        1 << place
    }
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
    /// Layers, by their bits.
    hidden: u64,
    pub(crate) taste: Taste,
    /// The one speaker whose words and names are shown.
    pub(crate) speaker: Option<EntityId>,
    /// What was searched for: it narrows down what is listed, not what is drawn.
    pub(crate) found: Option<Arc<Found>>,
}

impl Filters {
    pub(crate) fn new(taste: Taste) -> Self {
        Self { taste, ..Self::default() }
    }

    pub(crate) fn shows(&self, layer: Layer) -> bool {
        self.hidden & layer.bit() == 0
    }

    pub(crate) fn toggle(&mut self, layer: Layer) {
        self.hidden ^= layer.bit();
    }

    pub(crate) fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// The same, but for a search.
    pub(crate) fn hides_nothing(&self) -> bool {
        self.hidden == 0 && self.taste == Taste::default() && self.speaker.is_none()
    }

    /// Shows all again, of what a search found.
    pub(crate) fn show_all(&mut self) {
        *self = Self { found: self.found.take(), ..Self::default() };
    }

    /// Whether some of it belongs to the article on the page.
    pub(crate) fn is_of_an_article(&self) -> bool {
        self.speaker.is_some() || self.found.is_some()
    }

    /// Forgets what belongs to the article before.
    pub(crate) fn turn_over(&mut self) {
        (self.speaker, self.found) = (None, None);
    }

    /// Whether a decision, or another edit of an annotation, can change what is shown.
    pub(crate) fn by_status(&self) -> bool {
        const LAYERS: u64 = 0b1_1111;
        self.taste != Taste::default() || self.speaker.is_some() || self.hidden & !LAYERS != 0
    }

    /// Whether an annotation is listed and counted: it is drawn, and beside what was searched for.
    pub(crate) fn shows_target(&self, doc: &Doc, target: Target) -> bool {
        self.draws_target(doc, target) && self.found.as_ref().is_none_or(|found| found.is_beside(doc.span(target)))
    }

    /// Whether an annotation is drawn in the article.
    pub(crate) fn draws_target(&self, doc: &Doc, target: Target) -> bool {
        let layer = match target {
            Target::Mention(i) => {
                self.shows(Layer::Entities) && self.shows(Layer::Label(doc.review.mentions[i].value.label))
            }
            Target::Attribution(_) => [Layer::Sources, Layer::Cues, Layer::Contents].iter().any(|&l| self.shows(l)),
        };
        layer && self.suits(doc, target) && self.shows(Layer::Status(doc.status(target))) && self.concerns(doc, target)
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

    /// Whether it is flagged or noted, of a speaker, or of a source or stance that is wanted.
    fn concerns(&self, doc: &Doc, target: Target) -> bool {
        let review = &doc.review;
        if !self.shows(Layer::Unflagged) && review.is_flagged(target) != Some(true) {
            return false;
        }
        if !self.shows(Layer::Unnoted) && review.note_of(target).is_none_or(str::is_empty) {
            return false;
        }
        match target {
            Target::Mention(i) => self.speaker.is_none_or(|speaker| review.mentions[i].value.entity == speaker),
            Target::Attribution(i) => {
                let a = &review.attributions[i].value;
                self.speaker.is_none_or(|speaker| a.speaker == Some(speaker))
                    && self.shows(Layer::Backing(Backing::of(review, a)))
                    && self.shows(Layer::Stance(a.stance))
            }
        }
    }

    /// Whether one span of an annotation is drawn.
    pub(crate) fn shows_interval(&self, doc: &Doc, interval: &Interval) -> bool {
        let layer = match interval.role {
            Role::Entity => Layer::Entities,
            Role::Source => Layer::Sources,
            Role::Cue => Layer::Cues,
            Role::Content => Layer::Contents,
        };
        self.shows(layer) && self.draws_target(doc, interval.target)
    }
}

#[cfg(test)]
mod tests {
    use std::iter;

    use sayso::attribution::{Attribution, Form, SourceKind, Stance};
    use sayso::entity::Mention;
    use sayso::review::{Batch, Review, Reviewed};
    use sayso::{Annotations, Article, Span};

    use super::*;
    use crate::model::backing::BACKINGS;
    use crate::model::words;

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

    #[test]
    fn layers_share_no_bit() {
        let mut bits: Vec<u64> = vec![Layer::Entities, Layer::Sources, Layer::Cues, Layer::Contents, Layer::Furniture]
            .into_iter()
            .chain([Layer::Unflagged])
            .chain([Status::Suggested, Status::Confirmed, Status::Rejected].map(Layer::Status))
            .chain(BACKINGS.map(Layer::Backing))
            .chain(words::STANCES.map(Layer::Stance))
            .chain(words::LABELS.map(Layer::Label))
            .map(Layer::bit)
            .collect();
        let all = bits.len();
        bits.sort_unstable();
        bits.dedup();
        assert_eq!(bits.len(), all);
    }

    #[test]
    fn sources_stances_flags_and_speakers_narrow_down_what_is_shown() {
        let mut doc = doc(&[0.9, 0.9], Frame::Statement);
        let said = Target::Attribution(0);
        let hiding = |layer| {
            let mut filters = Filters::default();
            filters.toggle(layer);
            filters
        };
        assert!(!hiding(Layer::Backing(Backing::Unnamed)).shows_target(&doc, said));
        assert!(hiding(Layer::Backing(Backing::Person)).shows_target(&doc, said));
        assert!(!hiding(Layer::Stance(Stance::Asserts)).shows_target(&doc, said));
        doc.review.flag(&[Target::Mention(1)], true);
        assert_eq!(shown(&hiding(Layer::Unflagged), &doc), [false, true]);
        let mut filters = Filters { speaker: Some(1), ..Filters::default() };
        assert_eq!(shown(&filters, &doc), [false; 2]);
        filters.show_all();
        assert!(filters.is_everything() && filters.shows_target(&doc, said));
    }

    #[test]
    fn a_search_narrows_down_what_is_listed_but_not_what_is_drawn() {
        let doc = doc(&[0.9], Frame::Statement);
        let found = |query| Some(Arc::new(Found::new(&doc.review.article, query)));
        let filters = Filters { found: found("y"), ..Filters::default() };
        assert!(!filters.shows_target(&doc, Target::Mention(0)) && filters.draws_target(&doc, Target::Mention(0)));
        let filters = Filters { found: found("X"), ..Filters::default() };
        assert!(filters.shows_target(&doc, Target::Mention(0)) && filters.hides_nothing());
    }
}
