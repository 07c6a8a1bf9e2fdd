//! Which mentions are mentions of one thing, as people see it.

use super::act::{changed, made};
use super::edit::{Change, Edit, Swap};
use super::{Review, Target};
use crate::entity::{Entity, EntityId, Label};

impl Review {
    /// Indices of the mentions of a thing, in the order in which they came.
    pub fn mentions_of(&self, entity: EntityId) -> impl Iterator<Item = usize> {
        let all = self.mentions.iter().enumerate();
        all.filter(move |(_, m)| !m.gone && m.value.entity == entity).map(|(i, _)| i)
    }

    /// Makes all mentions of one thing, and all that it says, those of another.
    pub fn merge(&mut self, from: EntityId, into: EntityId) -> Option<Edit> {
        if from == into || self.entities.len() <= from.max(into) {
            return None;
        }
        let mut changes: Vec<Change> =
            self.mentions_of(from).map(|i| Change::Cluster(i, Swap::new(from, into))).collect();
        for (i, a) in self.attributions.iter().enumerate().filter(|(_, a)| !a.gone && a.value.speaker == Some(from)) {
            let mut to = a.value.clone();
            to.speaker = Some(into);
            changes.push(Change::Claim(i, Box::new(Swap::new(a.value.clone(), to))));
        }
        // A person has looked: what was doubtful is settled.
        let entity = &self.entities[into];
        if entity.doubt.is_some() && !changes.is_empty() {
            changes.push(changed(into, entity, Entity { doubt: None, ..entity.clone() }));
        }
        self.step(changes)
    }

    /// Makes a mention one of a thing of its own. The only mention of a thing has that already.
    pub fn split(&mut self, mention: usize) -> Option<Edit> {
        if !self.has(Target::Mention(mention)) {
            return None;
        }
        let value = &self.mentions[mention].value;
        let (from, to) = (value.entity, self.entities.len());
        if self.mentions_of(from).count() < 2 {
            return None;
        }
        let entity = Entity { name: self.article.words(value.span).to_owned(), label: value.label, doubt: None };
        self.step(vec![made(to, entity), Change::Cluster(mention, Swap::new(from, to))])
    }

    /// Gives a thing another name; an empty one changes nothing.
    pub fn rename(&mut self, entity: EntityId, name: &str) -> Option<Edit> {
        let was = self.entities.get(entity).filter(|e| e.name != name && !name.trim().is_empty())?;
        let change = changed(entity, was, Entity { name: name.to_owned(), ..was.clone() });
        self.step(vec![change])
    }

    /// Why two things are hardly one: they have different labels, or one surname and two first names.
    #[must_use]
    pub fn merge_doubt(&self, a: EntityId, b: EntityId) -> Option<String> {
        let (a, b) = (self.entities.get(a)?, self.entities.get(b)?);
        if a.label != b.label {
            return Some(format!("{} and {} are of different kinds.", a.name, b.name));
        }
        if a.label != Label::Person {
            return None;
        }
        let (first, second): (Vec<&str>, Vec<&str>) =
            (a.name.split_whitespace().collect(), b.name.split_whitespace().collect());
        let same = |x: Option<&&str>, y: Option<&&str>| match (x, y) {
            (Some(x), Some(y)) => x.to_lowercase() == y.to_lowercase(),
            _ => false,
        };
        let two = first.len() > 1 && second.len() > 1;
        let doubtful = two && same(first.last(), second.last()) && !same(first.first(), second.first());
        doubtful.then(|| format!("{} and {} have one surname and different first names.", a.name, b.name))
    }
}
