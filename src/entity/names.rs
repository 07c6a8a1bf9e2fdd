//! Names of people, places, organisations and things, from tables, shape and context.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, Word, hash};

use super::Label;
use super::scene::Scene;

const AND: u64 = hash("and");
const EMBASSY: u64 = hash("embassy");
const CONSULATE: u64 = hash("consulate");
const FOR: u64 = hash("for");
const IN: u64 = hash("in");
const MINISTRY: u64 = hash("ministry");
const OF: u64 = hash("of");
const ON: u64 = hash("on");
const PARLIAMENT: u64 = hash("parliament");
const REGIME: u64 = hash("regime");
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

fn piece(words: usize, label: Label, confidence: f32, rule: &'static str) -> Option<Piece> {
    Some(Piece { words, label, confidence, rule })
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
        return worth.then(|| lower_start(scene, at)).flatten();
    }
    let known = scene.known[at].and_then(|_| scene.lexicon.longest(&scene.words[at..], Kinds::NAME));
    let known_words = known.map_or(0, |(words, _)| words);
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
    clear.then(|| piece(words, label, confidence, "table")).flatten()
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
        .then(|| piece(2, Label::Product, 0.8, "letter-digits"))
        .flatten()
}

// ---- organisations, places and things by shape

/// `Zedlandian embassy in Port Zed`, `Zedlandian parliament`: a state body described.
fn state_body(scene: &Scene, at: usize) -> Option<Piece> {
    let (words, _) = scene.lexicon.longest(&scene.words[at..], Kinds::NORP)?;
    let mut next = at + words;
    if scene.is_word(next, REGIME) && scene.gap(next) == Gap::Space {
        next += 1;
    }
    let topics = (0..3).take_while(|n| scene.is(next + n, Kinds::TOPIC) && scene.gap(next + n) == Gap::Space).count();
    let head = (0..=topics).rev().map(|n| next + n).find(|&i| {
        scene
            .get(i)
            .is_some_and(|w| w.gap == Gap::Space && matches!(w.hash, EMBASSY | CONSULATE | PARLIAMENT | MINISTRY))
    })?;
    if head == next && scene.words[head].hash == MINISTRY || scene.words[at..head].iter().any(|w| w.possessive) {
        return None;
    }
    let mut to = head + 1;
    let sited =
        matches!(scene.words[head].hash, EMBASSY | CONSULATE) && scene.is_word(to, IN) && scene.is_capital(to + 1);
    if sited {
        let place = scene.lexicon.longest(&scene.words[to + 1..], Kinds::PLACE).map_or(1, |(n, _)| n);
        to += 1 + place;
    }
    piece(to - at, Label::Org, 0.85, "state-body")
}

/// Words joined as in one name.
fn joined(scene: &Scene, at: usize) -> bool {
    at > 0
        && matches!(scene.gap(at), Gap::Space | Gap::Hyphen | Gap::Ampersand)
        && (!scene.words[at - 1].possessive || !scene.is(at - 1, Kinds::NAME))
}

/// The end of the run of capitalised words from here, with `and`, `of`, `for` between them.
fn run(scene: &Scene, at: usize) -> usize {
    let mut to = at + 1;
    while to < scene.len() && to - at < LONGEST && joined(scene, to) && !scene.taken[to] {
        if scene.is_capital(to) || scene.words[to].shape == Shape::Alphanumeric {
            to += 1;
        } else if matches!(scene.words[to].hash, AND | OF | FOR)
            && joined(scene, to + 1)
            && scene.is_capital(to + 1)
            && !scene.taken[to + 1]
        {
            to += 2;
        } else {
            break;
        }
    }
    to
}

/// A run with a word in it that tells what it names: `Port Zed University`, `Ministry of Salt`, `Treaty of Zed`.
fn shaped(scene: &Scene, at: usize, known_words: usize) -> Option<Piece> {
    if let Some(of) = headed_of(scene, at) {
        return Some(of);
    }
    if let Some(place) = placed(scene, at).filter(|p| p.words > known_words) {
        return Some(place);
    }
    let mut to = run(scene, at);
    if to == at + 1 {
        return None;
    }
    // A nationality stands outside a name that a table knows, and outside what has no head.
    let rest = scene.lexicon.longest(&scene.words[at + 1..], Kinds::NAME);
    if scene.is(at, Kinds::NORP.or(Kinds::PLACE)) && rest.is_some_and(|(n, e)| n > 1 && !e.canonical.is_empty()) {
        return None;
    }
    while to > at + 1 && !scene.is(to - 1, HEADS) {
        to -= 1;
    }
    let head = to - 1;
    if to == at + 1 || to - at <= known_words || scene.title[at] && !scene.is(at, Kinds::TOPIC) || scene.title[head] {
        return None;
    }
    // "Leyla and Salt Ministry" is two: what a table knows does not start a list.
    if let Some(and) = (at..to).find(|&i| scene.words[i].hash == AND) {
        if (at..and).any(|i| scene.is(i, Kinds::NAME.or(Kinds::FIRST)))
            || !(at..and).all(|i| scene.is(i, Kinds::COMMON.or(Kinds::TOPIC).or(HEADS)))
        {
            return None;
        }
    }
    let first = scene.kinds[at];
    if scene.opens(at) && first.any(Kinds::FUNCTION) || scene.loud && !scene.is(head, Kinds::ORG_HEAD) {
        return None;
    }
    if scene.loud && first.any(Kinds::COMMON) || scene.title[at + 1] {
        return None;
    }
    let kinds = scene.kinds[head];
    let plain = (at..head).all(|i| scene.is(i, Kinds::COMMON) && !scene.is(i, Kinds::NAME));
    let (label, confidence) = if kinds.any(Kinds::ORG_HEAD) {
        (Label::Org, if plain { 0.6 } else { 0.7 })
    } else if kinds.any(Kinds::LOC_HEAD) {
        (Label::Loc, 0.7)
    } else if kinds.any(Kinds::FAC_HEAD) {
        (Label::Fac, 0.7)
    } else {
        (Label::Misc, 0.6)
    };
    let to = if kinds.any(Kinds::ORG_HEAD) { of_tail(scene, to) } else { to };
    piece(to - at, label, confidence, "name-shape")
}

/// `of Salt and Pepper`, `for the Liberation of Zed` behind a head: the end.
fn of_tail(scene: &Scene, to: usize) -> usize {
    let Some(link) = scene.get(to).filter(|w| matches!(w.hash, OF | FOR | ON) && w.gap == Gap::Space) else {
        return to;
    };
    if scene.words[to - 1].possessive {
        return to;
    }
    let name = to + 1 + usize::from(scene.is_word(to + 1, THE));
    if !scene.is_capital(name)
        || scene.taken[name]
        || scene.gap(name) != Gap::Space
        || link.hash != OF && scene.is(name, Kinds::PLACE)
    {
        return to;
    }
    run(scene, name)
}

/// `Ministry of Salt`, `University of Zed`, `Republic of Zed`.
fn headed_of(scene: &Scene, at: usize) -> Option<Piece> {
    if !scene.is(at, Kinds::ORG_OF.or(Kinds::LOC_OF))
        || scene.words[at].possessive
        || scene.loud && scene.words[at].shape == Shape::Upper
    {
        return None;
    }
    let to = of_tail(scene, at + 1);
    if to == at + 1 || !scene.is_word(at + 1, OF) && !scene.is_word(at + 1, FOR) {
        return None;
    }
    let label = if scene.is(at, Kinds::ORG_OF) { Label::Org } else { Label::Loc };
    piece(to - at, label, 0.75, "head-of-name")
}

/// `Lake Zed`, `Mount Zed`, `North Zedland`, `San Zed`.
fn placed(scene: &Scene, at: usize) -> Option<Piece> {
    if !scene.is(at, Kinds::LOC_PRE)
        || scene.words[at].shape == Shape::Upper
        || scene.loud && scene.is(at, Kinds::COMMON)
    {
        return None;
    }
    let next = at + 1;
    if !(scene.is_capital(next) && matches!(scene.gap(next), Gap::Space | Gap::Dot))
        || scene.title[next]
        || scene.words[at].possessive
    {
        return None;
    }
    let common = scene.is(at, Kinds::COMMON);
    let place = scene.lexicon.longest(&scene.words[next..], Kinds::PLACE).map_or(0, |(n, _)| n);
    let longer = run(scene, at) > next + place.max(1) && scene.is(run(scene, at) - 1, HEADS);
    if longer || common && place == 0 || scene.is(next, HEADS.or(Kinds::NORP)) {
        return None;
    }
    piece(1 + place.max(1), Label::Loc, 0.7, "place-shape")
}

// ---- people

fn person(scene: &Scene, at: usize) -> Option<Piece> {
    let kinds = scene.kinds[at];
    let titled = at > 0
        && matches!(scene.gap(at), Gap::Space | Gap::Dot | Gap::Square)
        && scene.title[at - 1]
        && !scene.words[at - 1].possessive;
    let honoured = at > 0 && scene.is(at - 1, Kinds::HONORIFIC) && matches!(scene.gap(at), Gap::Space | Gap::Dot);
    if kinds.any(Kinds::HONORIFIC)
        && !titled
        && scene.get(at + 1).is_some_and(Word::is_capital)
        && scene.words[at].shape != Shape::Upper
    {
        return None;
    }
    let first = kinds.any(Kinds::FIRST.or(Kinds::SURNAME));
    let initial = scene.words[at].shape == Shape::Initial && matches!(scene.gap(at + 1), Gap::Dot | Gap::Space);
    let clear = !(kinds.any(Kinds::COMMON) && (scene.opens(at) || scene.loud)) || kinds.any(Kinds::FIRST);
    let country = kinds.any(Kinds::NORP.or(Kinds::COUNTRY).or(Kinds::ORG).or(Kinds::MEDIA));
    if (titled || honoured) && !country && !kinds.any(Kinds::ORG_HEAD.or(Kinds::FUNCTION)) {
        let to = person_end(scene, at);
        let confidence = if honoured { 0.95 } else { 0.9 };
        return piece(to - at, Label::Person, confidence, "after-title");
    }
    let known = scene.lexicon.longest(&scene.words[at..], Kinds::PLACE).map_or(0, |(n, _)| n);
    if !clear || country || !(first || initial) {
        return None;
    }
    let to = person_end(scene, at);
    if to > at + 1 && to - at > known {
        if initial && !kinds.any(Kinds::FIRST) && to == at + 2 && scene.is(at + 1, Kinds::COMMON) {
            return None;
        }
        return piece(to - at, Label::Person, 0.85, "given-name");
    }
    let alone = kinds.any(Kinds::FIRST) && known == 0 && !scene.loud && !scene.is(at, Kinds::COMMON);
    alone.then(|| piece(1, Label::Person, 0.5, "given-name-alone")).flatten()
}

/// The end of a person's name: capitals, initials, particles, and what brackets add.
fn person_end(scene: &Scene, at: usize) -> usize {
    let mut to = at + 1;
    while to - at < 5 {
        let Some(word) = scene.get(to) else { break };
        let glued = match word.gap {
            Gap::Space | Gap::Hyphen => !scene.words[to - 1].possessive,
            Gap::Dot => {
                scene.words[to - 1].shape == Shape::Initial || scene.words[to - 1].end - scene.words[to - 1].start <= 2
            }
            // An addition in brackets: `[Ann] Lee`.
            Gap::Square => to == at + 1 && scene.text[..scene.words[at].start].ends_with('['),
            _ => false,
        };
        if !glued || scene.taken[to] {
            break;
        }
        let particle = scene.is(to, Kinds::PARTICLE) && !word.is_capital();
        if particle {
            let next = to + 1;
            let more = if scene.is(next, Kinds::PARTICLE) && !scene.is_capital(next) { next + 1 } else { next };
            if scene.is_capital(more) && matches!(scene.gap(more), Gap::Space | Gap::Hyphen) {
                to = more + 1;
                continue;
            }
            break;
        }
        if word.gap == Gap::Hyphen && word.shape == Shape::Lower && scene.is(at, Kinds::SURNAME) {
            to += 1;
            continue;
        }
        let other = scene.is(to, Kinds::NORP.or(Kinds::COUNTRY).or(Kinds::MONTH).or(Kinds::WEEKDAY).or(Kinds::ORG))
            && !scene.is(to, Kinds::FIRST);
        let ordinary = scene.is(to, Kinds::FUNCTION) || scene.loud && scene.is(to, Kinds::COMMON);
        if !word.is_capital() || other || ordinary || scene.title[to] {
            break;
        }
        to += 1;
    }
    to
}

// ---- what no table knows

fn unknown(scene: &Scene, at: usize) -> Option<Piece> {
    let word = &scene.words[at];
    let kinds = scene.kinds[at];
    if kinds.any(Kinds::HONORIFIC.or(Kinds::FUNCTION).or(Kinds::WEEKDAY).or(Kinds::MONTH))
        || word.shape == Shape::Initial
    {
        return None;
    }
    let common = kinds.any(Kinds::COMMON);
    if common && (scene.opens(at) || scene.loud) {
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
    let bracketed = scene.gap(at) == Gap::Open;
    if scene.loud {
        return piece(1, Label::Person, 0.1, "headline-word");
    }
    if word.shape == Shape::Upper && words == 1 {
        let confidence = if word.end - word.start <= 6 || bracketed { 0.5 } else { 0.3 };
        return piece(1, Label::Org, confidence, "capitals");
    }
    if words == 1 {
        return match () {
            () if speaks && !common => piece(1, Label::Person, 0.4, "speaks"),
            () if scene.opens(at) => piece(1, Label::Person, 0.15, "opening-word"),
            () if led && !common => piece(1, Label::Loc, 0.45, "after-preposition"),
            () if common => piece(1, Label::Org, 0.2, "capital-word"),
            () => piece(1, Label::Person, 0.3, "capital-word"),
        };
    }
    let the = at > 0 && scene.is_word(at - 1, THE);
    if commons == 0 && !the {
        let label = if led && words == 2 && !speaks { Label::Loc } else { Label::Person };
        return piece(words, label, 0.5, "capital-words");
    }
    if commons == words || the {
        return piece(words, Label::Org, 0.35, "capital-words");
    }
    let label = if speaks { Label::Person } else { Label::Org };
    piece(words, label, 0.35, "capital-words")
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
