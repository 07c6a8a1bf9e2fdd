//! All that was asked for, of all documents and of each group of them.

use std::collections::BTreeMap;

use anyhow::ensure;
use serde::Serialize;
use serde_json::Value;

use super::calibration::{Calibration, calibrate};
use super::document::Pair;
use super::figures::Rows;
use super::kinds::Kinds;
use super::layers::{Layer, Scope, Scores};

/// What is asked for beside the scores.
#[derive(Debug, Default)]
pub(super) struct Ask {
    /// The field of the gold documents to group them by.
    pub(super) by: Option<String>,
    pub(super) kinds: bool,
    pub(super) calibration: bool,
}

/// The figures of some documents.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Report {
    #[serde(flatten)]
    pub(super) scores: Scores,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kinds: Option<Kinds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) calibration: Option<Rows<Calibration>>,
}

/// The figures of all documents and of each group.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Reports {
    #[serde(flatten)]
    pub(super) all: Report,
    /// By the field, then by its values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<Rows<Rows<Report>>>,
}

/// The group of documents that lack the field.
const OTHER: &str = "(none)";

impl Reports {
    /// # Errors
    /// If the gold documents lack what is asked for.
    pub(super) fn new(pairs: &[Pair], ask: &Ask) -> anyhow::Result<Self> {
        let scope = Scope::new(pairs)?;
        let report = |pairs: &[&Pair]| Report {
            scores: Scores::new(pairs, &scope),
            kinds: (ask.kinds && scope.has(Layer::Attributions)).then(|| Kinds::new(pairs)),
            calibration: ask.calibration.then(|| calibrate(pairs, &scope)),
        };
        let by = ask.by.as_deref().map(|field| {
            let groups = groups(pairs, field)?;
            let rows = groups.into_iter().map(|(value, pairs)| (value.to_owned(), report(&pairs)));
            anyhow::Ok(Rows(vec![(field.to_owned(), Rows(rows.collect()))]))
        });
        Ok(Self { all: report(&pairs.iter().collect::<Vec<_>>()), by: by.transpose()? })
    }
}

/// The pairs by a text field of the gold documents.
fn groups<'a>(pairs: &'a [Pair], field: &str) -> anyhow::Result<BTreeMap<&'a str, Vec<&'a Pair>>> {
    let mut groups: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        let value = pair.gold.fields.get(field).and_then(Value::as_str);
        groups.entry(value.unwrap_or(OTHER)).or_default().push(pair);
    }
    ensure!(!groups.keys().all(|&value| value == OTHER), "no gold document has a text field {field:?}");
    Ok(groups)
}
