//! How an article is cut up for painting: chunks of pieces, and flat segments with all the annotations over each.
//!
//! Annotations nest and overlap in any way, elements can't; so text is cut at every boundary, and each segment knows
//! all that covers it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use sayso::Article;
use sayso::attribution::{Attribution, Role as Part};
use sayso::entity::Mention;
use sayso::review::Target;
use sayso::span::Span;

use super::search::Found;

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

impl Role {
    /// Its role within an attribution.
    pub(crate) const fn of_part(self) -> Option<Part> {
        match self {
            Self::Entity => None,
            Self::Source => Some(Part::Source),
            Self::Cue => Some(Part::Cue),
            Self::Content => Some(Part::Content),
        }
    }
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
    /// Those that reach into it, by their start, the longer first.
    pub(crate) intervals: Vec<Interval>,
}

/// A run of text with the same annotations over all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    /// The innermost first.
    pub(crate) covers: Vec<Interval>,
    /// Which match of the search it is a part of.
    pub(crate) found: Option<usize>,
}

impl Segment {
    /// Whether an annotation covers it.
    pub(crate) fn is_of(&self, target: Target) -> bool {
        self.covers.iter().any(|c| c.target == target)
    }
}

/// The cut-up article.
pub(crate) struct Layout {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) chunks: Vec<Chunk>,
}

impl Layout {
    /// Cuts up an article in which nothing is marked yet.
    pub(crate) fn new(article: &Article) -> Self {
        let pieces = pieces(article);
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
        Self { pieces, chunks }
    }

    /// Lays annotations over it; gives the chunks that look different now.
    pub(crate) fn extend(&mut self, intervals: impl Iterator<Item = Interval>) -> BTreeSet<usize> {
        let mut touched = BTreeSet::new();
        for interval in intervals.filter(|i| !i.span.is_empty()) {
            for i in self.chunks_of(interval.span) {
                self.chunks[i].intervals.push(interval);
                touched.insert(i);
            }
        }
        for &i in &touched {
            self.chunks[i].intervals.sort_by_key(|i| (i.span.start, Reverse(i.span.end)));
        }
        touched
    }

    /// Takes annotations out of it; gives the chunks that look different now.
    pub(crate) fn remove(&mut self, targets: &HashSet<Target>) -> BTreeSet<usize> {
        let mut touched = BTreeSet::new();
        for (i, chunk) in self.chunks.iter_mut().enumerate() {
            let before = chunk.intervals.len();
            chunk.intervals.retain(|interval| !targets.contains(&interval.target));
            if chunk.intervals.len() < before {
                touched.insert(i);
            }
        }
        touched
    }

    /// The chunks that a span reaches into.
    pub(crate) fn chunks_of(&self, span: Span) -> Range<usize> {
        let first = self.chunks.partition_point(|c| c.span.end <= span.start);
        let end = self.chunks.partition_point(|c| c.span.start < span.end);
        first..end.max(first)
    }

    /// A piece of a chunk as flat segments that tile it; only what `shown` lets through is drawn, and what a search found.
    pub(crate) fn segments(
        chunk: &Chunk,
        piece: &Piece,
        found: Option<&Found>,
        shown: impl Fn(&Interval) -> bool,
    ) -> Vec<Segment> {
        let over: Vec<Interval> =
            chunk.intervals.iter().copied().filter(|i| i.span.overlaps(piece.span) && shown(i)).collect();
        let mut matches = found.map_or(0..0, |found| found.within(piece.span));
        let place = |i: usize| found.map_or(Span::default(), |found| found.matches[i]);
        let mut cuts = vec![piece.span.start, piece.span.end];
        for span in over.iter().map(|i| i.span).chain(matches.clone().map(place)) {
            cuts.extend([span.start.max(piece.span.start), span.end.min(piece.span.end)]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut next = 0;
        let mut open: Vec<Interval> = Vec::new();
        let mut segments = Vec::with_capacity(cuts.len());
        for cut in cuts.windows(2) {
            open.retain(|i| i.span.end > cut[0]);
            while next < over.len() && over[next].span.start <= cut[0] {
                open.push(over[next]);
                next += 1;
            }
            let mut covers = open.clone();
            covers.sort_by_key(|interval| (interval.span.len(), interval.role));
            covers.truncate(COVERS);
            let span = Span::new(cut[0], cut[1]);
            while matches.start < matches.end && place(matches.start).end <= span.start {
                matches.start += 1;
            }
            let found = matches.clone().next().filter(|&i| place(i).contains(span));
            segments.push(Segment { span, covers, found });
        }
        segments
    }
}

/// The spans of a mention.
pub(crate) fn of_mention(index: usize, mention: &Mention) -> Interval {
    Interval { span: mention.span, target: Target::Mention(index), role: Role::Entity }
}

/// The spans of an attribution.
pub(crate) fn of_attribution(index: usize, a: &Attribution) -> impl Iterator<Item = Interval> {
    let roles = [(Role::Source, &a.source), (Role::Cue, &a.cue), (Role::Content, &a.content)];
    let target = Target::Attribution(index);
    roles.into_iter().flat_map(move |(role, spans)| spans.iter().map(move |&span| Interval { span, target, role }))
}

fn pieces(article: &Article) -> Vec<Piece> {
    let text = &article.text;
    let mut pieces = Vec::with_capacity(article.blocks.len());
    for (block, whole) in article.blocks.iter().enumerate() {
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
    use super::*;

    fn layout(text: &str, spans: &[(usize, usize)]) -> (Layout, String) {
        let mut layout = Layout::new(&Article::from_text(text.to_owned()));
        // One by one, the last first: in whatever order they come, the layout is the same.
        for (i, &(start, end)) in spans.iter().enumerate().rev() {
            let interval = Interval { span: Span::new(start, end), target: Target::Mention(i), role: Role::Entity };
            layout.extend(std::iter::once(interval));
        }
        (layout, text.to_owned())
    }

    fn all_segments(layout: &Layout) -> Vec<Segment> {
        let of = |chunk: &Chunk| {
            let pieces = &layout.pieces[chunk.pieces.clone()];
            pieces.iter().flat_map(|p| Layout::segments(chunk, p, None, |_| true)).collect::<Vec<_>>()
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
    fn matches_cut_segments_too() {
        let (layout, text) = layout("the dam, the Dam", &[(4, 12)]);
        let found = Found::new(&Article::from_text(text.clone()), "dam");
        let segments = Layout::segments(&layout.chunks[0], &layout.pieces[0], Some(&found), |_| true);
        let drawn: Vec<_> = segments.iter().map(|s| (s.span.of(&text), s.covers.len(), s.found)).collect();
        let expected =
            [("the ", 0, None), ("dam", 1, Some(0)), (", the", 1, None), (" ", 0, None), ("Dam", 0, Some(1))];
        assert_eq!(drawn, expected);
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
