//! A text was edited since it was marked: where is what was marked now? By its words, and by what stood around them.

use crate::export::v1::{Attribution, Document, Entity, Range, cut};
use crate::span::{Offsets, Unit};

use super::{Orphan, What};

/// Characters around a quotation that are compared.
const AROUND: usize = 32;

/// How many of them, before and behind together, must be the same for words to be taken for the same.
const ENOUGH: usize = 8;

/// Characters of a quotation that is its own evidence, if it is in the text once.
const UNMISTAKABLE: usize = 12;

/// Bytes around the place where words stood, beside what the texts differ in length, in which they are looked for first.
const NEAR: usize = 16 * 1024;

/// Characters at either end of a longer quotation by which it is found if something within was changed.
const END: usize = 20;

/// A document on another text.
pub(super) struct Moved {
    pub(super) document: Document,
    /// Which of its entities and attributions those are that were found.
    pub(super) kept: [Vec<usize>; 2],
    pub(super) orphans: Vec<Orphan>,
}

/// Looks for what is marked in a document in the text of another.
pub(super) fn moved(document: &Document, onto: &Document) -> Moved {
    let search = Search::new(&document.text, &onto.text);
    let mut orphans = Vec::new();
    let mut kept = [Vec::new(), Vec::new()];
    let mut entities = Vec::new();
    for (index, entity) in document.entities.iter().enumerate() {
        if let Some((start, end)) = search.find((entity.start, entity.end)) {
            kept[0].push(index);
            entities.push(Entity { start, end, text: search.words((start, end)).to_owned(), ..entity.clone() });
        } else {
            orphans.push(Orphan { what: What::Entity, b: index, quote: search.quote(&[(entity.start, entity.end)]) });
        }
    }
    let mut attributions = Vec::new();
    for (index, attribution) in document.attributions.iter().enumerate() {
        if let Some(attribution) = search.attribution(attribution) {
            kept[1].push(index);
            attributions.push(attribution);
        } else {
            let Attribution { source, cue, content, .. } = attribution;
            let quote = search.quote(&[source.as_slice(), cue, content].concat());
            orphans.push(Orphan { what: What::Attribution, b: index, quote });
        }
    }
    let (text, text_sha256, blocks) = (onto.text.clone(), onto.text_sha256.clone(), onto.blocks.clone());
    let document = Document { text, text_sha256, blocks, entities, attributions, ..document.clone() };
    Moved { document, kept, orphans }
}

struct Search<'t> {
    old: &'t str,
    new: &'t str,
    old_places: Offsets<'t>,
    new_places: Offsets<'t>,
    /// Bytes that are the same at the beginning and at the end of both.
    same: (usize, usize),
}

impl<'t> Search<'t> {
    fn new(old: &'t str, new: &'t str) -> Self {
        let before = alike(old.chars(), new.chars(), usize::MAX).1;
        let behind = alike(old[before..].chars().rev(), new[before..].chars().rev(), usize::MAX).1;
        let places = |text| Offsets::new(text, Unit::CodePoint);
        Self { old, new, old_places: places(old), new_places: places(new), same: (before, behind) }
    }

    fn words(&self, (start, end): Range) -> &str {
        let byte = |offset| self.new_places.to_byte(offset).unwrap_or_default();
        self.new.get(byte(start)..byte(end)).unwrap_or_default()
    }

    /// The first words of some parts of the old text.
    fn quote(&self, parts: &[Range]) -> String {
        let first = parts.iter().min().copied().unwrap_or_default();
        let byte = |offset| self.old_places.to_byte(offset).unwrap_or_default();
        cut(self.old.get(byte(first.0)..byte(first.1)).unwrap_or_default())
    }

    /// An attribution whose roles all have at least one part that was found.
    fn attribution(&self, attribution: &Attribution) -> Option<Attribution> {
        let role = |parts: &[Range]| {
            let mut found: Vec<Range> = parts.iter().filter_map(|part| self.find(*part)).collect();
            found.sort_unstable();
            (parts.is_empty() || !found.is_empty()).then_some(found)
        };
        let [source, cue, content] = [role(&attribution.source)?, role(&attribution.cue)?, role(&attribution.content)?];
        Some(Attribution { source, cue, content, ..attribution.clone() })
    }

    fn find(&self, (start, end): Range) -> Option<Range> {
        let bytes = (self.old_places.to_byte(start)?, self.old_places.to_byte(end)?);
        let (start, end) = self.bytes(bytes).or_else(|| self.ends(bytes))?;
        Some((self.new_places.of_byte(start), self.new_places.of_byte(end)))
    }

    /// Where the same words stand with the most of the same around them.
    fn bytes(&self, (start, end): Range) -> Option<Range> {
        if end <= self.same.0 {
            return Some((start, end));
        }
        if start >= self.old.len() - self.same.1 {
            let moved = |byte: usize| byte + self.new.len() - self.old.len();
            return Some((moved(start), moved(end)));
        }
        let quote = self.old.get(start..end).filter(|quote| !quote.is_empty())?;
        let reach = NEAR + self.old.len().abs_diff(self.new.len());
        let near = self.new.floor_char_boundary(start.saturating_sub(reach))..self.new.ceil_char_boundary(end + reach);
        // Almost everything is found near by: the whole text is looked through for little.
        let found = self.best(quote, start, near).filter(|(score, _)| *score >= AROUND);
        let (score, at) = found.or_else(|| self.best(quote, start, 0..self.new.len()))?;
        let once = || self.new.find(quote) == self.new.rfind(quote) && quote.chars().count() >= UNMISTAKABLE;
        (score >= ENOUGH || once()).then_some((at, at + quote.len()))
    }

    /// Where in a part of the new text words stand with the most of the same around them, and how much that is.
    fn best(&self, quote: &str, start: usize, part: std::ops::Range<usize>) -> Option<(usize, usize)> {
        let (before, behind) = (&self.old[..start], &self.old[start + quote.len()..]);
        let score = |at: usize| {
            let left = alike(before.chars().rev(), self.new[..at].chars().rev(), AROUND).0;
            left + alike(behind.chars(), self.new[at + quote.len()..].chars(), AROUND).0
        };
        let places = self.new.get(part.clone())?.match_indices(quote).map(|(at, _)| part.start + at);
        let scored = places.map(|at| (score(at), std::cmp::Reverse(at.abs_diff(start)), at));
        scored.max().map(|(score, _, at)| (score, at))
    }

    /// Where words begin and end of which something in the middle was changed.
    fn ends(&self, (start, end): Range) -> Option<Range> {
        let quote = self.old.get(start..end)?;
        let (head, _) = quote.char_indices().nth(END)?;
        let (tail, _) = quote.char_indices().rev().nth(END - 1)?;
        if tail < head {
            return None;
        }
        let (begin, _) = self.bytes((start, start + head))?;
        let (_, finish) = self.bytes((start + tail, end))?;
        let longest = begin + 2 * quote.len();
        (begin + head <= finish && finish <= longest).then_some((begin, finish))
    }
}

/// How many characters two begin with that are the same, and how many bytes that is.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>, most: usize) -> (usize, usize) {
    let same = a.zip(b).take(most).take_while(|(a, b)| a == b);
    same.fold((0, 0), |(chars, bytes), (c, _)| (chars + 1, bytes + c.len_utf8()))
}
