//! What stands between a cue and its content: dates, and the medium in which something is said.

use super::chunk::{Chunks, Mark};
use crate::entity::Label;
use crate::lexicon::cues::Class;

impl Chunks<'_> {
    /// How many words a date or time takes that starts at `at`, with its preposition: "on Monday", "last week".
    pub(super) fn date(&self, at: usize) -> usize {
        let from = at + usize::from(matches!(self.lower(at), "on" | "in" | "at" | "late" | "early"));
        let Some(word) = self.words.get(from) else { return 0 };
        let mentions = self.context.mentions;
        let first = mentions.partition_point(|m| m.span.start < word.span.start);
        let dates = mentions[first..].iter().take_while(|m| m.span.start == word.span.start);
        let end = dates.filter(|m| matches!(m.label, Label::Date | Label::Time)).map(|m| m.span.end).max();
        if let Some(end) = end {
            let count = self.words[from..].iter().take_while(|w| w.span.start < end).count();
            return from + count - at + self.date(from + count);
        }
        let spoken =
            |w: &str| matches!(w, "week" | "month" | "year" | "night" | "morning" | "summer" | "spring" | "fall");
        if word.class.is(Class::DAY) {
            return from + 1 - at + usize::from(self.words.get(from + 1).is_some_and(|w| spoken(w.span.of(self.text))));
        }
        if self.lower(at) == "at"
            && self.lower(at + 1) == "the"
            && self.words.get(at + 2).is_some_and(|w| w.span.of(self.text) == "time")
        {
            return 3;
        }
        let relative = matches!(word.span.of(self.text), "last" | "this" | "next" | "earlier" | "later");
        let second = self.words.get(from + 1).map_or("", |w| w.span.of(self.text));
        if relative && (spoken(second) || self.is(from + 1, Class::DAY)) {
            return from + 2 - at;
        }
        0
    }

    /// Whether "in a statement", "on Twitter" and the like starts at `at`: part of the cue, not of source or content.
    pub(super) fn medium(&self, at: usize) -> bool {
        self.medium_words(at) > 0
    }

    /// How many words such a phrase takes.
    pub(super) fn medium_words(&self, at: usize) -> usize {
        if !matches!(self.lower(at), "in" | "on" | "during" | "at" | "via" | "by" | "through") {
            return 0;
        }
        for end in at + 1..(at + 6).min(self.words.len()) {
            if self.mark(end) != Mark::None && self.mark(end) != Mark::Hyphen {
                return 0;
            }
            if is_medium(self.of(end)) {
                return end + 1 - at;
            }
            if self.is_verbal(end) || self.is(end, Class::SUBORDINATOR | Class::PREPOSITION | Class::SUBJECT) {
                return 0;
            }
        }
        0
    }
}

/// Nouns for what is said or written in.
fn is_medium(word: &str) -> bool {
    const NOUNS: [&str; 30] = [
        "statement",
        "interview",
        "speech",
        "remarks",
        "email",
        "e-mail",
        "tweet",
        "letter",
        "post",
        "memo",
        "call",
        "conference",
        "briefing",
        "report",
        "text",
        "video",
        "article",
        "column",
        "broadcast",
        "testimony",
        "Twitter",
        "Facebook",
        "release",
        "message",
        "note",
        "television",
        "anonymity",
        "Telegram",
        "affidavit",
        "editorial",
    ];
    NOUNS.contains(&word)
}
