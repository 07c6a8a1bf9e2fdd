//! `sayso annotate`: articles in, documents or drawings out.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, ValueEnum};
use sayso::Review;
use sayso::export::text;
use sayso::export::v1::Document;

use crate::input::{Input, Job, Source};
use crate::{Cli, Outcome, parallel};

/// Mark the entities and the attributions of articles
///
/// Reads each FILE, or standard input for "-" or if there is none, and writes to standard output in the order of the files.
#[derive(Args)]
pub(crate) struct Annotate {
    /// What the files hold [default: by extension: .html .htm → html, .jsonl → jsonl, .json → json, else text]
    #[arg(long, value_enum, value_name = "KIND")]
    input: Option<Input>,
    /// How to write [default: text on a terminal, else json for one article and jsonl for several]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Files to read, "-" for standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One document, indented
    Json,
    /// One document a line
    Jsonl,
    /// The article with its marks under the words
    Text,
}

impl Annotate {
    /// Does it all; what cannot be read is told on standard error, and the others are done.
    ///
    /// # Errors
    /// If the options contradict each other, or standard output takes no more.
    pub(crate) fn run(mut self) -> anyhow::Result<Outcome> {
        if self.files.is_empty() {
            if io::stdin().is_terminal() {
                Cli::command().find_subcommand_mut("annotate").map_or(Ok(()), clap::Command::print_long_help)?;
                return Ok(Outcome::SomeRefused);
            }
            self.files.push(PathBuf::from("-"));
        }
        let sources: Vec<_> = self.files.into_iter().map(|path| Source::new(path, self.input)).collect();
        let several = sources.len() > 1 || sources.iter().any(|s| s.input == Input::Jsonl);
        let format = self.format.unwrap_or(match () {
            () if io::stdout().is_terminal() => Format::Text,
            () if several => Format::Jsonl,
            () => Format::Json,
        });
        if several && format == Format::Json {
            anyhow::bail!("--format json writes one article: use --format jsonl for several");
        }
        let mut out = BufWriter::new(io::stdout().lock());
        let mut outcome = Outcome::AllRead;
        let work = |job: Job| job.run().map(|review| written(&review, format));
        parallel::in_order(sources.into_iter().flat_map(Source::jobs), work, |result| {
            match result {
                Ok(written) => {
                    out.write_all(written?.as_bytes())?;
                    out.flush()?;
                }
                Err(refusal) => {
                    outcome = Outcome::SomeRefused;
                    eprintln!("sayso: {refusal}");
                }
            }
            Ok(())
        })?;
        Ok(outcome)
    }
}

fn written(review: &Review, format: Format) -> serde_json::Result<String> {
    let mut text = match format {
        Format::Json => serde_json::to_string_pretty(&Document::from(review))?,
        Format::Text => text::draw(review, text::Page { width: 80, ink: text::Ink::Plain }),
        Format::Jsonl => serde_json::to_string(&Document::from(review))?,
    };
    text.push('\n');
    Ok(text)
}
