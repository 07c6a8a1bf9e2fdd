//! brat stand-off, as brat itself, `PolNeAR` and Sayso write it.

mod build;
mod lines;
mod relations;

use super::derive;
use crate::export::File;
use crate::export::v1::{Document, OpenError, at};

/// Whether some of the files hold annotations of brat.
#[must_use]
pub fn looks(files: &[File]) -> bool {
    files.iter().any(|file| stem(file, ".ann").is_some())
}

/// Whether a file tells brat how to show documents, and holds none.
#[must_use]
pub fn is_configuration(name: &str) -> bool {
    ["annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"].contains(&base(name))
}

/// Reads a document for each `.ann`, with the text of the `.txt` beside it.
///
/// # Errors
/// If there is no such text, if a line is none of brat's, or if it does not fit the text.
pub fn read(files: &[File]) -> Result<Vec<Document>, OpenError> {
    let texts: Vec<(&str, &File)> = files.iter().filter_map(|file| Some((stem(file, ".txt")?, file))).collect();
    let annotated = files.iter().filter_map(|file| Some((stem(file, ".ann")?, file)));
    annotated.map(|(name, file)| document(name, file, text_of(name, &texts))).collect()
}

/// The name of a file without its suffix, if it has that.
fn stem<'f>(file: &'f File, suffix: &str) -> Option<&'f str> {
    let at = file.name.len().checked_sub(suffix.len())?;
    let (stem, end) = (file.name.get(..at)?, file.name.get(at..)?);
    end.eq_ignore_ascii_case(suffix).then_some(stem)
}

/// A name without the folders before it.
fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The text that annotations belong to: of the same name, in the same folder if there is one there. `PolNeAR` has texts in
/// a folder of their own, and what stands for the annotator behind their name: `attributions/story_5fec.ann`.
fn text_of<'f>(name: &str, texts: &[(&str, &'f File)]) -> Option<&'f File> {
    let same = texts.iter().find(|(text, _)| *text == name);
    let elsewhere = || texts.iter().find(|(text, _)| base(text) == base(name));
    let of_annotator = || {
        let starts = |text: &str| base(name).strip_prefix(base(text)).is_some_and(|rest| rest.starts_with('_'));
        texts.iter().filter(|(text, _)| starts(text)).max_by_key(|(text, _)| base(text).len())
    };
    same.or_else(elsewhere).or_else(of_annotator).map(|(_, file)| *file)
}

fn document(name: &str, file: &File, text: Option<&File>) -> Result<Document, OpenError> {
    let text = text
        .ok_or_else(|| at(&file.name, "its text is missing", &format!("open {}.txt together with it", base(name))))?;
    // As it is, with a byte order mark: brat counts that, too.
    let text = std::str::from_utf8(&text.bytes).map_err(|e| OpenError::NotUtf8 { byte: e.valid_up_to() })?;
    let lines = lines::parse(&file.name, super::text(file)?, text)?;
    let (document, lacks) = build::document(base(name), text, &lines);
    derive::fill(document, &lacks)
}
