//! Files as other tools write them, not Sayso.

use sayso::attribution::{Form, Stance};
use sayso::entity::Label;
use sayso::export::File;
use sayso::export::v1::{Attribution, Document, Entity};
use sayso::formats::{detect, find};
use sayso::review::{Origin, Status};
use serde_json::{Value, json};

fn file(name: &str, json: &Value) -> File {
    File { name: name.to_owned(), bytes: json.to_string().into_bytes() }
}

/// Reads the only document of some files, whose format is found out.
fn read(format: &str, files: &[File]) -> Document {
    assert_eq!(detect(files).map(|format| format.name), Some(format));
    let mut documents = find(format).unwrap().read.unwrap()(files).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(documents.len(), 1);
    Document::from(&documents.remove(0).into_review().unwrap())
}

fn refused(format: &str, files: &[File]) -> String {
    find(format).unwrap().read.unwrap()(files).unwrap_err().to_string()
}

fn names(document: &Document) -> Vec<(&str, Label, Status)> {
    document.entities.iter().map(|Entity { text, label, status, .. }| (text.as_str(), *label, *status)).collect()
}

fn words(document: &Document, attribution: &Attribution) -> [String; 3] {
    let signs: Vec<char> = document.text.chars().collect();
    [&attribution.source, &attribution.cue, &attribution.content].map(|parts| {
        parts.iter().map(|&(start, end)| signs[start..end].iter().collect::<String>()).collect::<Vec<_>>().join(" … ")
    })
}

const TEXT: &str = "🙂 Ana Varga said the dam held.";

#[test]
fn doccano_in_all_its_shapes() {
    // Its page counts UTF-16: the smiling face is two.
    let new = json!({
        "id": 7, "text": TEXT, "Comments": [],
        "entities": [
            {"id": 40, "label": "per", "start_offset": 3, "end_offset": 12},
            {"id": 41, "label": "Speaker", "start_offset": 3, "end_offset": 12},
            {"id": 42, "label": "cue", "start_offset": 13, "end_offset": 17},
            {"id": 43, "label": "content", "start_offset": 18, "end_offset": 30},
        ],
        "relations": [
            {"id": 1, "from_id": 42, "to_id": 41, "type": "says"},
            {"id": 2, "from_id": 43, "to_id": 42, "type": "of"},
            {"id": 3, "from_id": 99, "to_id": 42, "type": "nowhere"},
        ],
    });
    let document = read("doccano", &[file("all.jsonl", &new)]);
    assert_eq!(document.id, "doccano-7");
    assert_eq!(names(&document), [("Ana Varga", Label::Person, Status::Confirmed)]);
    assert_eq!(document.attributions.len(), 1);
    assert_eq!(words(&document, &document.attributions[0]), ["Ana Varga", "said", "the dam held"]);
    assert_eq!(document.attributions[0].origin, Origin::Person);

    let old = json!({"id": 7, "data": TEXT, "label": [[3, 12, "GENE"]], "Comments": []});
    let document = read("doccano", &[file("all.jsonl", &old)]);
    assert_eq!(names(&document), [("Ana Varga", Label::Misc, Status::Confirmed)]);
    assert_eq!(document.entities[0].note, "GENE");

    let two = format!("{old}\n\n{}\n", json!({"text": "Dam", "label": [[0, 4, "LOC"]]}));
    let error = refused("doccano", &[File { name: "all.jsonl".to_owned(), bytes: two.into_bytes() }]);
    assert_eq!(
        error,
        "all.jsonl: line 3: label[0]: 0 to 4 does not lie in the text, which has 3 UTF-16 code units: count offsets in \
         UTF-16 code units of the very text that is given"
    );
}

#[test]
fn label_studio_as_it_exports() {
    let region = |id: &str, start: usize, end: usize, label: &str| {
        json!({
            "id": id, "from_name": "ner", "to_name": "txt", "type": "labels", "origin": "manual",
            "value": {"start": start, "end": end, "text": "…", "labels": [label]},
        })
    };
    let choice = json!({
        "id": "c", "from_name": "form", "to_name": "txt", "type": "choices",
        "value": {"start": 12, "end": 16, "text": "said", "choices": ["direct"]},
    });
    let relation = |from: &str, to: &str| json!({"type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": []});
    let result = json!([
        region("p", 2, 11, "Person"),
        region("s", 2, 11, "Source"),
        region("c", 12, 16, "Cue"),
        choice,
        region("q", 17, 29, "Content"),
        relation("s", "c"),
        relation("q", "c"),
    ]);
    let skipped = json!({"id": 2, "was_cancelled": true, "result": []});
    let prediction =
        json!({"id": 5, "score": 0.25, "result": [region("p", 2, 11, "Person"), region("d", 21, 24, "FAC")]});
    let mut task = json!({
        "id": 3, "data": {"text": TEXT, "title": "dam"}, "meta": {}, "total_annotations": 2,
        "annotations": [{"id": 1, "completed_by": 1, "was_cancelled": false, "parent_prediction": null, "result": result}, skipped],
        "predictions": [prediction],
    });
    let document = read("label-studio", &[file("project-1.json", &json!([task]))]);
    assert_eq!(document.id, "dam");
    let expected = [("Ana Varga", Label::Person, Status::Confirmed), ("dam", Label::Fac, Status::Suggested)];
    assert_eq!(names(&document), expected);
    assert!((document.entities[1].confidence - 0.25).abs() < 1e-6);
    assert_eq!(words(&document, &document.attributions[0]), ["Ana Varga", "said", "the dam held"]);
    assert_eq!(document.attributions[0].form, Form::Direct);

    // Built on the prediction, without the dam: a person took it out.
    task["annotations"][0]["parent_prediction"] = json!(5);
    let document = read("label-studio", &[file("project-1.json", &json!([task]))]);
    assert_eq!(names(&document)[1].2, Status::Rejected);

    task["annotations"][0]["result"][0]["value"]["end"] = json!(31.5);
    let error = refused("label-studio", &[file("project-1.json", &json!([task]))]);
    assert!(error.starts_with("project-1.json: [0].annotations[0].result[0].value.end: 31.5 is no offset"), "{error}");
}

#[test]
fn prodigy_as_it_puts_out() {
    let span = |start: usize, end: usize, token: usize, label: &str| json!({"start": start, "end": end, "token_start": token, "token_end": token, "label": label});
    let (cue, content) = (span(12, 16, 3, "CUE"), span(17, 29, 5, "CONTENT"));
    let task = |answer: &str| {
        json!({
            "text": TEXT, "meta": {"source": "dam"}, "_input_hash": -5, "_task_hash": 6, "_view_id": "relations",
            "spans": [span(2, 11, 1, "PERSON"), cue, content],
            "relations": [{"head": 3, "child": 5, "head_span": cue, "child_span": content, "label": "SAYS"}],
            "answer": answer,
        })
    };
    let document = read("prodigy", &[file("out.jsonl", &task("accept"))]);
    assert_eq!(document.id, "dam");
    assert_eq!(names(&document), [("Ana Varga", Label::Person, Status::Confirmed)]);
    assert_eq!(words(&document, &document.attributions[0]), ["", "said", "the dam held"]);
    let document = read("prodigy", &[file("out.jsonl", &task("reject"))]);
    assert_eq!(names(&document)[0].2, Status::Rejected);
    assert_eq!(document.attributions[0].status, Status::Rejected);
}

#[test]
fn web_annotations_beside_a_text() {
    let target = |exact: &str, start: usize, end: usize| {
        json!({
            "source": "https://example.org/dam", "selector": [
                {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        })
    };
    let item = |target: Value, value: &str| {
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": "#1", "type": "Annotation", "target": target,
            "body": [{"type": "TextualBody", "purpose": "tagging", "value": value}, {"purpose": "commenting", "value": "See."}],
        })
    };
    let text = File { name: "dam.txt".to_owned(), bytes: TEXT.into() };
    // UTF-16, as a browser counts, and nothing that says so.
    let list = json!([item(target("Ana Varga", 3, 12), "person"), item(json!("https://example.org/dam"), "news")]);
    let document = read("web-annotation", &[file("dam.json", &list), text.clone()]);
    assert_eq!(names(&document), [("Ana Varga", Label::Person, Status::Confirmed)]);
    assert_eq!(document.entities[0].note, "See.");
    // A quotation alone will do.
    let mut quoted = item(target("held", 0, 0), "x");
    quoted["target"]["selector"].as_array_mut().unwrap().pop();
    let document = read("web-annotation", &[file("dam.json", &quoted), text.clone()]);
    assert_eq!(names(&document)[0].0, "held");

    let error = refused("web-annotation", &[file("dam.json", &list)]);
    assert!(error.starts_with("dam.json: does not hold the text"), "{error}");
    let error = refused("web-annotation", &[file("dam.json", &json!([item(target("Zed", 0, 3), "x")])), text]);
    assert!(error.starts_with("dam.json: [0].target[0]: quotes \"Zed\""), "{error}");
}

/// What a person did in another tool counts, and what that tool does not know is not lost.
#[test]
fn changes_made_elsewhere_count() {
    let json = json!({
        "format": "sayso", "version": 1, "text": TEXT,
        "entities": [
            {"id": "e5", "start": 2, "end": 11, "label": "ORG", "entity": "c1", "note": "Who?"},
            {"id": "e6", "start": 21, "end": 24, "label": "FAC", "entity": null},
            {"id": "e7", "start": 17, "end": 20, "label": "MISC", "entity": null, "status": "rejected"},
        ],
        "clusters": [{"id": "c1", "name": "Varga", "label": "ORG"}],
        "attributions": [{
            "id": "a3", "source": [[2, 11]], "cue": [[12, 16]], "content": [[17, 29]], "form": "indirect",
            "frame": "statement", "stance": "denies", "source_kind": "named_person", "speaker": "c1",
        }],
    });
    let mut document = Document::from(&Document::parse(json.to_string()).unwrap());
    document.id = "dam".to_owned();
    let files = (find("doccano").unwrap().write)(&document);
    let mut line: Value = serde_json::from_slice(&files[0].bytes).unwrap();
    // Another label, one name less, the content shorter by a word.
    line["entities"][0]["label"] = json!("PERSON");
    line["entities"][4]["start_offset"] = json!(22);
    line["entities"].as_array_mut().unwrap().remove(1);
    let read = read("doccano", &[file("dam.jsonl", &line)]);
    let expected = [("Ana Varga", Label::Person, Status::Confirmed), ("the", Label::Misc, Status::Rejected)];
    assert_eq!(names(&read), expected);
    let kept = &read.entities[0];
    assert_eq!((kept.id.as_str(), kept.entity.as_deref(), kept.note.as_str()), ("e5", Some("c1"), "Who?"));
    let said = &read.attributions[0];
    assert_eq!((said.id.as_str(), said.stance, said.status), ("a3", Stance::Denies, Status::Confirmed));
    assert_eq!(words(&read, said)[2], "dam held");
}
