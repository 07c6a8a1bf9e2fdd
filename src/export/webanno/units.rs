//! Words, and the pieces of words that marks begin or end in; each mark stands at all of its words.

use crate::export::v1::Range;
use crate::export::words::Sentence;

/// One annotation.
pub(super) struct Mark {
    /// An index into the layers.
    pub(super) layer: usize,
    /// In code points; it begins and ends in a word.
    pub(super) range: Range,
    /// The values of its features.
    pub(super) values: Vec<String>,
    /// Roles, and the marks that have them.
    pub(super) links: Vec<(String, usize)>,
}

/// A word or a piece of one.
pub(super) struct Unit {
    /// Such as `3-12`, or `3-12.1` for the first piece of that word.
    pub(super) id: String,
    /// In code points.
    pub(super) range: Range,
    /// The marks that stand here, in the order in which they are stacked.
    pub(super) marks: Vec<usize>,
}

/// A word with its pieces, in text order.
pub(super) struct Word {
    /// The word itself.
    pub(super) whole: Unit,
    /// Parts of it.
    pub(super) pieces: Vec<Unit>,
}

/// All words of a text with their marks.
pub(super) struct Units {
    /// In text order.
    pub(super) words: Vec<Word>,
    /// As they were given.
    pub(super) marks: Vec<Mark>,
    /// The word, and the piece of it if it is no whole one, that each mark begins at.
    homes: Vec<(usize, Option<Range>)>,
    /// The number of each mark that needs one: those of several words, and those that share a word with one of their layer.
    numbers: Vec<Option<usize>>,
}

impl Units {
    /// Puts marks on words.
    pub(super) fn new(sentences: &[Sentence], marks: Vec<Mark>) -> Self {
        let mut words = Vec::new();
        for (sentence, number) in sentences.iter().zip(1..) {
            for (&range, word) in sentence.words.iter().zip(1..) {
                let whole = Unit { id: format!("{number}-{word}"), range, marks: Vec::new() };
                words.push(Word { whole, pieces: Vec::new() });
            }
        }
        let numbers = vec![None; marks.len()];
        let mut units = Self { words, homes: vec![(0, None); marks.len()], numbers, marks };
        for mark in 0..units.marks.len() {
            units.place(mark);
        }
        units.settle();
        units
    }

    fn place(&mut self, mark: usize) {
        let (start, end) = self.marks[mark].range;
        let first = self.words.partition_point(|word| word.whole.range.1 <= start);
        let behind = self.words.partition_point(|word| word.whole.range.0 < end);
        for at in first..behind {
            let word = &mut self.words[at];
            let piece = (word.whole.range.0.max(start), word.whole.range.1.min(end));
            let whole = piece == word.whole.range;
            let unit = if whole { &mut word.whole } else { piece_of(&mut word.pieces, piece) };
            unit.marks.push(mark);
            if at == first {
                self.homes[mark] = (at, (!whole).then_some(piece));
            }
        }
        if behind > first + 1 {
            self.numbers[mark] = Some(0);
        }
    }

    /// Names the pieces, and numbers the marks that need it.
    fn settle(&mut self) {
        for word in &mut self.words {
            word.pieces.sort_by_key(|piece| (piece.range.0, std::cmp::Reverse(piece.range.1)));
            for (piece, number) in word.pieces.iter_mut().zip(1..) {
                piece.id = format!("{}.{number}", word.whole.id);
            }
            for unit in std::iter::once(&word.whole).chain(&word.pieces) {
                for &mark in &unit.marks {
                    let layer = self.marks[mark].layer;
                    if unit.marks.iter().any(|&other| other != mark && self.marks[other].layer == layer) {
                        self.numbers[mark] = Some(0);
                    }
                }
            }
        }
        for (number, place) in self.numbers.iter_mut().flatten().zip(1..) {
            *number = place;
        }
    }

    /// The number of a mark, if it needs one.
    pub(super) fn number(&self, mark: usize) -> Option<usize> {
        self.numbers[mark]
    }

    /// The id of the unit that a mark begins at.
    pub(super) fn home(&self, mark: usize) -> String {
        let (word, piece) = self.homes[mark];
        let Some(word) = self.words.get(word) else { return String::new() };
        let piece = piece.and_then(|range| word.pieces.iter().find(|piece| piece.range == range));
        piece.unwrap_or(&word.whole).id.clone()
    }
}

/// The piece of a word at a range, made if there is none.
fn piece_of(pieces: &mut Vec<Unit>, range: Range) -> &mut Unit {
    let at = pieces.iter().position(|piece| piece.range == range).unwrap_or_else(|| {
        pieces.push(Unit { id: String::new(), range, marks: Vec::new() });
        pieces.len() - 1
    });
    &mut pieces[at]
}
