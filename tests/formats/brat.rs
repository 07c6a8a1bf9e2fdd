//! brat: what `PolNeAR` and other tools write, and what is refused.

use std::fmt::Write as _;
use std::path::Path;

use flate2::read::GzDecoder;
use sayso::attribution::{Form, SourceKind};
use sayso::entity::Label;
use sayso::export::File;
use sayso::export::fit::Loss;
use sayso::export::v1::{Attribution, Document, Range};
use sayso::formats::{Format, find};
use sayso::review::{Origin, Status};
use serde_json::Value;

use super::settled;

fn brat() -> &'static Format {
    find("brat").unwrap()
}

fn file(name: &str, bytes: &str) -> File {
    File { name: name.to_owned(), bytes: bytes.into() }
}

fn read(text: &str, annotations: &str) -> Result<Document, String> {
    let files = [file("a.txt", text), file("a.ann", annotations)];
    (brat().read.unwrap())(&files).map(|mut read| read.remove(0)).map_err(|e| e.to_string())
}

fn roles(attributions: &[Attribution]) -> Vec<[Vec<Range>; 3]> {
    attributions.iter().map(|a| [a.source.clone(), a.cue.clone(), a.content.clone()]).collect()
}

fn ranges(value: &Value) -> Vec<Range> {
    serde_json::from_value(value.clone()).unwrap()
}

/// An article of the corpus, as the corpus itself has it in brat: every attribution an event, its trigger beside its cue.
fn as_polnear(article: &Value) -> String {
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let (mut out, mut spans) = (String::new(), 0);
    let mut span = |out: &mut String, kind: &str, parts: &[Range]| {
        spans += 1;
        let offsets: Vec<String> = parts.iter().map(|(start, end)| format!("{start} {end}")).collect();
        let words: Vec<String> = parts.iter().map(|&(start, end)| text[start..end].iter().collect()).collect();
        writeln!(out, "T{spans}\t{kind} {}\t{}", offsets.join(";"), words.join(" ")).unwrap();
        format!("T{spans}")
    };
    for attribution in article["attributions"].as_array().unwrap() {
        let mut event = String::new();
        for (kind, role) in [("Content", "content"), ("Cue", "cue"), ("Source", "source")] {
            let parts = ranges(&attribution[role]);
            if !parts.is_empty() {
                let id = span(&mut out, kind, &parts);
                write!(event, " {kind}:{id}").unwrap();
            }
        }
        let trigger = span(&mut out, "Attribution", &ranges(&attribution["cue"]));
        writeln!(out, "{}\tAttribution:{trigger}{event}", attribution["id"].as_str().unwrap()).unwrap();
    }
    out
}

#[test]
fn the_articles_of_polnear_come_in_and_go_out_as_they_were() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/polnear-dev.jsonl.gz");
    let Ok(bytes) = std::fs::File::open(&corpus) else {
        println!("skipped: ../shared is not there");
        return;
    };
    let articles = std::io::read_to_string(GzDecoder::new(bytes)).unwrap();
    let (mut count, mut attributions) = (0, 0);
    for line in articles.lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let name = article["id"].as_str().unwrap();
        let text = article["text"].as_str().unwrap();
        let expected: Vec<[Vec<Range>; 3]> = article["attributions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| [ranges(&a["source"]), ranges(&a["cue"]), ranges(&a["content"])])
            .collect();
        // In folders of their own, and with the annotator behind the name, as in the corpus.
        let files = [
            file(&format!("text/{name}.txt"), text),
            file(&format!("attributions/{name}_ef2d.ann"), &as_polnear(&article)),
        ];
        let read = |files: &[File]| (brat().read.unwrap())(files).unwrap().remove(0);
        let came = settled(read(&files));
        let sorted = |mut roles: Vec<[Vec<Range>; 3]>| {
            roles.sort();
            roles
        };
        assert_eq!(sorted(roles(&came.attributions)), sorted(expected.clone()), "{name}");
        assert!(came.attributions.iter().all(|a| a.status == Status::Confirmed && a.origin == Origin::Person));
        let fitted = (brat().fit)(came.clone());
        let went = settled(read(&(brat().write)(&fitted.document)));
        assert_eq!(went.attributions, came.attributions, "{name}");
        (count, attributions) = (count + 1, attributions + expected.len());
    }
    println!("{count} articles with {attributions} attributions");
    assert_eq!(count, 84);
}

#[test]
fn several_sources_and_contents_are_parts_of_one_attribution() {
    let text = "Ana Varga and Tam Orso said the dam held and the town slept.";
    let annotations = "T1\tSource 0 9\tAna Varga\nT2\tSource 14 22\tTam Orso\nT3\tCue 23 27\tsaid\nT4\tAttribution 23 27\tsaid\n\
        T5\tContent 28 40\tthe dam held\nT6\tContent 45 59\tthe town slept\nT7\tPerson 0 9\tAna Varga\n\
        E1\tAttribution:T4 Source:T1 Source2:T2 Cue:T3 Content:T5 Content2:T6 \r\n#1\tAnnotatorNotes E1\tCheck.\n\
        N1\tReference T7 Wikidata:Q42\tAna Varga\n";
    let read = read(text, annotations).unwrap();
    let expected = [vec![(0, 9), (14, 22)], vec![(23, 27)], vec![(28, 40), (45, 59)]];
    assert_eq!(roles(&read.attributions), [expected]);
    let attribution = &read.attributions[0];
    assert_eq!((attribution.form, attribution.source_kind), (Form::Indirect, SourceKind::NamedPerson));
    assert_eq!((attribution.note.as_str(), attribution.id.as_str()), ("Check.", "E1"));
    assert_eq!(attribution.speaker, read.entities[0].entity);
    assert_eq!((read.entities[0].label, read.entities[0].note.as_str()), (Label::Person, "Wikidata:Q42 Ana Varga"));
}

#[test]
fn events_of_other_names_and_relations_are_attributions() {
    let text = "Ana Varga said the dam held. Tam Orso denies it.";
    let event = "T1\tPER 0 9\tAna Varga\nT2\tStatement 10 14\tsaid\nT3\tClaim 15 27\tthe dam held\n\
        E1\tStatement:T2 Speaker:T1 Claim:T3\n";
    let relations = "T1\tSource 0 9\tAna Varga\nT2\tCue 10 14\tsaid\nT3\tContent 15 27\tthe dam held\n\
        R1\tSaid-by Arg1:T2 Arg2:T1\t\nR2\tIntroduces Arg1:T2 Arg2:T3\t\n";
    let expected = [[vec![(0, 9)], vec![(10, 14)], vec![(15, 27)]]];
    for annotations in [event, relations] {
        assert_eq!(roles(&read(text, annotations).unwrap().attributions)[..], expected, "{annotations}");
    }
    let uncued = "T1\tSource 0 9\tAna Varga\nT3\tContent 15 27\tthe dam held\nR1\tSays Arg1:T1 Arg2:T3\n";
    assert_eq!(roles(&read(text, uncued).unwrap().attributions), [[vec![(0, 9)], vec![], vec![(15, 27)]]]);
}

#[test]
fn what_is_the_same_is_brought_together_and_other_types_are_kept_with_their_name() {
    let text = "Ana Varga spoke. Varga left. BRCA1 held.";
    let annotations = "T1\tPER 0 9\tAna Varga\nT2\tPER 17 22\tVarga\nT3\tProtein 29 34\tBRCA1\n*\tEquiv T1 T2\n";
    let read = read(text, annotations).unwrap();
    assert_eq!(read.clusters.len(), 1);
    assert_eq!(read.clusters[0].name, "Ana Varga");
    assert_eq!(read.entities[0].entity, read.entities[1].entity);
    assert_eq!((read.entities[2].label, read.entities[2].note.as_str()), (Label::Misc, "Protein"));
}

#[test]
fn things_that_were_brought_together_in_brat_stay_together() {
    let cluster = |id: &str, name: &str| format!(r#"{{"cluster":{{"id":"{id}","name":"{name}","label":"PERSON"}}}}"#);
    let annotations = format!(
        "T1\tPERSON 0 9\tAna Varga\nT2\tPERSON 17 22\tVarga\nT3\tCue 10 15\tspoke\nE1\tAttribution:T3 Cue:T3\n\
         #1\tSayso T1\t{}\n#2\tSayso T2\t{}\n#3\tSayso E1\t{}\n*\tEquiv T2 T1\nA1\tSourceKind E1 NamedPerson\n",
        cluster("c1", "Ana Varga"),
        cluster("c2", "Varga"),
        cluster("c2", "Varga"),
    );
    let read = settled(read("Ana Varga spoke. Varga left.", &annotations).unwrap());
    let of: Vec<_> = read.entities.iter().map(|e| e.entity.as_deref()).collect();
    assert_eq!(of, [Some("c1"), Some("c1")]);
    assert_eq!(read.attributions[0].speaker.as_deref(), Some("c2"));
    assert_eq!(read.clusters.len(), 2);
}

#[test]
fn a_span_across_lines_is_one_again() {
    let text = "“We held.\n\n“It held,” said Ana.";
    let annotations =
        "T1\tContent 0 9;11 21\t“We held. “It held,”\nT2\tCue 22 26\tsaid\nE1\tAttribution:T2 Cue:T2 Content:T1\n";
    let parts = |annotations: &str| read(text, annotations).unwrap().attributions[0].content.clone();
    assert_eq!(parts(annotations), [(0, 9), (11, 21)]);
    assert_eq!(parts(&format!("{annotations}A1\tUnbroken T1\n")), [(0, 21)]);
}

#[test]
fn white_space_at_the_ends_of_marks_is_counted() {
    let json = r#"{"format": "sayso", "version": 1, "id": "ends", "text": "Ana\n\nsaid\tso.\n",
        "entities": [{"start": 0, "end": 5, "label": "PERSON", "entity": null},
            {"start": 3, "end": 5, "label": "MISC", "entity": null}],
        "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[9, 12]], "form": "indirect",
            "frame": "statement", "stance": "asserts", "source_kind": "named_person", "speaker": null}]}"#;
    let document = settled(serde_json::from_str(json).unwrap());
    let fitted = (brat().fit)(document);
    let losses = &fitted.losses;
    assert_eq!((losses.of(Loss::Ends), losses.of(Loss::Blank), losses.of(Loss::Blocks)), (3, 1, 2));
    assert_eq!(roles(&fitted.document.attributions), [[vec![(0, 3)], vec![(5, 9)], vec![(10, 12)]]]);
    let read = settled((brat().read.unwrap())(&(brat().write)(&fitted.document)).unwrap().remove(0));
    assert_eq!(read, settled(fitted.document));
}

#[test]
fn fragments_come_in_any_order() {
    let annotations = "T1\tCue 4 8\tsays\nT2\tContent 14 18;9 11\tdam. so\nE1\tAttribution:T1 Cue:T1 Content:T2\n";
    let read = read("Ana says so, _dam.", annotations).unwrap();
    assert_eq!(read.attributions[0].content, [(9, 11), (14, 18)]);
}

#[test]
fn what_does_not_fit_is_refused_with_file_and_line() {
    let cases = [
        ("T1\tPER 0 900\tAna", "a.ann, line 1: 0 to 900 is no part of the text, which has 9 code points"),
        ("\nT1\tPER 5 5\t", "a.ann, line 2: 5 to 5"),
        ("T1\tPER x 5\tAna", "a.ann, line 1: \"x 5\" is no pair of offsets"),
        ("T1\tPER", "a.ann, line 1: \"\" is no pair"),
        ("T1\tPER 0 3\tTam", "a.ann, line 1: says \"Tam\", but the text there is \"Ana\""),
        ("T1\tPER 0 3\tAna\nT1\tPER 0 3\tAna", "a.ann, line 2: \"T1\" is there twice"),
        ("E1\tAttribution:T1", "a.ann, event E1: there is no \"T1\""),
        ("E1\t", "a.ann, line 1: \"\" is no type with an id"),
        ("R1\tSpeaker", "a.ann, line 1: the relation has no two ends"),
        ("A1\tStatus", "a.ann, line 1: the attribute is of nothing"),
        ("#1\tAnnotatorNotes", "a.ann, line 1: the note is on nothing"),
        ("N1\tReference T1", "a.ann, line 1: it names nothing"),
        ("Once upon a time", "a.ann, line 1: \"Once upon a time\" is no line of brat's"),
    ];
    for (annotations, error) in cases {
        let found = read("Ana says.", annotations).unwrap_err();
        assert!(found.starts_with(error), "{annotations}: {found}");
    }
    let alone = (brat().read.unwrap())(&[file("a.ann", "")]).unwrap_err().to_string();
    assert_eq!(alone, "a.ann: its text is missing: open a.txt together with it");
}
