//! What stands to the left and to the right of a cue: the one addressed, appositions, the content around it.

use super::chunk::{Chunks, Mark};
use super::draft::Words;
use crate::lexicon::cues::Class;
use crate::span::Span;

/// The end of the one addressed, who starts at `at`.
pub(super) fn recipient(chunks: &Chunks<'_>, at: usize) -> usize {
    if chunks.opens(at) {
        return at;
    }
    if chunks.is(at, Class::OBJECT | Class::SUBJECT) && !chunks.is(at, Class::DETERMINER) {
        return at + 1;
    }
    let mut end = at;
    while end < chunks.words.len() && end < at + 12 {
        let word = &chunks.words[end];
        let over = word.class.is(Class::SUBORDINATOR | Class::RELATIVE | Class::SUBJECT | Class::TO)
            || !matches!(word.mark, Mark::None | Mark::Hyphen | Mark::Other)
            || word.quotation != chunks.words[at].quotation
            || chunks.is_verbal(end)
            || end > at && (chunks.date(end) > 0 || chunks.medium(end))
            || end > at
                && word.class.is(Class::DETERMINER)
                && !chunks.is(end - 1, Class::PREPOSITION | Class::CONJUNCTION);
        if over {
            break;
        }
        end += 1;
    }
    end
}

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

/// The source behind an inverted cue, with its apposition.
pub(super) fn source_after(chunks: &Chunks<'_>, first: usize) -> Option<Words> {
    let mut source = chunks.phrase_after(first, chunks.words.len())?;
    let apposition =
        chunks.mark(source.end) == Mark::Comma && !chunks.is(source.end + 1, Class::RELATIVE | Class::CONJUNCTION);
    let more = apposition.then(|| chunks.phrase_after(source.end + 1, chunks.words.len())).flatten();
    if let Some(more) = more {
        let closed = matches!(chunks.mark(more.end), Mark::Comma | Mark::Stop) || chunks.is(more.end, Class::RELATIVE);
        let descriptive =
            chunks.is(more.start, Class::DETERMINER) || !chunks.words[more.start].capital || more.len() > 2;
        if closed && descriptive && chunks.date(more.start) == 0 && !chunks.of(more.start).ends_with("ing") {
            source.end = more.end;
        }
    }
    Some(source)
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

/// The content that goes on behind an inserted cue.
pub(super) fn rest(chunks: &Chunks<'_>, before: Span, behind: usize) -> Option<Span> {
    if !matches!(chunks.mark(behind), Mark::Comma | Mark::Dash | Mark::Colon) {
        return None;
    }
    let from = behind + 1;
    let quoted = chunks.words.get(chunks.at(before.end).checked_sub(1)?)?.quotation.is_some();
    if quoted != chunks.opens(from) && quoted {
        return None;
    }
    let next = chunks.words.get(from)?;
    let leaves = next.cue.is_some() && chunks.of(from).ends_with("ing")
        || next.class.is(Class::CONJUNCTION | Class::RELATIVE | Class::SUBORDINATOR) && !quoted;
    if leaves {
        return None;
    }
    Some(chunks.content(from)?.0)
}
