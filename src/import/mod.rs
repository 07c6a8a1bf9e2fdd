//! What other tools, and Sayso itself, wrote: one file a format, each a function from files to documents.
//!
//! Nothing here trusts what it reads: offsets, ids and sizes are checked, here or in
//! [`Document::into_review`](crate::export::v1::Document::into_review).

pub mod link;
pub mod v1;
pub mod zip;
pub mod doccano;
mod found;
pub mod label_studio;
mod labels;
mod links;
pub mod prodigy;
mod records;
mod ruler;
pub mod web_annotation;

use serde::de::DeserializeOwned;

use crate::export::File;
use crate::export::json::{byte_at, path_at};
use crate::export::v1::{OpenError, at, cut};

/// The text of a file, without a byte order mark.
pub(crate) fn text(file: &File) -> Result<&str, OpenError> {
    let text = std::str::from_utf8(&file.bytes).map_err(|e| OpenError::NotUtf8 { byte: e.valid_up_to() })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads JSON of a known shape; `hint` says what to do if it has another.
pub(crate) fn json<T: DeserializeOwned>(file: &File, json: &str, hint: &str) -> Result<T, OpenError> {
    serde_json::from_str(json).map_err(|error| {
        let path = path_at(json, byte_at(json, error.line(), error.column()));
        let place = if path.is_empty() { file.name.clone() } else { format!("{}: {path}", file.name) };
        at(&place, &cut(&error.to_string()), hint)
    })
}
