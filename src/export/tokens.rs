//! Tokens as spaCy and Prodigy want them: all of the text, white space too, but for one space behind a token.

use std::collections::BTreeSet;

use super::v1::Range;
use crate::article::{Article, Block, BlockKind, Reason};
use crate::segment::{Segments, segment};
use crate::span::{Offsets, Span, Unit};

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// In code points.
    pub range: Range,
    /// Its signs.
    pub text: &'t str,
    /// Whether a space follows that belongs to no other token.
    pub space: bool,
}

/// The tokens of a text, cut at the ends of some ranges too, so that those are made of whole tokens.
#[must_use]
pub fn tokens<'t>(text: &'t str, ranges: &[Range]) -> Vec<Token<'t>> {
    let points = Offsets::new(text, Unit::CodePoint);
    let byte = |point: usize| points.to_byte(point).unwrap_or(text.len());
    let borders: BTreeSet<usize> = ranges.iter().flat_map(|(start, end)| [byte(*start), byte(*end)]).collect();
    let (mut tokens, mut done) = (Vec::new(), 0);
    let mut add = |from: usize, to: usize| {
        if from == to {
            return;
        }
        let range = (points.of_byte(from), points.of_byte(to));
        let text = &text[from..to];
        tokens.push(Token { range, text, space: false });
    };
    let mut spaces = Vec::new();
    for word in words(text, &borders) {
        add(done, word.start);
        add(word.start, word.end);
        // What stands between is a token of its own, but for one space.
        let space = text[word.end..].starts_with(' ');
        done = word.end + usize::from(space);
        spaces.push((points.of_byte(word.end), space));
    }
    add(done, text.len());
    let mut spaces = spaces.into_iter().peekable();
    for token in &mut tokens {
        if let Some((_, space)) = spaces.next_if(|(end, _)| *end == token.range.1) {
            token.space = space;
        }
    }
    tokens
}

/// Whatever is no white space, to Python neither, cut into words and at borders.
fn words(text: &str, borders: &BTreeSet<usize>) -> Vec<Span> {
    let mut words = Vec::new();
    for span in segmented(text) {
        let inner = borders.range(span.start + 1..span.end.max(span.start + 1)).copied();
        let mut start = span.start;
        for end in inner.chain([span.end]) {
            words.extend(solid(text, Span::new(start, end)));
            start = end;
        }
    }
    words
}

/// White space to Rust or to Python.
pub(super) fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&sign)
}

/// A span without white space, in pieces if need be.
fn solid(text: &str, span: Span) -> Vec<Span> {
    let mut done = span.start;
    let piece = |piece: &str| {
        let start = done;
        done += piece.len();
        Span::new(start, start + piece.trim_end_matches(is_blank).len())
    };
    span.of(text).split_inclusive(is_blank).map(piece).filter(|piece| !piece.is_empty()).collect()
}

/// The tokens of the whole text, whatever its layout.
fn segmented(text: &str) -> Vec<Span> {
    let whole = Span::new(0, text.len()).trim(text);
    if whole.is_empty() {
        return Vec::new();
    }
    let blocks = vec![Block { span: whole, kind: BlockKind::Body, reason: Reason::Given }];
    let mut segments = Segments::default();
    segment(&Article { text: text.to_owned(), blocks }, 0..1, &mut segments);
    segments.tokens.iter().map(|token| token.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_make_up_the_text() {
        let text = "  Ana Varga's\n\n dam\u{1d}held  here \u{a0}";
        let tokens = tokens(text, &[(3, 6)]);
        let again: String = tokens.iter().flat_map(|t| [t.text, if t.space { " " } else { "" }]).collect();
        assert_eq!(again, text);
        let words: Vec<&str> = tokens.iter().map(|t| t.text).collect();
        let expected = ["  ", "A", "na", "Varga", "'s", "\n\n ", "dam", "\u{1d}", "held", " ", "here", "\u{a0}"];
        assert_eq!(words, expected);
    }
}
