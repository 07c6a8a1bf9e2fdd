//! `sayso features`: what the model sees of each token, for training.

use std::io::{self, BufRead as _, BufWriter, Write as _};

use anyhow::Context as _;
use clap::Args;
use sayso::Article;
use sayso::segment::{Segments, segment};
use sayso::span::{Offsets, Unit};
use sayso::tagger::features::passages;
use serde::Deserialize;

use crate::Outcome;

/// Write what the model sees of each token (used by training/)
///
/// Reads `{"id", "text"}` a line from standard input. Writes a line for each: `tokens` as [start, end, word, prefix, suffix,
/// shape, bits...], offsets in code points; `passages` as [first token, end, kind of block].
#[derive(Args)]
pub(crate) struct Features {}

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
}

impl Features {
    /// Does it all.
    ///
    /// # Errors
    /// If a line is no document, or standard output takes no more.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let Self {} = self;
        let mut out = BufWriter::new(io::stdout().lock());
        for (number, line) in io::stdin().lock().lines().enumerate() {
            let document: Document =
                serde_json::from_str(&line?).with_context(|| format!("line {}: no document", number + 1))?;
            serde_json::to_writer(&mut out, &write(document))?;
            out.write_all(b"\n")?;
        }
        Ok(Outcome::AllRead)
    }
}

fn write(document: Document) -> serde_json::Value {
    let article = Article::from_text(document.text);
    let blocks = 0..article.blocks.len();
    let (mut segments, mut quotations) = (Segments::default(), Vec::new());
    segment(&article, blocks.clone(), &mut segments);
    sayso::quotation::find(&article, &segments, blocks.clone(), &mut quotations);
    let offsets = Offsets::new(&article.text, Unit::CodePoint);
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    for passage in passages(&article, &segments, &quotations, blocks) {
        let first = tokens.len();
        for (features, token) in passage.features.iter().zip(&segments.tokens[passage.tokens]) {
            let mut row = vec![
                u32::try_from(offsets.of_byte(token.span.start)).unwrap_or(u32::MAX),
                u32::try_from(offsets.of_byte(token.span.end)).unwrap_or(u32::MAX),
                features.word,
                features.prefix,
                features.suffix,
                features.shape,
            ];
            row.extend((0..128).filter(|bit| features.bits >> bit & 1 == 1));
            tokens.push(row);
        }
        found.push((first, tokens.len(), article.blocks[passage.block].kind));
    }
    serde_json::json!({ "id": document.id, "tokens": tokens, "passages": found })
}
