//! `sayso agree`: how far do people agree, and in what do they not?

mod table;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use sayso::agreement::{self, Agreement, Alphas, Difference, Kind, Orphan};
use sayso::export::v1::Document;
use serde::Serialize;

use crate::paths::Named;
use crate::{Outcome, documents, parallel};

const EXAMPLES: &str = "\
Examples:
  sayso agree ana.json ben.json                     two people, one article
  sayso agree ana/ ben/ cem/                        three people, a folder of articles each: by the names of the documents
  sayso agree --json ana.json ben.json              all figures, and every difference
  sayso agree ana/ ben/ --settled both.jsonl        what both say confirmed, the rest flagged, with a note who says what

Exact: the same characters. Overlapping: one character at least, each name counts once. Tokens: words, numbers and marks that
both give a role in an attribution that both have; those with a word of the cue in common are taken for the same. Kappa
(Cohen) and alpha (Krippendorff, nominal) are over all tokens: which label each has, the outermost name counts, and whether it
has a role. What was rejected counts as not marked. If the texts differ, what the second marked is looked for in the first by
its words and what stands around them; what is not there is listed.

Exit status: 0 if all was read, 2 if something could not be read or written; a line on standard error says what.";

/// Tell how far two people or more agree who marked the same articles
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Agree {
    /// Print JSON, with every difference
    #[arg(long)]
    json: bool,
    /// Print where the tokens stand, too, for other programs to check the figures
    #[arg(long, hide = true, requires = "json")]
    tokens: bool,
    /// Write a document of each two: what both say confirmed, the rest flagged
    #[arg(long, value_name = "OUT")]
    settled: Option<PathBuf>,
    /// What the inputs hold [default: found out for each]
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// What each person marked: a file, a folder, or a pattern for each
    #[arg(value_name = "INPUT", num_args = 2.., required = true)]
    inputs: Vec<PathBuf>,
}

/// What all said.
#[derive(Default)]
struct Report {
    names: Vec<String>,
    /// How many articles at least two have marked.
    articles: usize,
    pairs: Vec<(usize, usize, Agreement)>,
    alphas: Alphas,
    details: Vec<Detail>,
}

/// What two said of one article.
#[derive(Serialize)]
struct Detail {
    id: String,
    a: usize,
    b: usize,
    differences: Vec<Difference>,
    orphans: Vec<Orphan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<(usize, usize)>>,
}

/// One person's documents by name.
type Marked = BTreeMap<String, Document>;

impl Agree {
    /// Does it all.
    ///
    /// # Errors
    /// If there is nothing to compare, or what is written cannot be.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let from = documents::readable(self.from.as_deref())?;
        if self.settled.is_some() && self.inputs.len() != 2 {
            anyhow::bail!("--settled makes one document of two: name two inputs, not {}", self.inputs.len());
        }
        let mut outcome = Outcome::AllRead;
        let mut people = Vec::new();
        for input in &self.inputs {
            let files = Named { inputs: vec![input.clone()] }.files(&[])?;
            people.push(read(files, from, &mut outcome)?);
        }
        // One article each is the same article, whatever it is called.
        if people.iter().all(|marked| marked.len() == 1) {
            people =
                people.into_iter().map(|marked| marked.into_values().map(|d| (String::new(), d)).collect()).collect();
        }
        let report = self.report(&people, &mut outcome)?;
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&table::json(&report))?)?;
        } else {
            out.write_all(table::draw(&report).as_bytes())?;
        }
        if let Some(path) = &self.settled {
            settled(path, &people)?;
        }
        Ok(outcome)
    }

    fn report(&self, people: &[Marked], outcome: &mut Outcome) -> anyhow::Result<Report> {
        let mut report =
            Report { names: self.inputs.iter().map(|path| path.display().to_string()).collect(), ..Report::default() };
        let ids: std::collections::BTreeSet<&String> = people.iter().flat_map(BTreeMap::keys).collect();
        let mut pairs: BTreeMap<(usize, usize), Agreement> = BTreeMap::new();
        for id in ids {
            let having: Vec<(usize, &Document)> =
                people.iter().enumerate().filter_map(|(at, marked)| Some((at, marked.get(id)?))).collect();
            for (name, _) in report.names.iter().zip(people).filter(|(_, marked)| !marked.contains_key(id)) {
                eprintln!("sayso: {name}: there is no document {id:?} in it: it is left out");
                *outcome = Outcome::SomeRefused;
            }
            if having.len() < 2 {
                continue;
            }
            report.articles += 1;
            let all: Vec<&Document> = having.iter().map(|(_, document)| *document).collect();
            report.alphas.merge(&Alphas::of(&all));
            for (at, (one, a)) in having.iter().enumerate() {
                for (other, b) in &having[at + 1..] {
                    pairs.entry((*one, *other)).or_default().merge(&agreement::compare(a, b));
                    report.details.push(Detail {
                        id: a.id.clone(),
                        a: *one,
                        b: *other,
                        differences: agreement::differences(a, b),
                        orphans: agreement::orphans(a, b),
                        tokens: self.tokens.then(|| agreement::tokens(&a.text)),
                    });
                }
            }
        }
        report.pairs = pairs.into_iter().map(|((a, b), agreement)| (a, b, agreement)).collect();
        anyhow::ensure!(
            report.articles > 0,
            "there is nothing to compare: documents are held against each other by their \"id\", and no two inputs share one"
        );
        Ok(report)
    }
}

impl Report {
    /// How many differences of each kind two have.
    fn kinds(&self, a: usize, b: usize) -> BTreeMap<Kind, usize> {
        let mut kinds = BTreeMap::new();
        let details = self.details.iter().filter(|detail| (detail.a, detail.b) == (a, b));
        for difference in details.flat_map(|detail| &detail.differences) {
            *kinds.entry(difference.kind).or_default() += 1;
        }
        kinds
    }
}

/// The documents of one person.
fn read(
    files: Vec<crate::paths::Found>,
    from: Option<&'static sayso::formats::Format>,
    outcome: &mut Outcome,
) -> anyhow::Result<Marked> {
    let mut marked = Marked::new();
    parallel::in_order(documents::jobs(files, from), documents::Job::run, |documents| {
        for document in documents {
            let refused = match document {
                Ok((document, _)) if !marked.contains_key(&document.id) => {
                    marked.insert(document.id.clone(), document);
                    continue;
                }
                Ok((document, _)) => format!("there is a second document {:?}: the first one counts", document.id),
                Err(refusal) => refusal.to_string(),
            };
            eprintln!("sayso: {refused}");
            *outcome = Outcome::SomeRefused;
        }
        Ok(())
    })?;
    Ok(marked)
}

/// Writes a document of each two, one a line.
fn settled(path: &PathBuf, people: &[Marked]) -> anyhow::Result<()> {
    let [first, second] = people else { return Ok(()) };
    let mut lines = Vec::new();
    for (id, a) in first {
        if let Some(b) = second.get(id) {
            serde_json::to_writer(&mut lines, &agreement::settle(a, b, &[]))?;
            lines.push(b'\n');
        }
    }
    fs::write(path, lines).with_context(|| path.display().to_string())
}
