//! Saved work: the committed JSON Schema and the code say the same, what was saved once opens for ever, and what is broken
//! costs no more than itself.

mod model;

use std::collections::BTreeSet;

use jsonschema::Validator;
use sayso::article::{BlockKind, Reason};
use sayso::attribution::{Form, Frame, SourceKind, Stance};
use sayso::entity::Label;
use sayso::export::v1::Document;
use sayso::export::work::{ReadError, Stage, Step, Work, write};
use sayso::review::{Edit, Origin, Reviewed, Status, Target};
use sayso::{Article, Review, Span, annotate};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const TEXT: &str = "Dam above Ostvik holds\n\nBy Ida Roem\n\n\"It is over,\" Mira Oduya said on Monday. Oduya was reportedly in \
                    Zürich 🙂, according to two officials of the Vela Courier.\n";

/// Work of version 1 as it was first written; never to be written anew.
const SAMPLE: &str = include_str!("samples/work-v1.json");

fn schema() -> Value {
    serde_json::from_str(include_str!("../docs/schema/work-v1.schema.json")).unwrap()
}

/// Of a part of it, by its path.
fn validator(part: &str) -> Validator {
    let mut schema = schema();
    if !part.is_empty() {
        schema = json!({ "$ref": format!("#/$defs/{part}"), "$defs": schema["$defs"] });
    }
    jsonschema::draft202012::new(&schema).expect("a valid schema")
}

#[track_caller]
fn check(validator: &Validator, value: &Value) {
    let errors: Vec<_> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A review in which everything was done that can be done, and the steps.
fn worked() -> (Review, Vec<Step>) {
    let article = Article::from_text(TEXT.to_owned());
    let annotations = annotate(model::tagger(), &article);
    let mut review = Review::new("dam".to_owned(), article, annotations);
    let mut steps: Vec<Step> = Vec::new();
    let mut made = |edit: Option<Edit>| steps.push(Step::Edit(edit.expect("it changes something")));
    let target = Target::Attribution(0);
    made(review.decide(&[Target::Mention(0), target], Status::Confirmed));
    made(review.flag(&[target], true));
    made(review.note(target, "Who was there?"));
    made(review.relabel(&[0], Label::Fac));
    let span = review.mentions[0].value.span;
    made(review.resize(0, Span::new(span.start, span.end - 1)));
    let at = TEXT.find("Courier").unwrap();
    made(review.add_mention(Span::new(at, at + 7), Label::Product));
    let mut claim = review.attributions[0].value.clone();
    claim.stance = Stance::Denies;
    made(review.rewrite(0, claim.clone()));
    claim.cue = vec![Span::new(at, at + 7)];
    made(review.add_attribution(claim));
    let (last, new) = (review.attributions.len() - 1, review.mentions.len() - 1);
    made(review.remove(&[Target::Attribution(last)]));
    let into = review.mentions[1].value.entity;
    made(review.merge(review.mentions[new].value.entity, into));
    made(review.split(new));
    made(review.rename(into, "Ida R."));
    review.undo();
    review.undo();
    review.redo();
    steps.extend([Step::Undo, Step::Undo, Step::Redo]);
    (review, steps)
}

fn fresh() -> Review {
    let article = Article::from_text(TEXT.to_owned());
    let annotations = annotate(model::tagger(), &article);
    Review::new("dam".to_owned(), article, annotations)
}

#[test]
fn what_is_written_is_valid_and_reads_as_it_was() {
    let (review, steps) = worked();
    for stage in [Stage::Marking, Stage::Stopped, Stage::Whole] {
        let json = write(&review, stage, 15);
        check(&validator(""), &serde_json::from_str(&json).unwrap());
        let work = Work::parse(&json).unwrap();
        assert_eq!((&work.review, work.stage, work.seq), (&review, stage, 15));
    }
    for step in steps {
        check(&validator("step"), &serde_json::to_value(step).unwrap());
    }
}

#[test]
fn the_sample_opens_with_its_decisions_and_its_history() {
    check(&validator(""), &serde_json::from_str(SAMPLE).unwrap());
    let mut work = Work::parse(SAMPLE).unwrap();
    assert_eq!((work.seq, work.stage), (15, Stage::Whole));
    let review = &mut work.review;
    assert_eq!(review.article.text, TEXT);
    let (done, undone) = review.history();
    assert_eq!((done.len(), undone.len()), (11, 1));
    assert_eq!(review.attributions[0].value.stance, Stance::Denies);
    assert_eq!((review.attributions[0].flagged, review.attributions[0].note.as_str()), (true, "Who was there?"));
    let state = Document::from(&*review);
    while review.undo().is_some() {}
    let decided = Document::from(&*review).entities.iter().filter(|e| e.status != Status::Suggested).count();
    assert_eq!(decided, 0);
    while review.redo().is_some() {}
    review.undo();
    assert_eq!(Document::from(&*review), state);
}

#[test]
fn a_log_is_done_again_and_what_is_broken_in_it_costs_itself_alone() {
    let (review, steps) = worked();
    let log: Vec<String> = steps.iter().map(|step| serde_json::to_string(step).unwrap()).collect();
    let replay = |log: &[String], seq: u64| {
        let mut work = Work::parse(&write(&fresh(), Stage::Whole, seq)).unwrap();
        let lost = work.replay((1..).zip(log.iter().map(String::as_str)));
        (work, lost)
    };
    let (work, lost) = replay(&log, 0);
    assert_eq!((work.review, work.seq, lost), (review.clone(), log.len() as u64, 0));
    let (work, _) = replay(&log, log.len() as u64);
    assert_eq!(work.review, fresh(), "what is in the snapshot is not done twice");
    for broken in [
        "",
        "{\"edit\":{\"chan",
        "\"jump\"",
        r#"{"edit":{"changes":[{"span":[0,{"from":{"start":0,"end":1},"to":{"start":0,"end":9999}}]}]}}"#,
    ] {
        let mut log = log.clone();
        broken.clone_into(&mut log[1]);
        let (work, lost) = replay(&log, 0);
        assert_eq!((lost, work.seq, work.review.misfit()), (1, log.len() as u64, None), "{broken}");
        assert_eq!(work.review.history().0.len(), review.history().0.len(), "{broken}");
        let mut expected = Document::from(&review);
        expected.attributions[0].flagged = false;
        assert_eq!(Document::from(&work.review), expected, "{broken}");
    }
}

#[test]
fn what_does_not_fit_is_refused_in_words_and_the_rest_is_rescued() {
    let (review, _) = worked();
    let good: Value = serde_json::from_str(&write(&review, Stage::Whole, 15)).unwrap();
    let changed = |path: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(path).expect(path) = value;
        bad.to_string()
    };
    // What is broken, what is said of it, and whether the decision on the first attribution is left.
    let cases = [
        ("/review/done/0", json!({"changes": 3}), "review.done[0]", true),
        ("/review/done/4/changes/0/span/1/to/end", json!(9999), "history", true),
        ("/review/mentions/0/value/span/end", json!(9999), "mention 0", true),
        ("/review/mentions/1/value/entity", json!(999), "mention 1", true),
        ("/review/attributions/0/value/cue/0/start", json!(9999), "attribution 0", false),
        ("/review/article/blocks/1/span/start", json!(0), "block 1", true),
        ("/review/entities/0", json!(null), "review.entities[0]", false),
        ("/review/mentions/0/status", json!("maybe"), "review.mentions[0].status", true),
    ];
    for (path, value, says, decided) in cases {
        let bad = changed(path, value);
        let error = Work::parse(&bad).unwrap_err().to_string();
        assert!(error.contains(says), "{path}: {error}");
        let rescued = Work::rescue(&bad).expect(path);
        assert_eq!((rescued.review.misfit(), rescued.seq, rescued.review.article.text.as_str()), (None, 15, TEXT));
        assert_eq!(rescued.review.attributions.iter().any(Reviewed::is_decided), decided, "{path}");
    }
    let newer = Work::parse(&changed("/version", json!(2)));
    assert!(matches!(newer, Err(ReadError::Format { version: 2, .. })));
    assert!(Work::rescue("{}").is_none() && Work::rescue("no JSON").is_none());
}

/// The names that serde takes for an enum: it lists them when it is given another.
fn variants<T: DeserializeOwned>() -> BTreeSet<String> {
    let Err(error) = serde_json::from_str::<T>("\"?\"") else { panic!("? is a variant") };
    error.to_string().split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn enums_are_those_of_the_code_and_each_property_is_described() {
    let schema = schema();
    let enums: [(&str, BTreeSet<String>); 10] = [
        ("/properties/stage", variants::<Stage>()),
        ("/$defs/label", variants::<Label>()),
        ("/$defs/status", variants::<Status>()),
        ("/$defs/origin", variants::<Origin>()),
        ("/$defs/block/properties/kind", variants::<BlockKind>()),
        ("/$defs/block/properties/reason", variants::<Reason>()),
        ("/$defs/attribution/properties/form", variants::<Form>()),
        ("/$defs/attribution/properties/frame", variants::<Frame>()),
        ("/$defs/attribution/properties/stance", variants::<Stance>()),
        ("/$defs/attribution/properties/source_kind", variants::<SourceKind>()),
    ];
    for (path, names) in &enums {
        let listed: BTreeSet<String> = serde_json::from_value(schema.pointer(path).unwrap()["enum"].clone()).unwrap();
        assert_eq!(&listed, names, "{path}");
    }
    for (name, part) in schema["$defs"].as_object().unwrap() {
        assert!(part["description"].is_string(), "{name} has no description");
    }
}
