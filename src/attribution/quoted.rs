//! "Reuters quoted an official as saying …": two attributions, one in the other.

use super::chunk::{Chunks, Mark};
use super::draft::Draft;
use super::sides::left_of;
use crate::lexicon::cues::Class;
use crate::span::Span;

/// Its name.
const RULE: &str = "quoted-as-saying";

/// Appends both: who quotes, and who is quoted.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    for at in 1..chunks.words.len() {
        if matches!(chunks.of(at), "quoted" | "quotes" | "quoting" | "cited" | "citing" | "cites") {
            out.extend(quoted(chunks, at).into_iter().flatten());
            out.extend(who(chunks, at));
        }
    }
}

fn quoted(chunks: &Chunks<'_>, at: usize) -> Option<[Draft; 2]> {
    let passive = chunks.is(at - 1, Class::BE);
    let saying = (at + 1..(at + 25).min(chunks.words.len())).find(|&w| matches!(chunks.of(w), "saying" | "telling"))?;
    let linked = matches!(chunks.of(saying - 1), "as");
    let first_of_cue = saying - usize::from(linked);
    if passive {
        return None;
    }
    if (at + 1..first_of_cue).any(|w| matches!(chunks.mark(w), Mark::Comma | Mark::Semicolon) || chunks.is_verbal(w)) {
        return None;
    }
    let speaker =
        if chunks.opens(at + 1) { at + 1..first_of_cue } else { chunks.phrase_after(at + 1, first_of_cue)? };
    let mut verb = at;
    while verb > 0 && chunks.is(verb - 1, Class::ADVERB | Class::HAVE) {
        verb -= 1;
    }
    let quoting = verb.checked_sub(1).and_then(|last| chunks.phrase_before(last));
    let quoting = quoting.or_else(|| chunks.main_subject(verb))?;
    let behind = saying + 1;
    let left = matches!(chunks.mark(behind), Mark::Stop | Mark::Comma | Mark::Other);
    let said: Span = if left { left_of(chunks, quoting.start)? } else { chunks.content(behind)?.0 };
    let mut outer = Draft::of(RULE);
    outer.source = vec![chunks.span(&quoting)];
    outer.cue = vec![chunks.span(&(verb..at + 1))];
    let named = chunks.span(&(speaker.start..behind));
    outer.content = if left { vec![said, named] } else { vec![named.cover(said)] };
    let mut inner = Draft::of(RULE);
    inner.source = vec![chunks.span(&speaker)];
    inner.cue = vec![chunks.span(&(first_of_cue..behind))];
    inner.content = vec![said];
    Some([outer, inner])
}

/// "Reuters quoted three sources who confirmed …": the sources' own words are found by their own verb.
fn who(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    let quoted = chunks.opens(at + 1);
    let behind =
        if quoted { chunks.behind_quotation(at + 1) } else { chunks.phrase_after(at + 1, chunks.words.len())?.end };
    if chunks.lower(behind) != "who" {
        return None;
    }
    let mut verb = at;
    while verb > 0 && chunks.is(verb - 1, Class::ADVERB | Class::HAVE) {
        verb -= 1;
    }
    let quoting = chunks.phrase_before(verb.checked_sub(1)?)?;
    let end = chunks.content(behind)?.0;
    let mut draft = Draft::of(RULE);
    draft.source = vec![chunks.span(&quoting)];
    draft.cue = vec![chunks.span(&(verb..at + 1))];
    draft.content = vec![chunks.words[at + 1].span.cover(end)];
    Some(draft)
}
