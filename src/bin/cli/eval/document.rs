//! Documents to score: what Sayso writes, and what other programs and corpora have of it.

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::text::Text;

/// A half-open range of code points.
pub(super) type Range = (usize, usize);

/// One document; a layer that is `None` was not annotated, which differs from one without annotations.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Document {
    /// Joins gold and prediction.
    pub(super) id: String,
    /// Gold documents need one.
    pub(super) text: Option<String>,
    pub(super) blocks: Option<Vec<Block>>,
    pub(super) entities: Option<Vec<Entity>>,
    pub(super) attributions: Option<Vec<Attribution>>,
    pub(super) clusters: Option<Vec<Value>>,
    /// All else, for example the region of a news source.
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

/// A part of the layout.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: String,
}

/// One mention.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Entity {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: String,
    /// What it is a mention of.
    #[serde(rename = "entity")]
    pub(super) cluster: Option<String>,
    /// Only predictions have one.
    #[serde(default = "certain")]
    pub(super) confidence: f64,
}

/// Who says what.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Attribution {
    pub(super) source: Option<Vec<Range>>,
    pub(super) cue: Option<Vec<Range>>,
    pub(super) content: Option<Vec<Range>>,
    /// Only predictions have one.
    #[serde(default = "certain")]
    pub(super) confidence: f64,
    /// Form, frame, stance, kind of source and more, as far as they were annotated.
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

/// As in the Document that is downloaded.
const fn certain() -> f64 {
    1.0
}

impl Attribution {
    /// The three roles in the order of [`super::attributions::ROLES`].
    pub(super) fn roles(&self) -> [&[Range]; 3] {
        [&self.source, &self.cue, &self.content].map(|role| role.as_deref().unwrap_or_default())
    }
}

impl Document {
    /// Whether all its offsets lie in a text of so many code points.
    fn check(&self, length: usize) -> anyhow::Result<()> {
        let blocks = self.blocks.iter().flatten().map(|b| ("block", (b.start, b.end)));
        let entities = self.entities.iter().flatten().map(|e| ("entity", (e.start, e.end)));
        let attributions = self.attributions.iter().flatten().flat_map(Attribution::roles).flatten();
        for (what, (start, end)) in blocks.chain(entities).chain(attributions.map(|&range| ("attribution", range))) {
            ensure!(
                start <= end && end <= length,
                "{what} {start} to {end} is not in the text of {length} code points"
            );
        }
        Ok(())
    }
}

/// A gold document and what was predicted for it.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) text: Text,
    pub(super) gold: Document,
    /// `None` where there is no prediction; that counts as predicted empty.
    pub(super) pred: Option<Document>,
}

impl Pair {
    /// Joins the two.
    ///
    /// # Errors
    /// If they have different texts, or offsets outside them.
    pub(super) fn new(gold: Document, pred: Option<Document>) -> anyhow::Result<Self> {
        let id = &gold.id;
        let text = gold.text.as_deref().with_context(|| format!("{id}: the gold document has no text"))?;
        let other = pred.as_ref().and_then(|p| p.text.as_deref());
        ensure!(
            other.is_none_or(|other| other == text),
            "{id}: the predicted document's text differs from the gold text"
        );
        let text = Text::new(text);
        gold.check(text.chars.len()).with_context(|| format!("{id}: gold"))?;
        if let Some(pred) = &pred {
            pred.check(text.chars.len()).with_context(|| format!("{id}: prediction"))?;
        }
        Ok(Self { text, gold, pred })
    }

    /// The predicted entities.
    pub(super) fn entities(&self) -> &[Entity] {
        self.pred.as_ref().and_then(|p| p.entities.as_deref()).unwrap_or_default()
    }

    /// The predicted attributions.
    pub(super) fn attributions(&self) -> &[Attribution] {
        self.pred.as_ref().and_then(|p| p.attributions.as_deref()).unwrap_or_default()
    }

    /// The predicted blocks.
    pub(super) fn blocks(&self) -> &[Block] {
        self.pred.as_ref().and_then(|p| p.blocks.as_deref()).unwrap_or_default()
    }
}
