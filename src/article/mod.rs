//! The pasted text, never changed, and the blocks that it falls into.

mod blocks;
pub mod html;
mod lines;
mod local;
mod reason;
mod script;
mod summary;
#[cfg(test)]
mod tests;
mod traits;

pub use reason::Reason;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One article: its text exactly as pasted, and what each part of it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Exactly what was pasted; every span counts bytes of this.
    pub text: String,
    /// In text order, not overlapping; every character outside them is white space.
    pub blocks: Vec<Block>,
}

/// A part of the layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Why it is taken for that.
    pub reason: Reason,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The title of the story.
    Headline,
    /// The standfirst under the headline.
    Deck,
    /// Author, agency, date line.
    Byline,
    /// Words under or about a picture, and photo credits.
    Caption,
    /// A title inside the body.
    Heading,
    /// The story itself.
    Body,
    /// Site furniture; nothing in it is annotated.
    Boilerplate,
}

/// What a part of a text is known to be beforehand, for example from the markup that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

impl Article {
    /// Takes the text as pasted and finds its blocks, one per line that is not blank.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self::from_hinted(text, &[])
    }

    /// The same, where something is known of some lines; hints are in text order and do not overlap.
    #[must_use]
    pub fn from_hinted(text: String, hints: &[Hint]) -> Self {
        let blocks = blocks::classify(&text, hints);
        Self { text, blocks }
    }

    /// The words of a span of this article.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The headline, or the first line there is; empty for blank text.
    #[must_use]
    pub fn title(&self) -> &str {
        let headline = self.blocks.iter().find(|b| b.kind == BlockKind::Headline);
        let title = headline.or(self.blocks.first()).map_or("", |b| self.words(b.span));
        // A byte order mark is no part of a title, and neither is the sign of a Markdown heading.
        title.trim_start_matches(['\u{feff}', '#']).trim_start()
    }
}
