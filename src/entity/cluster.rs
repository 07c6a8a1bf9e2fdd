//! Which mentions are mentions of one thing.

use std::collections::HashMap;

use crate::lexicon::names::{Kinds, Lexicon};
use crate::lexicon::words::{Word, scan};

use super::offices::Offices;
use super::people::People;
use super::spelling::Spelling;
use super::{Entity, Label, Mention, dates};

/// Gives every mention its entity, and names the entities.
pub(super) fn cluster(text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut made = Made { text, entities: Vec::new(), settled: Vec::new() };
    People::find(text, mentions).assign(mentions, &mut made);
    names(mentions, &mut made);
    Offices::default().assign(mentions, &mut made);
    made.entities
}

/// The entities made so far.
pub(super) struct Made<'a> {
    pub(super) text: &'a str,
    pub(super) entities: Vec<Entity>,
    /// Whether the name is that of the tables, which no other betters.
    settled: Vec<bool>,
}

impl Made<'_> {
    pub(super) fn add(&mut self, name: &str, label: Label) -> usize {
        self.settled.push(false);
        self.entities.push(Entity { name: name.to_owned(), label, doubt: None });
        self.entities.len() - 1
    }

    /// Keeps the fuller name: more letters, but no headline's capitals.
    pub(super) fn rename(&mut self, entity: usize, name: &str) {
        if self.settled[entity] {
            return;
        }
        let shouts = |n: &str| n.len() > 4 && !n.contains(char::is_lowercase);
        let known = &mut self.entities[entity].name;
        let fuller = name.chars().count() > known.chars().count() && !shouts(name);
        if fuller || shouts(known) && !shouts(name) {
            name.clone_into(known);
        }
    }
}

impl Made<'_> {
    /// Settles on the tables' name if this is it.
    fn settle(&mut self, entity: usize, name: &str, canonical: &str) {
        self.rename(entity, name);
        if name == canonical && !self.settled[entity] {
            name.clone_into(&mut self.entities[entity].name);
            self.settled[entity] = true;
        }
    }
}

/// Entities of all but people and titles: by the tables' name, by acronym, by the first or last word of a longer name.
fn names(mentions: &mut [Mention], made: &mut Made) {
    let lexicon = Lexicon::get();
    let mut by_key: HashMap<(Label, String), usize> = HashMap::new();
    let mut words = Vec::new();
    let mut later = Vec::new();
    // By a last word such as `Guard`; none if it ends several names.
    let mut by_last: HashMap<(Label, String), Option<usize>> = HashMap::new();
    for (at, mention) in mentions.iter_mut().enumerate() {
        let name = mention.span.of(made.text);
        words.clear();
        match mention.label {
            Label::Person | Label::Title => continue,
            Label::Date | Label::Time | Label::Money | Label::Quantity => {
                let key = (mention.label, dates::normal(name));
                mention.entity = *by_key.entry(key).or_insert_with(|| made.add(name, mention.label));
                continue;
            }
            _ => scan(name, mention.span.start, &mut words),
        }
        let (key, table) = canonical(lexicon, made.text, &words);
        let key = (mention.label, key);
        // Short names wait until all long ones are known.
        if words.len() == 1
            && matches!(mention.label, Label::Org | Label::Misc | Label::Fac | Label::Product)
            && !by_key.contains_key(&key)
        {
            later.push((at, key, words[0], table));
            continue;
        }
        mention.entity = *by_key.entry(key).or_insert_with(|| made.add(name, mention.label));
        made.settle(mention.entity, name, table);
        if words.len() > 1 {
            for short in shorts(made.text, &words) {
                by_key.entry((mention.label, short)).or_insert(mention.entity);
            }
            if let Some(last) = last_head(made.text, &words) {
                let bearer = by_last.entry((mention.label, last)).or_insert(Some(mention.entity));
                *bearer = bearer.filter(|&b| b == mention.entity);
            }
        }
    }
    for (at, key, word, table) in later {
        let mention = &mut mentions[at];
        let name = mention.span.of(made.text);
        let plain = (mention.label, stem(&Spelling::new(&made.text[word.start..word.end]).plain).to_owned());
        let last = by_last.get(&plain).copied().flatten();
        let known = by_key.get(&key).or_else(|| by_key.get(&plain)).copied().or(last);
        mention.entity = known.unwrap_or_else(|| made.add(name, mention.label));
        by_key.insert(key, mention.entity);
        made.settle(mention.entity, name, table);
    }
}

/// One key for all spellings: that of the tables' name if there is one.
fn canonical(lexicon: &Lexicon, text: &str, words: &[Word]) -> (String, &'static str) {
    let shape = words.last().map(|w| w.shape).unwrap_or_default();
    let entry = lexicon.longest(words, Kinds::NAME).filter(|&(n, _)| n == words.len());
    if let Some((_, entry)) = entry.filter(|(_, e)| e.kinds(shape).any(Kinds::NAME)) {
        let mut known = Vec::new();
        scan(entry.canonical, 0, &mut known);
        return (joined(entry.canonical, &known), entry.canonical);
    }
    (joined(text, words), "")
}

/// The words in one spelling, without a plural's s and Arabic or English articles.
fn joined(text: &str, words: &[Word]) -> String {
    let mut key = String::new();
    for word in words {
        let spelling = Spelling::new(&text[word.start..word.end]);
        if matches!(spelling.plain.as_str(), "al" | "el" | "the") {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(stem(&spelling.plain));
    }
    key
}

fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|rest| rest.len() > 2).unwrap_or(word)
}

/// What a long name may be called for short: its acronym, its first word, and its last words without the first.
fn shorts(text: &str, words: &[Word]) -> Vec<String> {
    let capitals = || words.iter().filter(|w| w.is_capital());
    let acronym: String =
        capitals().filter_map(|w| text[w.start..w.end].chars().next()).flat_map(char::to_lowercase).collect();
    let first = Spelling::new(&text[words[0].start..words[0].end]).plain;
    let mut shorts = Vec::new();
    if capitals().count() > 1 {
        shorts.push(stem(&acronym).to_owned());
        shorts.push(acronym);
    }
    let lexicon = Lexicon::get();
    if !lexicon
        .word(&words[0])
        .is_some_and(|e| e.kinds(words[0].shape).any(Kinds::COMMON.or(Kinds::NORP).or(Kinds::PLACE).or(Kinds::TOPIC)))
    {
        shorts.push(stem(&first).to_owned());
    }
    shorts
}

/// The last word of a long name if it tells what kind of organisation it is, which may then stand for the name.
fn last_head(text: &str, words: &[Word]) -> Option<String> {
    let last = words.last()?;
    let head = Lexicon::get().word(last).is_some_and(|e| e.kinds(last.shape).any(Kinds::ORG_HEAD));
    head.then(|| stem(&Spelling::new(&text[last.start..last.end]).plain).to_owned())
}
