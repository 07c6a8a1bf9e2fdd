//! `sayso convert`: documents of one format in, documents of another out.

use clap::Args;
use sayso::export::File;
use sayso::export::fit::Losses;
use sayso::export::v1::Document;
use sayso::formats::Format;

use crate::documents::{self, Job};
use crate::output::{Output, Piece, Tally, Target, run_of};
use crate::paths::Named;
use crate::{Outcome, terminal};

const EXAMPLES: &str = "\
Examples:
  sayso convert --to brat -o brat/ reviewed/          a folder of documents, in brat's files
  sayso convert --to sayso brat/*.ann brat/*.txt      and back: one document a line
  sayso convert --to brat -o brat.zip reviewed/       the same in one file
  sayso convert --from conll --to sayso - < a.conll   from a pipe, without a guess at what it is
  sayso convert --to sayso -o all.jsonl 'news/**/*'   all files below a folder
  sayso convert --resume --to sayso -o all.jsonl 'news/**/*'
                                                      the same, gone on with after it was interrupted

What a format is, is found out from what is in the files, not from their names. What holds a document a line is read line by
line, however long it is. What the format that is written has no place for is counted, and told in the end.

With -o, a file OUT.progress says how much is done until all is; it is what --resume goes by.

Exit status: 0 if all was read, 2 if something could not be read or written; a line on standard error says what.";

/// Write documents in another format
///
/// Writes to standard output in the order of the inputs, or to OUT.
#[derive(Args)]
#[command(after_long_help = format!("Formats:\n{}\n{EXAMPLES}", documents::table()))]
pub(crate) struct Convert {
    /// What the inputs hold [default: found out for each]
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// What to write
    #[arg(long, value_name = "FORMAT")]
    to: String,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    named: Named,
}

impl Convert {
    /// Does it all; what cannot be read is told on standard error, and the others are done.
    ///
    /// # Errors
    /// If the options contradict each other, or what is written cannot be.
    pub(crate) fn run(mut self) -> anyhow::Result<Outcome> {
        let from = documents::readable(self.from.as_deref())?;
        let to = documents::format(&self.to)?;
        self.named.or_standard_input()?;
        let files = self.named.files(&self.target.own())?;
        let run = run_of(&["convert", from.map_or("", |format| format.name), to.name], &files);
        let Some(output) = Output::open(&self.target, to.layout, &run)? else {
            return Ok(terminal::complete(&self.target));
        };
        let bar = terminal::progress(terminal::sizes(&files), self.target.output.is_some());
        let work = |job: Job| job.run().into_iter().map(|read| read.map(|(document, _)| piece(to, document))).collect();
        let tally = output.of(documents::jobs(files, from), Job::size, &bar, work)?;
        lost(to, &tally);
        Ok(terminal::outcome(&tally))
    }
}

/// What is written for a document.
fn piece(to: &Format, document: Document) -> Piece {
    let stem = |document: &Document| File::of(document, "", []).name;
    let wanted = stem(&document);
    let fitted = (to.fit)(document);
    Piece { stem: stem(&fitted.document), wanted, files: (to.write)(&fitted.document), losses: fitted.losses }
}

/// Tells what the format could not carry, a line for each kind.
fn lost(to: &Format, tally: &Tally) {
    for (loss, count) in tally.losses.iter() {
        let mut one = Losses::default();
        one.add(loss, count);
        eprintln!("sayso: {}: {one}", to.name);
    }
}
