//! Names that the tagger found, fitted to the guidelines: no title, no article, no possessive; names inside names.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, hash};
use crate::span::Span;

use super::scene::Scene;
use super::{Label, Mention, Name};

/// The rule of what the tagger found.
pub(super) const LEARNED: &str = "learned";

const IN: u64 = hash("in");
const THE: u64 = hash("the");

/// Marks the names of a sentence; they take precedence over what rules for numbers have found, if they are no part of it.
pub(super) fn place(scene: &mut Scene, names: &[Name]) {
    let numbers = std::mem::take(&mut scene.found);
    let mut kept = vec![true; numbers.len()];
    for name in names {
        let Some((from, to)) = words(scene, name) else { continue };
        let first = numbers.partition_point(|m| m.span.end <= name.span.start);
        let count = numbers[first..].iter().take_while(|m| m.span.start < name.span.end).count();
        let rivals = first..first + count;
        let counted = matches!(name.label, Label::Date | Label::Money);
        // What rules say of dates and amounts is more particular; a number inside a longer name is none.
        if rivals.clone().any(|at| kept[at] && (counted || is_longer(&numbers[at], name))) {
            continue;
        }
        for at in rivals {
            kept[at] = false;
            scene.release(numbers[at].span);
        }
        scene.hold(from, to, name.label);
        scene.found.push(Mention {
            span: trimmed(scene, from, to, name),
            label: name.label,
            entity: 0,
            confidence: name.confidence,
            rule: LEARNED.into(),
        });
        nest(scene, from, to, name);
    }
    scene.found.extend(numbers.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(number, _)| number));
}

fn is_longer(mention: &Mention, name: &Name) -> bool {
    mention.span.contains(name.span) && mention.span != name.span
}

/// The words of a name, without an article or title before it.
fn words(scene: &Scene, name: &Name) -> Option<(usize, usize)> {
    let mut from = scene.words.partition_point(|w| w.end <= name.span.start);
    let to = scene.words.partition_point(|w| w.start < name.span.end);
    if from < to && to - from > 1 && scene.is_word(from, THE) {
        from += 1;
    }
    if name.label == Label::Person {
        while to - from > 1 {
            let title = scene.lexicon.longest(&scene.words[from..to], Kinds::TITLE.or(Kinds::HONORIFIC));
            // A given name may be a title, too: what is no name by itself goes.
            let Some((count, _)) = title.filter(|&(n, _)| n < to - from && !scene.is(from, Kinds::FIRST)) else {
                break;
            };
            from += count;
        }
    }
    (from < to).then_some((from, to))
}

/// Where these words of a name stand, marks and a possessive around them left out.
fn trimmed(scene: &Scene, from: usize, to: usize, name: &Name) -> Span {
    let (first, last) = (scene.words[from].start, scene.words[to - 1].end);
    // A name may be part of what is a word here.
    let mut span = Span::new(first.max(name.span.start), last.min(name.span.end));
    // The bracket of an editor's addition: `[Ann] Lee`.
    let added = name.label == Label::Person && (from + 1..to).any(|i| scene.gap(i) == Gap::Square);
    span.start -= usize::from(added && scene.text[..span.start].ends_with('['));
    // The full stop of an abbreviation: `Inc.`
    let stopped = span.end < name.span.end && scene.text[span.end..].starts_with('.');
    span.end += usize::from(stopped);
    span
}

/// Marks the people or place that a state body's name starts with, and the city that its seat is: they are names, too.
fn nest(scene: &mut Scene, from: usize, to: usize, name: &Name) {
    const STATE: [u64; 8] = [
        hash("embassy"),
        hash("consulate"),
        hash("ministry"),
        hash("parliament"),
        hash("department"),
        hash("government"),
        hash("army"),
        hash("navy"),
    ];
    if name.label != Label::Org || to - from < 2 || !scene.words[from..to].iter().any(|w| STATE.contains(&w.hash)) {
        return;
    }
    for (at, kinds, label) in
        [(from, Kinds::NORP, Label::Norp), (from, Kinds::COUNTRY, Label::Loc), (to - 1, Kinds::PLACE, Label::Loc)]
    {
        let led = at == from || scene.is_word(at - 1, IN) && scene.gap(at) == Gap::Space;
        if scene.is(at, kinds) && scene.is_capital(at) && led {
            scene.nest(at, at + 1, label, name.confidence, "inside-name");
        }
    }
}
