//! Dates, absolute and relative.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::super::Label;
use super::super::scene::Scene;
use super::amounts::amount;
use super::{Found, found};

const AGO: u64 = hash("ago");
const EARLIER: u64 = hash("earlier");
const LATER: u64 = hash("later");
const MAY: u64 = hash("may");
const MARCH: u64 = hash("march");
const OF: u64 = hash("of");
const THIS: u64 = hash("this");
const YEAR: u64 = hash("year");

pub(super) fn date(scene: &Scene, at: usize) -> Option<Found> {
    let kinds = scene.kinds[at];
    if kinds.any(Kinds::DATE_WORD) {
        return Some(found(at, at + 1, Label::Date, "date-word"));
    }
    if scene.is_capital(at) && kinds.any(Kinds::WEEKDAY) {
        let to = scene.follows_loosely(at + 1).and_then(|next| month_date(scene, next)).unwrap_or(at + 1);
        return full_word(scene, at, 3, to > at + 1).then(|| found(at, to, Label::Date, "weekday"));
    }
    let relates = kinds.any(Kinds::RELATIVE.or(Kinds::DEGREE).or(Kinds::VAGUE));
    if let Some(relative) = relates.then(|| relative(scene, at)).flatten() {
        return Some(relative);
    }
    if let Some(to) = month_date(scene, at) {
        return Some(found(at, to, Label::Date, "calendar-date"));
    }
    digits_date(scene, at)
}

/// An abbreviation of a month or weekday is one only beside a number; a full name stands alone.
fn full_word(scene: &Scene, at: usize, longest_abbreviation: usize, numbered: bool) -> bool {
    numbered || scene.of(at).len() > longest_abbreviation
}

/// `March 8, 2015`, `8 March`, `July last year`, `mid-July`: the end.
fn month_date(scene: &Scene, at: usize) -> Option<usize> {
    if day_of_month(scene, at) && scene.gap(at + 1) == Gap::Space && is_month(scene, at + 1) {
        return Some(year_after(scene, at + 2));
    }
    if let (true, Some(next)) = (is_ordinal_day(scene, at), scene.get(at + 1)) {
        let month = if next.hash == OF { at + 2 } else { at + 1 };
        return is_month(scene, month).then(|| year_after(scene, month + 1));
    }
    if !is_month(scene, at) {
        return None;
    }
    let dotted = scene.gap(at + 1) == Gap::Dot;
    let numbered = (scene.gap(at + 1) == Gap::Space || dotted)
        && scene.get(at + 1).is_some_and(|w| matches!(w.shape, Shape::Number | Shape::Alphanumeric));
    if numbered && (day_of_month(scene, at + 1) || is_ordinal_day(scene, at + 1)) {
        let mut to = at + 2;
        // A range of days.
        if scene.gap(to) == Gap::Hyphen && day_of_month(scene, to) {
            to += 1;
        }
        return Some(year_after(scene, to));
    }
    let to = year_after(scene, at + 1);
    if to == at + 1 {
        if scene.follows(to, Kinds::RELATIVE) && scene.is_word(to + 1, YEAR) {
            return Some(to + 2);
        }
        let lone = scene.words[at].hash;
        let unclear = (lone == MAY || lone == MARCH) && (scene.opens(at) || scene.loud);
        if unclear || !full_word(scene, at, 4, lone == MAY || scene.of(at) == "June" || scene.of(at) == "July") {
            return None;
        }
    }
    Some(to)
}

fn is_month(scene: &Scene, at: usize) -> bool {
    scene.is_capital(at) && scene.is(at, Kinds::MONTH)
}

pub(super) fn value(scene: &Scene, at: usize) -> Option<u32> {
    scene.get(at).filter(|w| w.shape == Shape::Number)?;
    scene.of(at).parse().ok()
}

fn day_of_month(scene: &Scene, at: usize) -> bool {
    value(scene, at).is_some_and(|n| (1..=31).contains(&n))
}

fn is_ordinal_day(scene: &Scene, at: usize) -> bool {
    scene.get(at).is_some_and(|w| w.shape == Shape::Alphanumeric) && {
        let day = scene.of(at);
        day.len() <= 4
            && ["st", "nd", "rd", "th"].iter().any(|end| {
                day.strip_suffix(end).and_then(|n| n.parse().ok()).is_some_and(|n: u32| (1..=31).contains(&n))
            })
    }
}

pub(super) fn is_year(scene: &Scene, at: usize) -> bool {
    value(scene, at).is_some_and(|n| (1000..=2100).contains(&n)) && scene.of(at).len() == 4
}

/// The end with a year, if one follows.
fn year_after(scene: &Scene, at: usize) -> usize {
    let gap = matches!(scene.gap(at), Gap::Space | Gap::Comma | Gap::Dot);
    if gap && is_year(scene, at) { at + 1 } else { at }
}

/// Dates in digits: `2016-04-18`, `18/4/2016`, `09.15.15`, `2015`, `2014-2016`, `1990s`.
fn digits_date(scene: &Scene, at: usize) -> Option<Found> {
    let word = scene.get(at)?;
    // Part of a longer word or code: `X-90s`.
    let glued = matches!(scene.gap(at), Gap::Nothing | Gap::Hyphen) && at > 0;
    if glued && scene.words[at - 1].shape != Shape::Lower {
        return None;
    }
    if word.shape == Shape::Alphanumeric {
        let decade = scene
            .of(at)
            .strip_suffix('s')
            .is_some_and(|d| (d.len() == 4 || d.len() == 2) && d.ends_with('0') && d.parse::<u32>().is_ok());
        return if decade { Some(found(at, at + 1, Label::Date, "year")) } else { None };
    }
    if word.shape != Shape::Number {
        return None;
    }
    let dots = scene.of(at).split('.').filter(|part| part.len() <= 4 && part.parse::<u32>().is_ok()).count();
    if dots == 3 && scene.of(at).matches('.').count() == 2 {
        return Some(found(at, at + 1, Label::Date, "calendar-date"));
    }
    let short = |index| value(scene, index).is_some_and(|n| n <= 31) && scene.of(index).len() <= 2;
    for gap in [Gap::Hyphen, Gap::Slash] {
        if scene.gap(at + 1) == gap && scene.gap(at + 2) == gap && scene.gap(at + 3) != gap {
            let big_first = is_year(scene, at) && short(at + 1) && short(at + 2);
            let small_first =
                short(at) && short(at + 1) && value(scene, at + 2).is_some_and(|_| scene.of(at + 2).len() != 3);
            if big_first || small_first {
                return Some(found(at, at + 3, Label::Date, "calendar-date"));
            }
        }
    }
    if !is_year(scene, at) {
        return None;
    }
    if scene.gap(at + 1) == Gap::Hyphen && value(scene, at + 1).is_some() {
        let to = scene.of(at + 1).len();
        return if to == 2 || is_year(scene, at + 1) { Some(found(at, at + 2, Label::Date, "year")) } else { None };
    }
    year(scene, at)
}

/// A bare year, unless it counts or numbers something.
fn year(scene: &Scene, at: usize) -> Option<Found> {
    let value = value(scene, at)?;
    let counts = scene.follows(at + 1, Kinds::UNIT.or(Kinds::CURRENCY).or(Kinds::SCALE).or(Kinds::DATE_UNIT))
        || scene.get(at + 1).is_some_and(|w| w.shape == Shape::Sign)
        || scene.gap(at) == Gap::Hyphen
        || scene.gap(at + 1) == Gap::Colon;
    let led = at > 0 && scene.is_lower(at - 1) && scene.before(at).any(Kinds::FUNCTION);
    let recent = (1900..=2100).contains(&value);
    let named = at > 0 && scene.is_capital(at - 1) && scene.gap(at) == Gap::Space;
    // "1500 men": a plural behind, and the year would be long ago.
    let next = at + 1;
    let plural = scene.gap(next) == Gap::Space
        && scene.is_lower(next)
        && scene.of(next).len() > 3
        && scene.of(next).ends_with('s');
    let dates = recent && !named || led && (recent || !plural);
    (dates && !counts).then(|| found(at, next, Label::Date, "year"))
}

/// `last year`, `later this month`, `the past two weeks`, `late November`, `last night`, `few days`.
fn relative(scene: &Scene, at: usize) -> Option<Found> {
    let mut next = at + 1;
    if scene.kinds[at].any(Kinds::DEGREE) {
        if !matches!(scene.gap(next), Gap::Space | Gap::Hyphen) {
            return None;
        }
        if let Some(to) = month_date(scene, next) {
            return Some(found(at, to, Label::Date, "relative-date"));
        }
        if scene.is_word(next, THIS) || scene.follows(next, Kinds::RELATIVE) {
            let rest = relative(scene, next)?;
            return (rest.label == Label::Date).then(|| found(at, rest.to, Label::Date, "relative-date"));
        }
        let year_or_decade = digits_date(scene, next).filter(|f| f.label == Label::Date && f.rule == "year");
        return year_or_decade.map(|f| found(at, f.to, Label::Date, "relative-date"));
    }
    if scene.kinds[at].any(Kinds::VAGUE) {
        let unit = scene.follows(next, Kinds::DATE_UNIT) && scene.of(next).ends_with('s');
        return if unit { Some(found(at, tail(scene, next + 1), Label::Date, "relative-date")) } else { None };
    }
    if scene.is_capital(at) && !scene.opens(at) {
        return None;
    }
    if scene.follows(next, Kinds::DAY_PART) {
        return Some(found(at, next + 1, Label::Time, "relative-time"));
    }
    if let Some(to) = amount(scene, next).or(scene.follows(next, Kinds::VAGUE).then_some(next + 1)) {
        if scene.gap(next) == Gap::Space {
            if scene.follows(to, Kinds::DATE_UNIT) {
                return Some(found(at, to + 1, Label::Date, "relative-date"));
            }
            if scene.follows(to, Kinds::TIME_UNIT) {
                return Some(found(at, to + 1, Label::Time, "relative-time"));
            }
        }
        return None;
    }
    let unit = scene.follows(next, Kinds::DATE_UNIT.or(Kinds::WEEKDAY))
        || scene.follows(next, Kinds::MONTH) && scene.is_capital(next);
    if unit {
        next += 1;
        return Some(found(at, next, Label::Date, "relative-date"));
    }
    None
}

/// `ago`, `later`, `earlier` behind a length of time.
pub(super) fn tail(scene: &Scene, at: usize) -> usize {
    let tail = scene.get(at).is_some_and(|w| matches!(w.hash, AGO | LATER | EARLIER)) && scene.gap(at) == Gap::Space;
    at + usize::from(tail)
}

impl Scene<'_> {
    /// The index, if what stands there follows after a space or comma.
    fn follows_loosely(&self, index: usize) -> Option<usize> {
        matches!(self.gap(index), Gap::Space | Gap::Comma).then_some(index)
    }
}
