//! Dates, times, amounts of money, and counts.

mod amounts;
mod calendar;
mod clock;
mod money;
#[cfg(test)]
mod tests;

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Shape, hash};

use super::Label;
use super::scene::Scene;

const BETWEEN: u64 = hash("between");
const RS: u64 = hash("rs");
const TK: u64 = hash("tk");

const STARTS: Kinds = Kinds::MONTH
    .or(Kinds::WEEKDAY)
    .or(Kinds::DATE_WORD)
    .or(Kinds::DAY_PART)
    .or(Kinds::NUMBER)
    .or(Kinds::SCALE)
    .or(Kinds::SCALES)
    .or(Kinds::RELATIVE)
    .or(Kinds::DEGREE)
    .or(Kinds::VAGUE)
    .or(Kinds::CURRENCY);

/// Marks all that is counted or timed in a sentence.
pub(super) fn find(scene: &mut Scene) {
    let mut at = 0;
    while at < scene.len() {
        let word = scene.words[at];
        let may_start = match word.shape {
            Shape::Number | Shape::Sign | Shape::Alphanumeric => true,
            _ => scene.kinds[at].any(STARTS) || word.hash == BETWEEN || word.hash == RS || word.hash == TK,
        };
        let found = if may_start && !scene.taken[at] { start(scene, at) } else { None };
        match found {
            Some(Found { from, to, label, rule }) => {
                let confidence = if rule == "count" { 0.6 } else { 0.9 };
                scene.mark(from, to, label, confidence, rule);
                at = to.max(at + 1);
            }
            None => at += 1,
        }
    }
}

struct Found {
    from: usize,
    to: usize,
    label: Label,
    rule: &'static str,
}

fn found(from: usize, to: usize, label: Label, rule: &'static str) -> Found {
    Found { from, to, label, rule }
}

fn start(scene: &Scene, at: usize) -> Option<Found> {
    calendar::date(scene, at)
        .or_else(|| clock::time(scene, at))
        .or_else(|| money::money(scene, at))
        .or_else(|| amounts::counted(scene, at))
}
