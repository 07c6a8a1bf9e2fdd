//! How an article is cut up for painting: chunks of pieces, and flat segments with all the annotations over each.
//!
//! Annotations nest and overlap in any way, elements can't; so text is cut at every boundary, and each segment knows
//! all that covers it.

use std::ops::Range;

use sayso::review::{Review, Target};
use sayso::span::Span;

/// Bytes of text in a chunk, about two screens: small enough to repaint within a frame.
const CHUNK: usize = 3_000;
/// Blocks in a chunk, for lists of very short lines.
const PIECES: usize = 40;
/// Bytes in a piece: a longer block is cut, where a sentence or a word ends if it can be.
const PIECE: usize = 3_000;
/// Annotations drawn over one segment; more than that can't be told apart.
const COVERS: usize = 24;

/// What an annotation's span is within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Entity,
    Source,
    Cue,
    Content,
}

/// One span of one annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) span: Span,
    pub(crate) target: Target,
    pub(crate) role: Role,
}

/// A block, or a part of a very long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// Index of its block.
    pub(crate) block: usize,
}

/// What is painted at once.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub(crate) pieces: Range<usize>,
    pub(crate) span: Span,
    /// Indices of the intervals that reach into it, by their start.
    pub(crate) intervals: Vec<u32>,
}

/// A run of text with the same annotations over all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    /// Indices of intervals, the innermost first.
    pub(crate) covers: Vec<u32>,
}

/// The cut-up article.
pub(crate) struct Layout {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) chunks: Vec<Chunk>,
    /// By their start, the longer first.
    pub(crate) intervals: Vec<Interval>,
}

impl Layout {
    pub(crate) fn new(review: &Review) -> Self {
        let pieces = pieces(review);
        let mut chunks: Vec<Chunk> = Vec::new();
        for (i, piece) in pieces.iter().enumerate() {
            match chunks.last_mut() {
                Some(c) if piece.span.end - c.span.start <= CHUNK && c.pieces.len() < PIECES => {
                    c.pieces.end = i + 1;
                    c.span.end = piece.span.end;
                }
                _ => chunks.push(Chunk { pieces: i..i + 1, span: piece.span, intervals: Vec::new() }),
            }
        }
        let intervals = intervals(review);
        for (i, interval) in (0..).zip(&intervals) {
            let first = chunks.partition_point(|c| c.span.end <= interval.span.start);
            for chunk in chunks[first..].iter_mut().take_while(|c| c.span.start < interval.span.end) {
                chunk.intervals.push(i);
            }
        }
        Self { pieces, chunks, intervals }
    }

    /// The chunks that a span reaches into.
    pub(crate) fn chunks_of(&self, span: Span) -> Range<usize> {
        let first = self.chunks.partition_point(|c| c.span.end <= span.start);
        let end = self.chunks.partition_point(|c| c.span.start < span.end);
        first..end.max(first)
    }

    /// A piece of a chunk as flat segments that tile it; only what `shown` lets through is drawn.
    pub(crate) fn segments(&self, chunk: &Chunk, piece: &Piece, shown: impl Fn(&Interval) -> bool) -> Vec<Segment> {
        let over: Vec<u32> = chunk
            .intervals
            .iter()
            .copied()
            .filter(|&i| self.intervals[i as usize].span.overlaps(piece.span) && shown(&self.intervals[i as usize]))
            .collect();
        let mut cuts = vec![piece.span.start, piece.span.end];
        for &i in &over {
            let span = self.intervals[i as usize].span;
            cuts.extend([span.start.max(piece.span.start), span.end.min(piece.span.end)]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut next = 0;
        let mut open: Vec<u32> = Vec::new();
        let mut segments = Vec::with_capacity(cuts.len());
        for cut in cuts.windows(2) {
            open.retain(|&i| self.intervals[i as usize].span.end > cut[0]);
            while next < over.len() && self.intervals[over[next] as usize].span.start <= cut[0] {
                open.push(over[next]);
                next += 1;
            }
            let mut covers = open.clone();
            covers.sort_by_key(|&i| {
                let interval = &self.intervals[i as usize];
                (interval.span.len(), interval.role)
            });
            covers.truncate(COVERS);
            segments.push(Segment { span: Span::new(cut[0], cut[1]), covers });
        }
        segments
    }
}

fn intervals(review: &Review) -> Vec<Interval> {
    let mut intervals = Vec::new();
    for (i, mention) in review.mentions.iter().enumerate() {
        intervals.push(Interval { span: mention.value.span, target: Target::Mention(i), role: Role::Entity });
    }
    for (i, attribution) in review.attributions.iter().enumerate() {
        let a = &attribution.value;
        for (role, spans) in [(Role::Source, &a.source), (Role::Cue, &a.cue), (Role::Content, &a.content)] {
            let target = Target::Attribution(i);
            intervals.extend(spans.iter().map(|&span| Interval { span, target, role }));
        }
    }
    intervals.retain(|i| !i.span.is_empty());
    intervals.sort_by_key(|i| (i.span.start, std::cmp::Reverse(i.span.end)));
    intervals
}

fn pieces(review: &Review) -> Vec<Piece> {
    let text = &review.article.text;
    let mut pieces = Vec::with_capacity(review.article.blocks.len());
    for (block, whole) in review.article.blocks.iter().enumerate() {
        let mut rest = whole.span;
        while rest.len() > PIECE {
            let cut = cut(&text[rest.start..text.floor_char_boundary(rest.start + PIECE)]);
            pieces.push(Piece { span: Span::new(rest.start, rest.start + cut), block });
            rest.start += cut;
        }
        pieces.push(Piece { span: rest, block });
    }
    pieces
}

/// Where to cut text that is too long: behind a sentence, else behind a word, else at its end.
fn cut(text: &str) -> usize {
    let half = text.floor_char_boundary(text.len() / 2);
    let late = &text[half..];
    let sentence = late.rfind(". ").map(|at| half + at + 2);
    let word = || late.rfind(char::is_whitespace).map(|at| text.ceil_char_boundary(half + at + 1));
    sentence.or_else(word).unwrap_or(text.len()).max(1)
}

#[cfg(test)]
mod tests {
    use sayso::entity::{Label, Mention};
    use sayso::{Annotations, Article};

    use super::*;

    fn layout(text: &str, spans: &[(usize, usize)]) -> (Layout, String) {
        let mention = |&(start, end): &(usize, usize)| Mention {
            span: Span::new(start, end),
            label: Label::Org,
            entity: 0,
            confidence: 1.0,
            rule: "".into(),
        };
        let mentions = spans.iter().map(mention).collect();
        let article = Article::from_text(text.to_owned());
        let found = Annotations { mentions, ..Annotations::default() };
        let review = Review::new("t".to_owned(), article, found);
        (Layout::new(&review), text.to_owned())
    }

    fn all_segments(layout: &Layout) -> Vec<Segment> {
        let of = |chunk: &Chunk| {
            let pieces = &layout.pieces[chunk.pieces.clone()];
            pieces.iter().flat_map(|p| layout.segments(chunk, p, |_| true)).collect::<Vec<_>>()
        };
        layout.chunks.iter().flat_map(of).collect()
    }

    #[test]
    fn segments_are_cut_at_every_boundary_and_know_what_covers_them() {
        let (layout, text) = layout("the Iranian embassy in Moscow said", &[(4, 29), (4, 11), (23, 29), (20, 34)]);
        let drawn: Vec<_> =
            all_segments(&layout).iter().map(|s| (s.span.of(&text).to_owned(), s.covers.len())).collect();
        let expected = [("the ", 0), ("Iranian", 2), (" embassy ", 1), ("in ", 2), ("Moscow", 3), (" said", 1)];
        assert_eq!(drawn, expected.map(|(words, covers)| (words.to_owned(), covers)));
    }

    #[test]
    fn a_very_long_word_and_many_short_lines_are_cut_into_chunks_that_tile_them() {
        for text in ["ä".repeat(50_000), "Ja.\n".repeat(9_000), format!("{}. ", "Well, yes".repeat(30)).repeat(90)] {
            let (layout, text) = layout(&text, &[]);
            let joined: String = all_segments(&layout).iter().map(|s| s.span.of(&text)).collect();
            assert_eq!(joined, text.replace('\n', "").trim());
            assert!(layout.chunks.iter().all(|c| c.span.len() <= CHUNK && c.pieces.len() <= PIECES));
        }
    }
}
