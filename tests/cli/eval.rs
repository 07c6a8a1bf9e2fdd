//! `sayso eval` on made-up documents with figures counted by hand.

use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::{Ran, annotate, bare, folder, run};

const DAM: &str =
    "🌊 “It is over,” General Mira Oduya said. The Harbour Board’s engineers denied that it leaks. Oduya agreed.";
const DRY: &str = "Ostvik will stay dry, it is thought.";

/// Where these words stand in a text, in code points.
fn span(text: &str, words: &str) -> (usize, usize) {
    let start = text[..text.find(words).unwrap()].chars().count();
    (start, start + words.chars().count())
}

fn entity(text: &str, words: &str, label: &str, cluster: &str, confidence: f64) -> Value {
    let (start, end) = span(text, words);
    json!({"start": start, "end": end, "label": label, "entity": cluster, "confidence": confidence})
}

fn attribution(text: &str, source: &[&str], cue: &str, content: &str, more: &Value) -> Value {
    let spans = |words: &[&str]| words.iter().map(|w| span(text, w)).collect::<Vec<_>>();
    let mut out = json!({"source": spans(source), "cue": spans(&[cue]), "content": spans(&[content])});
    out.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    out
}

fn block(text: &str, from: &str) -> Value {
    json!({"start": span(text, from).0, "end": text.chars().count(), "kind": "body"})
}

/// The last word that is a name of its own: "Oduya" alone.
const ALONE: &str = "Oduya agreed";

fn alone(cluster: &str, confidence: f64) -> Value {
    let mut mention = entity(DAM, ALONE, "PERSON", cluster, confidence);
    mention["end"] = json!(mention["start"].as_u64().unwrap() + 5);
    mention
}

fn gold() -> String {
    let dam = json!({
        "id": "dam.txt", "text": DAM, "region": "North", "clusters": [], "blocks": [block(DAM, "🌊")],
        "entities": [
            entity(DAM, "General Mira Oduya", "PERSON", "c1", 1.0),
            entity(DAM, "Harbour Board", "ORG", "c2", 1.0),
            alone("c1", 1.0),
        ],
        "attributions": [
            attribution(DAM, &["General Mira Oduya"], "said", "“It is over,”",
                &json!({"form": "direct", "source_kind": "named_person"})),
            attribution(DAM, &["engineers"], "denied", "that it leaks", &json!({"source_kind": "unnamed"})),
        ],
    });
    let dry = json!({
        "id": "dry", "text": DRY, "region": "South", "clusters": [], "blocks": [block(DRY, "Ostvik")],
        "entities": [entity(DRY, "Ostvik", "LOC", "c1", 1.0)],
        "attributions": [attribution(DRY, &[], "it is thought", "Ostvik will stay dry", &json!({}))],
    });
    format!("{dam}\n{dry}\n")
}

fn pred() -> String {
    let dam = json!({
        "id": "dam", "text": DAM, "blocks": [block(DAM, "The Harbour")],
        "entities": [
            entity(DAM, "General Mira Oduya", "PERSON", "k1", 0.9),
            entity(DAM, "The Harbour Board’s", "LOC", "k2", 0.7),
            alone("k1", 0.4),
            entity(DAM, "over", "DATE", "k3", 0.4),
        ],
        "attributions": [
            attribution(DAM, &["Mira Oduya"], "said", "It is over", &json!({"form": "direct", "confidence": 0.9})),
            attribution(DAM, &["Harbour Board"], "denied that", "it leaks", &json!({"confidence": 0.6})),
        ],
    });
    format!("[{dam}]")
}

fn scored(test: &str) -> PathBuf {
    folder(test, &[("gold.jsonl", gold().as_bytes()), ("pred.json", pred().as_bytes())])
}

fn eval(folder: &PathBuf, args: &[&str], stdin: &[u8]) -> Ran {
    run(bare(folder).arg("eval").args(args), stdin)
}

#[track_caller]
fn object(folder: &PathBuf, args: &[&str], stdin: &[u8]) -> Value {
    let ran = eval(folder, &[args, &["--json"]].concat(), stdin);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// Checks right, predicted and gold of some rows of a layer.
#[track_caller]
fn check(layer: &Value, rows: &[(&str, [u64; 3])]) {
    for (name, expected) in rows {
        let count = |key: &str| layer[*name][key].as_u64().unwrap_or_else(|| panic!("{name} {key}: {layer}"));
        assert_eq!([count("tp"), count("pred"), count("gold")], *expected, "{name}");
    }
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn figures_are_those_counted_by_hand() {
    let found = object(&scored("figures"), &["gold.jsonl", "--pred", "pred.json"], b"");
    assert_eq!((&found["documents"], &found["predicted"]), (&json!(2), &json!(1)));
    let rows =
        [("exact", [2, 3, 4]), ("coarse", [2, 3, 4]), ("spans", [3, 3, 4]), ("LOC", [0, 1, 1]), ("PERSON", [2, 2, 2])];
    check(&found["entities"], &rows);
    assert_eq!(found["entities"].get("DATE"), None, "the gold has none");
    let rows = [
        ("token source", [2, 4, 4]),
        ("token cue", [2, 3, 5]),
        ("token content", [5, 5, 13]),
        ("exact source", [0, 2, 2]),
        ("exact cue", [1, 2, 3]),
        ("exact content", [0, 2, 3]),
        ("overlap source", [1, 2, 2]),
        ("overlap cue", [2, 2, 3]),
        ("overlap content", [2, 2, 3]),
        ("content", [2, 2, 3]),
        ("full", [1, 2, 3]),
        ("full direct", [1, 0, 1]),
        ("full indirect", [0, 2, 2]),
    ];
    let attributions = &found["attributions"];
    check(attributions, &rows);
    // The prediction left the quotation marks out: it is right among the indirect ones, and found among the direct ones.
    near(&attributions["full indirect"]["P"], 0.5);
    near(&attributions["full direct"]["R"], 1.0);
    near(&attributions["full"]["F1"], 0.4);
    assert_eq!(attributions["field form"], json!({"accuracy": 1.0, "of": 1}));
    assert_eq!(attributions["field source_kind"], json!({"accuracy": 0.0, "of": 1}));
    assert_eq!(attributions.get("field stance"), None, "the gold has none");
    near(&found["blocks"]["kind"]["accuracy"], 56.0 / 119.0);
    check(&found["clusters"], &[("pairs", [1, 1, 1])]);
}

#[test]
fn gold_against_itself_is_all_right() {
    let found = object(&scored("itself"), &["gold.jsonl", "--pred", "gold.jsonl"], b"");
    for layer in ["entities", "attributions", "blocks", "clusters"] {
        for (name, row) in found[layer].as_object().unwrap() {
            near(row.get("F1").or_else(|| row.get("accuracy")).unwrap_or_else(|| panic!("{name}")), 1.0);
        }
    }
}

#[test]
fn the_table_is_drawn() {
    let gold = json!({"id": "dry", "text": DRY, "entities": [entity(DRY, "Ostvik", "LOC", "", 1.0)]}).to_string();
    let folder = folder("table", &[("gold.json", gold.as_bytes()), ("none.jsonl", b"")]);
    let ran = eval(&folder, &["gold.json", "--pred", "none.jsonl"], b"");
    assert_eq!(
        ran.out,
        "0 of 1 documents predicted\n\
         entities                    P      R     F1      tp    pred    gold\n\
         \x20 exact                   0.0    0.0    0.0       0       0       1\n\
         \x20 coarse                  0.0    0.0    0.0       0       0       1\n\
         \x20 spans                   0.0    0.0    0.0       0       0       1\n\
         \x20 LOC                     0.0    0.0    0.0       0       0       1\n"
    );
}

#[test]
fn packed_files_and_pipes_are_read() {
    let folder = scored("packed");
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(gold().as_bytes()).unwrap();
    std::fs::write(folder.join("gold.gz"), packer.finish().unwrap()).unwrap();
    let found = object(&folder, &["gold.gz", "--pred", "-"], pred().as_bytes());
    assert_eq!(found, object(&folder, &["gold.jsonl", "--pred", "pred.json"], b""));
}

#[test]
fn without_a_prediction_the_gold_texts_are_annotated() {
    let folder = scored("own");
    let found = annotate(&folder, &["--input", "jsonl", "gold.jsonl"], b"").out;
    let all = ["--calibration", "--by-kind", "--by", "region"];
    let piped = object(&folder, &[&["gold.jsonl", "--pred", "-"], &all[..]].concat(), found.as_bytes());
    assert_eq!(piped["predicted"], json!(2));
    assert_eq!(object(&folder, &[&["gold.jsonl"], &all[..]].concat(), b""), piped);
}

#[test]
fn groups_are_scored_apart() {
    let folder = scored("groups");
    let args = ["gold.jsonl", "--pred", "pred.json", "--by", "region"];
    let found = object(&folder, &args, b"");
    let (north, south) = (&found["by"]["region"]["North"], &found["by"]["region"]["South"]);
    assert_eq!((&north["documents"], &north["predicted"]), (&json!(1), &json!(1)));
    assert_eq!((&south["documents"], &south["predicted"]), (&json!(1), &json!(0)));
    // A label that the gold of other groups has is wrong here: the groups add up to the whole.
    check(&north["entities"], &[("exact", [2, 3, 3]), ("LOC", [0, 1, 0])]);
    check(&south["entities"], &[("exact", [0, 0, 1]), ("LOC", [0, 0, 1])]);
    let table = eval(&folder, &args, b"").out;
    assert!(table.contains("\n\n== region: North\n1 of 1 documents predicted\n"), "{table}");
    assert_eq!(
        eval(&folder, &["gold.jsonl", "--by", "mood"], b"").err,
        "sayso: no gold document has a text field \"mood\"\n"
    );
}

#[test]
fn recall_is_broken_down_by_kind() {
    let found = object(&scored("kinds"), &["gold.jsonl", "--pred", "pred.json", "--by-kind"], b"");
    let recall = |r: f64, tp: u64, gold: u64| json!({"R": r, "tp": tp, "gold": gold});
    let form = json!({"direct": recall(1.0, 1, 1), "mixed": recall(0.0, 0, 0), "indirect": recall(0.0, 0, 2)});
    let source_kind = json!({"named_person": recall(1.0, 1, 1), "unnamed": recall(0.0, 0, 1)});
    assert_eq!(found["kinds"], json!({"form": form, "source_kind": source_kind}));
}

#[test]
fn confidences_are_checked() {
    let folder = scored("confidences");
    let args = ["gold.jsonl", "--pred", "pred.json", "--calibration"];
    let found = object(&folder, &args, b"");
    let (entities, attributions) = (&found["calibration"]["entities"], &found["calibration"]["attributions"]);
    near(&entities["ece"], (0.1 + 0.6 + 0.7) / 3.0);
    near(&attributions["ece"], f64::midpoint(0.1, 0.6));
    assert_eq!(entities["bins"][7], json!({"from": 0.7, "to": 0.8, "count": 1, "confidence": 0.7, "right": 0.0}));
    assert_eq!(entities["bins"][0]["confidence"], Value::Null);
    let at = |layer: &Value, n: usize| json!({"at": layer["thresholds"][n]});
    check(&at(entities, 9), &[("at", [1, 2, 4])]);
    check(&at(attributions, 0), &[("at", [1, 2, 3])]);
    check(&at(attributions, 13), &[("at", [1, 1, 3])]);
    assert_eq!(attributions["thresholds"][13]["at"], json!(0.7));
    let table = eval(&folder, &args, b"").out;
    assert!(table.contains("confidence, entities             ECE   46.7              of       3\n"), "{table}");
}

#[test]
fn what_does_not_fit_is_told_and_nothing_is_scored() {
    let bare = json!({"id": "bare", "text": DRY}).to_string();
    let outside = json!({"id": "dry", "entities": [{"start": 30, "end": 37, "label": "LOC"}]}).to_string();
    let other = json!({"id": "dry", "text": "Ostvik."}).to_string();
    let files: [(&str, &[u8]); 6] = [
        ("gold.jsonl", gold().as_bytes()),
        ("bare.json", bare.as_bytes()),
        ("outside.json", outside.as_bytes()),
        ("other.json", other.as_bytes()),
        ("broken.jsonl", b"{\"id\": \"a\"}\n{\"id\": 3}"),
        ("half.gz", b"\x1f\x8b\x08\x00"),
    ]
    .map(|(name, bytes)| (name, &*bytes.to_vec().leak()));
    let folder = folder("unfit", &files);
    let unfit = [
        ("other.json", "sayso: dry: the predicted document's text differs from the gold text\n"),
        ("outside.json", "sayso: dry: prediction: entity 30 to 37 is not in the text of 36 code points\n"),
        (
            "broken.jsonl",
            "sayso: broken.jsonl:2:8: invalid type: integer `3`, expected a string: \
             documents must be as sayso annotate writes them\n",
        ),
        ("half.gz", "sayso: half.gz: unexpected end of file\n"),
        ("missing.json", "sayso: missing.json: there is no such file\n"),
    ];
    for (pred, expected) in unfit {
        let ran = eval(&folder, &["gold.jsonl", "--pred", pred], b"");
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (2, "", expected));
    }
    let ran = eval(&folder, &["gold.jsonl", "bare.json", "--pred", "bare.json"], b"");
    assert_eq!(ran.err, "sayso: bare: no entities, unlike other gold documents: score those apart\n");
    let ran = eval(&folder, &["half.gz"], b"");
    assert_eq!(ran.status, 2);
}
