//! Figures against those of others, differences and what comes of them against what is counted by hand.

use super::*;
use crate::article::Article;
use crate::attribution::{Form, Frame, SourceKind, Stance};
use crate::export::v1::{Attribution, Cluster};
use crate::review::{Origin, Review, Status};

/// Made with `PyPI`'s krippendorff 0.9.0 and scikit-learn 1.9.1:
///
/// ```python
/// import krippendorff, numpy
/// from sklearn.metrics import cohen_kappa_score
/// said = [[int(c) for c in rater] for rater in RATERS]
/// alpha = lambda rows: krippendorff.alpha(numpy.array(rows), level_of_measurement="nominal")
/// print(alpha(said), alpha(said[:2]))
/// print(cohen_kappa_score(said[0], said[1]), cohen_kappa_score(said[0], said[2]))
/// gaps = [[v if (i + k) % 5 else numpy.nan for i, v in enumerate(row)] for k, row in enumerate(said)]
/// print(alpha(gaps))
/// ```
const RATERS: [&str; 3] = [
    "0011220033001100000221003300111000022003",
    "0011200033001110000221003000111003022000",
    "0010220033001100000021003301111000122003",
];
const ALPHA_OF_THREE: f64 = 0.766_564_952_048_823;
const ALPHA_OF_TWO: f64 = 0.805_418_719_211_822_6;
const KAPPAS: [f64; 2] = [0.803_149_606_299_212_6, 0.844_961_240_310_077_5];
const ALPHA_WITH_GAPS: f64 = 0.797_800_638_524_299_4;

fn said() -> Vec<Vec<u8>> {
    RATERS.iter().map(|rater| rater.bytes().map(|digit| digit - b'0').collect()).collect()
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?} instead of {expected}");
}

#[test]
fn alpha_is_that_of_others() {
    let said = said();
    let (mut three, mut two, mut gaps) = (Coincidences::default(), Coincidences::default(), Coincidences::default());
    three.add_all(&said);
    two.add_all(&said[..2]);
    let there = |at: usize| (0..3).filter(move |rater| !(at + rater).is_multiple_of(5));
    (0..RATERS[0].len())
        .map(|at| there(at).map(|rater| said[rater][at]).collect::<Vec<_>>())
        .for_each(|s| gaps.add(&s));
    near(three.alpha(), ALPHA_OF_THREE);
    near(two.alpha(), ALPHA_OF_TWO);
    near(gaps.alpha(), ALPHA_WITH_GAPS);
    let mut halves = Coincidences::default();
    for half in [0..20, 20..40] {
        let mut part = Coincidences::default();
        part.add_all(&said.iter().map(|rater| rater[half.clone()].to_vec()).collect::<Vec<_>>());
        halves.merge(&part);
    }
    near(halves.alpha(), ALPHA_OF_THREE);
}

#[test]
fn kappa_is_that_of_others() {
    let said = said();
    for (other, expected) in [1, 2].into_iter().zip(KAPPAS) {
        let mut confusion = Confusion::default();
        for (a, b) in said[0].iter().zip(&said[other]) {
            confusion.add(*a, *b);
        }
        near(confusion.kappa(), expected);
    }
}

#[test]
fn figures_of_nothing_and_of_one_category_are_none() {
    let (mut confusion, mut coincidences) = (Confusion::default(), Coincidences::default());
    assert_eq!((confusion.kappa(), coincidences.alpha()), (None, None));
    confusion.add(0, 0);
    coincidences.add(&[0, 0]);
    coincidences.add(&[1]);
    coincidences.add(&[]);
    assert_eq!((confusion.kappa(), coincidences.alpha()), (None, None));
}

const TEXT: &str =
    "Dam holds\n\nThe dam above Ostvik held, Mira Oduya said on Monday. Officials of Norl denied that it leaks.";

fn place(text: &str, words: &str) -> Range {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    let start = text[..at].chars().count();
    (start, start + words.chars().count())
}

fn entity(text: &str, words: &str, label: Label) -> Entity {
    let (start, end) = place(text, words);
    Entity {
        id: String::new(),
        start,
        end,
        label,
        text: words.to_owned(),
        entity: None,
        confidence: 1.0,
        status: Status::Confirmed,
        origin: Origin::Person,
        flagged: false,
        note: String::new(),
        rule: None,
    }
}

fn attribution(text: &str, source: &str, cue: &str, content: &str) -> Attribution {
    let parts = |words: &str| if words.is_empty() { Vec::new() } else { vec![place(text, words)] };
    Attribution {
        id: String::new(),
        source: parts(source),
        cue: parts(cue),
        content: parts(content),
        form: Form::Indirect,
        frame: Frame::Statement,
        stance: Stance::Asserts,
        source_kind: SourceKind::NamedPerson,
        speaker: None,
        confidence: 1.0,
        status: Status::Confirmed,
        origin: Origin::Person,
        flagged: false,
        note: String::new(),
        rule: None,
    }
}

/// As it is once it was opened: each with an id and a cluster.
fn document(text: &str, entities: Vec<Entity>, attributions: Vec<Attribution>) -> Document {
    let article = Article::from_text(text.to_owned());
    let empty = Review::from_parts("dam".to_owned(), article, Vec::new(), Vec::new(), Vec::new());
    let document = Document { entities, attributions, ..Document::from(&empty) };
    Document::from(&document.into_review().unwrap())
}

fn first() -> Document {
    let entities = vec![
        entity(TEXT, "Ostvik", Label::Loc),
        entity(TEXT, "Mira Oduya", Label::Person),
        entity(TEXT, "Monday", Label::Date),
        entity(TEXT, "Norl", Label::Loc),
    ];
    let attributions = vec![
        attribution(TEXT, "Mira Oduya", "said", "The dam above Ostvik held"),
        attribution(TEXT, "Officials of Norl", "denied", "that it leaks"),
    ];
    document(TEXT, entities, attributions)
}

fn second() -> Document {
    let entities = vec![
        entity(TEXT, "Ostvik", Label::Loc),
        entity(TEXT, "Oduya", Label::Person),
        entity(TEXT, "Officials", Label::Title),
        entity(TEXT, "Norl", Label::Org),
    ];
    let mut denied = attribution(TEXT, "Officials of Norl", "denied", "that it leaks");
    denied.stance = Stance::Denies;
    let attributions = vec![attribution(TEXT, "Mira Oduya", "said", "dam above Ostvik held"), denied];
    document(TEXT, entities, attributions)
}

#[test]
fn names_are_compared_exactly_and_by_what_they_share() {
    let agreement = compare(&first(), &second());
    assert_eq!(agreement.entities.exact, Shared { both: 1, a: 4, b: 4 });
    assert_eq!(agreement.entities.overlapping, Shared { both: 2, a: 4, b: 4 });
    assert_eq!(agreement.labels["LOC"].exact, Shared { both: 1, a: 2, b: 1 });
    assert_eq!(agreement.labels["PERSON"].overlapping, Shared { both: 1, a: 1, b: 1 });
    assert_eq!((agreement.tokens, agreement.orphans), (22, 0));
    // Of 22 tokens 18 are given the same label; without a label are 17 and 18 of them.
    let expected = (17.0 * 18.0 + 2.0 + 2.0) / 484.0;
    near(agreement.label_of_tokens.kappa(), (18.0 / 22.0 - expected) / (1.0 - expected));
}

#[test]
fn roles_are_compared_exactly_and_by_token() {
    let agreement = compare(&first(), &second());
    let all = Shared { both: 2, a: 2, b: 2 };
    assert_eq!(agreement.role(Role::Source).exact, all);
    assert_eq!(agreement.role(Role::Source).tokens, Shared { both: 5, a: 5, b: 5 });
    assert_eq!(agreement.role(Role::Cue).exact, all);
    assert_eq!(agreement.role(Role::Content).exact, Shared { both: 1, ..all });
    assert_eq!(agreement.role(Role::Content).tokens, Shared { both: 7, a: 8, b: 7 });
    assert_eq!(agreement.role(Role::Source).of_tokens.kappa(), Some(1.0));
    let mut twice = agreement.clone();
    twice.merge(&agreement);
    assert_eq!(twice.role(Role::Content).tokens, Shared { both: 14, a: 16, b: 14 });
    assert_eq!(twice.labels["LOC"].exact, Shared { both: 2, a: 4, b: 2 });
}

#[test]
fn a_document_agrees_with_itself() {
    let one = first();
    let agreement = compare(&one, &one);
    assert_eq!(agreement.entities.exact.f1(), Some(1.0));
    assert_eq!(agreement.label_of_tokens.kappa(), Some(1.0));
    assert!(differences(&one, &one).iter().all(|difference| difference.kind == Kind::Both));
    let alphas = Alphas::of(&[&one, &one, &one]);
    assert_eq!((alphas.entities.alpha(), alphas.roles[2].alpha()), (Some(1.0), Some(1.0)));
    let settled = settle(&one, &one, &[]);
    assert_eq!((settled.entities, settled.attributions), (one.entities, one.attributions));
}

fn kinds(a: &Document, b: &Document) -> Vec<(What, Kind, Option<usize>, Option<usize>)> {
    differences(a, b).iter().map(|d| (d.what, d.kind, d.a, d.b)).collect()
}

#[test]
fn differences_are_listed_in_text_order() {
    use What::{Attribution as Claim, Entity as Name};
    let expected = [
        (Claim, Kind::Parts, Some(0), Some(0)),
        (Name, Kind::Both, Some(0), Some(0)),
        (Name, Kind::Parts, Some(1), Some(1)),
        (Name, Kind::OnlyA, Some(2), None),
        (Name, Kind::OnlyB, None, Some(2)),
        (Claim, Kind::Fields, Some(1), Some(1)),
        (Name, Kind::Label, Some(3), Some(3)),
    ];
    assert_eq!(kinds(&first(), &second()), expected);
    let ids: Vec<usize> = differences(&first(), &second()).iter().map(|d| d.id).collect();
    assert_eq!(ids, [0, 1, 2, 3, 4, 5, 6]);
    let mut rejected = first();
    rejected.entities[2].status = Status::Rejected;
    assert!(kinds(&rejected, &second()).iter().all(|(_, kind, ..)| *kind != Kind::OnlyA));
}

#[test]
fn what_is_not_settled_is_flagged_and_says_who_said_what() {
    let settled = settle(&first(), &second(), &[]);
    let told: Vec<_> =
        settled.entities.iter().map(|e| (e.text.as_str(), e.status, e.flagged, e.note.as_str())).collect();
    let open = |words, note| (words, Status::Suggested, true, note);
    let expected = [
        ("Ostvik", Status::Confirmed, false, ""),
        open("Mira Oduya", "A: “Mira Oduya”; B: “Oduya”"),
        open("Monday", "only A marks this"),
        open("Officials", "only B marks this"),
        open("Norl", "A: LOC; B: ORG"),
    ];
    assert_eq!(told, expected);
    let notes: Vec<_> = settled.attributions.iter().map(|a| (a.flagged, a.note.as_str())).collect();
    let parts = "content: A: “The dam above Ostvik held”; B: “dam above Ostvik held”";
    assert_eq!(notes, [(true, parts), (true, "stance: A: asserts; B: denies")]);
}

#[test]
fn what_is_settled_is_as_it_was_chosen() {
    let choices =
        [(0, Choice::B), (2, Choice::A), (3, Choice::B), (4, Choice::B), (5, Choice::B), (6, Choice::Neither)];
    let settled = settle(&first(), &second(), &choices);
    let told: Vec<_> = settled.entities.iter().map(|e| (e.text.as_str(), e.status, e.note.as_str())).collect();
    let expected = [
        ("Ostvik", Status::Confirmed, ""),
        ("Mira Oduya", Status::Confirmed, "A: “Mira Oduya”; B: “Oduya”; settled: A"),
        ("Monday", Status::Rejected, "only A marks this; settled: B"),
        ("Officials", Status::Confirmed, "only B marks this; settled: B"),
        ("Norl", Status::Rejected, "A: LOC; B: ORG; settled: neither"),
    ];
    assert_eq!(told, expected);
    assert!(settled.entities.iter().all(|e| !e.flagged) && settled.attributions.iter().all(|a| !a.flagged));
    assert_eq!(settled.attributions[0].content, second().attributions[0].content);
    assert_eq!(settled.attributions[1].stance, Stance::Denies);
    assert!(settled.into_review().is_ok());
}

#[test]
fn clusters_are_those_of_the_first_where_they_share_names() {
    let cluster =
        |id: &str, name: &str, label| Cluster { id: id.to_owned(), name: name.to_owned(), label, doubt: None };
    let (mut a, mut b) = (first(), second());
    a.clusters = vec![cluster("c1", "Ostvik", Label::Loc)];
    a.entities.truncate(1);
    a.entities[0].entity = Some("c1".to_owned());
    b.clusters = vec![cluster("c1", "officials", Label::Title), cluster("x", "the town", Label::Loc)];
    b.entities.iter_mut().for_each(|e| e.entity = Some(if e.label == Label::Loc { "x" } else { "c1" }.to_owned()));
    b.attributions[1].speaker = Some("c1".to_owned());
    let settled = settle(&a, &b, &[(1, Choice::B)]);
    let names: Vec<_> = settled.clusters.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
    assert_eq!(names, [("c1", "Ostvik"), ("c2", "officials")]);
    let of = |words| settled.entities.iter().find(|e| e.text == words).and_then(|e| e.entity.as_deref());
    assert_eq!((of("Ostvik"), of("Officials")), (Some("c1"), Some("c2")));
}

#[test]
fn what_is_marked_in_another_version_of_the_text_is_found_again() {
    let edited = "Dam holds still\n\nThe big dam above Ostvik held, Mira Oduya said on Monday. No one denied that it leaks. \
                  The officials of Norl were away.";
    let b = second();
    let a = document(
        edited,
        vec![entity(edited, "Ostvik", Label::Loc)],
        vec![attribution(edited, "Mira Oduya", "said", "dam above Ostvik held")],
    );
    let found = kinds(&a, &b);
    assert!(found.contains(&(What::Entity, Kind::Both, Some(0), Some(0))), "{found:?}");
    assert!(found.contains(&(What::Attribution, Kind::Both, Some(0), Some(0))), "{found:?}");
    assert!(found.contains(&(What::Entity, Kind::OnlyB, None, Some(1))), "{found:?}");
    let lost: Vec<_> = orphans(&a, &b).into_iter().map(|o| (o.what, o.b, o.quote)).collect();
    assert_eq!(
        lost,
        [(What::Entity, 2, "Officials".to_owned()), (What::Attribution, 1, "Officials of Norl".to_owned())]
    );
    assert_eq!(compare(&a, &b).orphans, 2);
    let settled = settle(&a, &b, &[]);
    assert_eq!(settled.text, edited);
    let words: Vec<_> = settled.entities.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(words, ["Ostvik", "Oduya", "Norl"]);
}

#[test]
fn long_parts_are_found_by_their_ends() {
    let old = "He said that the dam above the old mill of Ostvik would hold until the end of the week.";
    let new = "On Monday, he said that the dam above the mill of Ostvik would hold until the end of the week.";
    let content = "that the dam above the old mill of Ostvik would hold until the end of the week";
    let a = document(new, Vec::new(), Vec::new());
    let b = document(old, Vec::new(), vec![attribution(old, "", "said", content)]);
    assert_eq!(orphans(&a, &b), []);
    let settled = settle(&a, &b, &[]);
    let expected = attribution(new, "", "said", &content.replace(" old mill", " mill"));
    assert_eq!((&settled.attributions[0].cue, &settled.attributions[0].content), (&expected.cue, &expected.content));
}

#[test]
fn nothing_is_too_odd_to_be_compared() {
    for (old, new) in [("", ""), ("", "a"), ("é👩‍👧 said no", "said"), ("a a a a a a", "a a"), ("x", "ééé x")]
    {
        let made = |text: &str| {
            let end = text.chars().count();
            let entities =
                (0..end).map(|at| Entity { text: String::new(), start: at, end, ..entity("x", "x", Label::Misc) });
            let said = |at| Attribution { cue: vec![(at, end)], ..attribution("x", "", "", "") };
            document(text, entities.collect(), (0..end).map(said).collect())
        };
        let (a, b) = (made(old), made(new));
        for (a, b) in [(&a, &b), (&b, &a)] {
            let count = differences(a, b).len();
            assert!(settle(a, b, &[(0, Choice::B), (count, Choice::A)]).into_review().is_ok());
            let _ = (compare(a, b), Alphas::of(&[a, b, a]));
        }
    }
}
