//! Sayso JSON, as one document or one a line.

use crate::export::File;
use crate::export::v1::{Document, OpenError};

/// Whether files are Sayso's own.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    files.first().is_some_and(|file| {
        let head = &file.bytes[..file.bytes.len().min(512)];
        let head = String::from_utf8_lossy(head);
        let head: String = head.chars().filter(|c| !c.is_whitespace()).take(64).collect();
        head.trim_start_matches('\u{feff}').starts_with(r#"{"format":"sayso""#)
    })
}

/// Reads the documents of each file.
///
/// # Errors
/// If one is no document of a known version, or does not fit its own text.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let mut documents = Vec::new();
    for file in files {
        match Document::parse(&file.bytes) {
            Ok(review) => documents.push(Document::from(&review)),
            Err(OpenError::Syntax { .. }) if file.bytes.trim_ascii_end().contains(&b'\n') => {
                for line in
                    file.bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
                {
                    documents.push(Document::from(&Document::parse(line)?));
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(documents)
}
