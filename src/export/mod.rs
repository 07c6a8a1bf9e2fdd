//! What outlives the tab: one file a format.

pub mod doccano;
pub mod extra;
pub mod fit;
pub mod graph;
pub mod json;
pub mod link;
pub mod label_studio;
pub mod prodigy;
pub mod spacy;
pub mod text;
pub mod tokens;
pub mod v1;
pub mod web_annotation;
pub mod work;
pub mod zip;

/// A file to be written, or that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, with folders before it if it stands in some.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// A document's file: its id, as far as that can be a file's name, and a suffix such as `.ann`.
    #[must_use]
    pub fn of(document: &v1::Document, suffix: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let safe = |c: char| if c.is_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
        let stem: String = document.id.chars().map(safe).take(100).collect();
        let stem = stem.trim_matches(['.', ' ']);
        let name = if stem.is_empty() { format!("article{suffix}") } else { format!("{stem}{suffix}") };
        Self { name, bytes: bytes.into() }
    }
}

/// Words of a title that go into an id: enough to tell files apart, short enough for a file name.
const ID_WORDS: usize = 8;

/// Name for a document that came without one, made from its title: `dam-held-officials-said`.
///
/// ```
/// assert_eq!(sayso::export::id_from_title("\"Dam held,\" officials said"), "dam-held-officials-said");
/// assert_eq!(sayso::export::id_from_title(" … "), "article");
/// ```
#[must_use]
pub fn id_from_title(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let id = words.take(ID_WORDS).map(str::to_lowercase).collect::<Vec<_>>().join("-");
    // One "word" may be half a million letters long.
    let id: String = id.chars().take(60).collect();
    if id.is_empty() { "article".to_owned() } else { id }
}

/// A value's name as serde spells it, for enums without fields: `named_person`.
pub(crate) fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A value as JSON on one line.
///
/// # Panics
/// Never: exports hold nothing that JSON cannot.
fn line(value: &impl serde::Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec(value).expect("exports hold nothing that JSON cannot");
    json.push(b'\n');
    json
}
