//! What is said without a source: "is reportedly in …", "the alleged meeting", "reports of …", "asked about …".

use super::chunk::{Chunks, Mark};
use super::draft::Draft;
use crate::lexicon::cues::{Class, Right};
use crate::lexicon::hedges::{Hedge, Sense};
use crate::span::Span;

type Rule = fn(&Chunks<'_>, usize, Sense) -> Option<Draft>;

/// Appends the hedges of a sentence.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    for at in 0..chunks.words.len() {
        let Some(known) = chunks.words[at].known else { continue };
        out.extend(ruled_out(chunks, at));
        out.extend(unclear(chunks, at));
        let by = |kind, rule: Rule| known.hedge(kind).and_then(|sense| rule(chunks, at, sense));
        out.extend(by(Hedge::Adverb, adverb));
        out.extend(by(Hedge::Adjective, adjective));
        out.extend(by(Hedge::Noun, noun));
        out.extend(by(Hedge::Participle, participle));
    }
    out.extend(asked(chunks));
}

fn draft(sense: Sense, rule: &'static str) -> Draft {
    Draft { sense: Some(sense), ..Draft::of(rule) }
}

fn adverb(chunks: &Chunks<'_>, at: usize, sense: Sense) -> Option<Draft> {
    let mut draft = draft(sense, "hedge-adverb");
    draft.cue = vec![chunks.words[at].span];
    let auxiliary = Class::BE | Class::HAVE | Class::DO | Class::MODAL | Class::ADVERB;
    let mut verb = at;
    while verb > 0 && chunks.is(verb - 1, auxiliary) {
        verb -= 1;
    }
    let subject = verb.checked_sub(1).and_then(|last| {
        let comma = chunks.mark(last) == Mark::Comma;
        if comma { super::sides::apposed(chunks, last) } else { chunks.phrase_before(last) }
    });
    if let Some(subject) = subject {
        draft.content.push(chunks.span(&(subject.start..at)).trim(chunks.text));
    }
    draft.content.push(chunks.content(at + 1)?.0);
    Some(draft)
}

fn adjective(chunks: &Chunks<'_>, at: usize, sense: Sense) -> Option<Draft> {
    let next = at + 1;
    let other =
        Class::PREPOSITION | Class::CONJUNCTION | Class::TO | Class::DETERMINER | Class::SUBORDINATOR | Class::SUBJECT;
    let earlier = matches!(chunks.of(next.min(chunks.words.len() - 1)), "earlier" | "later" | "recent");
    let plain = chunks.mark(next) == Mark::None && (earlier || !chunks.is(next, other) && !chunks.is_verbal(next));
    let before = at.checked_sub(1);
    let modifier = Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION | Class::CONJUNCTION | Class::OF;
    let leads = before.is_none_or(|b| chunks.is(b, modifier) || chunks.is_possessive(b));
    if !plain || !leads {
        return None;
    }
    let mut draft = draft(sense, "hedge-adjective");
    draft.cue = vec![chunks.words[at].span];
    draft.content = vec![nominal(chunks, next + usize::from(earlier))?];
    draft.content[0].start = chunks.words[next].span.start;
    if let Some(possessor) = before.filter(|&b| chunks.is_possessive(b)) {
        let owner = chunks.phrase_before(possessor.checked_sub(1)?)?;
        draft.content.insert(0, chunks.span(&(owner.start..at)));
    }
    Some(draft)
}

/// "reports of", "rumours that", also with a verb between: "reports have emerged of".
fn noun(chunks: &Chunks<'_>, at: usize, sense: Sense) -> Option<Draft> {
    let mut behind = at + 1;
    if chunks.is(behind, Class::HAVE)
        && matches!(chunks.of((behind + 1).min(chunks.words.len() - 1)), "emerged" | "surfaced" | "circulated")
    {
        behind += 2;
    }
    let possessed = at > 0 && (chunks.is(at - 1, Class::POSSESSIVE) || chunks.is_possessive(at - 1));
    if possessed {
        return None;
    }
    let end = match chunks.right(behind) {
        Right::That if chunks.lower(behind) == "that" => behind,
        Right::Preposition("of") => behind + 1,
        _ => return None,
    };
    let from = end;
    let mut draft = draft(sense, "hedge-noun");
    draft.cue = vec![chunks.span(&(at..end))];
    let whole = chunks.content(from)?;
    draft.content = vec![match chunks.lower(behind) {
        // The noun is the subject of the sentence: its own verb is the second.
        "that" if at < 2 => before_verb(chunks, from, 1)?,
        "that" => whole.0,
        _ => nominal(chunks, from).unwrap_or(whole.0),
    }];
    Some(draft)
}

/// What "reports of" leads to: a phrase, with a form in -ing behind it.
fn nominal(chunks: &Chunks<'_>, from: usize) -> Option<Span> {
    let phrase = chunks.phrase_after(from, chunks.words.len())?;
    let mut end = phrase.end;
    while chunks.is(end, Class::TO) || chunks.is(end, Class::PREPOSITION) && chunks.date(end) == 0 {
        let Some(more) = chunks.phrase_after(end + 1, chunks.words.len()) else { break };
        end = more.end;
    }
    // "reports of Lee going to Vela".
    if chunks.words.get(end).is_some_and(|w| w.mark == Mark::None && w.span.of(chunks.text).ends_with("ing")) {
        let whole = chunks.content(end)?.0;
        return Some(chunks.span(&phrase).cover(whole));
    }
    Some(chunks.span(&(phrase.start..end)))
}

/// "said to have left", with or without a form of "be": then the verbs' own rule has found it.
fn participle(chunks: &Chunks<'_>, at: usize, sense: Sense) -> Option<Draft> {
    let next = at + 2;
    if chunks.lower(at + 1) != "to"
        || chunks.mark(next) != Mark::None
        || chunks.is(next, Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT)
    {
        return None;
    }
    let mut first = at;
    while first > 0 && chunks.is(first - 1, Class::ADVERB | Class::BE | Class::HAVE | Class::MODAL | Class::NEGATION) {
        first -= 1;
    }
    let be = (first..at).any(|w| chunks.is(w, Class::BE));
    // Without "be", only an infinitive that tells what was said: "said to be", not "said to reporters".
    let telling =
        chunks.is(next, Class::BE | Class::HAVE) || !chunks.words[next].capital && !chunks.of(next).ends_with('s');
    if !be && !telling || chunks.of(at) == "likely" && chunks.lower(next) != "be" {
        return None;
    }
    let mut last = first.checked_sub(1)?;
    if chunks.is(last, Class::RELATIVE) {
        last = last.checked_sub(1)?;
    }
    if chunks.mark(last) == Mark::Comma {
        last = super::sides::apposed(chunks, last).map_or(last.wrapping_sub(1), |w| w.end - 1);
    }
    let subject = chunks.phrase_before(last)?;
    let mut draft = draft(sense, "hedge-participle");
    let mut from = at + 1;
    let mut end = at + 1;
    // "is likely to be read as" what follows.
    if chunks.lower(next) == "be" && chunks.lower(at + 4) == "as" && chunks.of(at + 3).ends_with(['n', 'd']) {
        (from, end) = (at + 5, at + 5);
    } else if chunks.of(at) == "likely" {
        return None;
    }
    draft.cue = vec![chunks.span(&(first..end))];
    draft.content = vec![chunks.span(&subject), infinitive(chunks, from)?];
    Some(draft)
}

/// An infinitive up to where another clause begins.
fn infinitive(chunks: &Chunks<'_>, from: usize) -> Option<Span> {
    before_verb(chunks, from, 0)
}

/// The content from a word on up to a finite verb with a subject, so many of them skipped.
fn before_verb(chunks: &Chunks<'_>, from: usize, skip: usize) -> Option<Span> {
    let (span, end) = chunks.content(from)?;
    let finite = |at: usize| {
        let led = chunks.is(at - 1, Class::TO | Class::HAVE | Class::SUBJECT) || !chunks.is_nominal(at - 1);
        chunks.lower(at) == "where" || chunks.is(at, Class::BE | Class::MODAL) && !led
    };
    let Some(mut stop) = (from + 1..end).filter(|&at| finite(at)).nth(skip) else { return Some(span) };
    while stop > from + 1 && chunks.mark(stop - 1) != Mark::None {
        stop -= 1;
    }
    Some(chunks.span(&(from..stop)))
}

/// "cannot be ruled out": what may be so.
fn ruled_out(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    let out =
        chunks.lower(at + 1) == "out" || chunks.words.get(at + 1).is_some_and(|w| w.span.of(chunks.text) == "out");
    if chunks.of(at) != "ruled" || !out || at == 0 || !chunks.is(at - 1, Class::BE) || chunks.lower(at + 2) == "by" {
        return None;
    }
    let mut first = at;
    while first > 0 && chunks.is(first - 1, Class::ADVERB | Class::BE | Class::MODAL | Class::NEGATION) {
        first -= 1;
    }
    let subject = chunks.phrase_before(first.checked_sub(1)?)?;
    let mut draft = draft(("hedge", "speculates"), "hedge-participle");
    draft.cue = vec![chunks.span(&(first..at + 2))];
    draft.content = vec![chunks.span(&subject)];
    Some(draft)
}

/// "It was unclear whether …": nobody is said to wonder.
fn unclear(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    if chunks.lower(at) != "it" || !chunks.is(at + 1, Class::BE | Class::CONTRACTION) {
        return None;
    }
    let mut adjective = at + 2;
    let mut negated = chunks.is(at + 1, Class::NEGATION);
    while chunks.is(adjective, Class::ADVERB | Class::NEGATION) && adjective < at + 6 {
        negated |= chunks.is(adjective, Class::NEGATION);
        adjective += 1;
    }
    let word = chunks.words.get(adjective)?.span.of(chunks.text);
    if !(word == "unclear" || negated && matches!(word, "clear" | "known" | "certain"))
        || chunks.right(adjective + 1) != Right::That
    {
        return None;
    }
    let mut draft = draft(("hedge", "doubts"), "unclear");
    draft.cue = vec![chunks.span(&(at..adjective + 1))];
    draft.content = vec![chunks.content(adjective + 1)?.0];
    Some(draft)
}

/// "Asked about the visit, …" at the start of a sentence: nobody is said to ask.
fn asked(chunks: &Chunks<'_>) -> Option<Draft> {
    let asked = chunks.words.iter().take(3).position(|w| w.capital && matches!(w.lower, "asked" | "pressed"))?;
    let (end, from) = match chunks.lower(asked + 1) {
        "about" | "on" => (asked + 2, asked + 2),
        "if" | "whether" | "why" | "how" | "what" | "when" | "where" | "who" => (asked + 1, asked + 1),
        _ => return None,
    };
    let comma = (from..chunks.words.len()).find(|&at| chunks.mark(at) == Mark::Comma)?;
    if comma == from {
        return None;
    }
    let mut draft = draft(("statement", "asks"), "asked");
    draft.cue = vec![chunks.span(&(asked..end))];
    draft.content = vec![chunks.span(&(from..comma))];
    Some(draft)
}
