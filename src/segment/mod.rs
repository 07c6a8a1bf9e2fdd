//! Tokens and sentences: every byte of a block belongs to one sentence, every byte that is not white space to one token.

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
pub fn segment(article: &Article, blocks: Range<usize>, out: &mut Segments) {
    for index in blocks {
        let block = article.blocks[index].span;
        let mut from = block.start;
        let mut first = out.tokens.len();
        let words = article.words(block);
        let mut at = 0;
        while let Some(c) = words[at..].chars().next() {
            let start = at;
            at += c.len_utf8();
            if c.is_whitespace() {
                continue;
            }
            if c.is_alphanumeric() {
                at += words[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len() - at);
            }
            let kind = match c {
                c if c.is_numeric() => TokenKind::Number,
                c if c.is_alphabetic() => TokenKind::Word,
                _ => TokenKind::Punctuation,
            };
            out.tokens.push(Token { span: Span::new(block.start + start, block.start + at), kind });
            if c == '.' && words[at..].starts_with(char::is_whitespace) {
                let space = words[at..].len() - words[at..].trim_start().len();
                let span = Span::new(from, block.start + at + space);
                out.sentences.push(Sentence { span, tokens: first..out.tokens.len(), block: index });
                (from, first) = (span.end, out.tokens.len());
            }
        }
        if from < block.end {
            let span = Span::new(from, block.end);
            out.sentences.push(Sentence { span, tokens: first..out.tokens.len(), block: index });
        }
    }
}
