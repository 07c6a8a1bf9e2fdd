//! A review with all that is derived from it once: the order of its annotations, and its layout.

use std::cmp::Reverse;

use sayso::attribution::Attribution;
use sayso::review::{Review, Status, Target};
use sayso::span::Span;

use super::layout::Layout;

/// What is on the page.
pub(crate) struct Doc {
    pub(crate) review: Review,
    /// All annotations in text order, outer before inner.
    pub(crate) items: Vec<Target>,
    pub(crate) layout: Layout,
    mention_ranks: Vec<u32>,
    attribution_ranks: Vec<u32>,
}

/// From the first byte of any role to the last.
pub(crate) fn extent(attribution: &Attribution) -> Span {
    let roles = [&attribution.source, &attribution.cue, &attribution.content];
    roles.into_iter().flatten().copied().reduce(Span::cover).unwrap_or_default()
}

impl Doc {
    pub(crate) fn new(review: Review) -> Self {
        let mentions = review.mentions.iter().enumerate().map(|(i, m)| (m.value.span, Target::Mention(i)));
        let attributions =
            review.attributions.iter().enumerate().map(|(i, a)| (extent(&a.value), Target::Attribution(i)));
        let mut placed: Vec<_> = attributions.chain(mentions).collect();
        placed.sort_by_key(|(span, target)| (span.start, Reverse(span.end), Reverse(*target)));
        let items: Vec<_> = placed.into_iter().map(|(_, target)| target).collect();
        let mut mention_ranks = vec![0; review.mentions.len()];
        let mut attribution_ranks = vec![0; review.attributions.len()];
        for (rank, item) in (0..).zip(&items) {
            match *item {
                Target::Mention(i) => mention_ranks[i] = rank,
                Target::Attribution(i) => attribution_ranks[i] = rank,
            }
        }
        let layout = Layout::new(&review);
        Self { review, items, layout, mention_ranks, attribution_ranks }
    }

    /// Its index in [`Doc::items`].
    pub(crate) fn rank(&self, target: Target) -> u32 {
        match target {
            Target::Mention(i) => self.mention_ranks.get(i),
            Target::Attribution(i) => self.attribution_ranks.get(i),
        }
        .copied()
        .unwrap_or_default()
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

    /// How many there are with this status.
    pub(crate) fn count(&self, status: Status) -> usize {
        self.items.iter().filter(|&&target| self.status(target) == status).count()
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
