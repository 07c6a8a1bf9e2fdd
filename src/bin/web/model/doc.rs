//! A review with all that is derived from it: the order of its annotations, and its layout. It grows while it is marked.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use sayso::attribution::Attribution;
use sayso::review::{Batch, Review, Settlement, Status, Target};
use sayso::span::Span;

use super::layout::{Layout, of_attribution, of_mention};

/// What is on the page.
pub(crate) struct Doc {
    pub(crate) review: Review,
    /// All annotations in text order, outer before inner.
    pub(crate) items: Vec<Target>,
    pub(crate) layout: Layout,
    /// Whether all of it is marked.
    pub(crate) whole: bool,
    /// Whether marking has ended, be it whole or not.
    pub(crate) settled: bool,
}

/// Chunks of an ordinary article.
const AT_ONCE: usize = 4;

/// From the first byte of any role to the last.
pub(crate) fn extent(attribution: &Attribution) -> Span {
    let roles = [&attribution.source, &attribution.cue, &attribution.content];
    roles.into_iter().flatten().copied().reduce(Span::cover).unwrap_or_default()
}

/// Where an annotation stands among all.
pub(crate) type Place = (usize, Reverse<usize>, Reverse<Target>);

impl Doc {
    /// Takes a review in which nothing is marked yet.
    pub(crate) fn new(review: Review) -> Self {
        let layout = Layout::new(&review.article);
        Self { review, items: Vec::new(), layout, whole: false, settled: false }
    }

    /// Whether it is too long to be painted whole, and all at once.
    pub(crate) fn is_long(&self) -> bool {
        self.layout.chunks.len() > AT_ONCE
    }

    /// Takes in more annotations, whose targets come behind those that are there; gives the chunks that look different now.
    pub(crate) fn extend(&mut self, batch: Batch) -> BTreeSet<usize> {
        let (mentions, attributions) = (self.review.mentions.len(), self.review.attributions.len());
        self.review.extend(batch);
        let mentions = mentions..self.review.mentions.len();
        let attributions = attributions..self.review.attributions.len();
        let new = attributions.map(Target::Attribution).chain(mentions.map(Target::Mention));
        self.lay(new.collect())
    }

    /// Puts annotations where they belong after they came, went or moved; gives the chunks that look different now.
    pub(crate) fn follow(&mut self, targets: &[Target]) -> BTreeSet<usize> {
        let moved: HashSet<Target> = targets.iter().copied().collect();
        self.items.retain(|target| !moved.contains(target));
        let mut touched = self.layout.remove(&moved);
        touched.extend(self.lay(targets.to_vec()));
        touched
    }

    /// Puts annotations into the order and the layout, but those that are gone.
    fn lay(&mut self, mut new: Vec<Target>) -> BTreeSet<usize> {
        new.retain(|&target| self.has(target));
        let Review { mentions, attributions, .. } = &self.review;
        let mut intervals = Vec::new();
        for &target in &new {
            match target {
                Target::Mention(i) => intervals.push(of_mention(i, &mentions[i].value)),
                Target::Attribution(i) => intervals.extend(of_attribution(i, &attributions[i].value)),
            }
        }
        self.insert(new);
        self.layout.extend(intervals.into_iter())
    }

    /// Puts annotations among the others. A slice's all stand beside each other: whatever is there already stays sorted.
    fn insert(&mut self, mut new: Vec<Target>) {
        new.sort_by_cached_key(|&target| self.place(target));
        let (Some(&first), Some(&last)) = (new.first(), new.last()) else { return };
        let (first, last) = (self.place(first), self.place(last));
        let at = self.items.partition_point(|&target| self.place(target) < first);
        let together = self.items.get(at).is_none_or(|&next| last < self.place(next));
        self.items.splice(at..at, new);
        if !together {
            let mut items = std::mem::take(&mut self.items);
            items.sort_by_cached_key(|&target| self.place(target));
            self.items = items;
        }
    }

    /// Takes in what the whole document tells.
    pub(crate) fn settle(&mut self, settlement: Settlement) {
        self.review.settle(settlement);
    }

    /// Where it stands among all.
    pub(crate) fn place(&self, target: Target) -> Place {
        let span = self.span(target);
        (span.start, Reverse(span.end), Reverse(target))
    }

    /// Whether there is such an annotation; one of the article before may not be in this one.
    pub(crate) fn has(&self, target: Target) -> bool {
        self.review.has(target)
    }

    pub(crate) fn status(&self, target: Target) -> Status {
        self.review.status(target).unwrap_or_default()
    }

    /// From its first byte to its last.
    pub(crate) fn span(&self, target: Target) -> Span {
        match target {
            Target::Mention(i) => self.review.mentions[i].value.span,
            Target::Attribution(i) => extent(&self.review.attributions[i].value),
        }
    }

    pub(crate) fn confidence(&self, target: Target) -> f32 {
        match target {
            Target::Mention(i) => self.review.mentions[i].value.confidence,
            Target::Attribution(i) => self.review.attributions[i].value.confidence,
        }
    }

    /// The words of some spans, joined by an ellipsis, white space made single, cut after `limit` characters.
    pub(crate) fn quote(&self, spans: &[Span], limit: usize) -> String {
        let mut quote = String::new();
        let mut length = 0;
        for (i, &span) in spans.iter().enumerate() {
            if i > 0 {
                quote.push_str(" … ");
            }
            for word in self.review.article.words(span).split_whitespace() {
                if !quote.is_empty() && !quote.ends_with(' ') {
                    quote.push(' ');
                }
                for c in word.chars() {
                    length += 1;
                    if length > limit {
                        quote.push('…');
                        return quote;
                    }
                    quote.push(c);
                }
                length += 1;
            }
        }
        quote
    }
}

/// Names an annotation in the DOM: `m12`, `a3`.
pub(crate) fn key(target: Target) -> String {
    match target {
        Target::Mention(i) => format!("m{i}"),
        Target::Attribution(i) => format!("a{i}"),
    }
}

/// What [`key`] named.
pub(crate) fn from_key(key: &str) -> Option<Target> {
    let index = key.get(1..)?.parse().ok()?;
    match key.as_bytes().first()? {
        b'm' => Some(Target::Mention(index)),
        b'a' => Some(Target::Attribution(index)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use sayso::attribution::{Attribution, Form, Frame, SourceKind, Stance};
    use sayso::entity::{Label, Mention};
    use sayso::{Annotations, Article};

    use super::*;

    fn batch(review: &Review, mentions: std::ops::Range<usize>, attributions: std::ops::Range<usize>) -> Batch {
        let (mentions, attributions) = (&review.mentions[mentions], &review.attributions[attributions]);
        Batch { entities: Vec::new(), mentions: mentions.to_vec(), attributions: attributions.to_vec() }
    }

    #[test]
    fn items_are_in_text_order_however_they_come() {
        let line = "Ines Varga said that the dam held.\n";
        let article = Article::from_text(line.repeat(200));
        let starts = || (0..200).map(|i| i * line.len());
        let span = |from: usize, start: usize, end: usize| Span::new(from + start, from + end);
        let mention = |(span, label)| Mention { span, label, entity: 0, confidence: 1.0, rule: "test".into() };
        let names = starts().flat_map(|at| [(span(at, 0, 10), Label::Person), (span(at, 5, 10), Label::Loc)]);
        let attribution = |at| Attribution {
            source: vec![span(at, 0, 10)],
            cue: vec![span(at, 11, 15)],
            content: vec![span(at, 16, 33)],
            form: Form::Indirect,
            frame: Frame::Statement,
            stance: Stance::Asserts,
            source_kind: SourceKind::NamedPerson,
            speaker: None,
            confidence: 1.0,
            rule: "test".into(),
        };
        let (mentions, attributions) = (names.map(mention).collect(), starts().map(attribution).collect());
        let found = Annotations { mentions, entities: Vec::new(), attributions };
        let whole = Review::new("t".to_owned(), article.clone(), found);
        let (m, a) = (whole.mentions.len(), whole.attributions.len());
        let orders =
            [vec![(0..m, 0..a)], vec![(m / 2..m, a / 2..a), (0..m / 2, 0..a / 2)], vec![(0..m, 0..0), (0..0, 0..a)]];
        let words = |doc: &Doc| doc.items.iter().map(|&t| doc.span(t)).collect::<Vec<_>>();
        let mut results = Vec::new();
        for order in orders {
            let mut doc = Doc::new(Review::new("t".to_owned(), article.clone(), Annotations::default()));
            for (mentions, attributions) in order {
                doc.extend(batch(&whole, mentions, attributions));
            }
            let sorted = doc.items.windows(2).all(|pair| doc.place(pair[0]) < doc.place(pair[1]));
            assert!(sorted && doc.items.len() == m + a);
            results.push((words(&doc), doc.layout.chunks.iter().map(|c| c.intervals.len()).collect::<Vec<_>>()));
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
