//! The tokens of a text, and what each is part of.

use crate::article::Article;
use crate::export::v1::{Entity, Range};
use crate::segment::{Segments, segment};
use crate::span::{Offsets, Unit};

use super::beside::Said;

/// Where the tokens of a text stand, in code points.
pub(super) struct Tokens(Vec<Range>);

impl Tokens {
    pub(super) fn of(text: &str) -> Self {
        let article = Article::from_text(text.to_owned());
        let mut segments = Segments::default();
        segment(&article, 0..article.blocks.len(), &mut segments);
        let offsets = Offsets::new(text, Unit::CodePoint);
        let place = |t: &crate::segment::Token| (offsets.of_byte(t.span.start), offsets.of_byte(t.span.end));
        Self(segments.tokens.iter().map(place).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn into_places(self) -> Vec<Range> {
        self.0
    }

    /// The tokens that a range has a character of, by number.
    fn touched(&self, (start, end): Range) -> std::ops::Range<usize> {
        let first = self.0.partition_point(|token| token.1 <= start);
        let behind = self.0.partition_point(|token| token.0 < end);
        first..behind.max(first)
    }

    /// The tokens that some ranges have a character of, each once, in order.
    pub(super) fn of_parts(&self, parts: &[Range]) -> Vec<usize> {
        let mut all: Vec<usize> = parts.iter().flat_map(|part| self.touched(*part)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The label of each token as a number, 0 for none; the longest name counts.
    pub(super) fn labels<'e>(&self, entities: impl Iterator<Item = &'e Entity>) -> Vec<u8> {
        let mut entities: Vec<&Entity> = entities.collect();
        entities.sort_by_key(|e| (e.end - e.start, std::cmp::Reverse(e.start), e.label as u8));
        let mut labels = vec![0; self.len()];
        for entity in entities {
            labels[self.touched((entity.start, entity.end))].fill(entity.label as u8 + 1);
        }
        labels
    }

    /// Whether each token has a role in any attribution, as 1 or 0.
    pub(super) fn having(&self, attributions: &[Said<'_>], role: usize) -> Vec<u8> {
        let mut having = vec![0; self.len()];
        attributions.iter().flat_map(|said| &said.tokens[role]).for_each(|&token| having[token] = 1);
        having
    }
}

/// How many there are in both of two ordered lists.
pub(super) fn common(a: &[usize], b: &[usize]) -> usize {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().filter(|token| long.binary_search(token).is_ok()).count()
}
