//! `sayso bench`: how fast the tagger is, on text that anybody can make again.

use std::io::{self, Write as _};
use std::time::Instant;

use clap::Args;
use sayso::Article;
use sayso::segment::{Segments, segment};
use sayso::tagger::Passage;
use sayso::tagger::features::passages;

use crate::{Outcome, model};

const TEXTS: [&str; 3] = [
    include_str!("../../../tests/golden/dam.txt"),
    include_str!("../../../tests/golden/envoy.txt"),
    include_str!("../../../tests/golden/strike.txt"),
];

/// Time features and tagging on one core, on the golden articles over and over
#[derive(Args)]
pub(crate) struct Bench {
    /// Megabytes of text
    #[arg(long, default_values_t = [1, 10])]
    megabytes: Vec<usize>,
    /// Runs of each; the fastest counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Write the text instead, for other programs to time themselves on
    #[arg(long)]
    text: bool,
}

impl Bench {
    /// Does it all.
    ///
    /// # Errors
    /// If standard output takes no more.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let tagger = model::tagger();
        let mut out = io::stdout().lock();
        for megabytes in self.megabytes {
            let text = text(megabytes * 1_000_000);
            if self.text {
                out.write_all(text.as_bytes())?;
                continue;
            }
            let article = Article::from_text(text);
            let (mut fastest, mut count, mut attributions) = ([f64::INFINITY; 2], 0, 0);
            for _ in 0..self.runs {
                let start = Instant::now();
                let found = read(&article);
                fastest[0] = fastest[0].min(start.elapsed().as_secs_f64());
                count = found.iter().map(|p| p.features.len()).sum();
                let start = Instant::now();
                let marks = tagger.tag(&found);
                fastest[1] = fastest[1].min(start.elapsed().as_secs_f64());
                attributions = marks.iter().map(|t| t.attributions.len()).sum();
            }
            let speed = |seconds: f64| per_second(count, seconds);
            writeln!(
                out,
                "{megabytes} MB, {count} tokens, {attributions} attributions: features {:.0} tokens/s, tagging {:.0}, both {:.0}",
                speed(fastest[0]),
                speed(fastest[1]),
                speed(fastest[0] + fastest[1]),
            )?;
        }
        Ok(Outcome::AllRead)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a figure to look at")]
fn per_second(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds
}

/// Paragraphs of the golden articles in an order that is always the same and not theirs.
fn text(bytes: usize) -> String {
    let paragraphs: Vec<&str> = TEXTS.iter().flat_map(|t| t.split("\n\n")).map(str::trim).collect();
    let (mut text, mut state) = (String::with_capacity(bytes + 10_000), 1_u64);
    while text.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap_or(0) % paragraphs.len();
        text.push_str(paragraphs[at]);
        text.push_str("\n\n");
    }
    text
}

fn read(article: &Article) -> Vec<Passage> {
    let blocks = 0..article.blocks.len();
    let (mut segments, mut quotations) = (Segments::default(), Vec::new());
    segment(article, blocks.clone(), &mut segments);
    sayso::quotation::find(article, &segments, blocks.clone(), &mut quotations);
    passages(article, &segments, &quotations, blocks)
}
