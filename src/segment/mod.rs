//! Tokens and sentences: every byte of a block belongs to one sentence, every byte that is not white space to one token.

mod scan;
mod sentences;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::article::Article;
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Has a letter.
    Word,
    /// Has a digit and no letter.
    Number,
    /// Anything else.
    Punctuation,
}

/// A word, a number, or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// A sentence with the white space behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands; the sentences of a block tile it.
    pub span: Span,
    /// Its tokens, as indices into [`Segments::tokens`].
    pub tokens: Range<usize>,
    /// The block that it stands in, as an index into [`Article::blocks`].
    pub block: usize,
}

/// All tokens and sentences of an article, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// In text order.
    pub tokens: Vec<Token>,
    /// In text order.
    pub sentences: Vec<Sentence>,
}

impl Segments {
    /// The sentences of a run of blocks, as indices into [`Segments::sentences`].
    #[must_use]
    pub fn sentences_of(&self, blocks: &Range<usize>) -> Range<usize> {
        let first = self.sentences.partition_point(|s| s.block < blocks.start);
        let end = self.sentences.partition_point(|s| s.block < blocks.end);
        first..end
    }

    /// The tokens that lie wholly inside a span, as indices into [`Segments::tokens`].
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.end <= span.end);
        first..end.max(first)
    }
}

/// Appends the tokens and sentences of a run of blocks; runs must come in order.
///
/// Tokens: letters, digits and apostrophes inside a word stay together ("don't", "O'Brien"), a possessive is a token of
/// its own ("Iran" "'s"), hyphens divide ("Russian" "-" "made") but in designators ("S-300s", "MiG-29"), abbreviations
/// and initials keep their stop ("U.S.", "Gen.", "J."), numbers their signs ("1,300", "3.5", "13:32").
pub fn segment(article: &Article, blocks: Range<usize>, out: &mut Segments) {
    let text = article.text.as_str();
    for index in blocks {
        let block = article.blocks[index].span;
        let first = out.tokens.len();
        scan::tokens(text, block, &mut out.tokens);
        let tokens = &out.tokens[first..];
        let sentences = &mut out.sentences;
        let (mut from, mut token) = (block.start, 0);
        let mut close = |end: usize| {
            let to = tokens.get(end).map_or(block.end, |t| t.span.start);
            sentences.push(Sentence { span: Span::new(from, to), tokens: first + token..first + end, block: index });
            (from, token) = (to, end);
        };
        sentences::Block { text, tokens }.ends(&mut close);
        close(tokens.len());
    }
}
