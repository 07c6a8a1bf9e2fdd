//! CAS: what `INCEpTION` and dkpro-cassis write, and what is refused.

use sayso::attribution::{Form, SourceKind};
use sayso::entity::Label;
use sayso::export::File;
use sayso::export::v1::Document;
use sayso::formats::find;
use sayso::review::{Origin, Status};

fn read(json: &str) -> Result<Document, String> {
    let cas = find("cas").unwrap();
    let files = [File { name: "a.json".to_owned(), bytes: json.into() }];
    assert!((cas.looks)(&files));
    (cas.read.unwrap())(&files).map(|mut read| read.remove(0)).map_err(|e| e.to_string())
}

/// Names as dkpro-cassis writes them, with indents, and attributions as a layer that someone made in `INCEpTION`.
const FOREIGN: &str = r#"{
  "%TYPES" : { },
  "%FEATURE_STRUCTURES" : [ {
    "%ID" : 1, "%TYPE" : "uima.cas.Sofa", "sofaNum" : 1, "sofaID" : "_InitialView", "mimeType" : "text",
    "sofaString" : "🙂 Ana Varga said \"the dam held\"."
  }, {
    "%ID" : 2, "%TYPE" : "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", "@sofa" : 1,
    "begin" : 0, "end" : 33, "documentTitle" : "dam.txt", "documentId" : "admin"
  }, {
    "%ID" : 3, "%TYPE" : "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa" : 1,
    "begin" : 3, "end" : 12, "value" : "PER"
  }, {
    "%ID" : 4, "%TYPE" : "de.tudarmstadt.ukp.dkpro.core.api.ner.type.Facility", "@sofa" : 1, "begin" : 23, "end" : 26
  }, {
    "%ID" : 5, "%TYPE" : "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa" : 1, "begin" : 19, "end" : 19
  }, {
    "%ID" : 6, "%TYPE" : "webanno.custom.Person", "@sofa" : 1, "begin" : 3, "end" : 12
  }, {
    "%ID" : 7, "%TYPE" : "webanno.custom.Span", "@sofa" : 1, "begin" : 18, "end" : 32
  }, {
    "%ID" : 8, "%TYPE" : "webanno.custom.SaysLink", "role" : "speaker", "@target" : 6
  }, {
    "%ID" : 9, "%TYPE" : "webanno.custom.SaysLink", "role" : "quote", "@target" : 7
  }, {
    "%ID" : 10, "%TYPE" : "uima.cas.FSArray", "%ELEMENTS" : [ 8, 9 ]
  }, {
    "%ID" : 11, "%TYPE" : "webanno.custom.Says", "@sofa" : 1, "begin" : 13, "end" : 17, "@links" : 10
  } ],
  "%VIEWS" : { "_InitialView" : { "%SOFA" : 1, "%MEMBERS" : [ 2, 3, 4, 5, 6, 7, 11 ] } }
}"#;

#[test]
fn names_and_links_of_other_projects_come_in() {
    let read = read(FOREIGN).unwrap();
    assert_eq!(read.id, "dam");
    let names: Vec<_> = read.entities.iter().map(|e| (e.start, e.end, e.label)).collect();
    assert_eq!(names, [(2, 11, Label::Person), (22, 25, Label::Fac)]);
    assert!(read.entities.iter().all(|e| e.status == Status::Confirmed && e.origin == Origin::Person));
    let [said] = &read.attributions[..] else { panic!("one attribution") };
    assert_eq!(
        (&said.source[..], &said.cue[..], &said.content[..]),
        (&[(2, 11)][..], &[(12, 16)][..], &[(17, 31)][..])
    );
    assert_eq!((said.form, said.source_kind), (Form::Direct, SourceKind::NamedPerson));
    assert_eq!(said.speaker, read.entities[0].entity);
}

#[test]
fn structures_by_number_come_in_too() {
    let json = r#"{"%VIEWS": {}, "%FEATURE_STRUCTURES": {
        "2": {"%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1, "begin": 0, "end": 3,
            "value": "protein"},
        "1": {"%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "P53 held."}}}"#;
    let read = read(json).unwrap();
    assert_eq!((read.entities[0].label, read.entities[0].note.as_str()), (Label::Misc, "protein"));
}

#[test]
fn what_does_not_fit_is_refused_with_its_path() {
    let cas = |begin: &str, end: &str| {
        format!(
            r#"{{"%FEATURE_STRUCTURES": [{{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "a🙂b"}}, {{"%ID": 2,
            "%TYPE": "x.NamedEntity", "begin": {begin}, "end": {end}}}]}}"#
        )
    };
    let cases = [
        (cas("0", "9"), "a.json: %FEATURE_STRUCTURES[1].end: 9 is no place in the text"),
        (cas("2", "3"), "a.json: %FEATURE_STRUCTURES[1].begin: 2 is no place"),
        (cas("-1", "3"), "a.json: %FEATURE_STRUCTURES[1].begin: -1 is no place"),
        (cas("null", "3"), "a.json: %FEATURE_STRUCTURES[1].begin: null is no place"),
        (cas("3", "1"), "a.json: %FEATURE_STRUCTURES[1]: ends before it begins"),
        (r#"{"%FEATURE_STRUCTURES": [{}, 1, null]}"#.to_owned(), "a.json: %FEATURE_STRUCTURES: holds no text"),
        (r#"{"%FEATURE_STRUCTURES": [{"#.to_owned(), "a.json: %FEATURE_STRUCTURES[0]: EOF"),
    ];
    for (json, error) in cases {
        let found = read(&json).unwrap_err();
        assert!(found.starts_with(error), "{found}");
    }
}
