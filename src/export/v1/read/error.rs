//! Why a file could not be opened: what is wrong, where, and what to do.

/// Why a file could not be opened as a document; its text is one line, fit to be shown to whoever opened the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Not UTF-8.
    #[error("not UTF-8 at byte {byte}: save the file as UTF-8")]
    NotUtf8 {
        /// How many bytes before it are fine.
        byte: usize,
    },
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}: {what}: take the file as it was downloaded")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What the reader expected.
        what: String,
    },
    /// JSON of another kind.
    #[error("not a Sayso document: \"format\" is {found}, not \"sayso\": open a file that Sayso wrote")]
    Format {
        /// What stands there, as JSON.
        found: String,
    },
    /// A document of a later version.
    #[error("made by a newer Sayso: it is version {version}, and this one reads up to 1: open it with a newer Sayso")]
    Newer {
        /// What stands there.
        version: u64,
    },
    /// A document without a version that there ever was.
    #[error("not a Sayso document: \"version\" is {found}, not 1: open a file that Sayso wrote")]
    Version {
        /// What stands there, as JSON.
        found: String,
    },
    /// Something in it is missing, of another type, or fits nothing else in it.
    #[error("{path}: {what}: {hint}")]
    Invalid {
        /// Where, for example `entities[3].start`.
        path: String,
        /// What is wrong.
        what: String,
        /// What to do.
        hint: String,
    },
}

impl OpenError {
    /// Tells the JSON reader's error.
    pub(super) fn json(path: &str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        // The position has a place of its own here.
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
        if error.is_data() && !matches!(path, "" | ".") {
            let what = format!("{} (line {line}, column {column})", cut(what));
            return at(path, &what, "see docs/schema/document-v1.schema.json");
        }
        if error.is_data() {
            let what = format!("{} (line {line}, column {column})", cut(what));
            return at("the document", &what, "open a file that Sayso wrote");
        }
        Self::Syntax { line, column, what: cut(what) }
    }
}

/// An error at a place in the document.
pub(crate) fn at(path: &str, what: &str, hint: &str) -> OpenError {
    OpenError::Invalid { path: path.to_owned(), what: what.to_owned(), hint: hint.to_owned() }
}

/// Foreign words, short enough to stand in a message.
pub(crate) fn cut(words: &str) -> String {
    const CHARS: usize = 80;
    match words.char_indices().nth(CHARS) {
        None => words.to_owned(),
        Some((byte, _)) => format!("{}…", &words[..byte]),
    }
}
