//! What the terminal is like, and what is only for people in front of one.

use std::io::{IsTerminal as _, stderr, stdout};

use console::Term;
use indicatif::{ProgressBar, ProgressStyle};
use sayso::export::text::{Ink, Page};

use crate::Outcome;
use crate::output::{Tally, Target};
use crate::paths::Found;

/// Columns where there is no terminal: what is written to a file is the same everywhere.
const COLUMNS: usize = 80;

/// What drawings are made for: as wide as the terminal, in colour unless `NO_COLOR` is set; `elsewhere` is whether they go
/// to a file.
pub(crate) fn page(elsewhere: bool) -> Page {
    let plain = Page { width: COLUMNS, ink: Ink::Plain };
    if elsewhere || !stdout().is_terminal() {
        return plain;
    }
    let width = Term::stdout().size_checked().map_or(COLUMNS, |(_, columns)| usize::from(columns));
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let unable = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    Page { width, ink: if unwanted || unable { Ink::Plain } else { Ink::Ansi } }
}

/// Bytes in some files, if that is known beforehand.
pub(crate) fn sizes(files: &[Found]) -> Option<u64> {
    let size =
        |path: &std::path::PathBuf| path.metadata().ok().filter(std::fs::Metadata::is_file).map(|data| data.len());
    files.iter().filter_map(|found| found.as_ref().ok()).map(size).sum()
}

/// A bar on standard error for many articles, hidden where nobody would see it or where drawings scroll past.
///
/// `bytes` is what there is to read, `None` if nobody knows; `elsewhere` is whether results go to a file.
pub(crate) fn progress(bytes: Option<u64>, elsewhere: bool) -> ProgressBar {
    if !stderr().is_terminal() || (stdout().is_terminal() && !elsewhere) {
        return ProgressBar::hidden();
    }
    let (bar, template) = match bytes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {bytes} of {total_bytes}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}"),
    };
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Tells how many inputs failed, unless there is one only, of which that was told.
pub(crate) fn outcome(tally: &Tally) -> Outcome {
    if tally.failed == 0 {
        return Outcome::AllRead;
    }
    if tally.inputs > 1 {
        eprintln!("sayso: {tally}");
    }
    Outcome::SomeRefused
}

/// Tells that there is nothing to go on with.
pub(crate) fn complete(target: &Target) -> Outcome {
    if let Some(out) = &target.output {
        eprintln!("sayso: {}: nothing to resume: it is there, and no run into it was interrupted", out.display());
    }
    Outcome::AllRead
}
