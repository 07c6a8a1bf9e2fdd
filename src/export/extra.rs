//! All of a document but its text, for formats that pass on what they do not know: one object under the key `sayso`.
//!
//! What other tools show and change are their own spans and links; what those have no place for is looked up in here
//! when the file is read again. Where both differ, the tool is right: a person has worked with it.
//! `docs/schema/extra-v1.schema.json` describes it.

use serde::{Deserialize, Serialize};

use super::v1::{Attribution, Block, Cluster, Document, Entity, VERSION, sha256};

/// Key of the object in the files of other tools.
pub const KEY: &str = "sayso";

/// A document without its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extra {
    /// That of [`Document`].
    pub version: u32,
    /// The name of the document.
    #[serde(default)]
    pub id: String,
    /// Of which text this is; it is of no use beside any other.
    #[serde(default)]
    pub text_sha256: String,
    /// The layout.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// All of them, those too that are not shown to the tool because they were rejected.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// What they are mentions of.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    /// All of them, as above.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
}

impl Extra {
    /// What is to be kept of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let wordless = |e: &Entity| Entity { text: String::new(), ..e.clone() };
        Self {
            version: VERSION,
            id: document.id.clone(),
            text_sha256: sha256(&document.text),
            blocks: document.blocks.clone(),
            entities: document.entities.iter().map(wordless).collect(),
            clusters: document.clusters.clone(),
            attributions: document.attributions.clone(),
        }
    }

    /// Whether its offsets are offsets into this text.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        self.version == VERSION && self.text_sha256.eq_ignore_ascii_case(&sha256(text))
    }
}
