//! Where a mention may begin and end: at words, or at single characters.

use sayso::Span;
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

/// A span with one end moved by one unit, within a block of the text; `None` where it can go no further.
pub(crate) fn moved(text: &str, block: Span, span: Span, edge: Edge, unit: Unit, way: Way) -> Option<Span> {
    let words = block.of(text);
    let pieces: Vec<(usize, &str)> = match unit {
        Unit::Word => words.split_word_bound_indices().filter(|(_, w)| !w.trim().is_empty()).collect(),
        Unit::Character => words.grapheme_indices(true).collect(),
    };
    let (from, room) = match edge {
        Edge::Start => (span.start, block.start..span.end),
        Edge::End => (span.end, span.start + 1..block.end + 1),
    };
    let mut places = pieces.into_iter().map(|(at, piece)| match edge {
        Edge::Start => block.start + at,
        Edge::End => block.start + at + piece.len(),
    });
    let to = match way {
        Way::Forth => places.find(|&at| at > from),
        Way::Back => places.take_while(|&at| at < from).last(),
    };
    let to = to.filter(|at| room.contains(at))?;
    Some(match edge {
        Edge::Start => Span::new(to, span.end),
        Edge::End => Span::new(span.start, to),
    })
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
