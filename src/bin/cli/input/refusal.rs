//! What cannot be read: which file, where in it, why, and what to do, on one line.

use std::fmt;
use std::io;
use std::string::FromUtf8Error;

use sayso::export::v1::OpenError;

/// One line for standard error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    place: String,
    why: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name may hold a line break, and escape sequences for the terminal.
        let place: String = self.place.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        write!(f, "{place}: {}", self.why)
    }
}

impl Refusal {
    /// Something at a place.
    pub(crate) fn new(place: String, why: &str) -> Self {
        Self { place, why: why.to_owned() }
    }

    /// A file that the system does not give.
    pub(crate) fn io(place: String, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
            io::ErrorKind::IsADirectory => {
                "this is a directory: name the files in it, for example with /*.txt".to_owned()
            }
            _ => error.to_string(),
        };
        Self { place, why }
    }

    /// A document that does not open.
    pub(crate) fn document(place: String, error: &OpenError) -> Self {
        Self { place, why: error.to_string() }
    }

    /// A line of JSON lines that is none, with its line and column.
    pub(crate) fn line(place: &str, number: u64, error: &serde_json::Error) -> Self {
        let why = format!("{}: a line must be {{\"id\": \"…\", \"text\": \"…\"}}", what(error));
        Self { place: format!("{place}:{number}:{}", error.column()), why }
    }

    /// Documents to score that are none, with line and column.
    pub(crate) fn json(place: &str, error: &serde_json::Error) -> Self {
        let why = format!("{}: documents must be as sayso annotate writes them", what(error));
        Self { place: format!("{place}:{}:{}", error.line(), error.column()), why }
    }

    /// A file that is not UTF-8, with the offset of the first byte that does not fit.
    pub(crate) fn encoding(place: String, error: &FromUtf8Error) -> Self {
        let (bytes, at) = (error.as_bytes(), error.utf8_error().valid_up_to());
        let why = match bytes {
            [0x1f, 0x8b, ..] => format!("compressed: unpack it first, for example with gunzip {place:?}"),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                format!("UTF-16, not UTF-8: convert it first, for example with iconv -f UTF-16 -t UTF-8 {place:?}")
            }
            _ if bytes.contains(&0) => "not text: name text files, web pages, JSON lines or Sayso documents".to_owned(),
            _ => {
                let line = bytes[..at].split(|&b| b == b'\n').count();
                format!(
                    "not UTF-8 at byte {at} (line {line}): convert it first, \
                     for example with iconv -f WINDOWS-1252 -t UTF-8 {place:?}"
                )
            }
        };
        Self { place, why }
    }
}

/// What is wrong with JSON, without the position: that stands in front, as compilers have it.
fn what(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    what.chars().take(100).collect()
}
