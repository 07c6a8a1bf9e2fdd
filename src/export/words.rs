//! The sentences and words of a document, for formats that are written by word.

use super::v1::{Document, Range};
use crate::article::{Article, Block, Reason};
use crate::segment::{Segments, segment};
use crate::span::{Offsets, Span, Unit};

/// A sentence and its words, in code points.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// From its first word to its last.
    pub(crate) range: Range,
    /// Its words, in text order, none of them with white space inside.
    pub(crate) words: Vec<Range>,
}

/// The sentences of a document that have words, in text order.
pub(crate) fn sentences(document: &Document) -> Vec<Sentence> {
    let article = article(document);
    let offsets = Offsets::new(&article.text, Unit::CodePoint);
    let mut segments = Segments::default();
    segment(&article, 0..article.blocks.len(), &mut segments);
    let mut sentences = Vec::new();
    for sentence in &segments.sentences {
        let tokens = &segments.tokens[sentence.tokens.clone()];
        let words: Vec<Range> = tokens.iter().flat_map(|token| words(&article.text, &offsets, token.span)).collect();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            sentences.push(Sentence { range: (first.0, last.1), words });
        }
    }
    sentences
}

/// Whether a sign separates words, to whoever reads columns: to Python, some control characters do, too.
fn separates(sign: char) -> bool {
    sign.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&sign)
}

/// The words of a token: itself, if nothing in it separates words.
fn words(text: &str, offsets: &Offsets<'_>, token: Span) -> Vec<Range> {
    let mut start = offsets.of_byte(token.start);
    let mut words = Vec::new();
    for word in token.of(text).split_inclusive(separates) {
        let signs = word.chars().count();
        let length = word.trim_end_matches(separates).chars().count();
        if length > 0 {
            words.push((start, start + length));
        }
        start += signs;
    }
    words
}

/// The article of a document: its blocks, or those found in its text if it has none.
fn article(document: &Document) -> Article {
    let offsets = Offsets::new(&document.text, Unit::CodePoint);
    let block = |b: &super::v1::Block| {
        let span = Span::new(offsets.to_byte(b.start)?, offsets.to_byte(b.end)?);
        Some(Block { span, kind: b.kind, reason: Reason::Given })
    };
    let text = document.text.clone();
    match document.blocks.iter().map(block).collect::<Option<Vec<_>>>() {
        Some(blocks) if !blocks.is_empty() => Article { text, blocks },
        _ => Article::from_text(text),
    }
}
