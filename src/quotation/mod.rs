//! Quotation marks -> quotations, also the unbalanced ones.

mod marks;
mod nest;
mod pair;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, BlockKind};
use crate::segment::Segments;
use crate::span::Span;

/// One quotation with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// From the opening mark to the closing one, marks included.
    pub span: Span,
    /// How it ends.
    pub closing: Closing,
    /// 0 for one that stands in no other, 1 for one inside it, and so on; 255 also for deeper ones.
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
    /// Never; it is taken to end with its block, or before the next quotation in the same marks.
    Missing,
    /// Not in this block: the next block goes on, opening with a mark of its own.
    Continued,
}

/// Appends the quotations of a run of blocks in order of their start; runs must come in order.
///
/// Apostrophes (don't, dogs', 'tis, '90s), feet and inches, and Hebrew acronyms are no quotation marks. Boilerplate is
/// left out.
pub fn find(article: &Article, segments: &Segments, blocks: Range<usize>, out: &mut Vec<Quotation>) {
    let mut sentences = segments.sentences[segments.sentences_of(&blocks)].iter().peekable();
    for block in blocks {
        let mut tokens: Option<Range<usize>> = None;
        while let Some(sentence) = sentences.next_if(|s| s.block == block) {
            let start = tokens.map_or(sentence.tokens.start, |t| t.start);
            tokens = Some(start..sentence.tokens.end);
        }
        let kind = article.blocks[block].kind;
        let Some(tokens) = tokens.filter(|_| kind != BlockKind::Boilerplate) else { continue };
        let span = article.blocks[block].span;
        let drafts = pair::pair(&article.text, &segments.tokens[tokens], span);
        nest::nest(
            &article.text,
            span,
            drafts,
            |style| continues(article, block, style),
            |span, closing, depth| {
                out.push(Quotation { span, closing, depth, block });
            },
        );
    }
}

/// How many captions and the like may stand between two paragraphs of one quotation.
const INTERRUPTIONS: usize = 4;

/// Whether the next block of the same kind goes on with a quotation in these marks.
fn continues(article: &Article, block: usize, style: marks::Style) -> bool {
    let kind = article.blocks[block].kind;
    let next = article.blocks[block + 1..].iter().take(INTERRUPTIONS).find(|b| b.kind == kind);
    next.is_some_and(|b| {
        let words = article.words(b.span);
        let mut chars = words.char_indices();
        let second = chars.nth(1).map_or(words.len(), |(at, _)| at);
        let doubled = words.starts_with("``") || words.starts_with("''");
        let (mark, rest) = words.split_at(if doubled { 2 } else { second });
        marks::Style::opened_by(mark) == Some(style) && rest.starts_with(|c: char| !c.is_whitespace())
    })
}
