//! The head of a cue: its verb group, and what stands before and behind it.

use super::chunk::{Chunks, Mark};
use super::draft::{Draft, Words};
use super::sides::recipient;
use crate::lexicon::cues::{Class, CueForm, Left, Right};
use crate::span::Span;

/// A word that may be the head of a cue, with what stands around it.
pub(super) struct Head {
    pub(super) at: usize,
    pub(super) form: &'static CueForm,
    /// The first word of its verb group.
    pub(super) first: usize,
    pub(super) left: Left,
    /// The first word behind it that is no recipient, date or medium.
    pub(super) behind: usize,
    /// The end of the cue.
    pub(super) end: usize,
}

impl Head {
    pub(super) fn read(chunks: &Chunks<'_>, at: usize, form: &'static CueForm) -> Self {
        let mut first = at;
        let auxiliary = Class::ADVERB | Class::HAVE | Class::DO | Class::MODAL | Class::NEGATION;
        let step = |mut first: usize| {
            while first > 0 && chunks.is(first - 1, auxiliary) && !chunks.is(first - 1, Class::CONTRACTION) {
                first -= 1;
            }
            first
        };
        first = step(first);
        let mut left = Left::Subject;
        if first > 0 && chunks.is(first - 1, Class::TO) && !chunks.of(at).ends_with("ing") {
            left = Left::To;
            // "continued to insist", "was unable to confirm": the chain belongs to the cue.
            if first > 1 && chunks.is(first - 2, Class::CHAIN) {
                first = step(first - 2);
                left = Left::Subject;
                if first > 0 && chunks.is(first - 1, Class::BE) {
                    first = step(first - 1);
                }
            }
        } else if first > 0 && chunks.is(first - 1, Class::BE) {
            first = step(first - 1);
            while first > 0 && chunks.is(first - 1, Class::BE) {
                first = step(first - 1);
            }
            left = Left::Be;
        }
        if left == Left::Subject {
            left = Self::left(chunks, first, at);
        }
        let mut head = Self { at, form, first, left, behind: at + 1, end: at + 1 };
        head.look_behind(chunks);
        head
    }

    fn left(chunks: &Chunks<'_>, first: usize, at: usize) -> Left {
        if chunks.of(at).ends_with("ing") {
            let modifier = at > 0 && (chunks.is(at - 1, Class::DETERMINER) || chunks.is_possessive(at - 1));
            return if modifier { Left::Determiner } else { Left::Participle };
        }
        let Some(before) = first.checked_sub(1) else { return Left::Mark };
        if first < at && chunks.is(at - 1, Class::HAVE | Class::DO | Class::MODAL) {
            return Left::Subject;
        }
        let noun = Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION | Class::OF;
        let who = matches!(chunks.lower(before), "that") && before > 0 && chunks.is_nominal(before - 1);
        match chunks.mark(before) {
            Mark::None if chunks.is_possessive(before) => Left::Determiner,
            Mark::None if chunks.is(before, noun) && !chunks.is(before, Class::SUBJECT) && !who => Left::Determiner,
            Mark::None | Mark::Close => Left::Subject,
            _ => Left::Mark,
        }
    }

    /// Skips the recipient, the date and the medium.
    fn look_behind(&mut self, chunks: &Chunks<'_>) {
        let mut behind = self.at + 1;
        while chunks.is(behind, Class::ADVERB) {
            behind += 1;
        }
        if matches!(self.form.lemma, "tell" | "inform" | "assure" | "remind" | "notify" | "brief") {
            behind = recipient(chunks, behind);
        }
        for _ in 0..2 {
            let medium = chunks.medium_words(behind);
            if medium > 0 {
                self.end = behind + medium;
            }
            behind += medium;
            behind += chunks.date(behind);
        }
        if self.form.lemma == "say"
            && chunks.lower(behind) == "on"
            && chunks.of((behind + 1).min(chunks.words.len() - 1)) == "condition"
        {
            let words = chunks.words[behind..].iter().take(4).take_while(|w| w.mark == Mark::None).count();
            behind += words;
            self.end = behind;
        }
        // "confirmed for the first time that", "told a rally in Vela that".
        let far = (behind..(behind + 7).min(chunks.words.len())).find(|&at| chunks.lower(at) == "that");
        if let (Right::Preposition(_), Some(far)) = (chunks.right(behind), far)
            && self.form.percent(Left::Subject, Right::That) >= 60
            && (behind..far).all(|at| chunks.mark(at) == Mark::None && !chunks.is_verbal(at))
        {
            behind = far;
        }
        self.behind = behind;
    }

    /// How often it is a cue; the better of what stands directly behind it and what stands behind its adjuncts.
    pub(super) fn percent(&self, chunks: &Chunks<'_>, left: Left) -> u8 {
        let near = self.form.percent(left, chunks.right(self.at + 1));
        let far = self.form.percent(left, chunks.right(self.behind));
        near.max(if self.behind > self.at + 1 { far } else { 0 })
    }

    /// The cue's span, with a preposition that leads to the content.
    pub(super) fn cue(&self, chunks: &Chunks<'_>) -> (Span, usize) {
        let mut end = self.end;
        let mut from = self.behind;
        if let Right::Preposition(_) = chunks.right(self.behind) {
            if self.behind == self.end {
                end = self.behind + 1;
            }
            from = self.behind + 1;
        }
        if chunks.mark(from) == Mark::Comma && chunks.opens(from + 1) {
            from += 1;
        }
        if chunks.mark(from) == Mark::Colon {
            if end == from {
                end += 1;
            }
            from += 1;
        }
        (chunks.span(&(self.first..end)), from)
    }

    pub(super) fn draft(&self, chunks: &Chunks<'_>, percent: u8, rule: &'static str, source: Option<Words>) -> Draft {
        let source = source.map(|s| chunks.span(&s)).into_iter().collect();
        Draft { source, cue: vec![self.cue(chunks).0], ..Draft::of(self.form, percent, rule) }
    }
}
