//! Numbers in digits and words, and what they count or measure.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::super::Label;
use super::super::scene::Scene;
use super::calendar::{is_year, tail};
use super::{Found, found};

const A: u64 = hash("a");
const AND: u64 = hash("and");
const BETWEEN: u64 = hash("between");
const CENT: u64 = hash("cent");
const NO: u64 = hash("no");
const OF: u64 = hash("of");
const OLD: u64 = hash("old");
const ONE: u64 = hash("one");
const PER: u64 = hash("per");
const PERCENT: u64 = hash("percent");
const TO: u64 = hash("to");
const OR: u64 = hash("or");
const THE: u64 = hash("the");
const THIS: u64 = hash("this");
const THAT: u64 = hash("that");

/// The end of a number in words or digits: `1,300`, `twenty-one`, `two million`, `hundreds`, `one-third`.
pub(super) fn amount(scene: &Scene, at: usize) -> Option<usize> {
    let word = scene.get(at)?;
    let kinds = scene.kinds[at];
    if word.shape == Shape::Number {
        return Some(scaled(scene, at + 1));
    }
    if !(word.shape == Shape::Lower || (word.shape == Shape::Capital && scene.opens(at))) {
        return None;
    }
    if kinds.any(Kinds::SCALES) {
        let more = scene.is_word(at + 1, OF) && scene.is(at + 2, Kinds::SCALES);
        return Some(if more { at + 3 } else { at + 1 });
    }
    if kinds.any(Kinds::SCALE) {
        let led = at > 0 && matches!(scene.words[at - 1].hash, A);
        return led.then(|| scaled(scene, at + 1));
    }
    if !kinds.any(Kinds::NUMBER) {
        return None;
    }
    let mut to = at + 1;
    if scene.gap(to) == Gap::Hyphen && scene.is(to, Kinds::FRACTION) {
        return Some(to + 1);
    }
    if matches!(scene.gap(to), Gap::Hyphen) && scene.is(to, Kinds::NUMBER) {
        to += 1;
    }
    let scaled = scaled(scene, to);
    if scaled > to && scene.is_word(scaled, AND) && scene.is(scaled + 1, Kinds::NUMBER) {
        return Some(scaled + 2);
    }
    Some(scaled)
}

/// The end of an amount or of a range of two.
pub(super) fn range_end_of(scene: &Scene, at: usize) -> Option<usize> {
    let between = scene.is_word(at, BETWEEN);
    let first = amount(scene, at + usize::from(between))?;
    if between {
        return if scene.is_word(first, AND) { amount(scene, first + 1) } else { None };
    }
    let joined = match scene.get(first) {
        Some(w) if w.gap == Gap::Hyphen && w.shape == Shape::Number => first,
        Some(w) if matches!(w.hash, TO | OR) && w.gap == Gap::Space && scene.gap(first + 1) == Gap::Space => first + 1,
        _ => return Some(first),
    };
    Some(amount(scene, joined).unwrap_or(first))
}

/// A length of time, or a count of something.
pub(super) fn counted(scene: &Scene, at: usize) -> Option<Found> {
    let between = scene.is_word(at, BETWEEN);
    if between && is_year(scene, at + 1) && scene.is_word(at + 2, AND) && is_year(scene, at + 3) {
        return None;
    }
    let to = range_end_of(scene, at)?;
    let near = matches!(scene.gap(to), Gap::Space | Gap::Hyphen);
    if near && scene.is(to, Kinds::DATE_UNIT) && !scene.is_capital(to) {
        // Ages are not dates: "two-year-old".
        if scene.is_word(to + 1, OLD) {
            return Some(found(at, to + 1 + usize::from(scene.gap(to + 1) == Gap::Hyphen), Label::Quantity, "age"));
        }
        return Some(found(at, tail(scene, to + 1), Label::Date, "length-of-days"));
    }
    if near && scene.is(to, Kinds::TIME_UNIT) && !scene.is_capital(to) {
        return Some(found(at, tail(scene, to + 1), Label::Time, "length-of-hours"));
    }
    if scene.get(to).is_some_and(|w| w.shape == Shape::Sign && scene.of(to).starts_with('%')) {
        return Some(found(at, to + 1, Label::Quantity, "measure"));
    }
    if near && scene.is_word(to, PERCENT) {
        return Some(found(at, to + 1, Label::Quantity, "measure"));
    }
    if near && scene.is_word(to, PER) && scene.is_word(to + 1, CENT) {
        return Some(found(at, to + 2, Label::Quantity, "measure"));
    }
    if near && scene.is(to, Kinds::UNIT) && scene.is_lower(to) && !scene.is_word(to, PER) {
        return Some(found(at, to + 1, Label::Quantity, "measure"));
    }
    (between || counts(scene, at, to)).then(|| found(at, to, Label::Quantity, "count"))
}

/// Whether the number says how many of what follows.
fn counts(scene: &Scene, at: usize, to: usize) -> bool {
    let numbered = at > 0 && scene.gap(at) == Gap::Space && scene.is_capital(at - 1) && !scene.opens(at - 1);
    let number_sign = at > 0 && scene.is_word(at - 1, NO) && scene.gap(at) == Gap::Dot;
    let glued = number_sign || matches!(scene.gap(at), Gap::Hyphen | Gap::Slash | Gap::Colon | Gap::Nothing) && at > 0;
    if numbered || glued || scene.gap(to) == Gap::Nothing && to < scene.len() {
        return false;
    }
    let Some(next) = scene.get(to) else { return false };
    if scene.kinds[at].any(Kinds::SCALES) || to > at + 1 && scene.is(to - 1, Kinds::FRACTION) {
        return true;
    }
    let one = scene.words[at].hash == ONE && to == at + 1;
    if one && (scene.loud || at > 0 && matches!(scene.words[at - 1].hash, THE | THIS | THAT | NO)) {
        return false;
    }
    let of = next.hash == OF && !one;
    let noun = match next.shape {
        Shape::Lower => !scene.is(to, Kinds::FUNCTION),
        _ => scene.is(to, Kinds::NORP) && next.is_capital(),
    };
    let several_hyphen = next.gap == Gap::Hyphen && scene.words[at].shape != Shape::Number;
    (of || noun) && (next.gap == Gap::Space || several_hyphen)
}

/// The end of the scales that multiply a number: `two hundred thousand`.
pub(super) fn scaled(scene: &Scene, mut at: usize) -> usize {
    while scene.is(at, Kinds::SCALE) && matches!(scene.gap(at), Gap::Space | Gap::Nothing | Gap::Hyphen) {
        at += 1;
    }
    at
}
