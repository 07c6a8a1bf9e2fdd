//! Which mentions are of one person.

use std::collections::HashMap;

use crate::lexicon::names::{Kinds, Lexicon};
use crate::lexicon::words::{Word, scan};

use super::cluster::Made;
use super::spelling::Spelling;
use super::{Label, Mention};

/// A person by the fullest names so far.
struct Person {
    /// In order, without particles.
    names: Vec<Spelling>,
    entity: Option<usize>,
    /// The last mention so far, as an index.
    seen: Option<usize>,
}

/// The people of one article.
pub(super) struct People {
    all: Vec<Person>,
    /// From the skeleton of each part of a name to those who bear it.
    by_part: HashMap<String, Vec<usize>>,
    /// The person of each mention; none if not yet known.
    of_mention: Vec<Option<usize>>,
    names: Vec<Vec<Spelling>>,
}

/// Most bearers of one name that are looked at: bounds the work on texts made to be slow.
const BEARERS: usize = 16;

impl People {
    /// Gathers the people who are named in full.
    pub(super) fn find(text: &str, mentions: &[Mention]) -> Self {
        let mut people = Self {
            all: Vec::new(),
            by_part: HashMap::new(),
            of_mention: vec![None; mentions.len()],
            names: Vec::new(),
        };
        let mut words = Vec::new();
        for (at, mention) in mentions.iter().enumerate() {
            let names = if mention.label == Label::Person { parts(text, mention, &mut words) } else { Vec::new() };
            if names.len() > 1 {
                people.of_mention[at] = Some(people.place(&names));
            }
            people.names.push(names);
        }
        people
    }

    /// The person of a full name, a new one if nobody fits.
    fn place(&mut self, names: &[Spelling]) -> usize {
        let known = names.last().and_then(|last| self.by_part.get(&last.skeleton)).into_iter().flatten();
        let fits = known.copied().take(BEARERS).find(|&p| compatible(&self.all[p].names, names));
        let person = fits.unwrap_or_else(|| {
            self.all.push(Person { names: Vec::new(), entity: None, seen: None });
            self.all.len() - 1
        });
        if names.len() > self.all[person].names.len() {
            for part in names {
                let bearers = self.by_part.entry(part.skeleton.clone()).or_default();
                if bearers.last() != Some(&person) {
                    bearers.push(person);
                }
            }
            self.all[person].names = names.to_vec();
        }
        person
    }

    /// Gives each mention of a person its entity, in text order: a lone name is that of whoever bears it.
    pub(super) fn assign(mut self, mentions: &mut [Mention], made: &mut Made) {
        for (at, mention) in mentions.iter_mut().enumerate() {
            if mention.label != Label::Person {
                continue;
            }
            let name = mention.span.of(made.text);
            let (person, rivals) = match self.of_mention[at] {
                Some(person) => (person, 0),
                None => self.lone(at),
            };
            let entity = *self.all[person].entity.get_or_insert_with(|| made.add(name, Label::Person));
            self.all[person].seen = Some(at);
            mention.entity = entity;
            made.rename(entity, name);
            if rivals > 1 && made.entities[entity].doubt.is_none() {
                let doubt = format!("More than one person here is called {name}; this one was named last before.");
                made.entities[entity].doubt = Some(doubt);
            }
        }
        self.doubt_namesakes(made);
    }

    /// The person whom one name alone means, and how many it may mean.
    fn lone(&mut self, at: usize) -> (usize, usize) {
        let names = std::mem::take(&mut self.names[at]);
        let Some(name) = names.first() else { return (self.place(&names), 0) };
        let bearers = self.by_part.get(&name.skeleton).map(Vec::as_slice).unwrap_or_default();
        let bearers = &bearers[..bearers.len().min(BEARERS)];
        let pick = |last: bool| {
            let fits = bearers.iter().copied().filter(|&p| {
                let parts = &self.all[p].names;
                if last { parts.last().is_some_and(|l| l.matches(name)) } else { parts.iter().any(|l| l.matches(name)) }
            });
            let fits: Vec<usize> = fits.collect();
            let best = fits.iter().copied().max_by_key(|&p| (self.all[p].seen, std::cmp::Reverse(p)));
            best.map(|person| (person, fits.len()))
        };
        pick(true).or_else(|| pick(false)).unwrap_or_else(|| (self.place(&names), 0))
    }

    /// Tells of those who share a last name.
    fn doubt_namesakes(&self, made: &mut Made) {
        let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
        for person in &self.all {
            if let (Some(last), Some(entity)) = (person.names.last().filter(|_| person.names.len() > 1), person.entity)
            {
                by_last.entry(&last.skeleton).or_default().push(entity);
            }
        }
        for bearers in by_last.values().filter(|b| b.len() > 1 && b.len() <= BEARERS) {
            for (&one, &other) in bearers.iter().zip(bearers.iter().cycle().skip(1)) {
                let doubt =
                    format!("Shares a surname with {}; a surname alone may mean either.", made.entities[other].name);
                made.entities[one].doubt.get_or_insert(doubt);
            }
        }
    }
}

/// The parts of a name without its particles.
fn parts(text: &str, mention: &Mention, words: &mut Vec<Word>) -> Vec<Spelling> {
    words.clear();
    scan(mention.span.of(text), mention.span.start, words);
    let lexicon = Lexicon::get();
    let particle = |w: &Word| lexicon.word(w).is_some_and(|e| e.kinds(w.shape).any(Kinds::PARTICLE));
    let all = words.len();
    words
        .iter()
        .enumerate()
        .filter(|&(at, w)| !(particle(w) && at + 1 < all))
        .map(|(_, w)| Spelling::new(&text[w.start..w.end]))
        .collect()
}

/// Whether two full names with one last name may be of one person: what comes before agrees, as far as it is given.
fn compatible(known: &[Spelling], names: &[Spelling]) -> bool {
    let (Some((last, known)), Some((other, names))) = (known.split_last(), names.split_last()) else { return false };
    let agree = |a: &Spelling, b: &Spelling| a.matches(b) || a.is_initial_of(b) || b.is_initial_of(a);
    if !last.matches(other) {
        return false;
    }
    let (short, long) = if known.len() < names.len() { (known, names) } else { (names, known) };
    let mut rest = long.iter();
    short.iter().all(|name| rest.any(|other| agree(name, other)))
}
