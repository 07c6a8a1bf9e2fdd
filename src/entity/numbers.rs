//! Dates, times, amounts of money, and counts.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::Label;
use super::scene::Scene;

const A: u64 = hash("a");
const AND: u64 = hash("and");
const AM: u64 = hash("am");
const PM: u64 = hash("pm");
const AGO: u64 = hash("ago");
const BETWEEN: u64 = hash("between");
const CENT: u64 = hash("cent");
const EARLIER: u64 = hash("earlier");
const LATER: u64 = hash("later");
const MAY: u64 = hash("may");
const MARCH: u64 = hash("march");
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
const YEAR: u64 = hash("year");
const RS: u64 = hash("rs");
const TK: u64 = hash("tk");
const RM: u64 = hash("rm");

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

fn found(from: usize, to: usize, label: Label, rule: &'static str) -> Option<Found> {
    Some(Found { from, to, label, rule })
}

fn start(scene: &Scene, at: usize) -> Option<Found> {
    date(scene, at).or_else(|| time(scene, at)).or_else(|| money(scene, at)).or_else(|| counted(scene, at))
}

// ---- dates

fn date(scene: &Scene, at: usize) -> Option<Found> {
    let kinds = scene.kinds[at];
    if kinds.any(Kinds::DATE_WORD) {
        return found(at, at + 1, Label::Date, "date-word");
    }
    if scene.is_capital(at) && kinds.any(Kinds::WEEKDAY) {
        let to = scene.follows_loosely(at + 1).and_then(|next| month_date(scene, next)).unwrap_or(at + 1);
        return full_word(scene, at, 3, to > at + 1).then(|| found(at, to, Label::Date, "weekday")).flatten();
    }
    if kinds.any(Kinds::RELATIVE.or(Kinds::DEGREE).or(Kinds::VAGUE)) {
        if let Some(relative) = relative(scene, at) {
            return Some(relative);
        }
    }
    if let Some(to) = month_date(scene, at) {
        return found(at, to, Label::Date, "calendar-date");
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

fn value(scene: &Scene, at: usize) -> Option<u32> {
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

fn is_year(scene: &Scene, at: usize) -> bool {
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
    if at > 0 && scene.gap(at) == Gap::Nothing {
        return None;
    }
    if word.shape == Shape::Alphanumeric {
        let decade = scene
            .of(at)
            .strip_suffix('s')
            .is_some_and(|d| (d.len() == 4 || d.len() == 2) && d.ends_with('0') && d.parse::<u32>().is_ok());
        return if decade { found(at, at + 1, Label::Date, "year") } else { None };
    }
    if word.shape != Shape::Number {
        return None;
    }
    let dots = scene.of(at).split('.').filter(|part| part.len() <= 4 && part.parse::<u32>().is_ok()).count();
    if dots == 3 && scene.of(at).matches('.').count() == 2 {
        return found(at, at + 1, Label::Date, "calendar-date");
    }
    let short = |index| value(scene, index).is_some_and(|n| n <= 31) && scene.of(index).len() <= 2;
    for gap in [Gap::Hyphen, Gap::Slash] {
        if scene.gap(at + 1) == gap && scene.gap(at + 2) == gap && scene.gap(at + 3) != gap {
            let big_first = is_year(scene, at) && short(at + 1) && short(at + 2);
            let small_first =
                short(at) && short(at + 1) && value(scene, at + 2).is_some_and(|_| scene.of(at + 2).len() != 3);
            if big_first || small_first {
                return found(at, at + 3, Label::Date, "calendar-date");
            }
        }
    }
    if !is_year(scene, at) {
        return None;
    }
    if scene.gap(at + 1) == Gap::Hyphen && value(scene, at + 1).is_some() {
        let to = scene.of(at + 1).len();
        return if to == 2 || is_year(scene, at + 1) { found(at, at + 2, Label::Date, "year") } else { None };
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
    let plain = (1900..=2100).contains(&value) && (at == 0 || !scene.is_capital(at - 1) || scene.gap(at) != Gap::Space);
    // "1,500 of 2,000 men" has commas; "1500 men" has a plural behind.
    let plural = scene.gap(at + 1) == Gap::Space
        && scene.is_lower(at + 1)
        && scene.of(at + 1).ends_with('s')
        && scene.of(at + 1).len() > 3;
    (!counts && (plain || led) && !(plural && !(1900..=2100).contains(&value)))
        .then(|| found(at, at + 1, Label::Date, "year"))
        .flatten()
}

/// `last year`, `later this month`, `the past two weeks`, `late November`, `last night`, `few days`.
fn relative(scene: &Scene, at: usize) -> Option<Found> {
    let mut next = at + 1;
    if scene.kinds[at].any(Kinds::DEGREE) {
        if !matches!(scene.gap(next), Gap::Space | Gap::Hyphen) {
            return None;
        }
        if let Some(to) = month_date(scene, next) {
            return found(at, to, Label::Date, "relative-date");
        }
        if scene.is_word(next, THIS) || scene.follows(next, Kinds::RELATIVE) {
            let rest = relative(scene, next)?;
            return (rest.label == Label::Date).then(|| found(at, rest.to, Label::Date, "relative-date")).flatten();
        }
        let year_or_decade = digits_date(scene, next).filter(|f| f.label == Label::Date && f.rule == "year");
        return year_or_decade.and_then(|f| found(at, f.to, Label::Date, "relative-date"));
    }
    if scene.kinds[at].any(Kinds::VAGUE) {
        let unit = scene.follows(next, Kinds::DATE_UNIT) && scene.of(next).ends_with('s');
        return if unit { found(at, tail(scene, next + 1), Label::Date, "relative-date") } else { None };
    }
    if scene.is_capital(at) && !scene.opens(at) {
        return None;
    }
    if scene.follows(next, Kinds::DAY_PART) {
        return found(at, next + 1, Label::Time, "relative-time");
    }
    if let Some(to) = amount(scene, next).or(scene.follows(next, Kinds::VAGUE).then_some(next + 1)) {
        if scene.gap(next) == Gap::Space {
            if scene.follows(to, Kinds::DATE_UNIT) {
                return found(at, to + 1, Label::Date, "relative-date");
            }
            if scene.follows(to, Kinds::TIME_UNIT) {
                return found(at, to + 1, Label::Time, "relative-time");
            }
        }
        return None;
    }
    let unit = scene.follows(next, Kinds::DATE_UNIT.or(Kinds::WEEKDAY).or(Kinds::MONTH))
        && !scene.is_word(next, MAY)
        && !(scene.is_word(next, MARCH) && !scene.is_capital(next));
    if unit {
        next += 1;
        return found(at, next, Label::Date, "relative-date");
    }
    None
}

/// `ago`, `later`, `earlier` behind a length of time.
fn tail(scene: &Scene, at: usize) -> usize {
    let tail = scene.get(at).is_some_and(|w| matches!(w.hash, AGO | LATER | EARLIER)) && scene.gap(at) == Gap::Space;
    at + usize::from(tail)
}

// ---- times of day

fn time(scene: &Scene, at: usize) -> Option<Found> {
    if scene.kinds[at].any(Kinds::DAY_PART) && scene.is_lower(at) {
        return found(at, at + 1, Label::Time, "day-part");
    }
    let word = scene.words[at];
    if word.shape == Shape::Alphanumeric {
        let clock = scene.of(at);
        let number = clock.strip_suffix("am").or_else(|| clock.strip_suffix("pm"))?;
        return number.parse::<u32>().is_ok_and(|n| n <= 12).then(|| found(at, at + 1, Label::Time, "clock")).flatten();
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
    clock.then(|| found(at, to + usize::from(half), Label::Time, "clock")).flatten()
}

// ---- money

fn money(scene: &Scene, at: usize) -> Option<Found> {
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
        return found(at - usize::from(glued), to, Label::Money, "money");
    }
    let code = scene.kinds[at].any(Kinds::CURRENCY) && word.shape == Shape::Upper
        || matches!(word.hash, RS | TK | RM) && word.is_capital();
    if code && matches!(scene.gap(at + 1), Gap::Space | Gap::Dot | Gap::Nothing) && is_digits(scene, at + 1) {
        return found(at, range_end(scene, at + 1), Label::Money, "money");
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
            return found(at, unit + 1, Label::Money, "money");
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

fn scaled(scene: &Scene, mut at: usize) -> usize {
    while scene.is(at, Kinds::SCALE) && matches!(scene.gap(at), Gap::Space | Gap::Nothing | Gap::Hyphen) {
        at += 1;
    }
    at
}

// ---- amounts

/// The end of a number in words or digits: `1,300`, `twenty-one`, `two million`, `hundreds`, `one-third`.
fn amount(scene: &Scene, at: usize) -> Option<usize> {
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
fn range_end_of(scene: &Scene, at: usize) -> Option<usize> {
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
fn counted(scene: &Scene, at: usize) -> Option<Found> {
    let between = scene.is_word(at, BETWEEN);
    if between && is_year(scene, at + 1) && scene.is_word(at + 2, AND) && is_year(scene, at + 3) {
        return None;
    }
    let to = range_end_of(scene, at)?;
    let near = matches!(scene.gap(to), Gap::Space | Gap::Hyphen);
    if near && scene.is(to, Kinds::DATE_UNIT) && !scene.is_capital(to) {
        // Ages are not dates: "two-year-old".
        if scene.is_word(to + 1, OLD) {
            return found(at, to + 1 + usize::from(scene.gap(to + 1) == Gap::Hyphen), Label::Quantity, "age");
        }
        return found(at, tail(scene, to + 1), Label::Date, "length-of-days");
    }
    if near && scene.is(to, Kinds::TIME_UNIT) && !scene.is_capital(to) {
        return found(at, tail(scene, to + 1), Label::Time, "length-of-hours");
    }
    if scene.get(to).is_some_and(|w| w.shape == Shape::Sign && scene.of(to).starts_with('%')) {
        return found(at, to + 1, Label::Quantity, "measure");
    }
    if near && scene.is_word(to, PERCENT) {
        return found(at, to + 1, Label::Quantity, "measure");
    }
    if near && scene.is_word(to, PER) && scene.is_word(to + 1, CENT) {
        return found(at, to + 2, Label::Quantity, "measure");
    }
    if near && scene.is(to, Kinds::UNIT) && scene.is_lower(to) && !scene.is_word(to, PER) {
        return found(at, to + 1, Label::Quantity, "measure");
    }
    (between || counts(scene, at, to)).then(|| found(at, to, Label::Quantity, "count")).flatten()
}

/// Whether the number says how many of what follows.
fn counts(scene: &Scene, at: usize, to: usize) -> bool {
    let numbered = at > 0 && scene.gap(at) == Gap::Space && scene.is_capital(at - 1) && !scene.opens(at - 1);
    let glued = matches!(scene.gap(at), Gap::Hyphen | Gap::Slash | Gap::Colon | Gap::Nothing) && at > 0;
    if numbered || glued || scene.gap(to) == Gap::Nothing && to < scene.len() {
        return false;
    }
    let Some(next) = scene.get(to) else { return false };
    if scene.kinds[at].any(Kinds::SCALES) || to > at + 1 && scene.is(to - 1, Kinds::FRACTION) {
        return true;
    }
    let one = scene.words[at].hash == ONE && to == at + 1;
    if one && (scene.loud || at > 0 && matches!(scene.words[at - 1].hash, THE | THIS | THAT)) {
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

impl Scene<'_> {
    /// The index, if what stands there follows after a space or comma.
    fn follows_loosely(&self, index: usize) -> Option<usize> {
        matches!(self.gap(index), Gap::Space | Gap::Comma).then_some(index)
    }
}
