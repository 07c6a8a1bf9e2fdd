//! Names of people, places, organisations and things, from tables, shape and context.

mod person;
mod shapes;

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::Label;
use super::scene::Scene;
use person::{particled, person};
use shapes::{joined, shaped, state_body};

const EMBASSY: u64 = hash("embassy");
const BY: u64 = hash("by");
const CONSULATE: u64 = hash("consulate");
const IN: u64 = hash("in");
const MINISTRY: u64 = hash("ministry");
const PARLIAMENT: u64 = hash("parliament");
const THE: u64 = hash("the");

const HEADS: Kinds = Kinds::ORG_HEAD.or(Kinds::LOC_HEAD).or(Kinds::FAC_HEAD).or(Kinds::MISC_HEAD);
const STARTS: Kinds = Kinds::NAME.or(Kinds::PARTICLE);

/// Most words that a rule without a table takes into one name.
const LONGEST: usize = 8;

/// What a rule makes of the words at some place: how many, and what.
struct Piece {
    words: usize,
    label: Label,
    confidence: f32,
    rule: &'static str,
}

impl Piece {
    fn new(words: usize, label: Label, confidence: f32, rule: &'static str) -> Self {
        Self { words, label, confidence, rule }
    }
}

/// Marks all names of a sentence.
pub(super) fn find(scene: &mut Scene) {
    let mut at = 0;
    while at < scene.len() {
        if scene.taken[at] {
            at += 1;
            continue;
        }
        match name_at(scene, at) {
            Some(Piece { words, label, confidence, rule }) => {
                scene.mark(at, at + words, label, confidence, rule);
                nest(scene, at, at + words, label);
                at += words;
            }
            None => at += 1,
        }
    }
}

fn name_at(scene: &Scene, at: usize) -> Option<Piece> {
    let word = &scene.words[at];
    if let Some(product) = product(scene, at) {
        return Some(product);
    }
    if !word.is_capital() {
        let worth = word.shape == Shape::Alphanumeric || scene.known[at].is_some_and(|e| e.longest_phrase() > 1);
        return worth.then(|| lower_start(scene, at)).flatten().or_else(|| particled(scene, at));
    }
    let known = scene.known[at].and_then(|_| scene.lexicon.longest(&scene.words[at..], Kinds::NAME));
    let known_words = known.map_or(0, |(words, _)| words);
    if scene.is_word(at, THE) {
        return None;
    }
    if let Some(piece) = with_article(scene, at).filter(|p| p.words > known_words || known_words == 1 && p.words == 1) {
        return Some(piece);
    }
    let state = state_body(scene, at);
    if state.is_some() {
        return state;
    }
    if let Some(shaped) = shaped(scene, at, known_words) {
        return Some(shaped);
    }
    if known_words > 1 {
        return table(scene, at, known_words);
    }
    if scene.title[at] {
        return None;
    }
    person(scene, at).or_else(|| table(scene, at, known_words)).or_else(|| unknown(scene, at))
}

// ---- tables

fn table(scene: &Scene, at: usize, words: usize) -> Option<Piece> {
    let (words, entry) = scene.lexicon.longest(&scene.words[at..at + words], Kinds::NAME)?;
    let last = scene.words[at + words - 1].shape;
    let kinds = entry.kinds(last);
    // Hyphenated parts of a longer word of another kind: "Oxford-educated" is fine, "Anglo-Zed" is not known.
    let (label, confidence) = if kinds.any(Kinds::NORP) {
        (Label::Norp, 0.95)
    } else if kinds.any(Kinds::COUNTRY.or(Kinds::CAPITAL)) {
        (Label::Loc, 0.95)
    } else if kinds.any(Kinds::ORG.or(Kinds::MEDIA)) {
        (Label::Org, if words > 1 || last == Shape::Upper { 0.9 } else { 0.75 })
    } else if kinds.any(Kinds::REGION) {
        (Label::Loc, 0.9)
    } else if kinds.any(Kinds::CITY) {
        (Label::Loc, 0.7)
    } else if kinds.any(Kinds::PRODUCT) {
        (Label::Product, 0.8)
    } else if kinds.any(Kinds::EVENT) {
        (Label::Misc, 0.8)
    } else {
        return None;
    };
    let clear = !(words == 1 && scene.is(at, Kinds::COMMON) && (scene.opens(at) || scene.loud));
    clear.then(|| Piece::new(words, label, confidence, "table"))
}

/// A name that is one only with its article, which is left out all the same: `The Sun`.
fn with_article(scene: &Scene, at: usize) -> Option<Piece> {
    let the = at
        .checked_sub(1)
        .filter(|&the| scene.is_word(the, THE) && scene.is_capital(the) && scene.gap(at) == Gap::Space)?;
    let (words, entry) = scene.lexicon.longest(&scene.words[the..], Kinds::ORG.or(Kinds::MEDIA))?;
    let capital = (at..the + words).any(|i| scene.is_capital(i)) && words > 1 && !entry.canonical.is_empty();
    capital.then(|| Piece::new(words - 1, Label::Org, 0.75, "table"))
}

/// Names that start with a small letter: `al-Qaeda`, `al-Something`, `ultra-Orthodox`.
fn lower_start(scene: &Scene, at: usize) -> Option<Piece> {
    if !scene.is(at, STARTS) && scene.is(at, Kinds::COMMON) {
        return None;
    }
    let (words, _) = scene.lexicon.longest(&scene.words[at..], Kinds::NAME)?;
    let capital = (at..at + words).any(|i| scene.is_capital(i)) || scene.words[at].shape == Shape::Alphanumeric;
    capital.then(|| table(scene, at, words)).flatten()
}

// ---- products

/// Letters, a hyphen, digits: `X-300`, `Q-16s`, `KJ-7B`.
fn product(scene: &Scene, at: usize) -> Option<Piece> {
    let word = &scene.words[at];
    let letters = matches!(word.shape, Shape::Initial | Shape::Upper)
        || (word.shape == Shape::Mixed && word.end - word.start <= 3)
        || (word.shape == Shape::Capital && word.end - word.start <= 3);
    if !letters || word.possessive || scene.gap(at + 1) != Gap::Hyphen {
        return None;
    }
    let number = scene.get(at + 1)?;
    let digits = scene.of(at + 1).bytes().filter(u8::is_ascii_digit).count();
    let shaped = matches!(number.shape, Shape::Number | Shape::Alphanumeric)
        && scene.of(at + 1).as_bytes()[0].is_ascii_digit()
        && digits <= 4;
    let known = scene.lexicon.longest(&scene.words[at..], Kinds::EVENT.or(Kinds::ORG));
    (shaped && word.end - word.start <= 4 && known.is_none_or(|(n, _)| n < 2))
        .then(|| Piece::new(2, Label::Product, 0.8, "letter-digits"))
}

// ---- what no table knows

fn unknown(scene: &Scene, at: usize) -> Option<Piece> {
    if let Some(particled) = particled(scene, at) {
        return Some(particled);
    }
    let word = &scene.words[at];
    let kinds = scene.kinds[at];
    if kinds.any(Kinds::HONORIFIC.or(Kinds::FUNCTION).or(Kinds::WEEKDAY).or(Kinds::MONTH))
        || word.shape == Shape::Initial
    {
        return None;
    }
    let common = kinds.any(Kinds::COMMON);
    if scene.byline && !common && scene.is_word(at.wrapping_sub(1), BY) {
        return Some(Piece::new(1, Label::Person, 0.6, "byline"));
    }
    let surname = kinds.any(Kinds::SURNAME) && scene.follows(at + 1, Kinds::SPEECH);
    if common && !surname && (scene.opens(at) || scene.loud) {
        return None;
    }
    let mut to = at + 1;
    while to - at < 4
        && joined(scene, to)
        && scene.is_capital(to)
        && !scene.taken[to]
        && !scene.title[to]
        && !scene.is(to, Kinds::NORP.or(Kinds::COUNTRY).or(Kinds::FUNCTION))
        && !scene.words[to - 1].possessive
    {
        to += 1;
    }
    let words = to - at;
    let commons = (at..to).filter(|&i| scene.is(i, Kinds::COMMON)).count();
    let led = at > 0 && scene.gap(at) == Gap::Space && scene.is(at - 1, Kinds::LEAD);
    let speaks = scene.follows(to, Kinds::SPEECH) && scene.is_lower(to);
    if words == 1 && kinds.any(Kinds::NO_NAME) {
        return None;
    }
    if scene.loud {
        return Some(Piece::new(1, Label::Person, 0.1, "headline-word"));
    }
    if words == 1 {
        let bracketed = scene.gap(at) == Gap::Open;
        let short = word.end - word.start <= 6;
        return match word.shape {
            Shape::Upper => Some(Piece::new(1, Label::Org, if short || bracketed { 0.5 } else { 0.3 }, "capitals")),
            _ if common && kinds.any(Kinds::INSTITUTION) => Some(Piece::new(1, Label::Org, 0.5, "institution")),
            _ if common && kinds.any(Kinds::ORG_HEAD) => Some(Piece::new(1, Label::Org, 0.05, "capital-word")),
            _ if common && kinds.any(Kinds::SURNAME.or(Kinds::FIRST)) => {
                Some(Piece::new(1, Label::Person, 0.05, "capital-word"))
            }
            _ if common => None,
            Shape::Mixed => Some(Piece::new(1, Label::Org, 0.3, "inner-capital")),
            _ if speaks => Some(Piece::new(1, Label::Person, 0.3, "speaks")),
            _ if scene.opens(at) => Some(Piece::new(1, Label::Person, 0.1, "opening-word")),
            _ if led => Some(Piece::new(1, Label::Loc, 0.45, "after-preposition")),
            _ => Some(Piece::new(1, Label::Loc, 0.05, "capital-word")),
        };
    }
    let the = at > 0 && scene.is_word(at - 1, THE);
    if commons == 0 && !the {
        let label = if led && words == 2 && !speaks { Label::Loc } else { Label::Person };
        return Some(Piece::new(words, label, 0.5, "capital-words"));
    }
    if commons == words {
        return Some(Piece::new(words, Label::Misc, 0.2, "capital-phrase"));
    }
    let (label, confidence) = if speaks { (Label::Person, 0.35) } else { (Label::Org, 0.15) };
    Some(Piece::new(words, label, confidence, "capital-phrase"))
}

// ---- names inside names

/// Marks the people or place that a state body's name starts with, and the city that its seat is.
fn nest(scene: &mut Scene, from: usize, to: usize, label: Label) {
    const STATE: [u64; 8] =
        [EMBASSY, CONSULATE, MINISTRY, PARLIAMENT, hash("department"), hash("government"), hash("army"), hash("navy")];
    if label != Label::Org || to - from < 2 {
        return;
    }
    let state = scene.words[from..to].iter().any(|w| STATE.contains(&w.hash));
    if !state {
        return;
    }
    for (at, kinds, label) in
        [(from, Kinds::NORP, Label::Norp), (from, Kinds::COUNTRY, Label::Loc), (to - 1, Kinds::PLACE, Label::Loc)]
    {
        if scene.is(at, kinds) && scene.is_capital(at) && (at == from || scene.is_word(at - 1, IN)) {
            scene.nest(at, at + 1, label, 0.85, "inside-name");
        }
    }
}
