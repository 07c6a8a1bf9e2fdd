//! `CoNLL`: what other tools write, and that the report counts what is lost.

use std::collections::HashSet;

use sayso::entity::Label;
use sayso::export::File;
use sayso::export::fit::{Fitted, Loss};
use sayso::export::v1::Document;
use sayso::formats::{Format, find};
use sayso::review::Status;

use super::{documents, settled};

fn conll() -> &'static Format {
    find("conll").unwrap()
}

fn read(lines: &str) -> Result<Vec<Document>, String> {
    let files = [File { name: "a.conll".to_owned(), bytes: lines.into() }];
    assert!((conll().looks)(&files) || lines.len() < 40, "{lines}");
    (conll().read.unwrap())(&files).map_err(|e| e.to_string())
}

fn names(document: &Document) -> Vec<(usize, usize, Label)> {
    document.entities.iter().map(|e| (e.start, e.end, e.label)).collect()
}

/// What is no white space, with what stands before each sign; the last stands at the end.
fn gaps(text: &str) -> (String, Vec<String>) {
    let (mut signs, mut gaps) = (String::new(), vec![String::new()]);
    for sign in text.chars() {
        if sign.is_whitespace() {
            gaps.last_mut().unwrap().push(sign);
        } else {
            signs.push(sign);
            gaps.push(String::new());
        }
    }
    (signs, gaps)
}

/// Counts what is lost from the two documents alone.
fn check(before: &Document, fitted: &Fitted) {
    let Fitted { document: after, losses } = fitted;
    let ((old, old_gaps), (new, new_gaps)) = (gaps(&before.text), gaps(&after.text));
    assert_eq!(old, new, "all signs but white space stay");
    let rewritten = old_gaps.iter().zip(&new_gaps).filter(|(a, b)| a != b).count();
    assert_eq!(losses.of(Loss::Text), rewritten, "{:?} became {:?}", before.text, after.text);
    let rejected = before.entities.iter().filter(|e| e.status == Status::Rejected).count();
    assert_eq!(losses.of(Loss::Nested) + rejected + after.entities.len(), before.entities.len());
    // A name stays as it is if it has the same signs at the same place; otherwise its ends are other ones.
    let place = |text: &str, offset: usize| text.chars().take(offset).filter(|c| !c.is_whitespace()).count();
    let places = |document: &Document| -> HashSet<_> {
        let there = document.entities.iter().filter(|e| e.status != Status::Rejected);
        there.map(|e| (place(&document.text, e.start), place(&document.text, e.end), e.label)).collect()
    };
    let (was, is) = (places(before), places(after));
    assert_eq!(is.len(), after.entities.len());
    assert!(losses.of(Loss::Ends) >= is.difference(&was).count());
    let taken: Vec<_> = after.entities.windows(2).filter(|pair| pair[0].end > pair[1].start).collect();
    assert!(taken.is_empty(), "{taken:?}");
    let signs: Vec<char> = after.text.chars().collect();
    for name in &after.entities {
        let borders =
            |at: usize| at == 0 || at == signs.len() || signs[at].is_whitespace() || signs[at - 1].is_whitespace();
        assert!(borders(name.start) && borders(name.end), "whole words");
        assert!(!signs[name.start..name.end].contains(&'\n'), "on one line");
    }
}

#[test]
fn the_report_counts_what_is_lost() {
    for document in documents::samples() {
        let fitted = (conll().fit)(document.clone());
        check(&document, &fitted);
    }
}

#[test]
fn names_inside_words_are_widened_and_counted() {
    let json = r#"{"format": "sayso", "version": 1, "text": "Transatlantic  ties held.\n",
        "entities": [{"start": 5, "end": 13, "label": "LOC", "entity": null, "status": "confirmed"},
            {"start": 0, "end": 5, "label": "MISC", "entity": null, "status": "confirmed"},
            {"start": 15, "end": 19, "label": "MISC", "entity": null, "status": "confirmed"}]}"#;
    let document = settled(Document::from(&Document::parse(json).unwrap()));
    let Fitted { document: after, losses } = (conll().fit)(document);
    assert_eq!(after.text, "Transatlantic ties held .");
    assert_eq!(names(&after), [(0, 13, Label::Misc), (14, 18, Label::Misc)]);
    assert_eq!((losses.of(Loss::Ends), losses.of(Loss::Nested), losses.of(Loss::Text)), (1, 1, 3));
    let file = String::from_utf8((conll().write)(&after).remove(0).bytes).unwrap();
    let lines = "-DOCSTART- -X- O O\n\nTransatlantic -X- _ B-MISC\nties -X- _ B-MISC\nheld -X- _ O\n. -X- _ O\n\n";
    assert_eq!(file, lines);
}

#[test]
fn the_corpus_of_2003_and_its_kin_come_in() {
    let corpus = "-DOCSTART- -X- O O\r\n\r\nIMO NNP I-NP I-ORG\r\nwarned VBD I-VP O\r\nPort NNP I-NP I-LOC\r\n\
        Vela NNP I-NP I-LOC\r\n. . O O\r\n\r\nTamar NNP I-NP I-PER\r\n\r\n-DOCSTART- -X- O O\r\n\r\nVela NNP I-NP B-LOC\r\n\
        Krem NNP I-NP B-LOC\r\n";
    let read_corpus = read(corpus).unwrap();
    assert_eq!(read_corpus.len(), 2);
    assert_eq!(read_corpus[0].text, "IMO warned Port Vela .\nTamar");
    assert_eq!(names(&read_corpus[0]), [(0, 3, Label::Org), (11, 20, Label::Loc), (23, 28, Label::Person)]);
    assert_eq!(names(&read_corpus[1]), [(0, 4, Label::Loc), (5, 9, Label::Loc)]);
    let bioes = "# text = x\nAna\tB-PER\nMaria\tI-PER\nVarga\tE-PER\nTam\tS-PER\nBRCA1\tU-protein\nof\tO\n";
    let read_bioes = read(bioes).unwrap().remove(0);
    assert_eq!(names(&read_bioes), [(0, 15, Label::Person), (16, 19, Label::Person), (20, 25, Label::Misc)]);
    assert_eq!(read_bioes.entities[2].note, "protein");
    assert!(read_bioes.entities.iter().all(|e| e.status == Status::Confirmed));
}

#[test]
fn what_has_no_tag_is_refused_with_its_line() {
    for (lines, error) in [
        ("Ana B-PER\nVarga\n", "a.conll, line 2: \"Varga\" has no tag"),
        ("Ana B-PER\nVarga X-PER\n", "a.conll, line 2: \"X-PER\" is no tag of a name"),
    ] {
        assert!(read(lines).unwrap_err().starts_with(error), "{lines}");
    }
    let prose = [File { name: "a.txt".to_owned(), bytes: "The dam held.\n\nThe town slept.\n".into() }];
    assert!(!(conll().looks)(&prose));
}
