//! Quotation marks -> quotations, also the unbalanced ones.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::segment::Segments;
use crate::span::Span;

/// One quotation with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// From the opening mark to the closing one, marks included.
    pub span: Span,
    /// How it ends.
    pub closing: Closing,
    /// 0 for one that stands in no other, 1 for one inside it, and so on.
    pub depth: u8,
    /// The block that it stands in, as an index into [`Article::blocks`].
    pub block: usize,
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closing {
    /// With the mark that answers the opening one.
    Matched,
    /// With a mark of another kind: `"so such travel…”`.
    Mismatched,
    /// Never; it is taken to end with its block.
    Missing,
    /// Not in this block: the next block goes on, opening with a mark of its own.
    Continued,
}

/// Appends the quotations of a run of blocks in order of their start; runs must come in order.
pub fn find(article: &Article, segments: &Segments, blocks: Range<usize>, out: &mut Vec<Quotation>) {
    let mut open: Option<(usize, usize)> = None;
    for sentence in &segments.sentences[segments.sentences_of(&blocks)] {
        for token in &segments.tokens[sentence.tokens.clone()] {
            if !matches!(article.words(token.span), "\"" | "“" | "”") {
                continue;
            }
            match open.take() {
                Some((start, block)) if block == sentence.block => {
                    let span = Span::new(start, token.span.end);
                    out.push(Quotation { span, closing: Closing::Matched, depth: 0, block });
                }
                _ => open = Some((token.span.start, sentence.block)),
            }
        }
    }
}
