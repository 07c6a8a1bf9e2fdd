//! What was decided on one text, carried over to the same text or an edited one before it is marked again.

use std::collections::HashMap;

use sayso::attribution::Attribution;
use sayso::entity::{Entity, EntityId, Label, Mention};
use sayso::review::{Batch, Review, Reviewed};
use sayso::span::Span;
use sayso::{Annotations, Article};

/// Where a span of the old text is in the new one, given what the two share at their beginning and end.
struct Shift {
    same_until: usize,
    same_from: usize,
    old: usize,
    new: usize,
}

impl Shift {
    fn between(old: &str, new: &str) -> Self {
        let shorter = old.len().min(new.len());
        let alike = |(a, b): &(u8, u8)| a == b;
        let front = old.bytes().zip(new.bytes()).take_while(alike).count();
        let back = old.bytes().rev().zip(new.bytes().rev()).take_while(alike).count().min(shorter - front);
        Self { same_until: front, same_from: old.len() - back, old: old.len(), new: new.len() }
    }

    fn span(&self, span: Span) -> Option<Span> {
        if span.end <= self.same_until {
            return Some(span);
        }
        let moved = |at: usize| at + self.new - self.old;
        (span.start >= self.same_from).then(|| Span::new(moved(span.start), moved(span.end)))
    }

    fn spans(&self, spans: &[Span]) -> Option<Vec<Span>> {
        spans.iter().map(|&s| self.span(s)).collect()
    }

    fn roles(&self, a: &Attribution) -> Option<Roles> {
        Some([self.spans(&a.source)?, self.spans(&a.cue)?, self.spans(&a.content)?])
    }
}

type Roles = [Vec<Span>; 3];

/// Where in a review the decisions stand that were made before it began.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) mentions: HashMap<Span, usize>,
    pub(crate) attributions: HashMap<Roles, usize>,
    /// How many decisions found no place, since their words are gone.
    pub(crate) lost: usize,
}

impl Kept {
    /// All that is in a review, decided or not, in its place: so that it can be marked again without anything added twice.
    pub(crate) fn all(review: &Review) -> Self {
        let mentions = review.mentions.iter().enumerate().filter(|(_, m)| !m.gone);
        let attributions = review.attributions.iter().enumerate().filter(|(_, a)| !a.gone);
        Self {
            mentions: mentions.map(|(i, m)| (m.value.span, i)).collect(),
            attributions: attributions.map(|(i, a)| (roles(&a.value), i)).collect(),
            lost: 0,
        }
    }
}

pub(crate) fn roles(a: &Attribution) -> Roles {
    [a.source.clone(), a.cue.clone(), a.content.clone()]
}

/// A review of an article in which nothing is marked yet but what was decided on the one before.
///
/// The decisions come first, so that they are safe however far the marking gets.
pub(crate) fn carry(old: Option<&Review>, id: String, article: Article) -> (Review, Kept) {
    let mut kept = Kept::default();
    let mut review = Review::new(id, article, Annotations::default());
    let Some(old) = old else { return (review, kept) };
    let shift = Shift::between(&old.article.text, &review.article.text);
    let mut batch = Batch::default();
    let mut entities = Entities { old, ids: HashMap::new() };
    for was in old.mentions.iter().filter(|m| m.is_touched()) {
        let Some(span) = shift.span(was.value.span) else {
            kept.lost += 1;
            continue;
        };
        kept.mentions.insert(span, batch.mentions.len());
        let entity = entities.keep(was.value.entity, &mut batch.entities);
        let value = Mention { span, entity, ..was.value.clone() };
        batch.mentions.push(Reviewed { id: format!("e{}", batch.mentions.len() + 1), value, ..was.clone() });
    }
    for was in old.attributions.iter().filter(|a| a.is_touched()) {
        let Some([source, cue, content]) = shift.roles(&was.value) else {
            kept.lost += 1;
            continue;
        };
        let speaker = was.value.speaker.map(|id| entities.keep(id, &mut batch.entities));
        let value = Attribution { source, cue, content, speaker, ..was.value.clone() };
        kept.attributions.insert(roles(&value), batch.attributions.len());
        batch.attributions.push(Reviewed { id: format!("a{}", batch.attributions.len() + 1), value, ..was.clone() });
    }
    review.extend(batch);
    (review, kept)
}

/// Entities of the old review that are needed in the new one.
struct Entities<'r> {
    old: &'r Review,
    ids: HashMap<EntityId, EntityId>,
}

impl Entities<'_> {
    fn keep(&mut self, id: EntityId, new: &mut Vec<Entity>) -> EntityId {
        *self.ids.entry(id).or_insert_with(|| {
            let unknown = || Entity { name: String::new(), label: Label::Misc, doubt: None };
            new.push(self.old.entities.get(id).cloned().unwrap_or_else(unknown));
            new.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use sayso::review::{Status, Target};

    use super::*;

    /// A review in which every word with a capital is a mention.
    fn review(text: &str) -> Review {
        let article = Article::from_text(text.to_owned());
        let mention = |(start, word): (usize, &str)| {
            let span = Span::new(start, start + word.trim_end_matches('.').len());
            Mention { span, label: Label::Person, entity: 0, confidence: 0.9, rule: "test".into() }
        };
        let words = text.split(' ').map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word));
        let mentions = words.filter(|(_, word)| word.starts_with(char::is_uppercase)).map(mention).collect();
        let entities = vec![Entity { name: "all".to_owned(), label: Label::Person, doubt: None }];
        Review::new("t".to_owned(), article, Annotations { mentions, entities, ..Annotations::default() })
    }

    fn carried(old: &Review, text: &str) -> (Review, Kept) {
        carry(Some(old), "t".to_owned(), Article::from_text(text.to_owned()))
    }

    fn decided(text: &str) -> (Review, usize) {
        let mut old = review(text);
        assert!(!old.mentions.is_empty(), "nothing to decide on");
        let all: Vec<_> = (0..old.mentions.len()).map(Target::Mention).collect();
        old.decide(&all, Status::Confirmed);
        (old, all.len())
    }

    #[test]
    fn decisions_move_with_their_words() {
        let (old, all) = decided("We met in Paris. Then Ann Lee said that it rained.");
        let (new, kept) = carried(&old, "We met twice in Paris. Then Ann Lee said that it rained.");
        let confirmed = new.mentions.iter().filter(|m| m.status == Status::Confirmed).count();
        assert_eq!((confirmed, kept.lost), (all, 0));
        let words = |review: &Review| -> Vec<String> {
            review.mentions.iter().map(|m| review.article.words(m.value.span).to_owned()).collect()
        };
        assert_eq!(words(&new), words(&old));
    }

    #[test]
    fn another_text_takes_nothing_over() {
        let (old, all) = decided("We met in Paris.");
        let (new, kept) = carried(&old, "All of them went to Berlin yesterday");
        assert_eq!((new.mentions.len(), kept.lost), (0, all));
    }

    #[test]
    fn what_was_not_decided_is_left_to_be_found_again() {
        let (new, kept) = carried(&review("We met in Paris."), "We met in Paris.");
        assert_eq!((new.mentions.len(), kept.lost), (0, 0));
    }
}
