//! `sayso eval`: how well annotations fit gold ones.

mod attributions;
mod calibration;
mod document;
mod entities;
mod figures;
mod kinds;
mod layers;
mod load;
mod matching;
mod report;
mod structure;
mod table;
mod text;

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;
use sayso::Article;
use sayso::export::v1;

use crate::input::{Input, Source};
use crate::{Outcome, input, parallel, terminal};
use document::{Document, Pair};
use report::{Ask, Reports};

const EXAMPLES: &str = "\
Examples:
  sayso eval gold/*.json                            annotate the gold documents' texts, and score that
  sayso eval gold.jsonl.gz --pred found.jsonl       score what was found before, or by another program
  sayso eval gold.jsonl.gz --by region              once more for each region
  sayso eval gold.jsonl.gz --calibration --json     figures to plot

A document is {\"id\", \"text\", \"blocks\"?, \"entities\"?, \"attributions\"?, \"clusters\"?}, as sayso annotate writes it; offsets
count Unicode code points. Documents are joined by id; a gold document without a prediction counts as predicted empty.
Only layers that the gold has are scored, and only entity labels that it has; DATE only where it has clusters.

entities      exact: same span and label; coarse: PERSON, ORG and LOC only; spans: any label. A leading \"the\", a
              trailing possessive and titles of persons are trimmed from both sides.
attributions  token, exact, overlap: each role by itself; content: contents that share half of their tokens, one to
              one, best first; full: the same, and the sources share a token or neither has one; full direct and
              indirect: content with and without a double quotation mark; field: accuracy where full matched.
blocks        share of characters, blanks apart, that are given the right kind.
clusters      pairs of gold mentions, found exactly, that are in one cluster or not.

Exit status: 0 if all was scored, 2 if something could not be read or does not fit; nothing is scored then.";

/// Score annotations against gold ones
///
/// Reads documents, one a file or one a line, also packed with gzip, and writes a table of precision, recall and F1.
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Eval {
    /// Files of gold documents, "-" for standard input
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,
    /// File of predicted documents [default: annotate the texts of the gold documents]
    #[arg(long, value_name = "PRED")]
    pred: Option<PathBuf>,
    /// Write one JSON object with all digits instead of the table
    #[arg(long)]
    json: bool,
    /// Score once more for each value of a text field of the gold documents, for example region
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Break the recall of full down by form and by kind of source
    #[arg(long)]
    by_kind: bool,
    /// How far confidences can be trusted, and what thresholds on them do
    #[arg(long)]
    calibration: bool,
}

impl Eval {
    /// Does it all.
    ///
    /// # Errors
    /// If something cannot be read, does not fit the gold, or standard output takes no more. Nothing is scored then: figures
    /// over some of the documents would mislead.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let gold = load::all(self.gold.into_iter().map(source))?;
        anyhow::ensure!(!gold.is_empty(), "the gold files hold no document");
        let pairs = match self.pred {
            Some(path) => load::joined(gold, load::all([source(path)])?)?,
            None => annotated(gold)?,
        };
        let ask = Ask { by: self.by, kinds: self.by_kind, calibration: self.calibration };
        let reports = Reports::new(&pairs, &ask)?;
        let written = if self.json { serde_json::to_string(&reports)? + "\n" } else { table::draw(&reports) };
        io::stdout().lock().write_all(written.as_bytes())?;
        Ok(Outcome::AllRead)
    }
}

/// Whatever a file is called, it holds documents.
fn source(path: PathBuf) -> Source {
    Source::new(path, Some(Input::Json))
}

/// Annotates the texts of gold documents, in parallel.
fn annotated(gold: Vec<Document>) -> anyhow::Result<Vec<Pair>> {
    let size = |document: &Document| document.text.as_ref().map_or(0, |text| text.len() as u64);
    let bar = terminal::progress(Some(gold.iter().map(size).sum()), false);
    let mut pairs = Vec::with_capacity(gold.len());
    let work = |gold: Document| (size(&gold), annotate(&gold).and_then(|found| Pair::new(gold, Some(found))));
    parallel::in_order(gold.into_iter(), work, |(bytes, pair)| {
        pairs.push(pair?);
        bar.inc(bytes);
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(pairs)
}

/// What `sayso annotate` would write for the text of a gold document, read again: both ways give the same figures.
fn annotate(gold: &Document) -> anyhow::Result<Document> {
    let article = Article::from_text(gold.text.clone().unwrap_or_default());
    let review = input::reviewed(gold.id.clone(), article);
    Ok(serde_json::from_slice(&serde_json::to_vec(&v1::Document::from(&review))?)?)
}
