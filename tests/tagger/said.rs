//! What the tagger says, to the last bit, in lines that can be compared.

use std::fmt::Write as _;

use sayso::Article;
use sayso::segment::{Segments, segment};
use sayso::tagger::features::{Features, passages};
use sayso::tagger::{Model, Passage, Tagged, Tagger, load};

/// Of the same for all: three articles of ours, and passages of noise.
pub(crate) const EXPECTED: &str = include_str!("said.txt");

const ARTICLES: [(&str, &str); 3] = [
    ("dam", include_str!("../golden/dam.txt")),
    ("envoy", include_str!("../golden/envoy.txt")),
    ("strike", include_str!("../golden/strike.txt")),
];

/// The model of the repository.
pub(crate) fn model() -> Model {
    load(include_bytes!("../../models/en.bin")).expect("the model of the repository")
}

/// All that is compared.
pub(crate) fn said(model: &Model) -> String {
    let mut out = String::new();
    for (name, text) in ARTICLES {
        let _ = writeln!(out, "{name}");
        for tagged in model.tag(&read(text)) {
            write(&mut out, &tagged);
        }
    }
    let _ = writeln!(out, "noise {:016x}", checksum(&model.tag(&noise())));
    out
}

/// The passages of a text.
pub(crate) fn read(text: &str) -> Vec<Passage> {
    let article = Article::from_text(text.to_owned());
    let blocks = 0..article.blocks.len();
    let (mut segments, mut quotations) = (Segments::default(), Vec::new());
    segment(&article, blocks.clone(), &mut segments);
    sayso::quotation::find(&article, &segments, blocks.clone(), &mut quotations);
    passages(&article, &segments, &quotations, blocks)
}

/// One number for all of it.
pub(crate) fn checksum(tagged: &[Tagged]) -> u64 {
    let mut out = String::new();
    for tagged in tagged {
        write(&mut out, tagged);
    }
    out.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn write(out: &mut String, tagged: &Tagged) {
    for name in &tagged.names {
        let labels = name.labels.iter().fold(0, |all: u32, p| all.rotate_left(5) ^ p.to_bits());
        let _ = writeln!(out, "{:?} {} {:08x} {labels:08x}", name.tokens, name.label.name(), name.score.to_bits());
    }
    for a in &tagged.attributions {
        let _ = writeln!(out, "{:?} {:?} {:?} {:08x}", a.source, a.cue, a.content, a.score.to_bits());
    }
}

/// Passages of all lengths and features of every sort.
fn noise() -> Vec<Passage> {
    let mut state = 1_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 32).unwrap_or(0)
    };
    let passage = |block: usize| {
        let features: Vec<Features> = (0..block % 90)
            .map(|_| Features {
                word: next(),
                prefix: next(),
                suffix: next(),
                shape: next(),
                bits: u128::from(next() & next() & next()) << (next() % 80),
            })
            .collect();
        Passage { block, tokens: 0..features.len(), features }
    };
    (0..120).map(passage).collect()
}
