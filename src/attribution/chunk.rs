//! A light chunker: no parser, only word classes, marks, capitals, quotations and names.

use std::ops::Range;

use super::Context;
use crate::lexicon::cues::{self, Class, CueForm};
use crate::quotation::Quotation;
use crate::segment::{Sentence, TokenKind};
use crate::span::Span;

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is no mark but a word or number.
    None,
    Comma,
    Stop,
    Semicolon,
    Colon,
    Dash,
    Hyphen,
    Open,
    Close,
    Quote,
    Other,
}

/// One token of a sentence with all that the rules look at.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) mark: Mark,
    pub(super) class: Class,
    /// The word in lower case if it is known, else empty.
    pub(super) lower: &'static str,
    pub(super) cue: Option<&'static CueForm>,
    /// All that the tables know of the word.
    pub(super) known: Option<&'static cues::Known>,
    /// The outermost quotation that it stands in, marks included, as an index into [`Chunks::quotations`].
    pub(super) quotation: Option<usize>,
    /// Starts with a capital.
    pub(super) capital: bool,
}

/// At most so many words are looked at together: a "sentence" of 100,000 words is a list, and rules look all over it.
const WINDOW: usize = 300;

/// The words of one sentence, or of a window of it.
pub(super) struct Chunks<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    /// The outermost quotations of the article, in text order.
    pub(super) quotations: &'a [Quotation],
    pub(super) context: Context<'a>,
}

/// The outermost quotations of a run of blocks: those that stand in no other.
pub(super) fn outermost(quotations: &[Quotation], blocks: &Range<usize>) -> Vec<Quotation> {
    let first = quotations.partition_point(|q| q.block < blocks.start);
    let end = quotations.partition_point(|q| q.block < blocks.end);
    let mut out: Vec<Quotation> = Vec::new();
    for &quotation in &quotations[first..end.max(first)] {
        if quotation.depth == 0 && out.last().is_none_or(|last| last.span.end <= quotation.span.start) {
            out.push(quotation);
        }
    }
    out
}

/// Cuts a sentence into windows and reads the words of each.
pub(super) fn windows<'a>(
    context: &Context<'a>,
    quotations: &'a [Quotation],
    sentence: &Sentence,
) -> impl Iterator<Item = Chunks<'a>> {
    let context = *context;
    let tokens = sentence.tokens.clone();
    let starts = tokens.clone().step_by(WINDOW);
    starts.map(move |from| Chunks::read(context, quotations, from..(from + WINDOW).min(tokens.end)))
}

impl<'a> Chunks<'a> {
    fn read(context: Context<'a>, quotations: &'a [Quotation], tokens: Range<usize>) -> Self {
        let text = context.article.text.as_str();
        let tokens = &context.segments.tokens[tokens];
        let start = tokens.first().map_or(0, |t| t.span.start);
        let mut next = quotations.partition_point(|q| q.span.end <= start);
        let mut lower = String::new();
        let words = tokens
            .iter()
            .map(|token| {
                while quotations.get(next).is_some_and(|q| q.span.end <= token.span.start) {
                    next += 1;
                }
                let quotation = quotations.get(next).filter(|q| q.span.start <= token.span.start).map(|_| next);
                let word = token.span.of(text);
                let mark = if token.kind == TokenKind::Punctuation { mark(word) } else { Mark::None };
                let known = (mark == Mark::None).then(|| known(word, &mut lower)).flatten();
                let mut class = known.map_or(Class::default(), |k| k.class);
                if class == Class::default() && is_adverb(word) {
                    class = Class::ADVERB;
                }
                Word {
                    span: token.span,
                    mark,
                    class,
                    lower: known.map_or("", |k| k.word),
                    cue: known.and_then(|k| k.cue.as_ref()),
                    known,
                    quotation,
                    capital: word.starts_with(char::is_uppercase),
                }
            })
            .collect();
        let mut chunks = Self { text, words, quotations, context };
        chunks.forget_names();
        chunks
    }

    /// A word with a capital inside a sentence is a name ("State"), unless all words have one, as in many headlines.
    fn forget_names(&mut self) {
        let long = |w: &&Word| w.mark == Mark::None && w.span.len() > 3;
        let (all, capitals) =
            self.words.iter().filter(long).fold((0, 0), |(n, c), w| (n + 1, c + usize::from(w.capital)));
        if capitals * 5 >= all * 4 {
            return;
        }
        for at in 1..self.words.len() {
            let starts = matches!(self.words[at - 1].mark, Mark::Quote | Mark::Colon | Mark::Stop | Mark::Open);
            if self.words[at].capital && !starts {
                self.words[at].cue = None;
            }
        }
    }

    /// The words themselves.
    pub(super) fn of(&self, at: usize) -> &'a str {
        self.words[at].span.of(self.text)
    }

    /// Whether the word at `at` is of one of these kinds; past the ends nothing is.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.words.get(at).is_some_and(|w| w.class.is(class))
    }

    /// What the mark at `at` does; past the end it stops.
    pub(super) fn mark(&self, at: usize) -> Mark {
        self.words.get(at).map_or(Mark::Stop, |w| w.mark)
    }

    /// The known word at `at` in lower case, or nothing.
    pub(super) fn lower(&self, at: usize) -> &'static str {
        self.words.get(at).map_or("", |w| w.lower)
    }

    /// The span of a range of words; empty for none.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        match self.words.get(words.clone()) {
            Some([only]) => only.span,
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The index of the first word that starts at or behind a byte.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.words.partition_point(|w| w.span.start < byte)
    }

    /// Whether the word may only be read as a finite verb, an auxiliary, or the start of a clause.
    pub(super) fn is_verbal(&self, at: usize) -> bool {
        let verbal =
            Class::VERB | Class::BE | Class::HAVE | Class::DO | Class::MODAL | Class::CONTRACTION | Class::CHAIN;
        self.is(at, verbal) || self.is_past_cue(at)
    }

    /// A cue in a past form that is not used like an adjective ("the alleged meeting").
    fn is_past_cue(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|w| w.cue.is_some()) else { return false };
        let past =
            word.lower.ends_with("ed") || matches!(word.lower, "said" | "told" | "wrote" | "says" | "saw" | "thought");
        past && !(at > 0 && self.is(at - 1, Class::DETERMINER | Class::POSSESSIVE))
    }

    /// The possessive ending at `at`, a token of its own.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| matches!(w.span.of(self.text), "'s" | "’s" | "'" | "’"))
    }
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4
        && word.ends_with("ly")
        && word.starts_with(char::is_lowercase)
        && !matches!(
            word,
            "family"
                | "reply"
                | "supply"
                | "rally"
                | "early"
                | "daily"
                | "ally"
                | "weekly"
                | "elderly"
                | "only"
                | "apply"
                | "Italy"
                | "likely"
                | "unlikely"
        )
}

fn known(word: &str, lower: &mut String) -> Option<&'static cues::Known> {
    // The country, not the pronoun.
    if word == "US" {
        return None;
    }
    // The longest word of the tables has some 15 letters.
    if word.len() > 24 {
        return None;
    }
    lower.clear();
    lower.extend(word.chars().map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }));
    cues::known(lower)
}

fn mark(word: &str) -> Mark {
    match word {
        "," => Mark::Comma,
        ";" => Mark::Semicolon,
        ":" => Mark::Colon,
        "-" | "‑" => Mark::Hyphen,
        "—" | "–" | "--" | "---" => Mark::Dash,
        "(" | "[" => Mark::Open,
        ")" | "]" => Mark::Close,
        "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" => Mark::Quote,
        _ if word.starts_with(['.', '!', '?', '…']) => Mark::Stop,
        _ => Mark::Other,
    }
}
