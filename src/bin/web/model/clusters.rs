//! The things that mentions name, to be chosen from: who speaks, or what another one is one with.

use std::cmp::Reverse;

use sayso::entity::EntityId;
use sayso::review::Target;

use super::doc::Doc;
use super::search::folded;
use super::words;

/// So many are offered; who looks for another one types a part of its name.
pub(crate) const OFFERED: usize = 200;

/// What a person is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Who says what this attribution tells.
    Speaker(usize),
    /// What this thing is one with.
    Merge(EntityId),
    /// Whether two things are one, in spite of what speaks against it.
    Doubt { from: EntityId, into: EntityId, why: String },
}

/// One of those to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// `None` for nobody.
    pub(crate) entity: Option<EntityId>,
    pub(crate) name: String,
    pub(crate) hint: String,
}

/// What there is to choose from, the most likely first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choices {
    pub(crate) offered: Vec<Choice>,
    /// How many there are beyond those that are offered.
    pub(crate) rest: usize,
    /// Which of those that are offered it is now.
    pub(crate) now: usize,
}

/// The thing that an annotation is about: what a mention names, who speaks in an attribution.
pub(crate) fn entity_of(doc: &Doc, target: Target) -> Option<EntityId> {
    match target {
        _ if !doc.has(target) => None,
        Target::Mention(i) => Some(doc.review.mentions[i].value.entity),
        Target::Attribution(i) => doc.review.attributions[i].value.speaker,
    }
}

/// What a thing is called.
pub(crate) fn name(doc: &Doc, entity: EntityId) -> String {
    doc.review.entities.get(entity).map(|e| e.name.clone()).unwrap_or_default()
}

/// Mentions of a thing, in text order.
pub(crate) fn mentions(doc: &Doc, entity: EntityId) -> Vec<Target> {
    let is_one = |&target: &Target| matches!(target, Target::Mention(_)) && entity_of(doc, target) == Some(entity);
    doc.items.iter().copied().filter(is_one).collect()
}

/// Those whose names have `query` in them.
pub(crate) fn choices(doc: &Doc, ask: &Ask, query: &str) -> Choices {
    let counts = counts(doc);
    let query = folded(query.trim());
    let entities = &doc.review.entities;
    let found = |&id: &EntityId| query.is_empty() || folded(&entities[id].name).contains(&query);
    let all = (0..entities.len()).filter(|&id| counts[id] > 0);
    match *ask {
        Ask::Speaker(attribution) => {
            let now = entity_of(doc, Target::Attribution(attribution));
            let speaks = |&id: &EntityId| Some(id) == now || entities[id].label.can_speak();
            let mut all: Vec<EntityId> = all.filter(speaks).filter(found).collect();
            all.sort_by_key(|&id| Reverse(counts[id]));
            let nobody = folded(NOBODY).contains(&query).then_some(None);
            let all: Vec<_> = nobody.into_iter().chain(all.into_iter().map(Some)).collect();
            offer(doc, &counts, &all, now)
        }
        Ask::Merge(of) | Ask::Doubt { from: of, .. } => {
            let Some(entity) = entities.get(of) else { return Choices::default() };
            let pairs = pairs(&entity.name);
            let mut all: Vec<EntityId> = all.filter(|&id| id != of).filter(found).collect();
            all.sort_by_cached_key(|&id| {
                let other = &entities[id];
                (other.label != entity.label, Reverse(likeness(&pairs, &other.name)), Reverse(counts[id]))
            });
            let all: Vec<_> = all.into_iter().map(Some).collect();
            offer(doc, &counts, &all, all.first().copied().flatten())
        }
    }
}

/// The choice that is no thing.
pub(crate) const NOBODY: &str = "nobody";

fn offer(doc: &Doc, counts: &[usize], all: &[Option<EntityId>], now: Option<EntityId>) -> Choices {
    let choice = |&entity: &Option<EntityId>| {
        let Some(id) = entity else { return Choice { entity, name: NOBODY.to_owned(), hint: String::new() } };
        let label = words::label(doc.review.entities[id].label).0;
        Choice { entity, name: name(doc, id), hint: format!("{label}, {}", words::count(counts[id], "mention")) }
    };
    let shown = all.len().min(OFFERED);
    Choices {
        offered: all[..shown].iter().map(choice).collect(),
        rest: all.len() - shown,
        now: all[..shown].iter().position(|&entity| entity == now).unwrap_or_default(),
    }
}

/// How many mentions each thing has.
fn counts(doc: &Doc) -> Vec<usize> {
    let mut counts = vec![0; doc.review.entities.len()];
    for mention in doc.review.mentions.iter().filter(|m| !m.gone) {
        if let Some(count) = counts.get_mut(mention.value.entity) {
            *count += 1;
        }
    }
    counts
}

/// Pairs of letters that follow each other, sorted.
fn pairs(name: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = folded(name).chars().collect();
    let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How much two names have in common, in per mille of what both have.
fn likeness(pairs_of_one: &[(char, char)], other: &str) -> usize {
    let other = pairs(other);
    let common = other.iter().filter(|pair| pairs_of_one.binary_search(pair).is_ok()).count();
    2000 * common / (pairs_of_one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use sayso::entity::{Entity, Label, Mention};
    use sayso::review::{Batch, Review, Reviewed};
    use sayso::{Annotations, Article, Span};

    use super::*;

    /// Things with so many mentions each, one word apart.
    fn doc(things: &[(&str, Label, usize)]) -> Doc {
        let entity = |&(name, label, _): &(&str, Label, usize)| Entity { name: name.to_owned(), label, doubt: None };
        let owners = things.iter().enumerate().flat_map(|(id, &(_, label, count))| vec![(id, label); count]);
        let mention = |(i, (entity, label)): (usize, (EntityId, Label))| {
            let span = Span::new(2 * i, 2 * i + 1);
            Reviewed::suggested(format!("e{i}"), Mention { span, label, entity, confidence: 0.9, rule: "".into() })
        };
        let mentions: Vec<_> = owners.enumerate().map(mention).collect();
        let text = "a ".repeat(mentions.len());
        let mut doc = Doc::new(Review::new("t".to_owned(), Article::from_text(text), Annotations::default()));
        doc.extend(Batch { entities: things.iter().map(entity).collect(), mentions, attributions: Vec::new() });
        doc
    }

    fn names(choices: &Choices) -> Vec<&str> {
        choices.offered.iter().map(|c| c.name.as_str()).collect()
    }

    #[test]
    fn speakers_are_those_who_can_speak_the_most_mentioned_first() {
        let doc = doc(&[
            ("Friday", Label::Date, 9),
            ("Tam Orso", Label::Person, 1),
            ("Réuters", Label::Org, 3),
            ("Nobody's", Label::Org, 0),
        ]);
        assert_eq!(names(&choices(&doc, &Ask::Speaker(0), "")), ["nobody", "Réuters", "Tam Orso"]);
        assert_eq!(names(&choices(&doc, &Ask::Speaker(0), " reu")), ["Réuters"]);
        assert_eq!(choices(&doc, &Ask::Speaker(0), "").offered[1].hint, "Organisation, 3 mentions");
    }

    #[test]
    fn what_it_may_be_one_with_has_the_same_label_and_a_similar_name() {
        let doc = doc(&[
            ("Qassem Soleimani", Label::Person, 2),
            ("Vladimir Putin", Label::Person, 8),
            ("Soleimani Street", Label::Fac, 1),
            ("Suleimani", Label::Person, 1),
        ]);
        let all = choices(&doc, &Ask::Merge(0), "");
        assert_eq!(names(&all), ["Suleimani", "Vladimir Putin", "Soleimani Street"]);
        assert_eq!((all.rest, all.now), (0, 0));
    }

    #[test]
    fn of_very_many_two_hundred_are_offered_and_the_rest_is_counted() {
        let things: Vec<_> = (0..3000).map(|_| ("Ann", Label::Person, 1)).collect();
        let all = choices(&doc(&things), &Ask::Merge(0), "ann");
        assert_eq!((all.offered.len(), all.rest), (200, 2799));
        assert_eq!(mentions(&doc(&things), 7), [Target::Mention(7)]);
    }
}
