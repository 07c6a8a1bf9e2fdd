//! `CoNLL`-2003: a word a line with its part of speech, its chunk, both unknown here, and its name in BIO; a blank line
//! after each sentence.
//!
//! Columns keep no white space, so that what fits is another text: words with single spaces, sentences on lines of their own.

use std::fmt::Write as _;

use super::File;
use super::fit::{Carries, Fitted, Loss};
use super::v1::{Document, Range};
use super::words::sentences;
use crate::entity::Label;

/// The line before each document.
pub(crate) const START: &str = "-DOCSTART- -X- O O";

/// Leaves names, each on whole words and apart from the others, and rewrites the text as columns keep it.
#[must_use]
pub fn fit(document: Document) -> Fitted {
    let words = Words::of(&document);
    // What is left out first tells of nothing else that it loses.
    let mut names = Carries { rejected: false, attributions: false, ..Carries::EVERYTHING }.fit(document);
    names.widen_names(|range| words.cover(range).map(|(first, last)| (words.old[first].0, words.old[last].1)));
    let rewritten = words.rewrite(&mut names.document);
    let mut fitted = Carries::NOTHING_BUT_NAMES.fit(names.document);
    fitted.losses.merge(&names.losses);
    fitted.losses.add(Loss::Text, rewritten);
    fitted
}

/// The words of a document, and which of them begin a sentence.
struct Words {
    old: Vec<Range>,
    begins: Vec<bool>,
}

impl Words {
    fn of(document: &Document) -> Self {
        let mut words = Self { old: Vec::new(), begins: Vec::new() };
        for sentence in sentences(document) {
            words.begins.extend((0..sentence.words.len()).map(|word| word == 0));
            words.old.extend(sentence.words);
        }
        words
    }

    /// The first and the last word that a range has a part of.
    fn cover(&self, (start, end): Range) -> Option<(usize, usize)> {
        let first = self.old.partition_point(|word| word.1 <= start);
        let last = self.old.partition_point(|word| word.0 < end);
        (first < last).then(|| (first, last - 1))
    }

    /// Rewrites the text, moves the names along, and gives the number of places that differ.
    fn rewrite(mut self, document: &mut Document) -> usize {
        let places: Vec<_> = document.entities.iter().filter_map(|e| self.cover((e.start, e.end))).collect();
        for &(first, last) in &places {
            // No sentence ends inside a name.
            self.begins[first + 1..=last].fill(false);
        }
        let signs: Vec<char> = document.text.chars().collect();
        let (mut text, mut new, mut length) = (String::new(), Vec::with_capacity(self.old.len()), 0);
        let (mut rewritten, mut done) = (0, 0);
        for (&(start, end), begins) in self.old.iter().zip(&self.begins) {
            let between = if new.is_empty() {
                ""
            } else if *begins {
                "\n"
            } else {
                " "
            };
            rewritten += usize::from(!signs[done..start].iter().copied().eq(between.chars()));
            text.push_str(between);
            text.extend(&signs[start..end]);
            length += between.len();
            new.push((length, length + end - start));
            length += end - start;
            done = end;
        }
        rewritten += usize::from(done < signs.len());
        for (entity, (first, last)) in document.entities.iter_mut().zip(places) {
            let range: (Range, Range) = (new[first], new[last]);
            (entity.start, entity.end) = (range.0.0, range.1.1);
            entity.text.clear();
        }
        document.text = text;
        // Both are made from the text when it is opened.
        document.title.clear();
        document.text_sha256.clear();
        rewritten
    }
}

/// One document, with the line before it.
#[must_use]
pub fn write(document: &Document) -> Vec<File> {
    let mut out = format!("{START}\n\n");
    let mut names = document.entities.iter().peekable();
    let mut at = 0;
    for sentence in document.text.split('\n').filter(|sentence| !sentence.is_empty()) {
        for word in sentence.split(' ') {
            let length = word.chars().count();
            while names.next_if(|name| name.end <= at).is_some() {}
            let tag = names.peek().filter(|name| name.start <= at).map_or("O".to_owned(), |name| {
                format!("{}-{}", if name.start == at { 'B' } else { 'I' }, label(name.label))
            });
            let _ = writeln!(out, "{word} -X- _ {tag}");
            at += length + 1;
        }
        out.push('\n');
    }
    vec![File::of(document, ".conll", out)]
}

/// The label as the corpus of 2003 has it, if it does.
fn label(label: Label) -> String {
    match label {
        Label::Person => "PER".to_owned(),
        label => super::name_of(&label),
    }
}
