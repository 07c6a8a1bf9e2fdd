//! `sayso annotate`: articles in, documents or drawings out.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, ValueEnum};
use indicatif::ProgressBar;
use sayso::Review;
use sayso::export::text::{self, Page};
use sayso::export::v1::Document;
use sayso::formats::Layout;

use crate::input::{Input, Job, Source};
use crate::output::{Output, Piece, Target, run_of};
use crate::paths::{Found, Named};
use crate::{Cli, Outcome, model, terminal};

const EXAMPLES: &str = "\
Examples:
  sayso annotate article.txt                        look at one article
  sayso annotate article.txt > article.json         a document that the page opens
  sayso annotate news/ > news.jsonl                 one document a line, of all files below a folder, in order of their names
  sayso annotate 'news/**/*.txt' -o news.jsonl      the same of some, into a file
  sayso annotate 'news/**/*.txt' -o news.jsonl --resume
                                                    gone on with after it was interrupted
  zcat all.jsonl.gz | sayso annotate --input jsonl  articles from a pipe, {\"id\", \"text\"} a line
  sayso annotate --format text reviewed.json        look at what was decided

In a drawing, dashes stand under suggestions and = under what was confirmed; what was rejected is left out.

With -o, a file OUT.progress says how much is done until all is; it is what --resume goes by.

Exit status: 0 if all was read, 2 if something could not be read or written; a line on standard error says what.";

/// Mark the entities and the attributions of articles
///
/// Reads each INPUT, or standard input for "-" or where there is no INPUT, and writes to standard output, or to OUT, in the
/// order of the inputs.
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Annotate {
    /// What the files hold [default: by extension (.html, .htm, .jsonl, .json), else text]
    #[arg(long, value_enum, value_name = "KIND")]
    input: Option<Input>,
    /// How to write [default: text on a terminal, else json for one article and jsonl for several]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    named: Named,
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

impl Annotate {
    /// Does it all; what cannot be read is told on standard error, and the others are done.
    ///
    /// # Errors
    /// If the options contradict each other, or standard output takes no more.
    pub(crate) fn run(mut self) -> anyhow::Result<Outcome> {
        if self.named.inputs.is_empty() {
            if io::stdin().is_terminal() {
                let mut cli = Cli::command();
                cli.build();
                cli.find_subcommand_mut("annotate").map_or(Ok(()), clap::Command::print_long_help)?;
                return Ok(Outcome::SomeRefused);
            }
            self.named.inputs.push(PathBuf::from("-"));
        }
        if self.target.is_zip() {
            anyhow::bail!(
                "what is annotated goes to one file: name one that is no zip, and use sayso convert for that"
            );
        }
        let files = self.named.files(&self.target.own())?;
        let jsonl = |path: &PathBuf| Source::new(path.clone(), self.input).input == Input::Jsonl;
        let several = files.len() > 1 || files.iter().flatten().any(jsonl);
        let format = self.format(several)?;
        let kind = format!("{:?} {format:?} {several}", self.input);
        let run = run_of(&["annotate", &kind, &model::name()], &files);
        let Some(output) = Output::open(&self.target, Layout::Joined, &run)? else {
            return Ok(terminal::complete(&self.target));
        };
        let to_file = self.target.output.is_some();
        let bar = if several { terminal::progress(terminal::sizes(&files), to_file) } else { ProgressBar::hidden() };
        let page = terminal::page(to_file);
        let input = self.input;
        let work = |job: Job| vec![job.run().map(|review| Piece::text(write(&review, format, several, page)))];
        let tally = output.of(files.into_iter().flat_map(move |found| jobs(found, input)), Job::size, &bar, work)?;
        Ok(terminal::outcome(&tally))
    }

    /// How to write, if that makes sense.
    fn format(&self, several: bool) -> anyhow::Result<Format> {
        Ok(match self.format {
            Some(Format::Json) if several => {
                anyhow::bail!("--format json writes one article: use --format jsonl for several")
            }
            Some(format) => format,
            None if self.target.output.is_none() && io::stdout().is_terminal() => Format::Text,
            None if several => Format::Jsonl,
            None => Format::Json,
        })
    }
}

fn jobs(found: Found, input: Option<Input>) -> Box<dyn Iterator<Item = Job> + Send> {
    match found {
        Ok(path) => Source::new(path, input).jobs(),
        Err(refusal) => Box::new(std::iter::once(Job::Refused(refusal))),
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
