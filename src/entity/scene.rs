//! One sentence as the rules see it: its words with what is known of each.

use crate::lexicon::names::{Entry, Kinds, Lexicon};
use crate::lexicon::words::{self, Gap, Shape, Word};
use crate::span::Span;

use super::{Label, Mention};

/// A sentence under work; reused from sentence to sentence.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'static Lexicon,
    pub(super) words: Vec<Word>,
    pub(super) known: Vec<Option<&'static Entry>>,
    pub(super) kinds: Vec<Kinds>,
    /// Words that a mention holds already.
    pub(super) taken: Vec<bool>,
    /// The label of the outermost mention that holds the word.
    holder: Vec<Option<Label>>,
    /// Whether capitals say little here: a headline in title case, or all in capitals.
    pub(super) loud: bool,
    pub(super) found: Vec<Mention>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            lexicon: Lexicon::get(),
            words: Vec::new(),
            known: Vec::new(),
            kinds: Vec::new(),
            taken: Vec::new(),
            holder: Vec::new(),
            loud: false,
            found: Vec::new(),
        }
    }

    /// Turns to another sentence.
    pub(super) fn read(&mut self, sentence: Span) {
        self.words.clear();
        self.known.clear();
        self.kinds.clear();
        words::scan(sentence.of(self.text), sentence.start, &mut self.words);
        for word in &self.words {
            let entry = self.lexicon.word(word);
            self.known.push(entry);
            self.kinds.push(entry.map_or(Kinds::default(), |e| e.kinds(word.shape)));
        }
        self.taken.clear();
        self.taken.resize(self.words.len(), false);
        self.holder.clear();
        self.holder.resize(self.words.len(), None);
        self.loud = words::is_loud(self.words.iter().zip(self.kinds.iter().map(|k| k.any(Kinds::COMMON))));
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word, if there is one so far on.
    pub(super) fn get(&self, index: usize) -> Option<&Word> {
        self.words.get(index)
    }

    pub(super) fn is(&self, index: usize, kinds: Kinds) -> bool {
        self.kinds.get(index).is_some_and(|k| k.any(kinds))
    }

    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(Word::is_capital)
    }

    pub(super) fn is_lower(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.shape == Shape::Lower)
    }

    pub(super) fn is_word(&self, index: usize, hash: u64) -> bool {
        self.words.get(index).is_some_and(|w| w.hash == hash)
    }

    /// Whether the word is one of these and follows its neighbour after a mere space.
    pub(super) fn follows(&self, index: usize, kinds: Kinds) -> bool {
        self.is(index, kinds) && self.gap(index) == Gap::Space && !self.words[index - 1].possessive
    }

    /// The label of the mention that holds the word, if one does.
    pub(super) fn holder(&self, index: usize) -> Option<Label> {
        self.holder.get(index).copied().flatten()
    }

    pub(super) fn gap(&self, index: usize) -> Gap {
        self.words.get(index).map_or(Gap::Break, |w| w.gap)
    }

    pub(super) fn of(&self, index: usize) -> &'a str {
        let word = &self.words[index];
        &self.text[word.start..word.end]
    }

    /// The kinds of the word before, if it stands before this one with a space between.
    pub(super) fn before(&self, index: usize) -> Kinds {
        match index {
            0 => Kinds::default(),
            _ if self.gap(index) == Gap::Space => self.kinds[index - 1],
            _ => Kinds::default(),
        }
    }

    /// Whether the word opens a sentence, a quotation or a clause after a colon, where any word has a capital.
    pub(super) fn opens(&self, index: usize) -> bool {
        index == 0 || matches!(self.gap(index), Gap::Break | Gap::Quote | Gap::Open)
    }

    /// Marks a mention over words, and takes them.
    pub(super) fn mark(&mut self, from: usize, to: usize, label: Label, confidence: f32, rule: &'static str) {
        self.nest(from, to, label, confidence, rule);
        self.hold(from, to, label);
    }

    /// Takes words for a mention of this label.
    pub(super) fn hold(&mut self, from: usize, to: usize, label: Label) {
        self.taken[from..to].fill(true);
        self.holder[from..to].fill(Some(label));
    }

    /// Frees the words of a span, so that another mention can take them.
    pub(super) fn release(&mut self, span: Span) {
        let from = self.words.partition_point(|w| w.end <= span.start);
        let to = self.words.partition_point(|w| w.start < span.end);
        self.taken[from..to].fill(false);
        self.holder[from..to].fill(None);
    }

    /// Marks a mention inside another.
    pub(super) fn nest(&mut self, from: usize, to: usize, label: Label, confidence: f32, rule: &'static str) {
        let mut span = Span::new(self.words[from].start, self.words[to - 1].end);
        // The full stop of an abbreviation belongs to it: `Maj. Gen.`
        let abbreviated =
            self.gap(to) == Gap::Dot && label == Label::Title && self.words[to - 1].end - self.words[to - 1].start < 5;
        span.end += usize::from(abbreviated && self.text[span.end..].starts_with('.'));
        self.found.push(Mention { span, label, entity: 0, confidence, rule: rule.into() });
    }
}
