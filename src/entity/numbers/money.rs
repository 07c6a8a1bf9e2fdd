//! Amounts of money.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::super::Label;
use super::super::scene::Scene;
use super::amounts::{range_end_of, scaled};
use super::{Found, found};

const OF: u64 = hash("of");
const RS: u64 = hash("rs");
const TK: u64 = hash("tk");
const RM: u64 = hash("rm");

pub(super) fn money(scene: &Scene, at: usize) -> Option<Found> {
    let word = scene.words[at];
    let sign = word.shape == Shape::Sign && !scene.of(at).starts_with('%');
    if sign {
        let number = at + 1;
        if !matches!(scene.gap(number), Gap::Nothing | Gap::Space) || !is_digits(scene, number) {
            return None;
        }
        let mut to = range_end(scene, number);
        if scene.follows(to, Kinds::CURRENCY) {
            to += 1;
        }
        let glued = at > 0 && word.gap == Gap::Nothing && scene.is_capital(at - 1);
        return Some(found(at - usize::from(glued), to, Label::Money, "money"));
    }
    let code = scene.kinds[at].any(Kinds::CURRENCY) && word.shape == Shape::Upper
        || matches!(word.hash, RS | TK | RM) && word.is_capital();
    if code && matches!(scene.gap(at + 1), Gap::Space | Gap::Dot | Gap::Nothing) && is_digits(scene, at + 1) {
        return Some(found(at, range_end(scene, at + 1), Label::Money, "money"));
    }
    let mut to = range_end_of(scene, at)?;
    // "tens of millions of dollars", "5 million U.S. dollars", "a billion-dollar"
    if scene.is_word(to, OF) && scene.is(at, Kinds::SCALES) {
        to += 1;
    }
    for skip in 0..3 {
        let unit = to + skip;
        if scene.is(unit, Kinds::CURRENCY)
            && matches!(scene.gap(unit), Gap::Space | Gap::Hyphen)
            && (scene.is_lower(unit) || scene.get(unit)?.shape == Shape::Upper)
        {
            return Some(found(at, unit + 1, Label::Money, "money"));
        }
        if !(scene.is_capital(unit) && scene.gap(unit) == Gap::Space) {
            return None;
        }
    }
    None
}

fn is_digits(scene: &Scene, at: usize) -> bool {
    scene.get(at).is_some_and(|w| {
        w.shape == Shape::Number
            || (w.shape == Shape::Alphanumeric && scene.of(at).starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// The end of a number in digits with its scales, or of a range of two such.
fn range_end(scene: &Scene, at: usize) -> usize {
    let end = scaled(scene, at + 1);
    if scene.gap(end) == Gap::Hyphen && is_digits(scene, end) { scaled(scene, end + 1) } else { end }
}
