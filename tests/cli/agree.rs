//! `sayso agree`: figures, differences, and a document of two.

use std::fs;
use std::path::{Path, PathBuf};

use sayso::export::v1::Document;
use sayso::review::Status;
use serde_json::Value;

use super::{Ran, annotate, bare, folder, run};

const ARTICLE: &str = "Dam above Ostvik holds\n\n\"It is over,\" Mira Oduya said on Monday. Officials of Norl denied that the dam leaks.\n";

fn agree(folder: &PathBuf, line: &str) -> Ran {
    run(bare(folder).arg("agree").args(line.split(' ')), b"")
}

fn document(folder: &PathBuf) -> Document {
    Document::from(&Document::parse(annotate(folder, &["-"], ARTICLE.as_bytes()).out).unwrap())
}

fn save(folder: &Path, name: &str, documents: &[Document]) {
    let lines: Vec<_> = documents.iter().map(|document| serde_json::to_string(document).unwrap() + "\n").collect();
    fs::write(folder.join(name), lines.concat()).unwrap();
}

/// Two that do not agree on the first name.
fn two(test: &str) -> PathBuf {
    let folder = folder(test, &[]);
    let mut document = document(&folder);
    assert!(document.entities.len() > 2 && !document.attributions.is_empty());
    save(&folder, "a.json", &[document.clone()]);
    document.entities[0].status = Status::Rejected;
    save(&folder, "b.json", &[Document { id: "other".to_owned(), ..document }]);
    folder
}

#[test]
fn a_table_for_people() {
    let folder = two("agree_table");
    let ran = agree(&folder, "a.json b.json");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for part in ["A: a.json\nB: b.json\n1 article, ", "exact F1", "\n  content ", "Krippendorff's alpha of all 2"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.out.contains(" the same in both, 1 only in A\n"), "{}", ran.out);
    assert!(ran.out.lines().any(|l| l.split_whitespace().collect::<Vec<_>>() == ["source", "1.000", "1.000", "1.000"]));
    let three = agree(&folder, "a.json b.json a.json");
    assert_eq!(three.out.matches("A: ").count(), 3);
    assert!(three.out.contains("alpha of all 3"));
}

#[test]
fn figures_and_differences_as_json() {
    let folder = two("agree_json");
    let ran = agree(&folder, "--json --tokens a.json b.json");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let exact = &report["pairs"][0]["entities"]["exact"];
    let count = exact["a"].as_u64().unwrap();
    assert_eq!((exact["both"].as_u64(), exact["b"].as_u64()), (Some(count - 1), Some(count - 1)));
    let differences = report["differences"][0]["differences"].as_array().unwrap();
    let only: Vec<_> = differences.iter().filter(|d| d["kind"] == "only_a").collect();
    assert_eq!((only.len(), &only[0]["what"], &only[0]["a"]), (1, &"entity".into(), &0.into()));
    let tokens = report["differences"][0]["tokens"].as_array().unwrap();
    assert_eq!(report["pairs"][0]["tokens"], tokens.len());
    assert!(report["alpha"]["entities"].as_f64().unwrap() < 1.0);
}

#[test]
fn a_document_of_two() {
    let folder = two("agree_settled");
    let ran = agree(&folder, "a.json b.json --settled both.jsonl");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let line = fs::read_to_string(folder.join("both.jsonl")).unwrap();
    let both = Document::from(&Document::parse(line.trim()).unwrap());
    let flagged: Vec<_> = both.entities.iter().filter(|e| e.flagged).collect();
    assert_eq!((flagged.len(), flagged[0].note.as_str()), (1, "only A marks this"));
    assert!(both.entities.iter().filter(|e| !e.flagged).all(|e| e.status == Status::Confirmed));
    let ran = agree(&folder, "a.json b.json a.json --settled both.jsonl");
    assert!(ran.status == 2 && ran.err.contains("name two inputs, not 3"), "{}", ran.err);
}

#[test]
fn many_articles_are_held_against_each_other_by_name() {
    let folder = folder("agree_many", &[]);
    let named = |id: &str| Document { id: id.to_owned(), ..document(&folder) };
    save(&folder, "a.jsonl", &[named("one"), named("two"), named("three"), named("two")]);
    save(&folder, "b.jsonl", &[named("two"), named("one"), named("four")]);
    let ran = agree(&folder, "a.jsonl b.jsonl");
    assert_eq!(ran.status, 2);
    let expected = "sayso: there is a second document \"two\": the first one counts\n\
                    sayso: a.jsonl: there is no document \"four\" in it: it is left out\n\
                    sayso: b.jsonl: there is no document \"three\" in it: it is left out\n";
    assert_eq!(ran.err, expected);
    assert!(ran.out.contains("\n2 articles, "), "{}", ran.out);
}

#[test]
fn what_is_gone_from_an_edited_text_is_listed() {
    let folder = folder("agree_edited", &[]);
    let edited = ARTICLE.replace(" on Monday", "");
    let old = document(&folder);
    let new = Document::from(&Document::parse(annotate(&folder, &["-"], edited.as_bytes()).out).unwrap());
    assert!(old.entities.iter().any(|e| e.text == "Monday"));
    save(&folder, "old.json", &[old]);
    save(&folder, "new.json", &[new]);
    let ran = agree(&folder, "new.json old.json");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains(": not in the first's text any more: name “Monday”\n"), "{}", ran.out);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = two("agree_refused");
    fs::write(folder.join("c.json"), "{").unwrap();
    assert_eq!(agree(&folder, "a.json").status, 2);
    let ran = agree(&folder, "a.json c.json");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("sayso: c.json: looks like none of "), "{}", ran.err);
    assert!(ran.err.contains("sayso: there is nothing to compare: "), "{}", ran.err);
    assert!(agree(&folder, "--help").out.contains("Examples:"));
}
