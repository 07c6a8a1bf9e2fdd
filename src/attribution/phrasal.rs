//! Cues of several words between source and content, and a few patterns that fit no table.

use super::chunk::{Chunks, Mark};
use super::draft::Draft;
use super::sides::apposed;
use crate::lexicon::cues::{Class, CueForm, Right};
use crate::lexicon::phrases::Lead;

/// Appends what cues of several words say.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    for at in 0..chunks.words.len() {
        out.extend(phrase(chunks, at));
        out.extend(set_out_in(chunks, at));
        out.extend(subject_to(chunks, at));
    }
}

/// The source whose verb group starts at `first`.
fn source(chunks: &Chunks<'_>, first: usize) -> Option<super::draft::Words> {
    let mut last = first.checked_sub(1)?;
    if chunks.is(last, Class::RELATIVE) {
        last = last.checked_sub(1)?;
    }
    if chunks.mark(last) == Mark::Comma {
        return apposed(chunks, last);
    }
    chunks.phrase_before(last)
}

fn phrase(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    let known = chunks.words[at].known.filter(|k| !k.phrases.is_empty())?;
    let word = |offset: usize| chunks.words.get(at + offset).map_or("", |w| w.span.of(chunks.text));
    let first = |offset: usize| if offset == 0 { known.word } else { word(offset) };
    let fits = known.phrases.iter().filter_map(|p| Some((p.matches(first)?, p)));
    let (length, phrase) = fits.max_by_key(|(length, _)| *length)?;
    let behind = at + length;
    let leads = matches!(
        (chunks.right(behind), phrase.lead),
        (Right::That | Right::To, Lead::Clause) | (Right::Noun | Right::Quote | Right::That, Lead::Phrase)
    );
    if !leads {
        return None;
    }
    let mut verb = at;
    while verb > 0 && chunks.is(verb - 1, Class::ADVERB | Class::HAVE | Class::DO | Class::MODAL | Class::NEGATION) {
        verb -= 1;
    }
    let source = match source(chunks, verb) {
        Some(source) => source,
        None => chunks.main_subject(verb)?,
    };
    let mut draft = Draft { sense: Some(phrase.sense), ..Draft::of(&CueForm::default(), 60, "phrase") };
    draft.source = vec![chunks.span(&source)];
    draft.cue = vec![chunks.span(&(verb..behind))];
    draft.content = vec![chunks.content(behind)?.0];
    Some(draft)
}

/// "was set out in an agreement": the document is the source.
fn set_out_in(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    if !chunks.is(at, Class::BE) {
        return None;
    }
    let word = |at: usize| chunks.words.get(at).map_or("", |w| w.span.of(chunks.text));
    let verb = at + 1 + usize::from(chunks.is(at + 1, Class::ADVERB));
    let behind = match (word(verb), word(verb + 1)) {
        ("set" | "laid" | "spelled", "out") => verb + 2,
        ("described" | "outlined" | "detailed" | "disclosed" | "revealed" | "announced" | "published", _) => verb + 1,
        _ => return None,
    };
    if word(behind) != "in" {
        return None;
    }
    let content = source(chunks, at)?;
    let source = chunks.phrase_after(behind + 1, chunks.words.len())?;
    if !(source.clone()).any(|w| super::source::is_source_noun(word(w))) {
        return None;
    }
    let mut draft = Draft::of(&CueForm::default(), 50, "set-out-in");
    draft.source = vec![chunks.span(&source)];
    draft.cue = vec![chunks.span(&(at..behind + 1))];
    draft.content = vec![chunks.span(&content)];
    Some(draft)
}

/// "is subject to a travel ban by the council": the council decrees.
fn subject_to(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    let word = |at: usize| chunks.words.get(at).map_or("", |w| w.span.of(chunks.text));
    if word(at) != "subject"
        || word(at + 1) != "to"
        || at < 2
        || !chunks.is(at - 1, Class::BE) && word(at - 1) != "remains"
    {
        return None;
    }
    let from = at + 2 + usize::from(chunks.is(at + 2, Class::DETERMINER));
    let end = (from..from + 8).find(|&at| matches!(word(at), "ban" | "sanctions" | "embargo" | "freeze"))?;
    let who = source(chunks, at - 1)?;
    let mut draft = Draft { sense: Some(("decree", "asserts")), ..Draft::of(&CueForm::default(), 50, "subject-to") };
    let first = chunks.words[from].span.start;
    let names = chunks.context.mentions.partition_point(|m| m.span.start < first);
    let name =
        chunks.context.mentions[names..].iter().take_while(|m| m.span.end <= chunks.words[end].span.start).next();
    let mut measure = from;
    if let Some(name) = name.filter(|n| n.span.start == first) {
        draft.source = vec![name.span];
        measure = chunks.at(name.span.end) + usize::from(chunks.is_possessive(chunks.at(name.span.end)));
    }
    if word(end + 1) == "by" {
        draft.source = vec![chunks.span(&chunks.phrase_after(end + 2, chunks.words.len())?)];
    }
    draft.cue = vec![chunks.span(&(at - 1..at + 2)), chunks.words[end].span];
    draft.content = vec![chunks.span(&who)];
    if measure < end {
        draft.content.push(chunks.span(&(measure..end)));
    }
    (!draft.source.is_empty()).then_some(draft)
}
