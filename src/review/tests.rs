use std::borrow::Cow;

use proptest::prelude::*;

use super::{Edit, Review, Status, StatusChange, Target};
use crate::annotate::Annotations;
use crate::article::Article;
use crate::attribution::{Attribution, Form, Frame, SourceKind, Stance};
use crate::entity::{Label, Mention};
use crate::span::Span;

const MENTIONS: usize = 4;
const ATTRIBUTIONS: usize = 3;

fn review() -> Review {
    let (span, rule) = (Span::new(0, 1), Cow::Borrowed("test"));
    let mention = Mention { span, label: Label::Loc, entity: 0, confidence: 0.5, rule: rule.clone() };
    let attribution = Attribution {
        source: vec![span],
        cue: vec![span],
        content: vec![span],
        form: Form::Indirect,
        frame: Frame::Statement,
        stance: Stance::Asserts,
        source_kind: SourceKind::Unnamed,
        speaker: None,
        confidence: 0.5,
        rule,
    };
    let annotations = Annotations {
        mentions: vec![mention; MENTIONS],
        entities: Vec::new(),
        attributions: vec![attribution; ATTRIBUTIONS],
    };
    Review::new("test".to_owned(), Article::from_text("x".to_owned()), annotations)
}

fn statuses(review: &Review) -> Vec<Status> {
    review.mentions.iter().map(|m| m.status).chain(review.attributions.iter().map(|a| a.status)).collect()
}

/// What a person may do.
#[derive(Clone, Debug)]
enum Act {
    Decide(Vec<Target>, Status),
    Undo,
    Redo,
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::Suggested), Just(Status::Confirmed), Just(Status::Rejected)]
}

fn act() -> impl Strategy<Value = Act> {
    // One more than there are: what is not there is passed over.
    let target =
        prop_oneof![(0..=MENTIONS).prop_map(Target::Mention), (0..=ATTRIBUTIONS).prop_map(Target::Attribution)];
    prop_oneof![
        3 => (prop::collection::vec(target, 0..5), status()).prop_map(|(targets, to)| Act::Decide(targets, to)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

proptest! {
    /// Whatever is done, the way back leads through the same states, and the way forth again.
    #[test]
    fn undo_and_redo_walk_the_same_way(acts in prop::collection::vec(act(), 0..40)) {
        let mut review = review();
        // All states of the present history, and where in it the review is.
        let (mut states, mut at) = (vec![statuses(&review)], 0);
        for act in acts {
            match act {
                Act::Decide(targets, to) => if review.decide(&targets, to).is_some() {
                    states.truncate(at + 1);
                    states.push(statuses(&review));
                    at += 1;
                },
                Act::Undo => at -= usize::from(review.undo().is_some()),
                Act::Redo => at += usize::from(review.redo().is_some()),
            }
            prop_assert_eq!(&statuses(&review), &states[at]);
            prop_assert_eq!((review.can_undo(), review.can_redo()), (at > 0, at + 1 < states.len()));
        }
        while review.undo().is_some() {}
        prop_assert_eq!(&statuses(&review), &states[0]);
        while review.redo().is_some() {}
        prop_assert_eq!(Some(&statuses(&review)), states.last());
    }

    #[test]
    fn the_inverse_of_an_edit_restores(
        first in prop::collection::vec(status(), MENTIONS + ATTRIBUTIONS),
        targets in prop::collection::vec((0..MENTIONS).prop_map(Target::Mention), 1..9),
        to in status(),
    ) {
        let mut review = review();
        for (i, &status) in first.iter().enumerate() {
            let target = if i < MENTIONS { Target::Mention(i) } else { Target::Attribution(i - MENTIONS) };
            review.decide(&[target], status);
        }
        let before = statuses(&review);
        if let Some(edit) = review.decide(&targets, to) {
            prop_assert_eq!(&edit.inverse().inverse(), &edit);
            prop_assert_ne!(&statuses(&review), &before);
            review.apply(&edit.inverse());
        }
        prop_assert_eq!(statuses(&review), before);
    }
}

#[test]
fn a_decision_that_changes_nothing_is_no_step() {
    let mut review = review();
    assert_eq!(review.decide(&[Target::Mention(0)], Status::Suggested), None);
    assert_eq!(review.decide(&[Target::Mention(99)], Status::Confirmed), None);
    assert!(!review.can_undo());
}

#[test]
fn many_are_decided_in_one_step() {
    let mut review = review();
    let (a, b) = (Target::Mention(1), Target::Attribution(2));
    review.decide(&[a], Status::Rejected);
    let edit = review.decide(&[a, b], Status::Confirmed).unwrap();
    let change = |target, from| StatusChange { target, from, to: Status::Confirmed };
    assert_eq!(edit, Edit::SetStatus(vec![change(a, Status::Rejected), change(b, Status::Suggested)]));
    assert_eq!(review.undo(), Some(edit.inverse()));
    assert_eq!((review.status(a), review.status(b)), (Some(Status::Rejected), Some(Status::Suggested)));
}

#[test]
fn a_new_decision_ends_what_could_be_done_again() {
    let mut review = review();
    review.decide(&[Target::Mention(0)], Status::Confirmed);
    review.undo();
    review.decide(&[Target::Mention(1)], Status::Confirmed);
    assert_eq!(review.redo(), None);
}
