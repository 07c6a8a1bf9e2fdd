//! Where a mention may begin and end: at words, or at single characters.

use sayso::{Article, Span};
use unicode_segmentation::UnicodeSegmentation;

/// The end that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    End,
}

/// How far it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Word,
    Character,
}

/// Which way it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Back,
    Forth,
}

impl Way {
    /// Where an arrow leads in a text: to the right is back where it runs from right to left.
    pub(crate) fn of_arrow(right: bool, text: &str) -> Self {
        if right == is_right_to_left(text) { Self::Back } else { Self::Forth }
    }
}

/// As `dir=auto` has it: by the first letter that has a direction.
fn is_right_to_left(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// A span with one end moved by one unit, within a block of the text; `None` where it can go no further.
pub(crate) fn moved(text: &str, block: Span, span: Span, edge: Edge, unit: Unit, way: Way) -> Option<Span> {
    let (from, room) = match edge {
        Edge::Start => (span.start, block.start..span.end),
        Edge::End => (span.end, span.start + 1..block.end + 1),
    };
    let to = next_stop(text, block, from, edge, unit, way).filter(|at| room.contains(at))?;
    Some(match edge {
        Edge::Start => Span::new(to, span.end),
        Edge::End => Span::new(span.start, to),
    })
}

/// The next place in a block at which a start, or an end, can stand.
pub(crate) fn next_stop(text: &str, block: Span, from: usize, edge: Edge, unit: Unit, way: Way) -> Option<usize> {
    let near = around(text, block, from);
    let words = near.of(text);
    let pieces: Vec<(usize, &str)> = match unit {
        Unit::Word => tokens(words).collect(),
        Unit::Character => words.grapheme_indices(true).collect(),
    };
    let mut places = pieces.into_iter().map(|(at, piece)| match edge {
        Edge::Start => near.start + at,
        Edge::End => near.start + at + piece.len(),
    });
    match way {
        Way::Forth => places.find(|&at| at > from),
        Way::Back => places.take_while(|&at| at < from).last(),
    }
}

/// The token that a byte of the text belongs to.
pub(crate) fn word_at(article: &Article, at: usize) -> Option<Span> {
    let block = article.blocks.iter().find(|block| block.span.start <= at && at < block.span.end)?.span;
    let near = around(&article.text, block, at);
    let spans = tokens(near.of(&article.text)).map(|(from, token)| {
        let start = near.start + from;
        Span::new(start, start + token.len())
    });
    spans.into_iter().find(|span| span.start <= at && at < span.end)
}

/// Bytes on either side that are looked at: a block may be as long as the text, a word is not.
const NEAR: usize = 2_000;

fn around(text: &str, block: Span, at: usize) -> Span {
    let start = text.floor_char_boundary(at.saturating_sub(NEAR)).max(block.start);
    let end = text.ceil_char_boundary((at + NEAR).min(text.len())).min(block.end);
    Span::new(start.min(end), end)
}

/// Words and marks; an `’s` is no part of the name that it hangs on.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let cut = |(at, word): (usize, &'_ str)| {
        let name = ["'s", "’s", "'S", "’S"].into_iter().find_map(|s| word.strip_suffix(s)).filter(|n| !n.is_empty());
        let length = name.map_or(word.len(), str::len);
        [(at, length), (at + length, word.len() - length)]
    };
    let words = text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
    words.flat_map(cut).filter(|&(_, length)| length > 0).map(|(at, length)| (at, &text[at..at + length]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_move_by_words_and_by_characters_and_stay_in_their_block() {
        let text = "Title\nthe Øst Dam, held";
        let block = Span::new(6, text.len());
        let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).expect("words of the text");
        let all = |edge, unit, way| moved(text, block, span("Øst Dam"), edge, unit, way).map(|s| s.of(text));
        assert_eq!(all(Edge::Start, Unit::Word, Way::Back), Some("the Øst Dam"));
        assert_eq!(all(Edge::Start, Unit::Word, Way::Forth), Some("Dam"));
        assert_eq!(all(Edge::End, Unit::Word, Way::Back), Some("Øst"));
        assert_eq!(all(Edge::End, Unit::Word, Way::Forth), Some("Øst Dam,"));
        assert_eq!(all(Edge::Start, Unit::Character, Way::Forth), Some("st Dam"));
        assert_eq!(
            moved(text, block, span("the"), Edge::Start, Unit::Character, Way::Back),
            None,
            "it is another block"
        );
        assert_eq!(moved(text, block, span("the"), Edge::End, Unit::Word, Way::Back), None, "nothing would be left");
    }
}
