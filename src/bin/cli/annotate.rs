//! `sayso annotate`: articles in, documents or drawings out.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, ValueEnum};
use indicatif::ProgressBar;
use sayso::Review;
use sayso::export::text::{self, Page};
use sayso::export::v1::Document;

use crate::input::{Input, Job, Refusal, Source};
use crate::{Cli, Outcome, parallel, terminal};

const EXAMPLES: &str = "\
Examples:
  sayso annotate article.txt                        look at one article
  sayso annotate article.txt > article.json         a document that the page opens
  sayso annotate news/*.txt > news.jsonl            one document a line, in the order of the files
  zcat all.jsonl.gz | sayso annotate --input jsonl  articles from a pipe, {\"id\", \"text\"} a line
  sayso annotate --format text reviewed.json        look at what was decided

In a drawing, dashes stand under suggestions and = under what was confirmed; what was rejected is left out.

Exit status: 0 if all was read, 2 if something could not be read or written; a line on standard error says what.";

/// Mark the entities and the attributions of articles
///
/// Reads each FILE, or standard input for "-" or where there is no FILE, and writes to standard output in the order of
/// the files.
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Annotate {
    /// What the files hold [default: by extension (.html, .htm, .jsonl, .json), else text]
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
    /// The articles with their marks under the words
    Text,
}

/// How to write a review, and how much of the input that was.
struct Done {
    bytes: u64,
    written: Result<String, Refusal>,
}

impl Annotate {
    /// Does it all; what cannot be read is told on standard error, and the others are done.
    ///
    /// # Errors
    /// If the options contradict each other, or standard output takes no more.
    pub(crate) fn run(mut self) -> anyhow::Result<Outcome> {
        if self.files.is_empty() {
            if io::stdin().is_terminal() {
                let mut cli = Cli::command();
                cli.build();
                cli.find_subcommand_mut("annotate").map_or(Ok(()), clap::Command::print_long_help)?;
                return Ok(Outcome::SomeRefused);
            }
            self.files.push(PathBuf::from("-"));
        }
        let sources: Vec<_> = self.files.into_iter().map(|path| Source::new(path, self.input)).collect();
        let several = sources.len() > 1 || sources.iter().any(|s| s.input == Input::Jsonl);
        let format = match self.format {
            Some(Format::Json) if several => {
                anyhow::bail!("--format json writes one article: use --format jsonl for several")
            }
            Some(format) => format,
            None if io::stdout().is_terminal() => Format::Text,
            None if several => Format::Jsonl,
            None => Format::Json,
        };
        let bytes = sources.iter().map(Source::size).sum::<Option<u64>>();
        let bar = if several { terminal::progress(bytes) } else { ProgressBar::hidden() };
        let page = terminal::page();
        let work = |job: Job| Done { bytes: job.size(), written: job.run().map(|r| write(&r, format, several, page)) };
        let jobs = sources.into_iter().flat_map(Source::jobs);

        let mut out = BufWriter::new(io::stdout().lock());
        let mut outcome = Outcome::AllRead;
        parallel::in_order(jobs, work, |Done { bytes, written }| {
            match written {
                // Flushed one by one: whoever waits at the other end of a pipe sees each as soon as it is done.
                Ok(written) => out.write_all(written.as_bytes()).and_then(|()| out.flush())?,
                Err(refusal) => {
                    outcome = Outcome::SomeRefused;
                    bar.suspend(|| eprintln!("sayso: {refusal}"));
                }
            }
            bar.inc(bytes);
            Ok(())
        })?;
        bar.finish_and_clear();
        Ok(outcome)
    }
}

/// What is written for one article.
fn write(review: &Review, format: Format, several: bool, page: Page) -> String {
    const JSON: &str = "documents hold nothing that JSON cannot";
    let document = || Document::from(review);
    match format {
        Format::Json => serde_json::to_string_pretty(&document()).expect(JSON) + "\n",
        Format::Jsonl => serde_json::to_string(&document()).expect(JSON) + "\n",
        Format::Text if several => {
            let id: String = review.id.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
            format!("# {id}\n\n{}\n", text::draw(review, page))
        }
        Format::Text => text::draw(review, page),
    }
}
