//! What the terminal is like, and what is only for people in front of one.

use std::io::{IsTerminal as _, stderr, stdout};

use console::Term;
use indicatif::{ProgressBar, ProgressStyle};
use sayso::export::text::{Ink, Page};

/// Columns where there is no terminal: what is written to a file is the same everywhere.
const COLUMNS: usize = 80;

/// What drawings are made for: as wide as the terminal, in colour unless `NO_COLOR` is set.
pub(crate) fn page() -> Page {
    let plain = Page { width: COLUMNS, ink: Ink::Plain };
    if !stdout().is_terminal() {
        return plain;
    }
    let width = Term::stdout().size_checked().map_or(COLUMNS, |(_, columns)| usize::from(columns));
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let unable = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    Page { width, ink: if unwanted || unable { Ink::Plain } else { Ink::Ansi } }
}

/// A bar on standard error for many articles, hidden where nobody would see it or where drawings scroll past.
///
/// `bytes` is what there is to read, `None` if nobody knows.
pub(crate) fn progress(bytes: Option<u64>) -> ProgressBar {
    if !stderr().is_terminal() || stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match bytes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {bytes} of {total_bytes}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}"),
    };
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
