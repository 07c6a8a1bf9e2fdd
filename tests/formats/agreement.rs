//! Whatever two people mark: figures are sound, nothing is left out, and what comes of both is a document.

use std::collections::HashSet;

use proptest::prelude::*;
use sayso::agreement::{Choice, Kind, What, compare, differences, orphans, settle};
use sayso::export::v1::Document;
use sayso::review::Status;

use super::documents::made_up;
use super::settled;

/// What somebody else makes of the same document.
fn changed(document: &Document, rejects: &[bool], ends: &[bool]) -> Document {
    let mut changed = document.clone();
    let (mut rejects, mut ends) = (rejects.iter().cycle(), ends.iter().cycle());
    for entity in &mut changed.entities {
        if rejects.next() == Some(&true) {
            entity.status = Status::Rejected;
        }
        if ends.next() == Some(&true) && entity.end - entity.start > 1 {
            entity.end -= 1;
            entity.text.clear();
        }
    }
    for attribution in &mut changed.attributions {
        if rejects.next() == Some(&true) {
            attribution.status = Status::Rejected;
        }
        if ends.next() == Some(&true) {
            attribution.source.clear();
        }
    }
    settled(changed)
}

fn live(document: &Document) -> (usize, usize) {
    let entities = document.entities.iter().filter(|e| e.status != Status::Rejected).count();
    (entities, document.attributions.iter().filter(|a| a.status != Status::Rejected).count())
}

fn check(a: &Document, b: &Document) {
    let (there, back) = (compare(a, b), compare(b, a));
    for shared in [there.entities.exact, there.entities.overlapping, there.roles[0].exact, there.roles[2].tokens] {
        assert!(shared.both <= shared.a.min(shared.b));
    }
    assert!(there.entities.exact.both <= there.entities.overlapping.both);
    if a.text == b.text {
        assert_eq!(there.entities.exact.both, back.entities.exact.both);
        let near = |a: Option<f64>, b: Option<f64>| a.zip(b).is_none_or(|(a, b)| (a - b).abs() < 1e-9);
        assert!(near(there.label_of_tokens.kappa(), back.label_of_tokens.kappa()));
    }
    let all = differences(a, b);
    let lost: HashSet<_> = orphans(a, b).into_iter().map(|orphan| (orphan.what, orphan.b)).collect();
    let of = |what, at: fn(&sayso::agreement::Difference) -> Option<usize>| {
        let found: Vec<_> = all.iter().filter(|d| d.what == what).filter_map(at).collect();
        assert_eq!(found.iter().collect::<HashSet<_>>().len(), found.len(), "each once");
        found.len()
    };
    assert_eq!((of(What::Entity, |d| d.a), of(What::Attribution, |d| d.a)), live(a));
    if lost.is_empty() {
        assert_eq!((of(What::Entity, |d| d.b), of(What::Attribution, |d| d.b)), live(b));
    }
    let choices = [Choice::A, Choice::B, Choice::Neither];
    let choices: Vec<_> = all.iter().map(|d| (d.id, choices[d.id % 3])).filter(|(id, _)| id % 4 != 3).collect();
    for choices in [&choices[..], &[]] {
        let settled = settle(a, b, choices);
        assert_eq!(settled.text, a.text);
        assert_eq!(settled.entities.len() + settled.attributions.len(), all.len());
        let open = settled.entities.iter().filter(|e| e.flagged && e.note.is_empty()).count();
        assert!(open <= a.entities.iter().chain(&b.entities).filter(|e| e.flagged).count());
        settled.into_review().expect("a sound document");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn one_text(
        document in made_up(),
        rejects in proptest::collection::vec(any::<bool>(), 1..9),
        ends in proptest::collection::vec(any::<bool>(), 1..9),
    ) {
        let document = settled(document);
        check(&document, &changed(&document, &rejects, &ends));
        assert!(differences(&document, &document).iter().all(|d| d.kind == Kind::Both || d.what == What::Attribution));
    }

    #[test]
    fn two_texts(one in made_up(), other in made_up()) {
        check(&settled(one), &settled(other));
    }
}
