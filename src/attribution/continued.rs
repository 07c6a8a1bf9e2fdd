//! Quotations that go on: a sentence of quotation without a cue of its own, and quotations over several paragraphs.

use super::draft::Draft;
use super::{BlockKind, Context};
use crate::quotation::{Closing, Quotation};
use crate::span::Span;

/// Gives quotations that stand alone to the attribution before them.
///
/// `drafts` and `quotations` are those of a run of blocks; drafts stand in the order of their sentences.
pub(super) fn join(context: &Context<'_>, quotations: &[Quotation], drafts: &mut [Draft]) {
    // Which draft each quotation belongs to, by the content that takes it whole.
    let mut owner: Vec<Option<usize>> = vec![None; quotations.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for span in &draft.content {
            let from = quotations.partition_point(|q| q.span.start < span.start);
            let inside = quotations[from..].iter().take_while(|q| q.span.start < span.end);
            for (offset, quotation) in inside.enumerate() {
                // The outermost content is the one that goes on: the shortest that holds the quotation whole is nested.
                if span.end >= quotation.span.end && owner[from + offset].is_none() {
                    owner[from + offset] = Some(index);
                }
            }
        }
    }
    for index in 1..quotations.len() {
        if owner[index].is_some() {
            continue;
        }
        let (before, quotation) = (quotations[index - 1], quotations[index]);
        let Some(draft) = owner[index - 1].filter(|_| goes_on(context, before, quotation)) else { continue };
        owner[index] = Some(draft);
        drafts[draft].content.push(quotation.span);
    }
}

/// Whether a quotation goes on with what the one before said.
fn goes_on(context: &Context<'_>, before: Quotation, quotation: Quotation) -> bool {
    let article = context.article;
    if article.blocks[quotation.block].kind == BlockKind::Boilerplate {
        return false;
    }
    if before.closing == Closing::Continued {
        return quotation.block == before.block + 1;
    }
    if !alone(context, quotation) {
        return false;
    }
    let between = Span::new(before.span.end, quotation.span.start);
    if before.block == quotation.block {
        // What stands between is the rest of one sentence: the source and the cue.
        let between = article.words(between).trim();
        return between.len() < 160 && (between.is_empty() || between.ends_with(['.', ':', ',']));
    }
    let block = article.blocks[quotation.block].span;
    quotation.block == before.block + 1 && quotation.span.trim(&article.text) == block && between.len() < 160
}

/// Whether a quotation is a sentence, or several, with nothing before and behind it.
fn alone(context: &Context<'_>, quotation: Quotation) -> bool {
    let article = context.article;
    let block = article.blocks[quotation.block].span;
    let inner = article.words(quotation.span);
    let marks = |c: char| matches!(c, '"' | '”' | '\'' | '’' | '»' | '“');
    let before = article.words(Span::new(block.start, quotation.span.start)).trim_end();
    let behind = article.words(Span::new(quotation.span.end.min(block.end), block.end)).trim_start();
    inner.trim_end_matches(marks).ends_with(['.', '!', '?', '…'])
        && (before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', ':']))
        && (behind.is_empty() || behind.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“')))
}
