//! What was decided on one text, carried over to fresh suggestions for the same text or an edited one.

use std::cmp::Reverse;
use std::collections::HashMap;

use sayso::attribution::Attribution;
use sayso::entity::{Label, Mention};
use sayso::review::{Origin, Review, Reviewed, Status};
use sayso::span::Span;

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

    fn mention(&self, mention: &Mention) -> Option<(Span, Label)> {
        Some((self.span(mention.span)?, mention.label))
    }

    fn attribution(&self, a: &Attribution) -> Option<[Vec<Span>; 3]> {
        Some([self.spans(&a.source)?, self.spans(&a.cue)?, self.spans(&a.content)?])
    }
}

fn is_decided<T>(annotation: &Reviewed<T>) -> bool {
    annotation.status != Status::Suggested || annotation.origin == Origin::Person
}

/// The new review with the old one's decisions, and how many of those could not be carried over.
///
/// What was confirmed stays, even if it is no longer suggested.
pub(crate) fn carry(old: &Review, mut new: Review) -> (Review, usize) {
    let shift = Shift::between(&old.article.text, &new.article.text);
    let mut lost = 0;

    let mut places: HashMap<_, usize> =
        new.mentions.iter().enumerate().map(|(i, m)| ((m.value.span, m.value.label), i)).collect();
    for was in old.mentions.iter().filter(|m| is_decided(m)) {
        let Some(key) = shift.mention(&was.value) else {
            lost += 1;
            continue;
        };
        if let Some(&i) = places.get(&key) {
            (new.mentions[i].status, new.mentions[i].origin) = (was.status, was.origin);
        } else if was.status != Status::Rejected {
            let entity = new.entities.len();
            new.entities.push(old.entities[was.value.entity].clone());
            places.insert(key, new.mentions.len());
            let value = Mention { span: key.0, entity, ..was.value.clone() };
            new.mentions.push(Reviewed { value, ..was.clone() });
        }
    }

    let roles = |a: &Attribution| [a.source.clone(), a.cue.clone(), a.content.clone()];
    let places: HashMap<_, usize> = new.attributions.iter().enumerate().map(|(i, a)| (roles(&a.value), i)).collect();
    for was in old.attributions.iter().filter(|a| is_decided(a)) {
        let Some(key) = shift.attribution(&was.value) else {
            lost += 1;
            continue;
        };
        if let Some(&i) = places.get(&key) {
            (new.attributions[i].status, new.attributions[i].origin) = (was.status, was.origin);
        } else if was.status != Status::Rejected {
            let [source, cue, content] = key;
            let name = was.value.speaker.and_then(|id| old.entities.get(id)).map(|e| &e.name);
            let speaker = name.and_then(|name| new.entities.iter().position(|e| &e.name == name));
            let value = Attribution { source, cue, content, speaker, ..was.value.clone() };
            new.attributions.push(Reviewed { value, ..was.clone() });
        }
    }
    (renumbered(new), lost)
}

/// In text order, with ids of their own again.
fn renumbered(review: Review) -> Review {
    let Review { id, article, mut mentions, mut attributions, entities, .. } = review;
    mentions.sort_by_key(|m| (m.value.span.start, Reverse(m.value.span.end)));
    attributions.sort_by_key(|a| {
        [&a.value.source, &a.value.cue, &a.value.content].into_iter().flatten().map(|s| s.start).min()
    });
    for (i, mention) in mentions.iter_mut().enumerate() {
        mention.id = format!("e{}", i + 1);
    }
    for (i, attribution) in attributions.iter_mut().enumerate() {
        attribution.id = format!("a{}", i + 1);
    }
    Review::from_parts(id, article, mentions, attributions, entities)
}

#[cfg(test)]
mod tests {
    use sayso::review::Target;
    use sayso::{Article, annotate};

    use super::*;

    fn review(text: &str) -> Review {
        let article = Article::from_text(text.to_owned());
        let found = annotate(&article);
        Review::new("t".to_owned(), article, found)
    }

    #[test]
    fn decisions_move_with_their_words() {
        let mut old = review("We met in Paris. Then Ann Lee said that it rained.");
        assert!(!old.mentions.is_empty(), "nothing to decide on");
        let all: Vec<_> = (0..old.mentions.len()).map(Target::Mention).collect();
        old.decide(&all, Status::Confirmed);
        let (new, lost) = carry(&old, review("We met twice in Paris. Then Ann Lee said that it rained."));
        let confirmed = new.mentions.iter().filter(|m| m.status == Status::Confirmed).count();
        assert_eq!((confirmed, lost), (all.len(), 0));
    }

    #[test]
    fn another_text_takes_nothing_over() {
        let mut old = review("We met in Paris.");
        let all: Vec<_> = (0..old.mentions.len()).map(Target::Mention).collect();
        old.decide(&all, Status::Confirmed);
        let (new, lost) = carry(&old, review("All of them went to Berlin yesterday"));
        assert!(new.mentions.iter().all(|m| m.status == Status::Suggested));
        assert_eq!(lost, all.len());
    }
}
