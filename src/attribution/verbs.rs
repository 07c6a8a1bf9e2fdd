//! Cues with a source beside them: "Lee said that …", "…, said Lee", ", saying that …", "Lee is aware of …".

use super::chunk::{Chunks, Mark};
use super::clause::CUE;
use super::draft::{Draft, Words};
use super::head::Head;
use super::sides::{apposed, left_of, rest, source_after};
use crate::lexicon::cues::{Class, Left, Right};
use crate::lexicon::hedges::Hedge;
use crate::span::Span;

/// Lemmas that attribute inside a quotation too. The rest belongs to whoever is quoted: of 391 other cue words in quotations of
/// `PolNeAR`'s development part only one is annotated.
const QUOTED: [&str; 8] = ["insist", "intend", "discuss", "pledge", "vow", "demand", "deny", "aware"];

/// Appends what the cue words of a sentence say.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    for at in 0..chunks.words.len() {
        let Some(form) = chunks.words[at].cue else { continue };
        // "reportedly" hedges; it has a rule of its own.
        if chunks.words[at].known.is_some_and(|k| k.hedge(Hedge::Adverb).is_some()) {
            continue;
        }
        if chunks.words[at].quotation.is_some() && !QUOTED.contains(&form.lemma) {
            continue;
        }
        let head = Head::read(chunks, at, form);
        let found = match head.left {
            Left::Subject => head.behind_subject(chunks, out),
            Left::Mark => head.behind_mark(chunks, out),
            Left::Be => head.behind_be(chunks),
            Left::To => head.behind_to(chunks, out),
            Left::Participle => head.participle(chunks, out),
            Left::Determiner => head.noun(chunks),
        };
        out.extend(found);
    }
}

impl Head {
    fn behind_subject(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Draft> {
        let chained = self.first + 1 < self.at && chunks.is(self.at - 1, Class::TO);
        let mut percent = self.percent(chunks, Left::Subject);
        if chained {
            percent = percent.max(self.percent(chunks, Left::To)).max(50);
        }
        if chunks.right(self.at + 1) == Right::Preposition("by") && !chained {
            return self.reduced_passive(chunks);
        }
        if percent < CUE {
            return None;
        }
        let mut last = self.first.checked_sub(1)?;
        if chunks.is(last, Class::CONJUNCTION) {
            let mut draft = self.to_the_right(chunks, percent, "shared-source", None)?;
            draft.source = self.subject(chunks, before)?;
            return (percent >= 50).then_some(draft);
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
        if chunks.right(self.at + 1) == Right::Preposition("by") {
            return self.reduced_passive(chunks);
        }
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
        let mut percent = self.percent(chunks, Left::Be);
        if chunks.right(self.behind) == Right::Preposition("by") {
            percent = percent.max(self.active_percent());
        }
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

    /// How often the active form is a cue: a passive with an agent is one as often.
    fn active_percent(&self) -> u8 {
        let active = |right| self.form.percent(Left::Subject, right);
        active(Right::Noun).max(active(Right::That))
    }

    /// "The report, though denied by Lee, …": a passive without a form of "be".
    fn reduced_passive(&self, chunks: &Chunks<'_>) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Subject).max(self.active_percent());
        let past =
            chunks.of(self.at).ends_with("ed") || matches!(self.form.lemma, "write" | "say" | "tell" | "know" | "show");
        if percent < CUE || !past {
            return None;
        }
        let mut last = self.first.checked_sub(1)?;
        while last > 0 && (chunks.mark(last) == Mark::Comma || chunks.is(last, Class::SUBORDINATOR | Class::ADVERB)) {
            last -= 1;
        }
        self.passive(chunks, percent, chunks.phrase_before(last)?)
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
                if matches!(chunks.lower(behind), "to" | "that" | "as") {
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
        // Infinitives mostly tell what is done, not what is meant.
        if percent < 55 && self.form.lemma != "discuss" {
            return None;
        }
        let mut draft = self.to_the_right(chunks, percent, "infinitive", None)?;
        draft.cue[0].start = chunks.words[self.first - 1].span.start;
        draft.source = self.subject(chunks, before)?;
        Some(draft)
    }

    fn participle(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Participle);
        if percent < 45 {
            return None;
        }
        let mut draft = self.to_the_right(chunks, percent, "participle", None)?;
        draft.source = self.subject(chunks, before)?;
        Some(draft)
    }

    /// A noun that attributes: "Lee's claim that …", "reports of …".
    fn noun(&self, chunks: &Chunks<'_>) -> Option<Draft> {
        let percent = self.percent(chunks, Left::Determiner);
        if percent < 25 {
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
        if chunks.right(self.behind) != Right::That {
            return None;
        }
        self.to_the_right(chunks, percent, "noun", source)
    }

    /// Who goes on: the source of the cue before in the sentence, else the subject of the sentence.
    fn subject(&self, chunks: &Chunks<'_>, before: &[Draft]) -> Option<Vec<Span>> {
        let here = chunks.words[self.first].span;
        let holds = |draft: &Draft, span: Span| draft.content.iter().any(|c| c.contains(span));
        // Inside what somebody says, the subject of that goes on.
        if let Some(outer) = before.iter().rev().find(|d| holds(d, here)) {
            let from = outer.content.iter().find(|c| c.contains(here)).map_or(0, |c| chunks.at(c.start));
            if chunks.is(from, Class::TO) && !outer.source.is_empty() {
                return Some(outer.source.clone());
            }
            let from = from + usize::from(chunks.is(from, Class::SUBORDINATOR) || chunks.mark(from) == Mark::Quote);
            return Some(vec![chunks.span(&chunks.phrase_after(from, self.first)?)]);
        }
        // Who speaks inside the content of another does not go on outside it.
        let nested = |draft: &Draft| before.iter().any(|d| holds(d, draft.cue[0]));
        // "said that Vela was aware of it, but was unable to …": Vela was; "…, but added that …": who said so added.
        let is = (self.first..self.at).any(|at| chunks.is(at, Class::BE));
        let fits =
            |draft: &&Draft| !draft.source.is_empty() && draft.source[0].start < here.start && (is || !nested(draft));
        let said = before.iter().rev().find(fits);
        if let Some(draft) = said {
            return Some(draft.source.clone());
        }
        Some(vec![chunks.span(&chunks.main_subject(self.first)?)])
    }
}
