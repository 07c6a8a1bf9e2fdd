//! All layers that the gold has.

use std::collections::BTreeSet;

use anyhow::ensure;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::document::{Document, Pair};
use super::figures::{Figure, Rows};
use super::{attributions, entities, structure};

/// What can be annotated, in the order of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Entities,
    Attributions,
    Blocks,
    Clusters,
}

impl Layer {
    const ALL: [Self; 4] = [Self::Entities, Self::Attributions, Self::Blocks, Self::Clusters];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Attributions => "attributions",
            Self::Blocks => "blocks",
            Self::Clusters => "clusters",
        }
    }

    const fn is_in(self, document: &Document) -> bool {
        match self {
            Self::Entities => document.entities.is_some(),
            Self::Attributions => document.attributions.is_some(),
            Self::Blocks => document.blocks.is_some(),
            Self::Clusters => document.clusters.is_some(),
        }
    }
}

/// What the gold has of all that can be annotated: what else is predicted is neither right nor wrong.
///
/// Taken from all gold documents, so that the figures of their groups add up.
#[derive(Debug)]
pub(super) struct Scope {
    layers: Vec<Layer>,
    /// The labels to score.
    pub(super) labels: BTreeSet<String>,
}

impl Scope {
    /// Of the first document, which stands for all.
    ///
    /// # Errors
    /// If another lacks a layer: its predictions could not be told right from wrong.
    pub(super) fn new(pairs: &[Pair]) -> anyhow::Result<Self> {
        let layers: Vec<Layer> = pairs
            .first()
            .map_or_else(Vec::new, |first| Layer::ALL.into_iter().filter(|layer| layer.is_in(&first.gold)).collect());
        for Pair { gold, .. } in pairs {
            for layer in &layers {
                let (id, name) = (&gold.id, layer.name());
                ensure!(layer.is_in(gold), "{id}: no {name}, unlike other gold documents: score those apart");
            }
        }
        let entities = pairs.iter().flat_map(|pair| pair.gold.entities.iter().flatten());
        let mut labels: BTreeSet<String> = entities.map(|e| e.label.clone()).collect();
        if !layers.contains(&Layer::Clusters) {
            // Corpora mark absolute dates only.
            labels.remove("DATE");
        }
        Ok(Self { layers, labels })
    }

    pub(super) fn has(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }
}

/// The figures of all layers.
#[derive(Debug, PartialEq)]
pub(super) struct Scores {
    pub(super) documents: usize,
    /// Documents that there is a prediction for.
    pub(super) predicted: usize,
    pub(super) layers: Vec<(&'static str, Rows<Figure>)>,
}

impl Scores {
    pub(super) fn new(pairs: &[&Pair], scope: &Scope) -> Self {
        let row = |name: &str, figure| Rows(vec![(name.to_owned(), figure)]);
        let layer = |layer: &Layer| {
            let rows = match layer {
                Layer::Entities => entities::score(pairs, &scope.labels),
                Layer::Attributions => attributions::score(pairs),
                Layer::Blocks => row("kind", Figure::Accuracy(structure::blocks(pairs))),
                Layer::Clusters => row("pairs", Figure::Counts(structure::clusters(pairs))),
            };
            (layer.name(), rows)
        };
        Self {
            documents: pairs.len(),
            predicted: pairs.iter().filter(|pair| pair.pred.is_some()).count(),
            layers: scope.layers.iter().map(layer).collect(),
        }
    }
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(2 + self.layers.len()))?;
        out.serialize_entry("documents", &self.documents)?;
        out.serialize_entry("predicted", &self.predicted)?;
        for (name, rows) in &self.layers {
            out.serialize_entry(name, rows)?;
        }
        out.end()
    }
}
