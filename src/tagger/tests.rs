//! The network beside `PyTorch`, beside itself in other company, and damaged files.

use serde::Deserialize;

use super::features::{Features, Passage, passages};
use super::*;
use crate::article::Article;
use crate::segment::{Segments, segment};

const FILE: &[u8] = include_bytes!("../../models/en.bin");

fn model() -> Model {
    load(FILE).expect("the model of the repository")
}

fn read(text: &str) -> Vec<Passage> {
    let article = Article::from_text(text.to_owned());
    let blocks = 0..article.blocks.len();
    let (mut segments, mut quotations) = (Segments::default(), Vec::new());
    segment(&article, blocks.clone(), &mut segments);
    crate::quotation::find(&article, &segments, blocks.clone(), &mut quotations);
    passages(&article, &segments, &quotations, blocks)
}

#[derive(Deserialize)]
struct File {
    documents: Vec<Document>,
}

#[derive(Deserialize)]
struct Document {
    text: String,
    passages: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    names: Vec<Vec<f32>>,
    cues: Vec<[f32; 3]>,
    roles: Vec<Roles>,
}

#[derive(Deserialize)]
struct Roles {
    first: usize,
    last: usize,
    scores: Vec<[f32; 4]>,
}

/// Probabilities, so that what matters is what differs.
fn probabilities(scores: &[f32]) -> Vec<f32> {
    let mut out = scores.to_vec();
    sayso_kernel::math::softmax(&mut out);
    out
}

fn near(ours: &[f32], theirs: &[f32], what: &str) {
    for (a, b) in probabilities(ours).iter().zip(&probabilities(theirs)) {
        assert!((a - b).abs() < 2e-3, "{what}: {a} here, {b} from PyTorch");
    }
}

/// `training/export.py` wrote what `PyTorch` says, with the same weights, rounded as here.
#[test]
fn says_what_pytorch_says() {
    let model = model();
    let file: File =
        serde_json::from_str(include_str!("../../tests/tagger/parity.json")).expect("what export.py wrote");
    for document in &file.documents {
        let found = read(&document.text);
        assert_eq!(found.len(), document.passages.len(), "{}", document.text);
        for (passage, expected) in found.iter().zip(&document.passages) {
            let encoded = model.encode(&[passage]);
            let scores = model.scores(&encoded, 0);
            let tags = expected.names[0].len();
            for (at, (ours, theirs)) in scores.names.chunks(tags).zip(&expected.names).enumerate() {
                near(ours, theirs, &format!("names of token {at}"));
            }
            for (at, (ours, theirs)) in scores.cues.iter().zip(&expected.cues).enumerate() {
                near(ours, theirs, &format!("cue of token {at}"));
            }
            let cues: Vec<_> = expected.roles.iter().map(|r| (0, r.first..r.last + 1)).collect();
            for (ours, theirs) in model.roles(&encoded, &cues).iter().zip(&expected.roles) {
                assert_eq!(ours.len(), theirs.scores.len());
                for (at, (ours, theirs)) in ours.iter().zip(&theirs.scores).enumerate() {
                    near(ours, theirs, &format!("role of token {at}"));
                }
            }
        }
    }
}

/// Passages of all lengths with features of every sort, from a generator of its own.
fn made_up(count: usize) -> Vec<Passage> {
    let mut state = 1_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 32) as u32
    };
    (0..count)
        .map(|block| {
            let length = next() as usize % 70 * usize::from(block != 3);
            let features = (0..length).map(|_| Features {
                word: next(),
                prefix: next(),
                suffix: next(),
                shape: next() % 50,
                bits: u128::from(next() & next() & next()) << (next() % 80),
            });
            Passage { block, tokens: 0..length, features: features.collect() }
        })
        .collect()
}

#[test]
fn a_passage_is_tagged_alike_in_any_company() {
    let (model, passages) = (model(), made_up(75));
    let together = model.tag(&passages);
    let alone: Vec<Tagged> = passages.iter().flat_map(|p| model.tag(std::slice::from_ref(p))).collect();
    assert_eq!(together, alone);
    let scores = |passages: &[&Passage]| {
        let encoded = model.encode(passages);
        (0..passages.len()).map(|at| model.scores(&encoded, at)).collect::<Vec<_>>()
    };
    let mut sorted: Vec<&Passage> = passages.iter().collect();
    sorted.sort_by_key(|p| std::cmp::Reverse(p.features.len()));
    let alone: Vec<_> = sorted.iter().flat_map(|p| scores(&[p])).collect();
    assert_eq!(scores(&sorted), alone);
}

#[test]
fn nothing_is_tagged_as_nothing() {
    assert_eq!(model().tag(&[]), []);
    assert_eq!(model().tag(&made_up(4)[3..]), [Tagged::default()]);
}

fn refusal(bytes: &[u8]) -> LoadError {
    load(bytes).err().expect("no model")
}

/// The file with another payload and its right checksum.
fn sealed(payload: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    [&FILE[..12], Sha256::digest(payload).as_slice(), payload].concat()
}

#[test]
fn damaged_files_are_refused_with_advice() {
    assert_eq!(refusal(b""), LoadError::NotAModel);
    assert_eq!(refusal(b"PK\x03\x04 and so on"), LoadError::NotAModel);
    assert_eq!(refusal(&FILE[..9]), LoadError::Damaged);
    assert_eq!(refusal(&FILE[..FILE.len() - 1]), LoadError::Damaged);
    let mut newer = FILE.to_vec();
    newer[8] = 9;
    assert_eq!(
        refusal(&newer).to_string(),
        "the model has format 9, this Sayso reads format 1. Take the model that comes with this Sayso"
    );
    for at in [50, FILE.len() / 2, FILE.len() - 1] {
        let mut flipped = FILE.to_vec();
        flipped[at] ^= 4;
        assert_eq!(refusal(&flipped).to_string(), "the model is damaged: its checksum is wrong. Download it again");
    }
}

#[test]
fn files_with_the_right_checksum_are_read_with_care_all_the_same() {
    let payload = &FILE[44..];
    assert_eq!(refusal(&sealed(&[payload, &[0]].concat())), LoadError::Length { what: "bytes behind its end" });
    for end in [0, 3, 40, 2_000, payload.len() / 2, payload.len() - 1] {
        assert!(matches!(refusal(&sealed(&payload[..end])), LoadError::Length { .. }), "cut at {end}");
    }
    let mut other = payload.to_vec();
    other[5] = b'Q';
    assert_eq!(refusal(&sealed(&other)), LoadError::Label { label: "QERSON".to_owned() });
    // Whatever stands in the sizes, nothing panics, and no memory is asked for that the file does not fill.
    for at in (0..300).step_by(4).chain((300..payload.len()).step_by(payload.len() / 20)) {
        for value in [0, 0xff] {
            let mut bytes = payload.to_vec();
            bytes[at] = value;
            if let Ok(model) = load(&sealed(&bytes)) {
                model.tag(&made_up(2));
            }
        }
    }
}
