//! What is decided in one go, since it is alike; and what comes next.

use sayso::attribution::Attribution;
use sayso::review::{Status, Target};

use super::doc::Doc;

/// What is like an annotation and still open, itself among it: mentions of the same thing with the same label, or what the same
/// source says by the same cue. In text order.
pub(crate) fn alike(doc: &Doc, target: Target) -> Vec<Target> {
    let open = doc.items.iter().copied().filter(|&other| doc.status(other) == Status::Suggested);
    match target {
        Target::Mention(i) => {
            let named = |i: usize| {
                let mention = &doc.review.mentions[i].value;
                (mention.entity, mention.label)
            };
            let named_here = named(i);
            open.filter(|&other| matches!(other, Target::Mention(i) if named(i) == named_here)).collect()
        }
        Target::Attribution(i) => {
            let here = &doc.review.attributions[i].value;
            let (source, cue) = (words(doc, &here.source), words(doc, &here.cue));
            let same_source = |a: &Attribution| match here.speaker {
                Some(_) => a.speaker == here.speaker,
                None => words(doc, &a.source) == source,
            };
            let is_alike = |a: &Attribution| {
                a.source.is_empty() == here.source.is_empty() && same_source(a) && words(doc, &a.cue) == cue
            };
            let alike = |&other: &Target| matches!(other, Target::Attribution(i) if is_alike(&doc.review.attributions[i].value));
            open.filter(alike).collect()
        }
    }
}

/// An annotation with some of the words around it.
pub(crate) fn in_context(doc: &Doc, target: Target) -> String {
    const AROUND: usize = 30;
    let (span, text) = (doc.span(target), doc.review.article.text.as_str());
    let blocks = &doc.review.article.blocks;
    let block = blocks.iter().find(|block| block.span.contains(span)).map_or(span, |block| block.span);
    let start = text.floor_char_boundary(span.start.saturating_sub(AROUND)).max(block.start);
    let end = text.ceil_char_boundary((span.end + AROUND).min(text.len())).min(block.end);
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

/// The next that nobody has decided on from the least to the most sure, and round; so it comes to those that were skipped, too.
pub(crate) fn next_least_sure(doc: &Doc, shown: &[Target], target: Option<Target>) -> Option<Target> {
    let compare = |a: Target, b: Target| {
        doc.confidence(a).total_cmp(&doc.confidence(b)).then_with(|| doc.place(a).cmp(&doc.place(b)))
    };
    let open = || shown.iter().copied().filter(|&t| Some(t) != target && doc.status(t) == Status::Suggested);
    let behind = target.and_then(|at| open().filter(|&t| compare(t, at).is_gt()).min_by(|&a, &b| compare(a, b)));
    behind.or_else(|| open().min_by(|&a, &b| compare(a, b)))
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
    fn from_the_least_sure_one_comes_to_all_even_when_some_are_skipped() {
        let doc = doc();
        let shown = doc.items.clone();
        let mut at = least_sure(&doc, &shown, None);
        let mut seen = Vec::new();
        for _ in 0..5 {
            seen.extend(at);
            at = next_least_sure(&doc, &shown, at);
        }
        assert_eq!(seen, [2, 0, 1, 3, 4].map(Target::Mention));
        assert_eq!(at, Some(Target::Mention(2)), "and round");
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
