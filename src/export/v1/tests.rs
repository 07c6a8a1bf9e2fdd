use std::borrow::Cow;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Document, OpenError};
use crate::Review;
use crate::annotate::scripted::Scripted;
use crate::review::{Status, Target};

fn review(marked: &str) -> Review {
    let (article, annotations) = Scripted::annotate(marked);
    Review::new("river".to_owned(), article, annotations)
}

/// A document as somebody might write it by hand: no more than must be there.
fn plain() -> Value {
    json!({
        "format": "sayso",
        "version": 1,
        "text": "Zürich 🙂: Ana Lopa said no.",
        "blocks": [{"start": 0, "end": 27, "kind": "body"}],
        "clusters": [{"id": "c-ana", "name": "Ana Lopa", "label": "PERSON"}],
        "entities": [{"start": 10, "end": 18, "label": "PERSON", "text": "Ana Lopa", "entity": "c-ana"}],
        "attributions": [{
            "source": [[10, 18]], "cue": [[19, 23]], "content": [[24, 26]], "form": "indirect",
            "frame": "statement", "stance": "denies", "source_kind": "named_person", "speaker": "c-ana"
        }]
    })
}

/// What is said of the plain document with one change.
fn refused(path: &str, value: Value) -> String {
    let mut document = plain();
    let (parent, key) = path.rsplit_once('/').expect("a path starts with a slash");
    match document.pointer_mut(parent).expect("a path that is there") {
        Value::Array(items) => items[key.parse::<usize>().expect("an index")] = value,
        object => object[key] = value,
    }
    Document::parse(document.to_string()).expect_err("must be refused").to_string()
}

#[test]
fn what_is_written_is_opened_as_it_was() {
    let review = review(
        "Dam holds\n\n\u{feff}{The dam at {Øst|LOC} 🙂 held|c}, {{Mira Oduya|PERSON}|s} {said|q} on Monday. Ms {Oduya|PERSON} left.\r\n",
    );
    let document = Document::from(&review);
    let json = serde_json::to_string(&document).unwrap();
    let opened = Document::parse(&json).unwrap();
    assert_eq!(opened, review);
    assert_eq!(Document::from(&opened), document);
}

#[test]
fn foreign_ids_stay_and_what_is_missing_is_filled_in() {
    let review = Document::parse(plain().to_string()).unwrap();
    let document = Document::from(&review);
    assert_eq!(document.id, "zürich-ana-lopa-said-no");
    assert_eq!(document.clusters[0].id, "c-ana");
    assert_eq!(document.attributions[0].speaker.as_deref(), Some("c-ana"));
    assert_eq!((document.entities[0].id.as_str(), document.attributions[0].id.as_str()), ("e1", "a1"));
    assert_eq!(serde_json::to_value(&document.entities[0]).unwrap()["origin"], "person");
    assert_eq!(serde_json::to_value(&document.entities[0]).unwrap()["status"], "suggested");
    assert_eq!(document.blocks[0].reason, None);
    assert_eq!(review.mentions[0].value.rule, Cow::Borrowed(""));
    let again = Document::parse(serde_json::to_string(&document).unwrap()).unwrap();
    assert_eq!(again, review);
}

#[test]
fn a_mention_without_a_cluster_gets_one() {
    let mut document = plain();
    document["entities"][0]["entity"] = Value::Null;
    document["clusters"][0]["id"] = json!("c2");
    document["attributions"][0]["speaker"] = json!("c2");
    let document = Document::from(&Document::parse(document.to_string()).unwrap());
    assert_eq!(document.entities[0].entity.as_deref(), Some("c2x"));
    assert_eq!(document.clusters[1].name, "Ana Lopa");
}

#[test]
fn unknown_fields_and_reasons_are_passed_over() {
    let mut document = plain();
    document["more"] = json!({"deep": [1, 2]});
    document["blocks"][0]["reason"] = json!("felt-like-it");
    let written = Document::from(&Document::parse(document.to_string()).unwrap());
    assert_eq!(written.blocks[0].reason, None);
    assert_eq!(serde_json::to_value(&written).unwrap().get("more"), None);
}

#[test]
fn blocks_that_are_missing_are_found() {
    let mut document = plain();
    document.as_object_mut().unwrap().remove("blocks");
    assert_eq!(Document::parse(document.to_string()).unwrap().article.blocks.len(), 1);
}

#[test]
fn what_is_no_document_is_refused_with_the_reason() {
    let cases: [(&[u8], &str); 7] = [
        (b"\xff\xfe{", "not UTF-8 at byte 0: save the file as UTF-8"),
        (b"", "not JSON at line 1, column 0: EOF while parsing a value: take the file as it was downloaded"),
        (b"{\n \"a\": }", "not JSON at line 2, column 7: expected value: take the file as it was downloaded"),
        (b"{}", "not a Sayso document: \"format\" is null, not \"sayso\": open a file that Sayso wrote"),
        (
            b"{\"format\": \"other\"}",
            "not a Sayso document: \"format\" is \"other\", not \"sayso\": open a file that Sayso wrote",
        ),
        (
            b"{\"format\": \"sayso\", \"version\": \"1\"}",
            "not a Sayso document: \"version\" is \"1\", not 1: open a file that Sayso wrote",
        ),
        (
            b"{\"format\": \"sayso\", \"version\": 2, \"new\": 1}",
            "made by a newer Sayso: it is version 2, and this one reads up to 1: open it with a newer Sayso",
        ),
    ];
    for (json, error) in cases {
        assert_eq!(Document::parse(json).expect_err(error).to_string(), error);
    }
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let see = "see docs/schema/document-v1.schema.json";
    let units = "count offsets in Unicode code points of \"text\", not in bytes or UTF-16";
    assert!(refused("/text_sha256", json!("00")).starts_with("text_sha256: does not fit \"text\""));
    let cases = [
        ("/entities/0/end", json!(99), format!("entities[0]: 10 to 99 reaches beyond the text, which has 27 code points: {units}")),
        ("/entities/0/end", json!(10), "entities[0]: start 10 is not before end 10: a range is [start, end) and holds one code point at least".to_owned()),
        ("/entities/0/start", json!(9), format!("entities[0].text: says \"Ana Lopa\", but 9 to 18 of the text is \" Ana Lopa\": {units}")),
        ("/entities/0/start", json!(-1), format!("entities[0].start: invalid value: integer `-1`, expected usize (line 1, column COL): {see}")),
        ("/entities/0/label", json!("CAT"), String::new()),
        ("/entities/0/entity", json!("c-bob"), "entities[0].entity: there is no cluster \"c-bob\": add it to \"clusters\", or put null here".to_owned()),
        ("/attributions/0/speaker", json!("c-bob"), "attributions[0].speaker: there is no cluster \"c-bob\": add it to \"clusters\", or put null here".to_owned()),
        ("/attributions/0/content/0", json!([3, 400]), format!("attributions[0].content[0]: 3 to 400 reaches beyond the text, which has 27 code points: {units}")),
        ("/blocks/0/end", json!(20), "blocks: the text at 20 belongs to no block: put all but white space into a block, or leave \"blocks\" out to have them found afresh".to_owned()),
    ];
    for (path, value, error) in cases {
        let told = refused(path, value);
        if error.contains("COL") {
            let (before, after) = error.split_once("COL").unwrap();
            assert!(told.starts_with(before) && told.ends_with(after), "{told}");
        } else if !error.is_empty() {
            assert_eq!(told, error);
        }
    }
}

#[test]
fn an_id_that_is_there_twice_is_refused() {
    for list in ["entities", "attributions", "clusters"] {
        let mut document = plain();
        document[list][0]["id"] = json!("same");
        let again = document[list][0].clone();
        document[list].as_array_mut().unwrap().push(again);
        document["entities"][0]["entity"] = Value::Null;
        let error = Document::parse(document.to_string()).expect_err(list).to_string();
        assert_eq!(error, format!("{list}[1].id: \"same\" is there twice: give each an id of its own"));
    }
}

#[test]
fn messages_stay_short_whatever_the_file_holds() {
    let long = "x".repeat(100_000);
    for path in
        ["/entities/0/entity", "/entities/0/label", "/entities/0/text", "/format", "/version", "/entities/0/start"]
    {
        let told = refused(path, json!(long));
        assert!(told.len() < 400, "{path}: {} bytes", told.len());
        assert!(!told.contains('\n'));
    }
}

#[test]
fn deep_nesting_is_refused() {
    let error = Document::parse("[".repeat(200_000)).unwrap_err();
    assert!(matches!(error, OpenError::Syntax { .. } | OpenError::Invalid { .. }), "{error}");
    let deep = format!("{{\"format\": \"sayso\", \"version\": 1, \"more\": {}", "[".repeat(200_000));
    assert!(Document::parse(deep).is_err());
}

/// Texts with all that offsets and quotation marks can trip over.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("{{Mira Oduya|PERSON}|s} {said|q} {no|c}. ".to_owned()),
        Just("\"{Ostvik|LOC} 🙂 will hold,\" ".to_owned()),
        Just("reportedly, {東京|LOC} officials\r\n\n".to_owned()),
        Just("👨‍👩‍👧 e\u{301}\u{202e}\0 ".to_owned()),
        Just("On Monday, ".to_owned()),
        any::<String>().prop_map(|s| s.replace(['{', '}'], "")),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_review_comes_back_as_it_went(text in text(), decisions in prop::collection::vec((0..40usize, any::<bool>()), 0..9)) {
        let mut review = review(&text);
        for (i, confirm) in decisions {
            let status = if confirm { Status::Confirmed } else { Status::Rejected };
            review.decide(&[Target::Mention(i), Target::Attribution(i)], status);
        }
        let document = Document::from(&review);
        let opened = Document::parse(serde_json::to_vec(&document).unwrap());
        let opened = opened.unwrap_or_else(|e| panic!("{e}"));
        prop_assert_eq!(Document::from(&opened), document);
        prop_assert_eq!(opened.article, review.article);
        prop_assert_eq!(opened.mentions, review.mentions);
        prop_assert_eq!(opened.attributions, review.attributions);
        prop_assert_eq!(opened.entities, review.entities);
    }

    /// Numbers that are nearly right are what other programs write.
    #[test]
    fn whatever_the_offsets_it_opens_or_is_refused(start in 0..40usize, end in 0..40usize, list in 0..4usize) {
        let mut document = plain();
        let path = ["/blocks/0", "/entities/0", "/attributions/0/source/0", "/attributions/0/content/0"][list];
        let place = document.pointer_mut(path).unwrap();
        if place.is_array() {
            *place = json!([start, end]);
        } else {
            place["start"] = json!(start);
            place["end"] = json!(end);
        }
        match Document::parse(document.to_string()) {
            Ok(review) => prop_assert!(serde_json::to_string(&Document::from(&review)).is_ok()),
            Err(error) => prop_assert!(error.to_string().contains(path[1..].split('/').next().unwrap())),
        }
    }

    #[test]
    fn whatever_is_no_document_is_refused(json in any::<String>()) {
        prop_assert!(Document::parse(json).is_err());
    }
}
