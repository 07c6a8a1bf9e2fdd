//! Noun phrases to the left and to the right of a word.

use std::ops::Range;

use super::chunk::{Chunks, Mark};
use crate::lexicon::cues::Class;

/// At most so many words in a source.
const PHRASE: usize = 30;

impl Chunks<'_> {
    /// The noun phrase that ends with the word at `last`.
    pub(super) fn phrase_before(&self, last: usize) -> Option<Range<usize>> {
        let last = self.before_date(last);
        let word = self.words.get(last)?;
        if word.class.is(Class::SUBJECT) && !word.class.is(Class::DETERMINER) {
            return Some(last..last + 1);
        }
        if word.mark == Mark::Quote {
            return self.quoted_phrase(last);
        }
        if word.mark != Mark::None
            || self.is_possessive(last) && self.of(last).len() > 1 && !self.words[last].capital && last == 0
        {
            return None;
        }
        let floor = last.saturating_sub(PHRASE);
        let mut start = last + 1;
        while start > floor {
            let at = start - 1;
            if self.words[at].quotation != word.quotation || !self.goes_on_left(at, last, floor) {
                break;
            }
            start = at;
        }
        self.stripped(start..last + 1)
    }

    /// The last word before a date that ends at `last`: "the palace in December" ends with "palace".
    fn before_date(&self, last: usize) -> usize {
        let dated = (1..5.min(last)).find(|&words| self.date(last + 1 - words) == words);
        dated.map_or(last, |words| last - words)
    }

    /// A source in quotation marks that closes at `last`: "three sources with knowledge of it".
    fn quoted_phrase(&self, last: usize) -> Option<Range<usize>> {
        let quotation = self.words[last].quotation?;
        let inside = self.words[..=last].iter().rev().take_while(|w| w.quotation == Some(quotation)).count();
        let mut start = last + 1 - inside;
        if inside > 12 || self.words[start].span.start != self.quotations[quotation].span.start {
            return None;
        }
        if start > 0 && self.is(start - 1, Class::DETERMINER) {
            start -= 1;
        }
        Some(start..last + 1)
    }

    /// Whether the noun phrase that ends at `last` goes on to the left with the word at `at`.
    fn goes_on_left(&self, at: usize, last: usize, floor: usize) -> bool {
        let word = &self.words[at];
        match word.mark {
            // "As-Sahel" is a name, whatever its first part is elsewhere.
            Mark::None if at < last && self.mark(at + 1) == Mark::Hyphen => return true,
            Mark::None => {}
            Mark::Hyphen => return true,
            Mark::Other => return self.of(at).len() < 3,
            // "the U.S. official," needs no help; "(R-Ohio)" and "[sic]" stand inside a phrase.
            Mark::Close | Mark::Open => {
                return last - at < 8
                    && self.words[floor..at].iter().rev().take(8).any(|w| w.mark == Mark::Open)
                        == (word.mark == Mark::Close)
                    && at > 0;
            }
            _ => return false,
        }
        if self.is_possessive(at) {
            return true;
        }
        if word.class.is(Class::DETERMINER | Class::POSSESSIVE | Class::OF) {
            // "that" is a determiner only when nothing else fits.
            return word.lower != "that" && !(word.class.is(Class::OF) && at == last);
        }
        if word.class.is(Class::PREPOSITION) && !word.class.is(Class::TO) {
            return at != last && at > 0 && self.is_nominal(at - 1) && !self.clause_left_of(at, floor);
        }
        if word.class.is(Class::CONJUNCTION) {
            let joins = matches!(word.lower, "and" | "or") && at > 0 && self.is_nominal(at - 1);
            return joins && at != last && !self.clause_left_of(at, floor);
        }
        if self.is_verbal(at)
            || word.class.is(Class::RELATIVE | Class::SUBORDINATOR | Class::TO | Class::SUBJECT | Class::OBJECT)
        {
            return false;
        }
        if word.class.is(Class::DAY | Class::NEGATION) {
            return false;
        }
        !word.class.is(Class::ADVERB) || at > 0 && self.is(at - 1, Class::DETERMINER)
    }

    /// Whether the word may end a noun phrase.
    pub(super) fn is_nominal(&self, at: usize) -> bool {
        let none = Class::DETERMINER
            | Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::SUBORDINATOR
            | Class::TO
            | Class::ADVERB
            | Class::RELATIVE;
        self.mark(at) == Mark::None && !self.is(at, none) && !self.is_verbal(at) || self.mark(at) == Mark::Close
    }

    /// Whether a verb stands between `at` and the mark before it: then what stands left of `at` is another clause.
    fn clause_left_of(&self, at: usize, floor: usize) -> bool {
        for before in (floor..at).rev() {
            if self.is_verbal(before) {
                return true;
            }
            if matches!(
                self.mark(before),
                Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Stop | Mark::Quote
            ) || self.is(before, Class::SUBORDINATOR | Class::RELATIVE)
            {
                return false;
            }
        }
        false
    }

    /// A phrase without what can't begin one; `None` if nothing is left.
    fn stripped(&self, mut words: Range<usize>) -> Option<Range<usize>> {
        let weak =
            Class::PREPOSITION | Class::CONJUNCTION | Class::ADVERB | Class::SUBORDINATOR | Class::OF | Class::TO;
        while !words.is_empty()
            && (self.is(words.start, weak) && !self.is(words.start, Class::DETERMINER)
                || !matches!(self.mark(words.start), Mark::None)
                || self.is_possessive(words.start))
        {
            words.start += 1;
        }
        (!words.is_empty() && self.is_nominal_or_pronoun(words.end - 1)).then_some(words)
    }

    fn is_nominal_or_pronoun(&self, at: usize) -> bool {
        self.is_nominal(at)
            || self.is(at, Class::SUBJECT | Class::DETERMINER) && self.lower(at) != "the" && self.lower(at) != "a"
    }

    /// The noun phrase that starts at `first`, without relative clauses; `stop` is the end of what may be looked at.
    pub(super) fn phrase_after(&self, first: usize, stop: usize) -> Option<Range<usize>> {
        let stop = stop.min(self.words.len()).min(first + PHRASE);
        let quotation = self.words.get(first)?.quotation;
        if self.is(first, Class::SUBJECT | Class::OBJECT) && !self.is(first, Class::DETERMINER) {
            return Some(first..first + 1);
        }
        let mut end = first;
        while end < stop
            && self.words[end].quotation == quotation
            && self.goes_on_right(first, end)
            && (end == first || self.date(end) == 0)
        {
            end += 1;
        }
        while end > first && !self.is_nominal_or_pronoun(end - 1) && !self.is_possessive(end - 1) {
            end -= 1;
        }
        (end > first).then_some(first..end)
    }

    fn goes_on_right(&self, first: usize, at: usize) -> bool {
        let word = &self.words[at];
        match word.mark {
            Mark::None => {}
            Mark::Hyphen | Mark::Open | Mark::Close => return at > first,
            Mark::Other => return self.of(at).len() < 3,
            _ => return false,
        }
        if self.is_possessive(at) {
            return true;
        }
        if word.class.is(Class::PREPOSITION) && !word.class.is(Class::TO) {
            let inner = matches!(
                word.lower,
                "of" | "for"
                    | "at"
                    | "from"
                    | "with"
                    | "in"
                    | "on"
                    | "against"
                    | "about"
                    | "by"
                    | "between"
                    | "over"
                    | "among"
            );
            return inner && at > first && self.date(at) == 0 && !self.medium(at);
        }
        if word.class.is(Class::CONJUNCTION) {
            return matches!(word.lower, "and" | "or") && at > first && self.is_nominal_or_pronoun(at + 1)
                || self.is(at + 1, Class::DETERMINER) && word.lower == "and";
        }
        let adjective = at > 0 && self.is(at - 1, Class::DETERMINER | Class::POSSESSIVE) && at > first;
        if self.is_verbal(at) && !adjective {
            return false;
        }
        let out = Class::RELATIVE | Class::TO | Class::SUBJECT | Class::OBJECT | Class::NEGATION | Class::DAY;
        if word.class.is(out) || word.class.is(Class::SUBORDINATOR) && !word.class.is(Class::DETERMINER) {
            return false;
        }
        !word.class.is(Class::ADVERB) || adjective
    }
}
