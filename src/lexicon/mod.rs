//! What is known beforehand: tables under `data/`, one fact a row, each file with its provenance on top.

pub mod abbreviations;
pub mod elisions;
pub mod furniture;
pub mod html;
pub mod layout;

pub mod cues;

pub mod hedges;

pub mod phrases;

pub mod sources;

pub mod names;
pub mod words;

/// The rows of a table: lines that are neither blank nor a comment.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
