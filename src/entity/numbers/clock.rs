//! Times of day.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::super::Label;
use super::super::scene::Scene;
use super::calendar::value;
use super::{Found, found};

const AM: u64 = hash("am");
const PM: u64 = hash("pm");

pub(super) fn time(scene: &Scene, at: usize) -> Option<Found> {
    if scene.kinds[at].any(Kinds::DAY_PART) && scene.is_lower(at) {
        return Some(found(at, at + 1, Label::Time, "day-part"));
    }
    let word = scene.words[at];
    if word.shape == Shape::Alphanumeric {
        let clock = scene.of(at);
        let number = clock.strip_suffix("am").or_else(|| clock.strip_suffix("pm"))?;
        return number.parse::<u32>().is_ok_and(|n| n <= 12).then(|| found(at, at + 1, Label::Time, "clock"));
    }
    let hours = value(scene, at).or_else(|| scene.of(at).split_once('.').and_then(|(h, _)| h.parse().ok()))?;
    let mut to = at + 1;
    while scene.gap(to) == Gap::Colon && value(scene, to).is_some_and(|n| n < 60) && scene.of(to).len() == 2 {
        to += 1;
    }
    let half =
        scene.get(to).is_some_and(|w| matches!(w.hash, AM | PM)) && matches!(scene.gap(to), Gap::Space | Gap::Nothing);
    if !half && scene.get(to - 1).is_some_and(|w| w.shape == Shape::Alphanumeric) {
        return None;
    }
    let clock = hours <= 24 && (to > at + 1 || half);
    clock.then(|| found(at, to + usize::from(half), Label::Time, "clock"))
}
