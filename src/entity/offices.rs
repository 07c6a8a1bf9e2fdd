//! Which titles are of one office: the president of one country is not that of another.

use std::collections::HashMap;

use crate::lexicon::names::{Kinds, Lexicon};
use crate::lexicon::words::scan;

use super::cluster::Made;
use super::{Label, Mention};

/// The offices of one article.
#[derive(Default)]
pub(super) struct Offices {
    /// By title, spelt one way.
    by_title: HashMap<String, Vec<Office>>,
}

/// One office.
struct Office {
    entity: usize,
    side: Side,
    /// The entities of those who hold it.
    holders: Vec<usize>,
    seen: usize,
}

/// Whom an office serves, as far as the words beside it tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Side {
    country: Option<String>,
    organisation: Option<String>,
}

impl Side {
    /// Whether one names a country or organisation that the other names otherwise.
    fn clashes(&self, other: &Self) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        differ(&self.country, &other.country) || differ(&self.organisation, &other.organisation)
    }

    fn agrees(&self, other: &Self) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        !self.clashes(other) && (same(&self.country, &other.country) || same(&self.organisation, &other.organisation))
    }

    fn learn(&mut self, other: Self) {
        self.country = self.country.take().or(other.country);
        self.organisation = self.organisation.take().or(other.organisation);
    }
}

/// Most offices of one title that are looked at.
const RIVALS: usize = 16;

impl Offices {
    /// Gives each title its office, in text order; all other mentions must have their entities.
    pub(super) fn assign(mut self, mentions: &mut [Mention], made: &mut Made) {
        let mut words = Vec::new();
        for at in 0..mentions.len() {
            if mentions[at].label != Label::Title {
                continue;
            }
            let name = mentions[at].span.of(made.text);
            words.clear();
            scan(name, 0, &mut words);
            let entry = Lexicon::get().longest(&words, Kinds::TITLE).filter(|&(n, _)| n == words.len());
            let title = entry.map_or_else(|| name.to_lowercase(), |(_, e)| e.canonical.to_lowercase());
            // A rank is no office: two generals hold the same one.
            let rank = entry.is_some_and(|(_, e)| !e.kinds(words[0].shape).any(Kinds::OFFICE));
            let (side, holder) = if rank {
                (Side::default(), None)
            } else {
                (side(made, mentions, at), holder(made.text, mentions, at))
            };
            let offices = self.by_title.entry(title).or_default();
            let index = find(offices, &side, holder).unwrap_or_else(|| {
                let entity = made.add(name, Label::Title);
                offices.push(Office { entity, side: Side::default(), holders: Vec::new(), seen: at });
                offices.len() - 1
            });
            let office = &mut offices[index];
            office.seen = at;
            office.side.learn(side);
            office.holders.extend(holder.filter(|h| !office.holders.contains(h)));
            mentions[at].entity = office.entity;
        }
        for office in self.by_title.into_values().flatten() {
            if let Some(of) = office.side.organisation.or(office.side.country) {
                let name = &mut made.entities[office.entity].name;
                *name = format!("{name} ({of})");
            }
        }
    }
}

/// The office that fits best: the same side, else the same holder, else the last that nothing speaks against.
fn find(offices: &[Office], side: &Side, holder: Option<usize>) -> Option<usize> {
    let recent = &offices[offices.len().saturating_sub(RIVALS)..];
    let base = offices.len() - recent.len();
    let best = |fits: &dyn Fn(&Office) -> bool| {
        let fitting = recent.iter().enumerate().filter(|(_, o)| fits(o));
        fitting.max_by_key(|(_, o)| o.seen).map(|(index, _)| base + index)
    };
    let same_holder = |o: &Office| holder.is_some_and(|h| o.holders.contains(&h));
    let no_clash = |o: &Office| !o.side.clashes(side) && (holder.is_none() || o.holders.is_empty() || same_holder(o));
    best(&|o| o.side.agrees(side) && same_holder(o))
        .or_else(|| best(&|o| o.side.agrees(side)))
        .or_else(|| best(&|o| same_holder(o) && !o.side.clashes(side)))
        .or_else(|| best(&no_clash))
}

/// Whom the title serves: the name directly before it, or those after `of` or `for`.
fn side(made: &Made, mentions: &[Mention], at: usize) -> Side {
    let title = mentions[at].span;
    let near = &mentions[at.saturating_sub(3)..(at + 4).min(mentions.len())];
    let mut side = Side::default();
    for mention in near.iter().filter(|m| matches!(m.label, Label::Norp | Label::Loc | Label::Org)) {
        let linked = if mention.span.end <= title.start {
            matches!(&made.text[mention.span.end..title.start], " " | "'s " | "’s " | "' " | "’ ")
        } else {
            let between = if title.end <= mention.span.start { &made.text[title.end..mention.span.start] } else { "" };
            between.len() < 60
                && (between.starts_with(" of ") || between.starts_with(" for "))
                && !between.contains([',', '.', ';', '"'])
        };
        if !linked {
            continue;
        }
        let name = mention.span.of(made.text);
        let entry = Lexicon::get().phrase(name);
        let country = entry.map(|e| if e.country.is_empty() { e.canonical } else { e.country });
        let known = country.filter(|c| !c.is_empty()).map(str::to_owned);
        let learnt = match mention.label {
            Label::Org => Side { organisation: Some(made.entities[mention.entity].name.clone()), country: None },
            _ => Side { country: known.or_else(|| Some(name.to_owned())), organisation: None },
        };
        side.learn(learnt);
    }
    side
}

/// The person who is named directly after the title, or before it with a comma.
fn holder(text: &str, mentions: &[Mention], at: usize) -> Option<usize> {
    let title = mentions[at].span;
    let is_person = |m: &&Mention| m.label == Label::Person;
    let behind = mentions[at + 1..].iter().take(2).find(is_person);
    let joins = |m: &&Mention| {
        title.end <= m.span.start && matches!(text[title.end..m.span.start].trim(), "" | "," | "." | "[")
    };
    if let Some(next) = behind.filter(joins) {
        return Some(next.entity);
    }
    let before = mentions[..at].iter().rev().take(3).find(is_person)?;
    let between = text.get(before.span.end..title.start)?;
    let apposed = between.starts_with(',') && !between[1..].contains([',', '.']) && between.len() < 60;
    apposed.then_some(before.entity)
}
