//! Ranks, offices and roles, beside a name or standing for the holder.

use crate::lexicon::names::Kinds;
use crate::lexicon::words::{Gap, hash};

use super::Label;
use super::scene::Scene;

const A: u64 = hash("a");
const AN: u64 = hash("an");
const AT: u64 = hash("at");
const CHIEF: u64 = hash("chief");
const DIRECTOR: u64 = hash("director");
const FOR: u64 = hash("for");
const HEAD: u64 = hash("head");
const LEADER: u64 = hash("leader");
const OF: u64 = hash("of");
const SPOKESMAN: u64 = hash("spokesman");
const SPOKESPERSON: u64 = hash("spokesperson");
const SPOKESWOMAN: u64 = hash("spokeswoman");
const THE: u64 = hash("the");

/// Words that may be a title; whether they are is known once names are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    from: usize,
    to: usize,
    kinds: Kinds,
}

/// Finds what may be titles.
pub(super) fn candidates(scene: &Scene, out: &mut Vec<Candidate>) {
    const STARTS: Kinds = Kinds::TITLE.or(Kinds::TOPIC);
    out.clear();
    let mut at = 0;
    while at < scene.len() {
        let name = scene.known[at]
            .filter(|_| scene.is_capital(at))
            .and_then(|_| scene.lexicon.longest(&scene.words[at..], Kinds::NAME));
        if let Some((words @ 2.., _)) = name {
            at += words;
            continue;
        }
        if let Some(candidate) = scene.is_start(at, STARTS).then(|| title_at(scene, at)).flatten() {
            out.push(candidate);
            at = candidate.to;
        } else {
            at += 1;
        }
    }
}

/// The longest title that starts here, with the topics before it: `deputy foreign minister`.
fn title_at(scene: &Scene, at: usize) -> Option<Candidate> {
    let joined =
        |index: usize| matches!(scene.gap(index), Gap::Space | Gap::Hyphen) && !scene.words[index - 1].possessive;
    let topics =
        (0..3).take_while(|n| scene.is(at + n, Kinds::TOPIC) && at + n + 1 < scene.len() && joined(at + n + 1)).count();
    (0..=topics).rev().find_map(|skip| {
        let head = at + skip;
        let (words, entry) = scene.lexicon.longest(&scene.words[head..], Kinds::TITLE)?;
        let to = head + words;
        let same_case = skip == 0 || scene.is_capital(at) == scene.is_capital(to - 1) || scene.opens(at) || scene.loud;
        let kinds = entry.kinds(scene.words[to - 1].shape).and(Kinds::TITLE);
        // A hyphen behind makes it part of another word: "commander-led".
        (same_case && scene.gap(to) != Gap::Hyphen).then_some(Candidate { from: at, to, kinds })
    })
}

/// Marks those candidates that are titles, now that the people are known.
pub(super) fn find(scene: &mut Scene, candidates: &[Candidate]) {
    for &title in candidates {
        if scene.taken[title.from..title.to].contains(&true) {
            continue;
        }
        if let Some((confidence, rule)) = judge(scene, title) {
            scene.mark(title.from, title.to, Label::Title, confidence, rule);
        }
    }
}

fn judge(scene: &Scene, title: Candidate) -> Option<(f32, &'static str)> {
    let Candidate { from, to, kinds } = title;
    let next_gap = scene.gap(to);
    if matches!(next_gap, Gap::Space | Gap::Dot | Gap::Square) && scene.starts_person(to) {
        return Some((0.95, "title-before-name"));
    }
    if scene.person_before(from) {
        return Some((0.8, "title-after-name"));
    }
    let before = from.checked_sub(1).map(|i| scene.words[i]).filter(|_| scene.gap(from) == Gap::Space);
    let last = scene.words[to - 1].hash;
    let spokes = matches!(last, SPOKESMAN | SPOKESWOMAN | SPOKESPERSON);
    let indefinite = before.is_some_and(|w| matches!(w.hash, A | AN));
    if kinds.any(Kinds::OFFICE) {
        if spokes || (!indefinite && !scene.loud) || scene.named_before(from) {
            let confidence = if scene.is_capital(from) || before.is_some() { 0.7 } else { 0.5 };
            return Some((confidence, "title-alone"));
        }
        return None;
    }
    let definite = before.is_some_and(|w| w.hash == THE) || scene.named_before(from);
    if kinds.any(Kinds::RANK) && to > from + 1 && definite && !scene.is(from, Kinds::TOPIC) {
        return Some((0.6, "title-alone"));
    }
    if from > 1 && scene.is_word(from - 2, AT) {
        // "at the head of" is no title.
        return None;
    }
    let head = matches!(last, LEADER | HEAD | CHIEF | DIRECTOR) && scene.is_lower(to - 1);
    let leads =
        next_gap == Gap::Space && scene.get(to).is_some_and(|w| matches!(w.hash, OF | FOR)) && scene.named_soon(to + 1);
    (head && (scene.named_before(from) || definite && leads)).then_some((0.6, "title-alone"))
}

impl Scene<'_> {
    fn is_start(&self, at: usize, kinds: Kinds) -> bool {
        self.is(at, kinds) || self.known[at].is_some_and(|e| e.longest_phrase() > 1)
    }

    fn starts_person(&self, at: usize) -> bool {
        self.holder(at) == Some(Label::Person)
    }

    /// Whether a name of a people, place or organisation stands directly before the word.
    fn named_before(&self, at: usize) -> bool {
        let holder = at.checked_sub(1).and_then(|before| self.holder(before));
        self.gap(at) == Gap::Space && matches!(holder, Some(Label::Norp | Label::Loc | Label::Org))
    }

    /// Whether a name follows within a few words.
    fn named_soon(&self, at: usize) -> bool {
        (at..at + 4).any(|i| self.taken.get(i) == Some(&true))
    }

    /// Whether a person's name and a comma stand before the phrase that the word ends: `Ann Lee, a Zedlandian analyst`.
    fn person_before(&self, at: usize) -> bool {
        let comma =
            (at.saturating_sub(6)..=at).rev().find(|&i| i > 0 && !matches!(self.gap(i), Gap::Space | Gap::Hyphen));
        let Some(comma) = comma.filter(|&i| self.gap(i) == Gap::Comma) else { return false };
        self.holder(comma - 1) == Some(Label::Person)
    }
}
