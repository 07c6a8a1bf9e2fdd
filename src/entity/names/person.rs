//! Names of people, by given name, title and particle.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, Shape, Word};

use super::super::Label;
use super::super::scene::Scene;
use super::{HEADS, LONGEST, Piece};

pub(super) fn person(scene: &Scene, at: usize) -> Option<Piece> {
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
        return Some(Piece::new(to - at, Label::Person, confidence, "after-title"));
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
        return Some(Piece::new(to - at, Label::Person, 0.85, "given-name"));
    }
    let alone = kinds.any(Kinds::FIRST) && known == 0 && !scene.loud && !scene.is(at, Kinds::COMMON);
    alone.then(|| Piece::new(1, Label::Person, 0.5, "given-name-alone"))
}

/// The end of a person's name: capitals, initials, particles, and what brackets add.
pub(super) fn person_end(scene: &Scene, at: usize) -> usize {
    let mut to = at + 1;
    while to - at < LONGEST {
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
        let syllable = word.gap == Gap::Hyphen && word.shape == Shape::Lower && word.end - word.start <= 4;
        if syllable && !scene.is(to, Kinds::COMMON) || word.gap == Gap::Hyphen && scene.is(at, Kinds::SURNAME) {
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

/// A surname with its particle: `al-Zed`, `van Zed`.
pub(super) fn particled(scene: &Scene, at: usize) -> Option<Piece> {
    let next = at + 1;
    let glued =
        scene.gap(next) == Gap::Hyphen || scene.gap(next) == Gap::Space && scene.is_capital(at) && !scene.opens(at);
    let name =
        scene.is(at, Kinds::PARTICLE) && glued && scene.is_capital(next) && !scene.is(next, Kinds::NAME.or(HEADS));
    if !name || scene.is(next, Kinds::COMMON) || scene.taken[next] {
        return None;
    }
    Some(Piece::new(person_end(scene, next) - at, Label::Person, 0.4, "particle"))
}
