//! The committed JSON Schemas and the code say the same.

mod model;

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::{Registry, Validator};
use sayso::article::BlockKind;
use sayso::attribution::{Form, Frame, SourceKind, Stance};
use sayso::entity::Label;
use sayso::export::extra::Extra;
use sayso::export::v1::{Attribution, Block, Cluster, Document, Entity, Tool};
use sayso::formats;
use sayso::review::{Origin, Status};
use sayso::{Article, Review, annotate};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(include_str!("../docs/schema/document-v1.schema.json")).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).expect("a valid schema")
}

#[track_caller]
fn check(validator: &Validator, document: &Value) {
    let errors: Vec<_> = validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", document["id"]);
}

fn annotated(text: &str) -> Value {
    let article = Article::from_text(text.to_owned());
    let annotations = annotate(model::tagger(), &article);
    let review = Review::new("test".to_owned(), article, annotations);
    serde_json::to_value(Document::from(&review)).unwrap()
}

#[test]
fn what_is_written_is_valid() {
    let validator = validator();
    for text in [
        "",
        " \n",
        "Dam above Ostvik holds\n\nBy Ida Roem\n\n\"It is over,\" Mira Oduya said on Monday. \
         She was reportedly in Zürich 🙂, according to two officials.",
        "\u{feff}\u{202e}\0 \"never closed",
    ] {
        check(&validator, &annotated(text));
    }
}

#[test]
fn what_the_seeds_give_and_the_gold_files_are_valid() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let validator = validator();
    for folder in ["seeds", "gold"] {
        let Ok(files) = std::fs::read_dir(shared.join(folder)) else {
            println!("skipped: ../shared/{folder} is not there");
            continue;
        };
        for file in files {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            if folder == "seeds" {
                check(&validator, &annotated(&text));
                continue;
            }
            check(&validator, &serde_json::from_str(&text).unwrap());
            let opened = Document::from(&Document::parse(&text).unwrap());
            check(&validator, &serde_json::to_value(opened).unwrap());
        }
    }
}

#[test]
fn what_is_broken_is_not_valid() {
    let validator = validator();
    let good = annotated("\"It is over,\" Mira Oduya said on Monday in Ostvik.");
    check(&validator, &good);
    assert!(good["entities"][0].is_object() && good["attributions"][0].is_object(), "something to break");
    let breaks = [
        ("/format", json!("other")),
        ("/version", json!(2)),
        ("/text", json!(null)),
        ("/text_sha256", json!("abc")),
        ("/blocks/0/kind", json!("footer")),
        ("/entities/0/start", json!(-1)),
        ("/entities/0/label", json!("person")),
        ("/entities/0/confidence", json!(1.5)),
        ("/entities/0/status", json!("maybe")),
        ("/attributions/0/cue", json!([[1, 2, 3]])),
        ("/attributions/0/cue", json!([[1]])),
        ("/attributions/0/stance", json!("shrugs")),
        ("/attributions/0/speaker", json!(3)),
    ];
    for (path, value) in breaks {
        let mut bad = good.clone();
        *bad.pointer_mut(path).expect(path) = value;
        assert!(!validator.is_valid(&bad), "{path} passed");
    }
    for field in ["format", "version", "text"] {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(field);
        assert!(!validator.is_valid(&bad), "without {field} it passed");
    }
}

/// The names that serde takes for an enum: it lists them when it is given another.
fn variants<T: DeserializeOwned>() -> BTreeSet<String> {
    let Err(error) = serde_json::from_str::<T>("\"?\"") else { panic!("? is a variant") };
    error.to_string().split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn enums_are_those_of_the_code() {
    let schema = schema();
    let enums: [(&str, BTreeSet<String>); 8] = [
        ("/$defs/label", variants::<Label>()),
        ("/$defs/status", variants::<Status>()),
        ("/$defs/origin", variants::<Origin>()),
        ("/$defs/block/properties/kind", variants::<BlockKind>()),
        ("/$defs/attribution/properties/form", variants::<Form>()),
        ("/$defs/attribution/properties/frame", variants::<Frame>()),
        ("/$defs/attribution/properties/stance", variants::<Stance>()),
        ("/$defs/attribution/properties/source_kind", variants::<SourceKind>()),
    ];
    for (path, names) in &enums {
        let listed: BTreeSet<String> = serde_json::from_value(schema.pointer(path).unwrap()["enum"].clone()).unwrap();
        assert_eq!(&listed, names, "{path}");
    }
}

#[test]
fn properties_are_those_of_the_code_and_each_is_described() {
    let schema = schema();
    let some = || Some("x".to_owned());
    let block = Block { start: 0, end: 1, kind: BlockKind::Body, reason: some() };
    let entity = Entity {
        id: "e1".to_owned(),
        start: 0,
        end: 1,
        label: Label::Loc,
        text: "x".to_owned(),
        entity: some(),
        confidence: 1.0,
        status: Status::Suggested,
        origin: Origin::Suggestion,
        flagged: true,
        note: "n".into(),
        rule: some(),
    };
    let cluster = Cluster { id: "c1".to_owned(), name: "x".to_owned(), label: Label::Loc, doubt: some() };
    let attribution = Attribution {
        id: "a1".to_owned(),
        source: vec![(0, 1)],
        cue: Vec::new(),
        content: Vec::new(),
        form: Form::Direct,
        frame: Frame::Hedge,
        stance: Stance::Asks,
        source_kind: SourceKind::None,
        speaker: some(),
        confidence: 1.0,
        status: Status::Suggested,
        origin: Origin::Suggestion,
        flagged: true,
        note: "n".into(),
        rule: some(),
    };
    agree(&schema, "", &Document::default());
    agree(&schema, "/$defs/tool", &Tool::default());
    agree(&schema, "/$defs/block", &block);
    agree(&schema, "/$defs/entity", &entity);
    agree(&schema, "/$defs/cluster", &cluster);
    agree(&schema, "/$defs/attribution", &attribution);
}

fn agree(schema: &Value, path: &str, value: &impl Serialize) {
    let properties = schema.pointer(path).unwrap()["properties"].as_object().unwrap();
    let written = serde_json::to_value(value).unwrap();
    let names = |object: &serde_json::Map<String, Value>| object.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(properties), names(written.as_object().unwrap()), "{path}");
    for (name, property) in properties {
        let target = property["$ref"].as_str().map(|r| &schema.pointer(&r[1..]).unwrap()["description"]);
        let described = property["description"].is_string() || target.is_some_and(Value::is_string);
        assert!(described, "{path}/{name} has no description");
    }
}

/// Where each format keeps what its tool does not know.
const EXTRAS: [(&str, &str); 5] = [
    ("label-studio", "/0/data/sayso"),
    ("doccano", "/sayso"),
    ("prodigy", "/sayso"),
    ("web-annotation", "/sayso:document"),
    ("recogito", "/sayso:document"),
];

fn extra_schema() -> Value {
    serde_json::from_str(include_str!("../docs/schema/extra-v1.schema.json")).unwrap()
}

fn registry() -> Registry<'static> {
    Registry::new().add("urn:sayso:document:1", schema()).unwrap().prepare().expect("a valid schema")
}

fn extra_of(format: &str, path: &str, document: &Document) -> Value {
    let format = formats::find(format).unwrap();
    let file = (format.write)(&(format.fit)(document.clone()).document).remove(0);
    serde_json::from_slice::<Value>(&file.bytes).unwrap().pointer(path).unwrap().clone()
}

#[test]
fn what_other_tools_are_given_to_keep_is_valid() {
    let registry = registry();
    let validator = jsonschema::options().with_registry(&registry).build(&extra_schema()).expect("a valid schema");
    let said = "\"It is over,\" Mira Oduya said on Monday in Ostvik. She was reportedly in Zürich 🙂.";
    let marked = serde_json::from_value(annotated(said)).unwrap();
    let decided = serde_json::from_str(include_str!("samples/bridge.json")).unwrap();
    for document in [marked, decided] {
        let document = Document::from(&Document::into_review(document).unwrap());
        for (format, path) in EXTRAS {
            let extra = extra_of(format, path, &document);
            check(&validator, &extra);
            for (path, value) in [
                ("/version", json!(2)),
                ("/text_sha256", json!("abc")),
                ("/blocks/0/kind", json!("footer")),
                ("/entities/0/text", json!("the words")),
                ("/entities/0/label", json!("person")),
                ("/clusters/0/label", json!("person")),
                ("/attributions/0/cue", json!([[1]])),
            ] {
                let mut bad = extra.clone();
                *bad.pointer_mut(path).expect(path) = value;
                assert!(!validator.is_valid(&bad), "{format}: {path} passed");
            }
        }
    }
}

#[test]
fn what_other_tools_keep_has_the_properties_of_the_code() {
    let (mut schema, document) = (extra_schema(), self::schema());
    // What is referred to is described in the other schema.
    for property in schema["properties"].as_object_mut().unwrap().values_mut() {
        if let Some(path) = property["$ref"].as_str().and_then(|target| target.strip_prefix("urn:sayso:document:1#")) {
            *property = document.pointer(path).expect("a part of the other schema").clone();
        }
    }
    agree(&schema, "", &Extra::default());
}
