//! What is decided in one go, since it is alike; and what comes next.

use sayso::review::{Status, Target};

use super::doc::Doc;

/// What is like an annotation and still open, itself among it: mentions of the same thing with the same label, or what the same
/// source says by the same cue. In text order.
pub(crate) fn alike(doc: &Doc, target: Target) -> Vec<Target> {
    let review = &doc.review;
    let is_alike = |other: Target| match (target, other) {
        (Target::Mention(a), Target::Mention(b)) => {
            let (a, b) = (&review.mentions[a].value, &review.mentions[b].value);
            (a.entity, a.label) == (b.entity, b.label)
        }
        (Target::Attribution(a), Target::Attribution(b)) => {
            let (a, b) = (&review.attributions[a].value, &review.attributions[b].value);
            let same_source = if a.speaker.is_some() {
                a.speaker == b.speaker
            } else {
                words(doc, &a.source) == words(doc, &b.source)
            };
            same_source && a.source.is_empty() == b.source.is_empty() && words(doc, &a.cue) == words(doc, &b.cue)
        }
        _ => false,
    };
    let open = |&other: &Target| doc.status(other) == Status::Suggested && is_alike(other);
    doc.items.iter().copied().filter(open).collect()
}

/// An annotation with some of the words around it.
pub(crate) fn in_context(doc: &Doc, target: Target) -> String {
    const AROUND: usize = 30;
    let (span, text) = (doc.span(target), doc.review.article.text.as_str());
    let start = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary((span.end + AROUND).min(text.len()));
    format!("…{}…", doc.quote(&[sayso::Span::new(start, end)], 120))
}

fn words(doc: &Doc, spans: &[sayso::Span]) -> String {
    doc.quote(spans, 200).to_lowercase()
}

/// The next of `shown` that nobody has decided on, behind `target` and then from the beginning.
pub(crate) fn next_open(doc: &Doc, shown: &[Target], target: Option<Target>) -> Option<Target> {
    let at = target.map_or(0, |target| shown.partition_point(|&t| doc.place(t) <= doc.place(target)));
    let (before, behind) = shown.split_at(at);
    behind.iter().chain(before).copied().find(|&t| Some(t) != target && doc.status(t) == Status::Suggested)
}

/// Of `shown`, the one that is least sure and that nobody has decided on.
pub(crate) fn least_sure(doc: &Doc, shown: &[Target], but: Option<Target>) -> Option<Target> {
    let open = shown.iter().copied().filter(|&t| Some(t) != but && doc.status(t) == Status::Suggested);
    open.min_by(|&a, &b| doc.confidence(a).total_cmp(&doc.confidence(b)))
}

#[cfg(test)]
mod tests {
    use sayso::entity::{Entity, Label, Mention};
    use sayso::review::{Batch, Review, Reviewed};
    use sayso::{Annotations, Article, Span};

    use super::*;

    /// Mentions of two things in turn; the confidence falls.
    fn doc() -> Doc {
        let mut doc =
            Doc::new(Review::new("t".to_owned(), Article::from_text("a b a b a".to_owned()), Annotations::default()));
        let mention = |i: usize| {
            let confidence = if i == 2 { 0.2 } else { 0.9 };
            let value = Mention {
                span: Span::new(2 * i, 2 * i + 1),
                label: Label::Org,
                entity: i % 2,
                confidence,
                rule: "".into(),
            };
            Reviewed::suggested(format!("e{i}"), value)
        };
        let entity = |name: &str| Entity { name: name.to_owned(), label: Label::Org, doubt: None };
        doc.extend(Batch {
            entities: vec![entity("a"), entity("b")],
            mentions: (0..5).map(mention).collect(),
            attributions: Vec::new(),
        });
        doc
    }

    #[test]
    fn open_mentions_of_one_thing_are_alike() {
        let mut doc = doc();
        doc.review.decide(&[Target::Mention(2)], Status::Rejected);
        assert_eq!(alike(&doc, Target::Mention(0)), [Target::Mention(0), Target::Mention(4)]);
        assert_eq!(alike(&doc, Target::Mention(1)), [Target::Mention(1), Target::Mention(3)]);
    }

    #[test]
    fn the_next_open_one_is_found_behind_and_then_before() {
        let mut doc = doc();
        let shown = doc.items.clone();
        assert_eq!(next_open(&doc, &shown, None), Some(Target::Mention(0)));
        assert_eq!(least_sure(&doc, &shown, None), Some(Target::Mention(2)));
        doc.review.decide(&[Target::Mention(3), Target::Mention(4)], Status::Confirmed);
        assert_eq!(next_open(&doc, &shown, Some(Target::Mention(2))), Some(Target::Mention(0)));
        doc.review.decide(&shown, Status::Confirmed);
        assert_eq!(next_open(&doc, &shown, Some(Target::Mention(2))), None);
    }
}
