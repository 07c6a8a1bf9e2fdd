//! What stands to the left and to the right of a cue: the one addressed, appositions, the content around it.

use super::chunk::{Chunks, Mark};
use super::draft::Words;
use crate::lexicon::cues::Class;
use crate::span::Span;

/// A source with what stands behind it between commas: the comma at `last` closes that.
pub(super) fn apposed(chunks: &Chunks<'_>, last: usize) -> Option<Words> {
    let floor = last.saturating_sub(25);
    let comma = (floor..last).rev().find(|&at| chunks.mark(at) == Mark::Comma)?;
    let quotation = chunks.words[last].quotation;
    if comma == 0 || comma + 1 == last || chunks.words[comma..last].iter().any(|w| w.quotation != quotation) {
        return None;
    }
    let inner = comma + 1;
    let relative = chunks.is(inner, Class::RELATIVE);
    let aside = relative || chunks.is(inner, Class::SUBORDINATOR);
    if !aside && (inner..last).any(|at| chunks.is_verbal(at))
        || chunks.is(inner, Class::CONJUNCTION | Class::PREPOSITION)
    {
        return None;
    }
    let name = chunks.phrase_before(comma - 1)?;
    let aside =
        chunks.is(inner, Class::ADVERB | Class::SUBORDINATOR) && !chunks.is(inner, Class::DETERMINER) || relative;
    Some(if aside || chunks.date(inner) > 0 { name } else { name.start..last })
}

/// The content that ends before `start`.
pub(super) fn left_of(chunks: &Chunks<'_>, start: usize) -> Option<Span> {
    let last = start.checked_sub(1)?;
    let end = match chunks.mark(last) {
        Mark::Comma | Mark::Dash if chunks.words[last].quotation.is_none() => last.checked_sub(1)?,
        _ if chunks.words[last].quotation.is_some() && chunks.words.get(start)?.quotation.is_none() => last,
        _ => return None,
    };
    let mut from = (0..end).rev().find(|&at| chunks.mark(at) == Mark::Semicolon).map_or(0, |at| at + 1);
    if let Some(quotation) = chunks.words[end].quotation {
        let quotation = chunks.quotations[quotation].span;
        if quotation.start <= chunks.words[0].span.start {
            return Some(Span::new(quotation.start, chunks.words[end].span.end));
        }
        // "But", "Then:" before a quotation are the writer's.
        let opening = chunks.at(quotation.start);
        if opening.saturating_sub(from) <= 1 || chunks.mark(opening - 1) == Mark::Colon {
            from = opening;
        }
    }
    while from < end && matches!(chunks.mark(from), Mark::Comma | Mark::Dash) {
        from += 1;
    }
    (from <= end).then(|| chunks.span(&(from..end + 1)))
}
