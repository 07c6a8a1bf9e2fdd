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
    /// Whom it serves: the entity or country named beside it.
    of: Option<String>,
    /// The entities of those who hold it.
    holders: Vec<usize>,
    seen: usize,
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
            let (of, holder) =
                if rank { (None, None) } else { (of(made, mentions, at), holder(made.text, mentions, at)) };
            let offices = self.by_title.entry(title).or_default();
            let index = find(offices, of.as_deref(), holder).unwrap_or_else(|| {
                let entity = made.add(name, Label::Title);
                offices.push(Office { entity, of: None, holders: Vec::new(), seen: at });
                offices.len() - 1
            });
            let office = &mut offices[index];
            office.seen = at;
            if office.of.is_none() {
                office.of = of;
            }
            office.holders.extend(holder.filter(|h| !office.holders.contains(h)));
            mentions[at].entity = office.entity;
        }
        for offices in self.by_title.into_values() {
            for office in offices {
                if let Some(of) = office.of {
                    let name = &made.entities[office.entity].name;
                    made.entities[office.entity].name = format!("{name} ({of})");
                }
            }
        }
    }
}

/// The office that fits best: the same side by side, else the same holder, else the last that nothing speaks against.
fn find(offices: &[Office], of: Option<&str>, holder: Option<usize>) -> Option<usize> {
    let recent = &offices[offices.len().saturating_sub(RIVALS)..];
    let base = offices.len() - recent.len();
    let best = |fits: &dyn Fn(&Office) -> bool| {
        recent.iter().enumerate().filter(|(_, o)| fits(o)).max_by_key(|(_, o)| o.seen).map(|(index, _)| base + index)
    };
    let same_of = |o: &Office| of.is_some() && o.of.as_deref() == of;
    let same_holder = |o: &Office| holder.is_some_and(|h| o.holders.contains(&h));
    let no_clash = |o: &Office| {
        (of.is_none() || o.of.is_none() || o.of.as_deref() == of)
            && (holder.is_none() || o.holders.is_empty() || same_holder(o))
    };
    best(&|o| same_of(o) && same_holder(o))
        .or_else(|| best(&|o| same_of(o)))
        .or_else(|| best(&|o| same_holder(o) && no_clash(o)))
        .or_else(|| best(&no_clash))
}

/// Whom the title serves: the name directly before it, or the one after `of` or `for`.
fn of(made: &Made, mentions: &[Mention], at: usize) -> Option<String> {
    let title = mentions[at].span;
    let near = &mentions[at.saturating_sub(3)..(at + 3).min(mentions.len())];
    let serves = |m: &&Mention| matches!(m.label, Label::Norp | Label::Loc | Label::Org);
    let before = near.iter().filter(serves).filter(|m| m.span.end <= title.start).max_by_key(|m| m.span.end);
    let behind = near.iter().filter(serves).filter(|m| title.end <= m.span.start).min_by_key(|m| m.span.start);
    let glued = |m: &&Mention| matches!(&made.text[m.span.end..title.start], " " | "'s " | "’s " | "' " | "’ ");
    let linked =
        |m: &&Mention| matches!(made.text[title.end..m.span.start].trim(), "of" | "of the" | "for" | "for the");
    let served = before.filter(glued).or_else(|| behind.filter(linked))?;
    let name = made.text[served.span.start..served.span.end].to_owned();
    let entry = Lexicon::get().phrase(&name);
    let country = entry.map(|e| if e.country.is_empty() { e.canonical } else { e.country }).filter(|c| !c.is_empty());
    Some(country.map_or_else(|| made.entities[served.entity].name.clone(), str::to_owned))
}

/// The person who is named directly after the title, or before it with a comma.
fn holder(text: &str, mentions: &[Mention], at: usize) -> Option<usize> {
    let title = mentions[at].span;
    let person = |m: &&Mention| m.label == Label::Person;
    let behind = mentions[at + 1..].iter().take(2).find(person);
    if let Some(next) =
        behind.filter(|m| title.end <= m.span.start && matches!(text[title.end..m.span.start].trim(), "" | "," | "."))
    {
        return Some(next.entity);
    }
    let before = mentions[..at].iter().rev().take(3).find(person)?;
    let between = text.get(before.span.end..title.start)?;
    (between.starts_with(',') && !between[1..].contains([',', '.']) && between.len() < 60).then_some(before.entity)
}
