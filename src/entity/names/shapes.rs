//! Names of organisations, places and things that their words give away.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, hash};

use super::super::Label;
use super::super::scene::Scene;
use super::{HEADS, LONGEST, Piece};

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

/// `Zedlandian embassy in Port Zed`, `Zedlandian parliament`: a state body described.
pub(super) fn state_body(scene: &Scene, at: usize) -> Option<Piece> {
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
    Some(Piece::new(to - at, Label::Org, 0.85, "state-body"))
}

/// Words joined as in one name.
pub(super) fn joined(scene: &Scene, at: usize) -> bool {
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
pub(super) fn shaped(scene: &Scene, at: usize, known_words: usize) -> Option<Piece> {
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
    let and = (at..to).find(|&i| scene.words[i].hash == AND);
    if and.is_some_and(|and| !is_list_start(scene, at, and)) {
        return None;
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
    Some(Piece::new(to - at, label, confidence, "name-shape"))
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
    Some(Piece::new(to - at, label, 0.75, "head-of-name"))
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
    Some(Piece::new(1 + place.max(1), Label::Loc, 0.7, "place-shape"))
}

/// Whether the words before an `and` may be part of one name with those behind it: only ordinary ones may.
fn is_list_start(scene: &Scene, at: usize, and: usize) -> bool {
    const ORDINARY: Kinds = Kinds::COMMON.or(Kinds::TOPIC).or(HEADS);
    (at..and).all(|i| scene.is(i, ORDINARY) && !scene.is(i, Kinds::NAME.or(Kinds::FIRST)))
}
