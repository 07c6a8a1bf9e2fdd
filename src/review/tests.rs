use proptest::prelude::*;

use super::{Change, Edit, Origin, Review, Status, Swap, Target};
use crate::annotate::scripted::Scripted;
use crate::attribution::{Form, Role, SourceKind};
use crate::entity::Label;
use crate::export::v1::Document;
use crate::span::Span;

fn review() -> Review {
    let text = "{{Mira Oduya|PERSON}|s} {said|q} on Monday that {the dam at {Øst|LOC} 🙂 held|c}.\n\
                {“It will {not}”|c}, Ms {Oduya|PERSON} {told|q} the {Vela Courier|ORG} in {Øst|LOC}.\n";
    let (article, annotations) = Scripted::annotate(&text.replace("{not}", "not"));
    Review::new("test".to_owned(), article, annotations)
}

/// What a person may do; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Act {
    Decide(Vec<Target>, Status),
    Flag(Vec<Target>, bool),
    Note(Target, String),
    Relabel(Vec<usize>, Label),
    Resize(usize, (usize, usize)),
    Rewrite(usize, Role, (usize, usize), Option<usize>),
    AddMention((usize, usize), Label),
    Begin(Role, (usize, usize)),
    AddPart(usize, Role, (usize, usize)),
    RemovePart(usize, Role, usize),
    ResizePart(usize, Role, usize, (usize, usize)),
    Remove(Vec<Target>),
    Merge(usize, usize),
    Split(usize),
    Rename(usize, String),
    Undo,
    Redo,
    Reload,
}

impl Act {
    /// Does it as a face would.
    fn run(&self, review: &mut Review) -> Option<Edit> {
        let length = review.article.text.len();
        let span = |&(start, end): &(usize, usize)| Span::new(start % length, end % (length + 1));
        match self {
            Self::Decide(targets, to) => review.decide(targets, *to),
            Self::Flag(targets, to) => review.flag(targets, *to),
            Self::Note(target, to) => review.note(*target, to),
            Self::Relabel(mentions, to) => review.relabel(mentions, *to),
            Self::Resize(mention, to) => review.resize(*mention, span(to)),
            Self::Rewrite(i, role, part, speaker) => {
                let mut to = review.attributions.get(*i)?.value.clone();
                match role {
                    Role::Source => to.source.push(span(part)),
                    Role::Cue => to.cue = vec![span(part)],
                    Role::Content => to.content.clear(),
                }
                to.speaker = speaker.map(|id| id % review.entities.len());
                review.rewrite(*i, to)
            }
            Self::AddMention(place, label) => review.add_mention(span(place), *label),
            Self::Begin(role, part) => review.begin_attribution(*role, &[span(part)]),
            Self::AddPart(i, role, part) => review.add_parts(*i, *role, &[span(part)]),
            Self::RemovePart(i, role, part) => review.remove_part(*i, *role, *part),
            Self::ResizePart(i, role, part, to) => review.resize_part(*i, *role, *part, span(to)),
            Self::Remove(targets) => review.remove(targets),
            Self::Merge(from, into) => review.merge(*from, *into),
            Self::Split(mention) => review.split(*mention),
            Self::Rename(entity, name) => review.rename(*entity, name),
            Self::Undo => review.undo(),
            Self::Redo => review.redo(),
            Self::Reload => None,
        }
    }
}

fn act() -> impl Strategy<Value = Act> {
    let index = || 0..8_usize;
    let target = || prop_oneof![index().prop_map(Target::Mention), (0..4_usize).prop_map(Target::Attribution)];
    let targets = || prop::collection::vec(target(), 0..5);
    let place = || (0..400_usize).prop_flat_map(|start| (Just(start), start..start + 12));
    let status = prop_oneof![Just(Status::Suggested), Just(Status::Confirmed), Just(Status::Rejected)];
    let label = || prop_oneof![Just(Label::Loc), Just(Label::Org), Just(Label::Person)];
    let role = || prop_oneof![Just(Role::Source), Just(Role::Cue), Just(Role::Content)];
    prop_oneof![
        3 => (targets(), status).prop_map(|(targets, to)| Act::Decide(targets, to)),
        1 => (targets(), any::<bool>()).prop_map(|(targets, to)| Act::Flag(targets, to)),
        1 => (target(), "[a-z]{0,3}").prop_map(|(target, to)| Act::Note(target, to)),
        2 => (prop::collection::vec(index(), 0..4), label()).prop_map(|(all, to)| Act::Relabel(all, to)),
        2 => (index(), place()).prop_map(|(mention, to)| Act::Resize(mention, to)),
        2 => (0..4_usize, role(), place(), prop::option::of(index()))
            .prop_map(|(i, role, part, speaker)| Act::Rewrite(i, role, part, speaker)),
        2 => (place(), label()).prop_map(|(place, label)| Act::AddMention(place, label)),
        1 => (role(), place()).prop_map(|(role, part)| Act::Begin(role, part)),
        2 => (0..4_usize, role(), place()).prop_map(|(i, role, part)| Act::AddPart(i, role, part)),
        1 => (0..4_usize, role(), 0..3_usize).prop_map(|(i, role, part)| Act::RemovePart(i, role, part)),
        1 => (0..4_usize, role(), 0..2_usize, place()).prop_map(|(i, role, part, to)| Act::ResizePart(i, role, part, to)),
        2 => targets().prop_map(Act::Remove),
        2 => (index(), index()).prop_map(|(from, into)| Act::Merge(from, into)),
        1 => index().prop_map(Act::Split),
        1 => (index(), "[A-Z]{0,2}").prop_map(|(entity, name)| Act::Rename(entity, name)),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        1 => Just(Act::Reload),
    ]
}

fn state(review: &Review) -> Document {
    Document::from(review)
}

/// What a log of the same steps says, in the words in which it is kept.
#[derive(serde::Serialize, serde::Deserialize)]
enum Logged {
    Edit(Edit),
    Undo,
    Redo,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is done, the state is what a replay of the log gives, and the way back leads through the same states.
    #[test]
    fn a_replay_of_the_log_gives_the_same_state(acts in prop::collection::vec(act(), 1000)) {
        let mut review = review();
        let mut log: Vec<String> = Vec::new();
        // All states of the present history, and where in it the review is.
        let (mut states, mut at) = (vec![state(&review)], 0);
        for act in acts {
            match (&act, act.run(&mut review)) {
                (Act::Reload, _) => review = replay(&log),
                (Act::Undo, Some(_)) => {
                    at -= 1;
                    log.push(serde_json::to_string(&Logged::Undo).unwrap());
                }
                (Act::Redo, Some(_)) => {
                    at += 1;
                    log.push(serde_json::to_string(&Logged::Redo).unwrap());
                }
                (_, Some(edit)) => {
                    log.push(serde_json::to_string(&Logged::Edit(edit)).unwrap());
                    states.truncate(at + 1);
                    states.push(state(&review));
                    at += 1;
                }
                (_, None) => {}
            }
            prop_assert_eq!(&state(&review), &states[at]);
            prop_assert_eq!((review.can_undo(), review.can_redo()), (at > 0, at + 1 < states.len()));
        }
        prop_assert_eq!(&replay(&log), &review);
        while review.undo().is_some() {}
        prop_assert_eq!(&state(&review), &states[0]);
        while review.redo().is_some() {}
        prop_assert_eq!(Some(&state(&review)), states.last());
    }
}

fn replay(log: &[String]) -> Review {
    let mut review = review();
    for line in log {
        match serde_json::from_str(line).unwrap() {
            Logged::Edit(edit) => review.commit(edit),
            Logged::Undo => drop(review.undo()),
            Logged::Redo => drop(review.redo()),
        }
    }
    review
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
    let (a, b) = (Target::Mention(1), Target::Attribution(1));
    review.decide(&[a], Status::Rejected);
    let edit = review.decide(&[a, b], Status::Confirmed).unwrap();
    let change = |target, from| Change::Status(target, Swap::new(from, Status::Confirmed));
    assert_eq!(edit, Edit { changes: vec![change(a, Status::Rejected), change(b, Status::Suggested)] });
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

fn words(review: &Review, mention: usize) -> &str {
    review.article.words(review.mentions[mention].value.span)
}

fn find(review: &Review, name: &str) -> usize {
    (0..review.mentions.len()).find(|&i| words(review, i) == name).expect("a mention that is there")
}

#[test]
fn what_a_person_makes_joins_its_like_and_can_be_taken_away() {
    let mut review = review();
    let before = state(&review);
    let at = review.article.text.rfind("Courier").expect("a word that is there");
    let span = Span::new(at, at + 7);
    assert!(review.add_mention(span, Label::Org).is_some());
    assert_eq!(review.add_mention(span, Label::Org), None, "it is marked already");
    let new = Target::Mention(review.mentions.len() - 1);
    assert_eq!((review.status(new), review.origin(new)), (Some(Status::Confirmed), Some(Origin::Person)));
    assert!(review.remove(&[new]).is_some());
    assert_eq!((review.status(new), state(&review)), (None, before.clone()));
    review.undo();
    assert_eq!(state(&review).entities.len(), before.entities.len() + 1);
    let (first, second) = (find(&review, "Øst"), Target::Mention(0));
    assert!(review.remove(&[second]).is_some());
    assert_eq!(review.status(second), Some(Status::Rejected), "a suggestion is known to be wrong");
    let span = review.mentions[first].value.span;
    assert_eq!(review.resize(first, Span::new(span.start + 1, span.end)), None, "within a letter");
}

#[test]
fn clusters_are_merged_split_and_renamed() {
    let mut review = review();
    let (mira, courier) = (find(&review, "Mira Oduya"), find(&review, "Vela Courier"));
    let (person, paper) = (review.mentions[mira].value.entity, review.mentions[courier].value.entity);
    assert_eq!(review.mentions_of(person).count(), 2);
    assert!(review.merge_doubt(person, paper).is_some_and(|doubt| doubt.contains("kinds")));
    let split = review.split(mira).unwrap();
    assert!(split.regroups());
    let alone = review.mentions[mira].value.entity;
    assert_ne!(alone, person);
    assert_eq!(review.split(mira), None);
    review.rename(alone, "Tom Oduya");
    review.rename(person, "Mira Oduya");
    assert!(review.merge_doubt(alone, person).is_some_and(|doubt| doubt.contains("first names")));
    review.merge(alone, person);
    assert_eq!(review.mentions_of(person).count(), 2);
    assert!(!state(&review).clusters.iter().any(|c| c.name == "Tom Oduya"), "nothing names it any more");
}

#[test]
fn a_cluster_takes_the_label_that_all_its_mentions_have() {
    let mut review = review();
    let (mira, oduya) = (find(&review, "Mira Oduya"), find(&review, "Oduya"));
    let cluster = review.mentions[mira].value.entity;
    review.relabel(&[mira], Label::Org);
    assert_eq!(review.entities[cluster].label, Label::Person);
    review.relabel(&[oduya], Label::Org);
    assert_eq!(review.entities[cluster].label, Label::Org);
    assert_eq!(review.status(Target::Mention(oduya)), Some(Status::Confirmed));
}

#[test]
fn the_form_says_how_much_is_quoted() {
    let review = review();
    let quoted = review.article.text.find('“').expect("a quotation");
    let end = review.article.text.find('”').expect("a quotation") + '”'.len_utf8();
    let form = |start, end| review.form_of(&[Span::new(start, end)]);
    let forms = [form(quoted, end), form(0, 4), form(0, end), review.form_of(&[])];
    assert_eq!(forms, [Form::Direct, Form::Indirect, Form::Mixed, Form::Indirect]);
}

#[test]
fn an_attribution_is_made_part_by_part() {
    let mut review = review();
    let before = state(&review);
    let place = |review: &Review, words: &str| {
        review.article.text.find(words).map(|at| Span::new(at, at + words.len())).expect("words of the text")
    };
    let (source, cue) = (place(&review, "Ms Oduya"), place(&review, "told"));
    let (quoted, rest) = (place(&review, "“It will not”"), place(&review, "in Øst.\n"));
    review.begin_attribution(Role::Cue, &[cue]);
    let new = review.attributions.len() - 1;
    review.add_parts(new, Role::Source, &[source]);
    review.add_parts(new, Role::Content, &[quoted]);
    let made = review.attributions[new].value.clone();
    assert_eq!((made.form, made.source_kind), (Form::Direct, SourceKind::NamedPerson));
    assert_eq!(made.speaker, Some(review.mentions[find(&review, "Mira Oduya")].value.entity));
    review.add_parts(new, Role::Content, &[rest]);
    let made = &review.attributions[new].value;
    assert_eq!((made.content.as_slice(), made.form), ([quoted, rest].as_slice(), Form::Mixed));
    review.resize_part(new, Role::Content, 1, Span::new(rest.start, rest.end - 2));
    review.add_parts(new, Role::Cue, &[source]);
    let made = &review.attributions[new].value;
    assert_eq!((made.source.len(), made.cue.as_slice()), (0, [source, cue].as_slice()), "it has another role now");
    assert_eq!((made.source_kind, made.speaker), (SourceKind::None, None));
    for (role, part) in [(Role::Content, 0), (Role::Content, 0), (Role::Cue, 1), (Role::Cue, 0)] {
        assert!(review.has(Target::Attribution(new)));
        review.remove_part(new, role, part);
    }
    assert_eq!(state(&review), before, "with its last part it is gone");
}
