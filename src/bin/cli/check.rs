//! `sayso check`: are these documents sound?

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use clap::Args;

use crate::documents::{self, Job};
use crate::input::Refusal;
use crate::output::Tally;
use crate::paths::Named;
use crate::{Outcome, parallel, terminal};

const EXAMPLES: &str = "\
Examples:
  sayso check reviewed/               every file in a folder
  sayso check all.jsonl               every line
  sayso check --from brat 'brat/*'    as brat's, whatever they look like

A document is sound if it is what its format asks for, and all that it marks lies in its text. Sayso's own are also held
against what docs/schema/document-v1.schema.json says, the checksum of the text, and the words that they quote.

Exit status: 0 if all are sound, 2 if not; a line on standard error says which, where in it, what is wrong and what to do.";

/// Check that documents fit their format and their text
#[derive(Args)]
#[command(after_long_help = format!("Formats:\n{}\n{EXAMPLES}", documents::table()))]
pub(crate) struct Check {
    /// What the inputs hold [default: found out for each]
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    #[command(flatten)]
    named: Named,
}

/// What was found in one input.
struct Found {
    bytes: u64,
    sound: Vec<&'static str>,
    refused: Vec<Refusal>,
}

impl Check {
    /// Checks it all, and counts what is sound on standard output.
    ///
    /// # Errors
    /// If the options contradict each other, or standard output takes no more.
    pub(crate) fn run(mut self) -> anyhow::Result<Outcome> {
        let from = documents::readable(self.from.as_deref())?;
        self.named.or_standard_input()?;
        let files = self.named.files(&[])?;
        let bar = terminal::progress(terminal::sizes(&files), true);
        let mut sound: BTreeMap<&str, u64> = BTreeMap::new();
        let mut tally = Tally::default();
        parallel::in_order(documents::jobs(files, from), check, |found| {
            tally.inputs += 1;
            tally.failed += u64::from(!found.refused.is_empty());
            found.sound.iter().for_each(|format| *sound.entry(format).or_default() += 1);
            found.refused.iter().for_each(|refusal| bar.suspend(|| eprintln!("sayso: {refusal}")));
            bar.inc(found.bytes);
            Ok(())
        })?;
        bar.finish_and_clear();
        let mut out = io::stdout().lock();
        for (format, count) in sound {
            writeln!(out, "{format}: {count} sound {}", if count == 1 { "document" } else { "documents" })?;
        }
        Ok(terminal::outcome(&tally))
    }
}

fn check(job: Job) -> Found {
    let mut found = Found { bytes: job.size(), sound: Vec::new(), refused: Vec::new() };
    for read in job.run() {
        match read {
            Ok((_, format)) => found.sound.push(format.name),
            Err(refusal) => found.refused.push(refusal),
        }
    }
    found
}
