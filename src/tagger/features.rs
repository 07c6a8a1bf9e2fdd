//! What the model sees of a token: hashes of its letters, and bits for where it stands and what the tables know of it.

use std::ops::Range;

use crate::article::{Article, BlockKind};
use crate::lexicon::cues::{self, Known};
use crate::lexicon::hedges::Hedge;
use crate::lexicon::names::{Entry, Kinds, Lexicon};
use crate::lexicon::sources::{Number, SourceNoun, source_noun};
use crate::lexicon::words::{self, Word};
use crate::quotation::Quotation;
use crate::segment::{Segments, Sentence, TokenKind};
use crate::span::Span;

/// Tokens at most that the model reads in one go; longer blocks are cut, where it can be between sentences.
pub const LONGEST: usize = 200;

/// Bits of [`Features::bits`] in use.
pub const BITS: usize = 101;

/// One token as the model sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// FNV-1a, 32 bits, of its letters in lower case, apostrophes straight.
    pub word: u32,
    /// The same of its first three letters.
    pub prefix: u32,
    /// The same of its last three letters.
    pub suffix: u32,
    /// The same of its shape: `Xx`, `X`, `dd.d`; a run of one kind counts two at most.
    pub shape: u32,
    /// Where it stands, and what the tables know of it; `training/` names none of them, so the order may change with a new model.
    pub bits: u128,
}

/// A run of tokens that the model reads in one go: a block, or part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The block, as an index into [`Article::blocks`].
    pub block: usize,
    /// Its tokens, as indices into [`Segments::tokens`].
    pub tokens: Range<usize>,
    /// Of each token.
    pub features: Vec<Features>,
}

// Bits 0 to 46 are [`Kinds`].
const PHRASES: u32 = 48;
const CLASSES: u32 = 58;
const CUE: u32 = 78;
const FRAMES: u32 = 79;
const HEDGES: u32 = 84;
const SOURCES: u32 = 88;
const QUOTED: u32 = 92;
const FIRST_OF_PASSAGE: u32 = 93;
const FIRST_OF_SENTENCE: u32 = 94;
const GLUED: u32 = 95;
const TITLE: u32 = 96;
const ASIDE: u32 = 97;
const LOUD: u32 = 98;
const NUMBER: u32 = 99;
const PUNCTUATION: u32 = 100;

/// The kinds that longer phrases are marked for, and the distance of their bits from [`PHRASES`], halved.
const PHRASE_KINDS: [Kinds; 5] = [Kinds::PLACE, Kinds::NORP, Kinds::ORG.or(Kinds::MEDIA), Kinds::PRODUCT, Kinds::EVENT];

/// The passages of a run of blocks, boilerplate left out. `quotations` are at least those of these blocks, in order.
#[must_use]
pub fn passages(
    article: &Article,
    segments: &Segments,
    quotations: &[Quotation],
    blocks: Range<usize>,
) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut reader = Reader { text: &article.text, segments, words: Vec::new(), lower: String::new() };
    let sentences = &segments.sentences[segments.sentences_of(&blocks)];
    for sentence in sentences {
        let kind = article.blocks[sentence.block].kind;
        if kind == BlockKind::Boilerplate || sentence.tokens.is_empty() {
            continue;
        }
        let fits = |p: &Passage| p.block == sentence.block && sentence.tokens.end - p.tokens.start <= LONGEST;
        if !out.last().is_some_and(fits) {
            let from = sentence.tokens.start;
            out.push(Passage { block: sentence.block, tokens: from..from, features: Vec::new() });
        }
        let features = reader.read(sentence, kind);
        for part in features.chunks(LONGEST) {
            if let Some(last) = out.last_mut().filter(|last| last.features.len() + part.len() > LONGEST) {
                let from = last.tokens.end;
                out.push(Passage { block: sentence.block, tokens: from..from, features: Vec::new() });
            }
            if let Some(last) = out.last_mut() {
                last.tokens.end += part.len();
                last.features.extend_from_slice(part);
            }
        }
    }
    for passage in &mut out {
        mark(segments, quotations, passage);
    }
    out
}

/// Sets the bits that depend on more than one sentence.
fn mark(segments: &Segments, quotations: &[Quotation], passage: &mut Passage) {
    passage.features[0].bits |= 1 << FIRST_OF_PASSAGE;
    let tokens = &segments.tokens[passage.tokens.clone()];
    let whole = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
    let first = quotations.partition_point(|q| q.block < passage.block);
    for quotation in quotations[first..].iter().take_while(|q| q.block == passage.block) {
        if !quotation.span.overlaps(whole) {
            continue;
        }
        let from = tokens.partition_point(|t| t.span.end <= quotation.span.start);
        let to = tokens.partition_point(|t| t.span.start < quotation.span.end);
        passage.features[from..to].iter_mut().for_each(|f| f.bits |= 1 << QUOTED);
    }
}

struct Reader<'a> {
    text: &'a str,
    segments: &'a Segments,
    words: Vec<Word>,
    lower: String,
}

impl Reader<'_> {
    fn read(&mut self, sentence: &Sentence, kind: BlockKind) -> Vec<Features> {
        let tokens = &self.segments.tokens[sentence.tokens.clone()];
        let mut out = Vec::with_capacity(tokens.len());
        let block = match kind {
            BlockKind::Headline | BlockKind::Deck | BlockKind::Heading => 1 << TITLE,
            BlockKind::Byline | BlockKind::Caption => 1 << ASIDE,
            BlockKind::Body | BlockKind::Boilerplate => 0,
        };
        for (at, token) in tokens.iter().enumerate() {
            let glued = sentence.tokens.start + at > 0
                && self.segments.tokens[sentence.tokens.start + at - 1].span.end == token.span.start;
            let bits = block
                | u128::from(at == 0) << FIRST_OF_SENTENCE
                | u128::from(glued) << GLUED
                | u128::from(token.kind == TokenKind::Number) << NUMBER
                | u128::from(token.kind == TokenKind::Punctuation) << PUNCTUATION;
            out.push(self.letters(token.span, bits));
        }
        self.names(sentence, &mut out);
        out
    }

    /// Hashes of the letters, and what the tables of cues and sources know of the word.
    fn letters(&mut self, span: Span, mut bits: u128) -> Features {
        let token = span.of(self.text);
        self.lower.clear();
        let straight = |c: char| if c == '’' { '\'' } else { c };
        self.lower.extend(token.chars().flat_map(char::to_lowercase).map(straight));
        let lower = self.lower.as_str();
        if let Some(known) = cues::known(lower) {
            bits |= of_cue(known);
        }
        if let Some((noun, number)) = source_noun(lower) {
            let at = match noun {
                SourceNoun::Unnamed => 0,
                SourceNoun::Organization => 1,
                SourceNoun::Document => 2,
            };
            bits |= 1 << (SOURCES + at) | u128::from(number == Number::Plural) << (SOURCES + 3);
        }
        let third = lower.char_indices().nth(3).map_or(lower.len(), |(at, _)| at);
        let last = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        Features {
            word: fnv(lower.bytes()),
            prefix: fnv(lower.bytes().take(third)),
            suffix: fnv(lower.bytes().skip(last)),
            shape: shape(token),
            bits,
        }
    }

    /// What the tables of names know of the words, alone and together.
    fn names(&mut self, sentence: &Sentence, out: &mut [Features]) {
        let tokens = &self.segments.tokens[sentence.tokens.clone()];
        let lexicon = Lexicon::get();
        self.words.clear();
        words::scan(sentence.span.of(self.text), sentence.span.start, &mut self.words);
        let known: Vec<Option<&Entry>> = self.words.iter().map(|w| lexicon.word(w)).collect();
        let loud = words::is_loud(
            self.words.iter().zip(&known).map(|(w, e)| (w, e.is_some_and(|e| e.kinds(w.shape).any(Kinds::COMMON)))),
        );
        if loud {
            for features in out.iter_mut() {
                features.bits |= 1 << LOUD;
            }
        }
        let (mut token, mut phrase_end) = (0, 0);
        for (at, word) in self.words.iter().enumerate() {
            while token + 1 < tokens.len() && tokens[token].span.end <= word.start {
                token += 1;
            }
            let Some(entry) = known[at] else { continue };
            out[token].bits |= u128::from(entry.kinds(word.shape).bits());
            if entry.longest_phrase() < 2 || at < phrase_end || !(word.is_capital() || word.start == 0) {
                continue;
            }
            let Some((count, entry)) = lexicon.longest(&self.words[at..], Kinds::NAME) else { continue };
            if count < 2 {
                continue;
            }
            phrase_end = at + count;
            let end = self.words[phrase_end - 1].end;
            let kinds = entry.kinds(self.words[phrase_end - 1].shape);
            let covered = out[token..].iter_mut().zip(&tokens[token..]).take_while(|(_, t)| t.span.start < end);
            for (n, (features, _)) in covered.enumerate() {
                for (bit, _) in PHRASE_KINDS.into_iter().enumerate().filter(|(_, k)| kinds.any(*k)) {
                    features.bits |= 1 << (PHRASES as usize + 2 * bit + usize::from(n > 0));
                }
            }
        }
    }
}

fn of_cue(known: &Known) -> u128 {
    let mut bits = u128::from(known.class.bits()) << CLASSES;
    if let Some(cue) = &known.cue {
        bits |= 1 << CUE;
        let frame = match cue.sense {
            Some(("statement", _)) => Some(0),
            Some(("knowledge", _)) => Some(1),
            Some(("intention", _)) => Some(2),
            Some(("attitude", _)) => Some(3),
            Some(_) => Some(4),
            None => None,
        };
        bits |= frame.map_or(0, |at| 1 << (FRAMES + at));
    }
    for (at, kind) in (0..).zip([Hedge::Adverb, Hedge::Adjective, Hedge::Noun, Hedge::Participle]) {
        bits |= u128::from(known.hedge(kind).is_some()) << (HEDGES + at);
    }
    bits
}

/// FNV-1a, 32 bits.
fn fnv(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// `X` for a capital, `x` for another letter, `d` for a digit, other marks as they are; of a run, two at most.
fn shape(token: &str) -> u32 {
    let (mut hash, mut last, mut run) = (0x811c_9dc5_u32, '\0', 0);
    for c in token.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            '’' => '\'',
            c => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = (hash ^ u32::from(class)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}
