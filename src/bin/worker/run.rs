//! One article on its way through the pipeline: slices come in any order, and join the review as they come.

use sayso::annotate::{self, Annotations};
use sayso::attribution::Attribution;
use sayso::entity::{Entity, EntityId, Mention};
use sayso::review::{Batch, Review, Reviewed, SettledAttribution, SettledMention, Settlement};

use crate::carry::{Kept, roles};
use crate::queue::Queue;

/// What is being marked.
pub(crate) struct Run {
    pub(crate) queue: Queue,
    kept: Kept,
    /// What each slice gave, once it is marked.
    marked: Vec<Option<Slice>>,
    /// Bytes of text that are marked.
    bytes: usize,
    /// No more is wanted.
    pub(crate) stopped: bool,
    pub(crate) millis: f64,
    /// Slices that the second worker has marked.
    pub(crate) helped: usize,
}

/// What a slice gave, and where in the review that stands.
struct Slice {
    found: Annotations,
    mentions: Vec<usize>,
    attributions: Vec<usize>,
}

impl Run {
    /// Starts; `millis` were spent already.
    pub(crate) fn new(review: &Review, kept: Kept, millis: f64) -> Self {
        let slices = annotate::slices(&review.article);
        let marked = slices.iter().map(|_| None).collect();
        Self { queue: Queue::new(slices), kept, marked, bytes: 0, stopped: false, millis, helped: 0 }
    }

    /// The share of the text that is marked, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
    pub(crate) fn share(&self, review: &Review) -> f32 {
        (self.bytes as f32 / review.article.text.len().max(1) as f32).min(1.0)
    }

    /// Takes in what a slice gave; `None` if it was known already.
    pub(crate) fn take(&mut self, review: &Review, slice: usize, found: Annotations) -> Option<Batch> {
        if !self.queue.mark(slice) {
            return None;
        }
        let blocks = &review.article.blocks[self.queue.blocks(slice)];
        self.bytes += blocks.iter().map(|b| b.span.len() + 1).sum::<usize>();
        let (batch, placed) = place(&self.kept, review, found);
        self.marked[slice] = Some(placed);
        Some(batch)
    }

    /// What the document tells as far as it is marked.
    pub(crate) fn settle(&mut self, review: &Review) -> Settlement {
        let (mut all, mut mentions, mut attributions) = (Annotations::default(), Vec::new(), Vec::new());
        for slice in self.marked.iter_mut().filter_map(Option::take) {
            all.append(slice.found);
            mentions.extend(slice.mentions);
            attributions.extend(slice.attributions);
        }
        let before = all.mentions.clone();
        annotate::settle(&review.article, &mut all);
        let mut settling = Settling::new(review, all.entities);
        for ((place, was), now) in mentions.into_iter().zip(before).zip(all.mentions) {
            let same = was.label == now.label && was.confidence.to_bits() == now.confidence.to_bits();
            let relabelled = (!same).then_some((now.label, now.confidence, now.rule));
            settling.mentions[place] = Some(SettledMention { entity: now.entity, relabelled });
        }
        for (place, now) in attributions.into_iter().zip(all.attributions) {
            let settled = SettledAttribution { source_kind: now.source_kind, speaker: now.speaker };
            settling.attributions[place] = Some(settled);
        }
        settling.finish()
    }
}

/// A slice's annotations as they join a review. What was decided on before is there already.
fn place(kept: &Kept, review: &Review, found: Annotations) -> (Batch, Slice) {
    let shift = review.entities.len();
    let mut batch = Batch { entities: found.entities.clone(), ..Batch::default() };
    let place_mention = |m: &Mention| {
        kept.mentions.get(&m.span).copied().unwrap_or_else(|| {
            let place = review.mentions.len() + batch.mentions.len();
            let value = Mention { entity: m.entity + shift, ..m.clone() };
            batch.mentions.push(suggested('e', place, value));
            place
        })
    };
    let mentions = found.mentions.iter().map(place_mention).collect();
    let place_attribution = |a: &Attribution| {
        kept.attributions.get(&roles(a)).copied().unwrap_or_else(|| {
            let place = review.attributions.len() + batch.attributions.len();
            let value = Attribution { speaker: a.speaker.map(|id| id + shift), ..a.clone() };
            batch.attributions.push(suggested('a', place, value));
            place
        })
    };
    let attributions = found.attributions.iter().map(place_attribution).collect();
    (batch, Slice { found, mentions, attributions })
}

fn suggested<T>(letter: char, place: usize, value: T) -> Reviewed<T> {
    Reviewed::suggested(format!("{letter}{}", place + 1), value)
}

/// A settlement in the making: what was decided on before and is no longer suggested keeps what it was.
struct Settling<'r> {
    review: &'r Review,
    entities: Vec<Entity>,
    mentions: Vec<Option<SettledMention>>,
    attributions: Vec<Option<SettledAttribution>>,
}

impl<'r> Settling<'r> {
    fn new(review: &'r Review, entities: Vec<Entity>) -> Self {
        let (mentions, attributions) = (vec![None; review.mentions.len()], vec![None; review.attributions.len()]);
        Self { review, entities, mentions, attributions }
    }

    fn finish(mut self) -> Settlement {
        let mentions = std::mem::take(&mut self.mentions).into_iter().enumerate();
        let mentions = mentions
            .map(|(i, settled)| {
                let keep = |entity| SettledMention { entity, relabelled: None };
                settled.unwrap_or_else(|| keep(self.keep(self.review.mentions[i].value.entity)))
            })
            .collect();
        let attributions = std::mem::take(&mut self.attributions).into_iter().enumerate();
        let attributions = attributions
            .map(|(i, settled)| {
                settled.unwrap_or_else(|| {
                    let was = &self.review.attributions[i].value;
                    SettledAttribution { source_kind: was.source_kind, speaker: was.speaker.map(|id| self.keep(id)) }
                })
            })
            .collect();
        Settlement { entities: self.entities, mentions, attributions }
    }

    /// The entity of the same name, or that entity as one more.
    fn keep(&mut self, entity: EntityId) -> EntityId {
        let was = &self.review.entities[entity];
        let known = self.entities.iter().position(|e| e.name == was.name && e.label == was.label);
        known.unwrap_or_else(|| {
            self.entities.push(was.clone());
            self.entities.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use sayso::review::{Status, Target};
    use sayso::tagger::{self, Model};
    use sayso::{Article, annotate};

    use super::*;
    use crate::carry::carry;

    fn text() -> String {
        let said = "Ines Varga said on Monday that the dam in Paris held. \"It held,\" Varga said.\n\n";
        let asked = "Mayor Tom Roe of Berlin denied it. He said that nobody had asked the Vela Courier.\n\n";
        [said, asked].concat().repeat(60)
    }

    fn model() -> Model {
        tagger::load(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en.bin"))).unwrap()
    }

    fn marked(mut review: Review, kept: Kept, order: impl Fn(Vec<usize>) -> Vec<usize>) -> Review {
        let mut run = Run::new(&review, kept, 0.0);
        let (slices, model) = (annotate::slices(&review.article), model());
        assert!(slices.len() > 1);
        for slice in order((0..slices.len()).collect()) {
            let found = annotate::mark(&model, &review.article, slices[slice].clone());
            let batch = run.take(&review, slice, found).expect("it was not marked yet");
            review.extend(batch);
        }
        assert!(run.queue.is_done());
        let settlement = run.settle(&review);
        review.settle(settlement);
        review.renumber();
        review
    }

    #[test]
    fn in_text_order_it_is_what_annotating_gives() {
        let article = Article::from_text(text());
        let whole = Review::new("t".to_owned(), article.clone(), annotate(&model(), &article));
        let (empty, kept) = carry(None, "t".to_owned(), article);
        assert_eq!(marked(empty, kept, |order| order), whole);
    }

    #[test]
    fn in_any_order_the_document_is_the_same() {
        use sayso::export::v1::Document;
        let article = Article::from_text(text());
        let whole = Review::new("t".to_owned(), article.clone(), annotate(&model(), &article));
        let (empty, kept) = carry(None, "t".to_owned(), article);
        let review = marked(empty, kept, |order| order.into_iter().rev().collect());
        assert_ne!(review, whole);
        assert_eq!(Document::from(&review), Document::from(&whole));
    }

    #[test]
    fn decisions_from_before_take_the_place_of_the_same_suggestion() {
        let article = Article::from_text(text());
        let mut old = Review::new("t".to_owned(), article.clone(), annotate(&model(), &article));
        let count = (old.mentions.len(), old.attributions.len());
        let decided = [Target::Mention(5), Target::Mention(count.0 - 1), Target::Attribution(count.1 / 2)];
        assert!(old.decide(&decided, Status::Confirmed).is_some());
        let (empty, kept) = carry(Some(&old), "t".to_owned(), article);
        let review = marked(empty, kept, |order| order);
        assert_eq!((review.mentions.len(), review.attributions.len()), count);
        assert_eq!(sayso::export::v1::Document::from(&review), sayso::export::v1::Document::from(&old));
    }
    #[test]
    fn what_was_cut_off_is_gone_on_with_and_keeps_its_history() {
        let article = Article::from_text(text());
        let whole = Review::new("t".to_owned(), article.clone(), annotate(&model(), &article));
        let (mut half, kept) = carry(None, "t".to_owned(), article);
        let mut run = Run::new(&half, kept, 0.0);
        let slices = annotate::slices(&half.article);
        let found = annotate::mark(&model(), &half.article, slices[1].clone());
        let batch = run.take(&half, 1, found).expect("it was not marked yet");
        half.extend(batch);
        assert!(half.decide(&[Target::Mention(3), Target::Attribution(1)], Status::Rejected).is_some());
        let history = half.history().0.to_vec();
        let span = half.mentions[3].value.span;
        let kept = Kept::all(&half);
        let mut review = marked(half, kept, |order| order);
        assert_eq!(
            (review.mentions.len(), review.attributions.len()),
            (whole.mentions.len(), whole.attributions.len())
        );
        assert_eq!((review.history().0, review.mentions[3].value.span), (history.as_slice(), span));
        assert_eq!(review.misfit(), None);
        assert!(review.undo().is_some());
        use sayso::export::v1::Document;
        assert_eq!(Document::from(&review), Document::from(&whole));
    }
}
