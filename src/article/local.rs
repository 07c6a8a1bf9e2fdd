//! What a unit is, as far as it can be told from the unit alone.

use super::script::Script;
use super::traits::{Ending, Initial, Traits, Word};
use super::{BlockKind, Reason};
use crate::lexicon::furniture::{Part, Phrase, Place, phrases_at};
use crate::lexicon::layout::Classes;

/// A kind with its reason.
pub(super) type Verdict = (BlockKind, Reason);

/// Most words of a line that furniture phrases are looked for in.
const FURNITURE_WORDS: usize = 16;
/// Most words of a line that bylines and credits are looked for in.
const CREDIT_WORDS: usize = 60;
/// Most words of the text of a picture that neither credit nor date gives away.
const PICTURE_WORDS: usize = 40;
/// Most words of a line in another script that is no text of its own.
const FOREIGN_WORDS: usize = 12;

/// What a unit is by itself; `None` if that depends on what stands around it.
pub(super) fn verdict(text: &str, words: &[Word<'_>], traits: &Traits, main: Script) -> Option<Verdict> {
    if traits.long {
        return None;
    }
    if words.is_empty() {
        return Some((BlockKind::Boilerplate, Reason::NoWords));
    }
    if is_address(text) {
        return Some((BlockKind::Boilerplate, Reason::Address));
    }
    if let Some(found) = phrase(text, words, traits) {
        return Some(found);
    }
    if traits.words <= FOREIGN_WORDS && is_foreign(traits, main) {
        return Some(if traits.date {
            (BlockKind::Byline, Reason::DateLine)
        } else {
            (BlockKind::Boilerplate, Reason::OtherScript)
        });
    }
    if text.starts_with('#') && text.trim_start_matches('#').starts_with(' ') {
        let kind = if text.starts_with("##") { BlockKind::Heading } else { BlockKind::Headline };
        return Some((kind, Reason::MarkedHeading));
    }
    if is_date_line(traits) {
        return Some((BlockKind::Byline, Reason::DateLine));
    }
    agencies(text, words, traits).or_else(|| picture(traits))
}

fn is_address(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let (Some(first), None) = (parts.next(), parts.next()) else { return false };
    let web = ["http://", "https://", "www."].into_iter().any(|start| first.starts_with(start));
    web || first.contains('@') && first.contains('.') || first.starts_with('@')
}

fn is_foreign(traits: &Traits, main: Script) -> bool {
    let (total, own) = (traits.scripts.total(), traits.scripts.of(main));
    total > 0 && own * 2 < total
}

fn is_date_line(traits: &Traits) -> bool {
    let dated = traits.date || traits.ends_with_date;
    let few = traits.dateless <= 2 && traits.words <= 10;
    (dated && few || traits.classes.has(Classes::WEEKDAY) && traits.digits && traits.dateless == 0)
        && traits.ending != Ending::Stop
}

fn kind(part: Part) -> Verdict {
    match part {
        Part::Boilerplate => (BlockKind::Boilerplate, Reason::FurniturePhrase),
        Part::Byline => (BlockKind::Byline, Reason::BylinePhrase),
        Part::Caption => (BlockKind::Caption, Reason::CaptionPhrase),
        Part::Agency => (BlockKind::Byline, Reason::Agencies),
    }
}

/// What the phrases of the tables say.
fn phrase(text: &str, words: &[Word<'_>], traits: &Traits) -> Option<Verdict> {
    if words.len() > CREDIT_WORDS {
        return None;
    }
    let bare: Vec<&str> = words.iter().map(|w| w.bare).collect();
    let fits = |(phrase, length): &(Phrase, usize)| {
        let (n, behind) = (words.len(), &words[*length..]);
        let short = n <= if phrase.part == Part::Boilerplate { FURNITURE_WORDS } else { CREDIT_WORDS };
        short
            && match phrase.place {
                Place::Whole => behind.is_empty() && (n > 1 || traits.ending != Ending::Stop),
                Place::Start => phrase.part != Part::Byline || are_names(behind) || traits.ending != Ending::Stop,
                Place::BeforeNames => are_names(behind) && n <= FURNITURE_WORDS && traits.ending != Ending::Ask,
                Place::BeforeDate => traits.digits && n <= FURNITURE_WORDS && traits.ending != Ending::Stop,
                Place::BeforeColon => words[length - 1].colon,
                Place::Inside => true,
            }
    };
    let found = phrases_at(&bare).find(fits).map(|(phrase, _)| kind(phrase.part));
    if found.is_some() {
        return found;
    }
    if words.len() <= FURNITURE_WORDS && traits.ending != Ending::Stop && is_furniture_only(&bare) {
        return Some((BlockKind::Boilerplate, Reason::FurniturePhrase));
    }
    if text.starts_with('©') && words.len() <= FURNITURE_WORDS {
        return Some((BlockKind::Boilerplate, Reason::FurniturePhrase));
    }
    let inside = |i: usize| phrases_at(&bare[i..]).find(|(p, _)| p.place == Place::Inside).map(|(p, _)| kind(p.part));
    (0..bare.len()).find_map(inside)
}

/// "Facebook Twitter Email": one furniture phrase after the other.
fn is_furniture_only(bare: &[&str]) -> bool {
    let mut at = 0;
    while at < bare.len() {
        let whole = |p: &Phrase| p.place == Place::Whole && p.part == Part::Boilerplate;
        let Some((_, length)) = phrases_at(&bare[at..]).find(|(p, _)| whole(p)) else { return false };
        at += length;
    }
    true
}

/// Whether words are names and what links names, so that "By" before them is no preposition of a sentence.
pub(super) fn are_names(words: &[Word<'_>]) -> bool {
    let link = |w: &Word<'_>| {
        matches!(
            w.bare,
            "and"
                | "in"
                | "of"
                | "for"
                | "the"
                | "at"
                | "de"
                | "da"
                | "di"
                | "der"
                | "von"
                | "van"
                | "al"
                | "bin"
                | "und"
                | "et"
                | "y"
                | "e"
        )
    };
    let name = |w: &Word<'_>| matches!(w.initial, Initial::Upper | Initial::Plain);
    words.iter().all(|w| name(w) || link(w) || w.initial == Initial::Digit)
        && (words.is_empty() || words.iter().any(name))
        && words.first().is_none_or(|w| name(w) || matches!(w.bare, "the" | "de" | "von" | "van" | "al"))
}

/// "Vela News, Reuters": nothing but names, one of them an agency.
fn agencies(text: &str, words: &[Word<'_>], traits: &Traits) -> Option<Verdict> {
    let few = words.len() <= 8 && are_names(words) && traits.ending == Ending::Open;
    if !few || !(text.contains([',', '/', '&', '|']) || words.iter().any(|w| w.bare == "and")) {
        return None;
    }
    let bare: Vec<&str> = words.iter().map(|w| w.bare).collect();
    let agency = |i: &usize| phrases_at(&bare[*i..]).any(|(p, _)| p.part == Part::Agency);
    (0..bare.len()).find(agency)?;
    // "Ann Lee/Reuters" credits a picture.
    Some(if text.contains('/') && words.len() > 2 {
        (BlockKind::Caption, Reason::CaptionPhrase)
    } else {
        (BlockKind::Byline, Reason::Agencies)
    })
}

/// Whether enough speaks for the text of a picture.
fn picture(traits: &Traits) -> Option<Verdict> {
    if traits.words > CREDIT_WORDS + 10 || traits.stops > 2 {
        return None;
    }
    if traits.credited {
        return Some((BlockKind::Caption, Reason::BracketCredit));
    }
    let speech = traits.quoted && traits.classes.has(Classes::SAYS);
    let signs = 2 * usize::from(traits.side)
        + 2 * usize::from(traits.ends_with_date)
        + usize::from(traits.pose)
        + usize::from(traits.ending == Ending::Open && traits.side);
    let short = traits.words <= PICTURE_WORDS || traits.ends_with_date;
    (signs >= 3 && short && !speech).then_some((BlockKind::Caption, Reason::PictureText))
}
