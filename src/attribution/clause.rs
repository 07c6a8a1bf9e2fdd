//! Where a content ends, and the subject of a clause.

use super::chunk::{Chunks, Mark, Word};
use super::draft::Words;
use crate::lexicon::cues::{Class, Right};
use crate::span::Span;

/// Verbs that stand beside a source behind what is said.
const SPEAKS: [&str; 12] =
    ["say", "tell", "add", "write", "report", "announce", "note", "explain", "claim", "state", "warn", "acknowledge"];

impl Chunks<'_> {
    /// What stands at `at`, as the table of cues sees it.
    pub(super) fn right(&self, at: usize) -> Right<'static> {
        match self.mark(at) {
            Mark::None => {}
            Mark::Quote | Mark::Colon => return Right::Quote,
            Mark::Comma | Mark::Stop | Mark::Semicolon | Mark::Dash | Mark::Close => return Right::End,
            Mark::Hyphen | Mark::Open | Mark::Other => return Right::Noun,
        }
        let lower = self.lower(at);
        match lower {
            "that" | "whether" | "how" | "why" | "what" | "if" | "who" | "where" | "when" | "which" => Right::That,
            "to" => Right::To,
            _ if self.is(at, Class::PREPOSITION) || matches!(lower, "as" | "out" | "back" | "off" | "up" | "down") => {
                Right::Preposition(lower)
            }
            _ => Right::Noun,
        }
    }

    /// The first word behind what stands in the quotation of the word at `at`.
    pub(super) fn behind_quotation(&self, at: usize) -> usize {
        let Some(quotation) = self.words[at].quotation else { return at };
        at + self.words[at..].iter().take_while(|w| w.quotation == Some(quotation)).count()
    }

    /// Whether the word at `at` starts a quotation.
    pub(super) fn opens(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        word.quotation.is_some_and(|q| self.quotations[q].span.start == word.span.start)
    }

    /// The content that starts at `from`: one span, and the first word behind it.
    pub(super) fn content(&self, from: usize) -> Option<(Span, usize)> {
        if self.mark(from) == Mark::Stop && !self.opens(from) {
            return None;
        }
        let word = self.words.get(from)?;
        let inside = word.quotation.filter(|_| !self.opens(from));
        let mut end = self.clause_end(from);
        while end > from && !self.ends_content(end - 1) {
            end -= 1;
        }
        if end <= from {
            return None;
        }
        let mut span = self.span(&(from..end));
        // A quotation goes on when its first sentence is over.
        if let Some(quotation) = self.words[end - 1].quotation.filter(|_| inside.is_none()) {
            span.end = span.end.max(self.quotations[quotation].span.end);
        }
        Some((span, end))
    }

    fn ends_content(&self, at: usize) -> bool {
        let closing = self.words[at].quotation.is_some_and(|q| self.quotations[q].span.end == self.words[at].span.end);
        closing
            || match self.mark(at) {
                Mark::None | Mark::Close | Mark::Other | Mark::Quote => true,
                // The stop of a question is part of it, the full stop is not.
                _ => false,
            }
    }

    fn clause_end(&self, from: usize) -> usize {
        let inside = self.words[from].quotation.filter(|_| !self.opens(from));
        let clausal = self.is_clausal(from);
        let mut at = from;
        while at < self.words.len() {
            let word = &self.words[at];
            if inside.is_some() {
                let closes = word.quotation != inside
                    || inside.is_some_and(|q| self.quotations[q].span.end == word.span.end && word.mark == Mark::Quote);
                if closes {
                    return at;
                }
            } else if word.quotation.is_some() {
                let behind = self.behind_quotation(at);
                if at == from && self.sentence_in(at..behind) || behind >= self.words.len() {
                    return behind;
                }
                at = behind;
                if self.mark(at) == Mark::None && self.starts_source(at) {
                    return at;
                }
                continue;
            }
            if at > from && self.cuts(at, clausal) {
                return at;
            }
            at += 1;
        }
        at
    }

    /// Whether words in quotation marks are a sentence of their own: they end like one.
    fn sentence_in(&self, words: Words) -> bool {
        let last = words.end.saturating_sub(2);
        last > words.start + 2 && matches!(self.mark(last), Mark::Stop | Mark::Comma)
    }

    /// Whether a finite verb stands before the first comma.
    fn is_clausal(&self, from: usize) -> bool {
        if self.is(from, Class::SUBORDINATOR | Class::RELATIVE) {
            return true;
        }
        let other = |w: &&Word| {
            w.mark == Mark::Comma || w.class.is(Class::RELATIVE | Class::SUBORDINATOR) && !w.class.is(Class::ADVERB)
        };
        let first = self.words[from..].iter().take(25).take_while(|w| !other(w)).count();
        (from..from + first).any(|at| self.is_verbal(at))
    }

    /// Whether the content is over before `at`.
    fn cuts(&self, at: usize, clausal: bool) -> bool {
        match self.mark(at) {
            Mark::Semicolon => return true,
            Mark::Stop => {
                return at + 1 == self.words.len() || self.of(at).starts_with(['?', '!']) && self.words[at + 1].capital;
            }
            Mark::Dash => return !clausal,
            Mark::Comma => return self.cuts_comma(at, clausal),
            Mark::None => {}
            _ => return false,
        }
        if self.is(at, Class::CONJUNCTION) {
            return self.says_on(at + 1) || !clausal && self.is_verbal(at + 1) && !self.is(at + 1, Class::CHAIN);
        }
        let temporal =
            matches!(self.lower(at), "when" | "while" | "because" | "after" | "before" | "if" | "as" | "since");
        if temporal && !clausal {
            return self.is(at + 1, Class::SUBJECT) || self.lower(at) == "while";
        }
        self.lower(at) == "according" && self.lower(at + 1) == "to"
    }

    fn cuts_comma(&self, at: usize, clausal: bool) -> bool {
        let next = at + 1;
        let lower = self.lower(next);
        if matches!(lower, "according" | "while" | "but") {
            return true;
        }
        if self.of_ing(next) || self.starts_source(next) || self.inverts(next) {
            return true;
        }
        if self.is(next, Class::CONJUNCTION) && self.says_on(next + 1) {
            return true;
        }
        if clausal {
            return false;
        }
        // "designated the Guard, the wing that he leads, as …": an apposition inside.
        if self.is(next, Class::DETERMINER) && self.closes_before_as(next) {
            return false;
        }
        let out = Class::RELATIVE | Class::SUBJECT | Class::DETERMINER | Class::ADVERB | Class::CONJUNCTION;
        self.is(next, out) || self.is_verbal(next) || matches!(lower, "with" | "as" | "even" | "though" | "although")
    }

    fn closes_before_as(&self, from: usize) -> bool {
        let comma = (from..(from + 15).min(self.words.len())).find(|&at| self.mark(at) == Mark::Comma);
        comma.is_some_and(|at| self.lower(at + 1) == "as")
    }

    /// Whether the word is a form of a verb that speaks.
    fn speaks(&self, at: usize) -> bool {
        self.words.get(at).and_then(|w| w.cue).is_some_and(|cue| SPEAKS.contains(&cue.lemma))
    }

    /// A form in -ing of a cue: ", saying that", ", adding".
    fn of_ing(&self, at: usize) -> bool {
        let clause = matches!(self.right(at + 1), Right::That | Right::Quote);
        self.words.get(at).is_some_and(|w| w.cue.is_some())
            && self.lower(at).ends_with("ing")
            && (clause || self.speaks(at))
    }

    /// "added that", "said he" behind a conjunction.
    fn says_on(&self, at: usize) -> bool {
        let at = at + usize::from(self.is(at, Class::ADVERB));
        self.speaks(at) && !self.lower(at).ends_with("ing")
    }

    /// ", officials said." and the like: a source with a verb behind which the sentence ends or pauses.
    fn starts_source(&self, at: usize) -> bool {
        let Some(phrase) = self.phrase_after(at, at + 12) else { return false };
        let verb = phrase.end + usize::from(self.is(phrase.end, Class::ADVERB | Class::HAVE));
        let behind = verb + 1 + self.date(verb + 1);
        let behind = behind + self.medium_words(behind);
        self.speaks(verb) && self.right(behind) == Right::End
    }

    /// ", said Lee": a cue before its source.
    fn inverts(&self, at: usize) -> bool {
        self.speaks(at) && self.right(at + 1) == Right::Noun && !self.lower(at).ends_with("ing")
    }

    /// The subject of the sentence, as far as it can be told without a parser.
    pub(super) fn main_subject(&self, before: usize) -> Option<Words> {
        let mut start = 0;
        let lead = Class::PREPOSITION | Class::ADVERB | Class::SUBORDINATOR;
        let of_ing =
            self.words.first().is_some_and(|w| w.span.of(self.text).ends_with("ing") && !w.class.is(Class::DETERMINER));
        if self.is(0, lead) && !self.is(0, Class::DETERMINER) || of_ing || self.lower(0).ends_with("ed") {
            let comma = self.words[..before].iter().position(|w| w.mark == Mark::Comma);
            start = comma? + 1;
        }
        while start < before && (self.is(start, Class::CONJUNCTION | Class::ADVERB) || self.mark(start) == Mark::Quote)
        {
            start += 1;
        }
        let phrase = self.phrase_after(start, before)?;
        (phrase.end <= before).then_some(phrase)
    }
}
