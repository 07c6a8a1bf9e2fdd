//! Cues with a source beside them: "Lee said that …", "…, said Lee", ", saying that …", "Lee is aware of …".

use super::chunk::{Chunks, Mark};
use super::clause::CUE;
use super::draft::{Draft, Words};
use super::sides::{apposed, left_of, recipient, rest, source_after};
use crate::lexicon::cues::{Class, CueForm, Left, Right};
use crate::span::Span;

/// A word that may be the head of a cue, with what stands around it.
struct Head {
    at: usize,
    form: &'static CueForm,
    /// The first word of its verb group.
    first: usize,
    left: Left,
    /// The first word behind it that is no recipient, date or medium.
    behind: usize,
    /// The end of the cue.
    end: usize,
}

/// Appends what the cue words of a sentence say.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    let first = out.len();
    for at in 0..chunks.words.len() {
        let Some(form) = chunks.words[at].cue else { continue };
        let head = Head::read(chunks, at, form);
        let found = match head.left {
            Left::Subject => head.behind_subject(chunks, &out[first..]),
            Left::Mark => head.behind_mark(chunks, &out[first..]),
            Left::Be => head.behind_be(chunks),
            Left::To => head.behind_to(chunks, &out[first..]),
            Left::Participle => head.participle(chunks, &out[first..]),
            Left::Determiner => head.noun(chunks),
        };
        out.extend(found);
    }
}

impl Head {
    fn read(chunks: &Chunks<'_>, at: usize, form: &'static CueForm) -> Self {
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
        if chunks.of(at).ends_with("ing") && !(first < at && chunks.is(first, Class::HAVE | Class::MODAL)) {
            return Left::Participle;
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
        self.behind = behind;
    }

    /// How often it is a cue; the better of what stands directly behind it and what stands behind its adjuncts.
    fn percent(&self, chunks: &Chunks<'_>, left: Left) -> u8 {
        let near = self.form.percent(left, chunks.right(self.at + 1));
        let far = self.form.percent(left, chunks.right(self.behind));
        near.max(if self.behind > self.at + 1 { far } else { 0 })
    }

    /// The cue's span, with a preposition that leads to the content.
    fn cue(&self, chunks: &Chunks<'_>) -> (Span, usize) {
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

    fn draft(&self, chunks: &Chunks<'_>, percent: u8, rule: &'static str, source: Option<Words>) -> Draft {
        let source = source.map(|s| chunks.span(&s)).into_iter().collect();
        Draft { source, cue: vec![self.cue(chunks).0], ..Draft::of(self.form, percent, rule) }
    }

    fn behind_subject(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Subject);
        if percent < CUE {
            return None;
        }
        let mut last = self.first.checked_sub(1)?;
        if chunks.is(last, Class::CONJUNCTION) {
            let mut draft = self.to_the_right(chunks, percent, "shared-source", None)?;
            draft.source = self.subject(chunks, before)?;
            return Some(draft);
        }
        if chunks.is(last, Class::RELATIVE) || chunks.lower(last) == "that" {
            last = last.checked_sub(1)?;
            if chunks.mark(last) == Mark::Comma {
                last = last.checked_sub(1)?;
            }
        }
        let source = chunks.phrase_before(last)?;
        self.with_source(chunks, percent, source)
    }

    fn with_source(&self, chunks: &Chunks<'_>, percent: u8, source: Words) -> Option<Draft> {
        if chunks.right(self.behind) == Right::End {
            return self.to_the_left(chunks, percent, "content-source-cue", source.clone(), source.start);
        }
        self.to_the_right(chunks, percent, "source-cue-content", Some(source))
    }

    fn to_the_right(
        &self,
        chunks: &Chunks<'_>,
        percent: u8,
        rule: &'static str,
        source: Option<Words>,
    ) -> Option<Draft> {
        let mut draft = self.draft(chunks, percent, rule, source);
        let (_, from) = self.cue(chunks);
        if chunks.right(from) == Right::End && !chunks.opens(from) {
            return None;
        }
        draft.content = vec![chunks.content(from)?.0];
        Some(draft)
    }

    /// The content before source and cue, the first of which starts at `start`.
    fn to_the_left(
        &self,
        chunks: &Chunks<'_>,
        percent: u8,
        rule: &'static str,
        source: Words,
        start: usize,
    ) -> Option<Draft> {
        let behind = self.behind.max(source.end);
        let mut draft = self.draft(chunks, percent, rule, Some(source));
        draft.cue = vec![chunks.span(&(self.first..self.end))];
        let content = left_of(chunks, start)?;
        draft.content = vec![content];
        draft.content.extend(rest(chunks, content, behind));
        Some(draft)
    }

    /// Behind a comma or a mark: an apposition stands between source and cue, or the cue stands before its source.
    fn behind_mark(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Draft> {
        let last = self.first.checked_sub(1);
        if let Some(last) = last.filter(|&l| chunks.mark(l) == Mark::Comma) {
            let percent = self.percent(chunks, Left::Subject);
            if let Some(source) = apposed(chunks, last).filter(|_| percent >= CUE) {
                return self.with_source(chunks, percent, source);
            }
        }
        if let Some(source) = last.filter(|&l| chunks.mark(l) == Mark::Quote).and_then(|l| chunks.phrase_before(l)) {
            let percent = self.percent(chunks, Left::Subject);
            if percent >= CUE && source.len() < 10 && chunks.right(self.behind) != Right::Noun {
                return self.with_source(chunks, percent, source);
            }
        }
        let percent = self.form.percent(Left::Mark, Right::Noun);
        let speaks = self.form.percent(Left::Subject, Right::End) >= 40;
        if percent >= CUE && speaks && self.first == self.at && self.right_is_noun(chunks) && last.is_some() {
            let source = source_after(chunks, self.at + 1)?;
            let mut head = Self { behind: source.end, end: self.at + 1, ..*self };
            head.behind += chunks.medium_words(head.behind);
            head.behind += chunks.date(head.behind);
            return head.to_the_left(chunks, percent, "content-cue-source", source, self.at);
        }
        // ", condemned the vote and called …": the subject of the sentence goes on.
        let percent = self.percent(chunks, Left::Mark);
        if percent >= CUE && last.is_some() {
            let mut draft = self.to_the_right(chunks, percent, "shared-source", None)?;
            draft.source = self.subject(chunks, before)?;
            return Some(draft);
        }
        None
    }

    fn right_is_noun(&self, chunks: &Chunks<'_>) -> bool {
        chunks.right(self.at + 1) == Right::Noun
    }

    fn behind_be(&self, chunks: &Chunks<'_>) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Be);
        if percent < CUE {
            return None;
        }
        let mut last = self.first.checked_sub(1)?;
        if chunks.is(last, Class::RELATIVE) || chunks.lower(last) == "that" {
            last = last.checked_sub(1)?;
            if chunks.mark(last) == Mark::Comma {
                last = last.checked_sub(1)?;
            }
        }
        let subject =
            if chunks.mark(last) == Mark::Comma { apposed(chunks, last)? } else { chunks.phrase_before(last)? };
        let active = self.form.lemma == chunks.lower(self.at) || chunks.of(self.at).ends_with("ing");
        if active {
            return self.with_source(chunks, percent, subject);
        }
        self.passive(chunks, percent, subject)
    }

    fn passive(&self, chunks: &Chunks<'_>, percent: u8, subject: Words) -> Option<Draft> {
        let mut draft = self.draft(chunks, percent, "passive", None);
        match chunks.right(self.behind) {
            Right::Preposition("by") => {
                let agent = chunks.phrase_after(self.behind + 1, chunks.words.len())?;
                draft.rule = "passive-by";
                draft.source = vec![chunks.span(&agent)];
                draft.content = vec![chunks.span(&subject)];
                let behind = agent.end;
                if matches!(chunks.right(behind), Right::To | Right::That) {
                    draft.content.push(chunks.content(behind)?.0);
                }
            }
            Right::That => {
                draft.cue = vec![chunks.span(&(self.first..self.end))];
                draft.content = vec![chunks.content(self.behind)?.0];
            }
            Right::End => return None,
            _ => {
                let (_, from) = self.cue(chunks);
                draft.content = vec![chunks.span(&subject), chunks.content(from)?.0];
            }
        }
        Some(draft)
    }

    fn behind_to(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Draft> {
        let percent = self.percent(chunks, Left::To);
        if percent < CUE {
            return None;
        }
        let mut draft = self.to_the_right(chunks, percent, "infinitive", None)?;
        draft.cue[0].start = chunks.words[self.first - 1].span.start;
        draft.source = self.subject(chunks, before)?;
        Some(draft)
    }

    fn participle(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Participle);
        if percent < CUE {
            return None;
        }
        let mut draft = self.to_the_right(chunks, percent, "participle", None)?;
        draft.source = self.subject(chunks, before)?;
        Some(draft)
    }

    /// A noun that attributes: "Lee's claim that …", "reports of …".
    fn noun(&self, chunks: &Chunks<'_>) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Determiner);
        if percent < CUE {
            return None;
        }
        let last = self.first.checked_sub(1)?;
        let source = if chunks.is(last, Class::POSSESSIVE) {
            Some(last..last + 1)
        } else if chunks.is_possessive(last) {
            chunks.phrase_before(last.checked_sub(1)?)
        } else {
            None
        };
        if matches!(chunks.right(self.behind), Right::Noun | Right::End) {
            return None;
        }
        self.to_the_right(chunks, percent, "noun", source)
    }

    /// Who goes on: the source of the cue before in the sentence, else the subject of the sentence.
    fn subject(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Vec<Span>> {
        let quotation = chunks.words[self.at].quotation;
        let at = chunks.words[self.first].span.start;
        let said = |d: &&Draft| {
            !d.source.is_empty()
                && d.source[0].start < at
                && chunks.words.get(chunks.at(d.cue[0].start)).is_some_and(|w| w.quotation == quotation)
        };
        if let Some(draft) = before.iter().rev().find(said) {
            return Some(draft.source.clone());
        }
        Some(vec![chunks.span(&chunks.main_subject(self.first)?)])
    }
}
