//! What is known of a saved article without opening it.

use sayso::Review;
use sayso::export::work::Stage;
use sayso::review::Reviewed;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::protocol::Saved;

/// Characters of a title that are listed.
const TITLE: usize = 120;
/// What comes behind the title of a copy.
pub(super) const COPY: &str = " (copy)";

/// A row of the library. What version 1 did not write has a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What the page is told.
    #[serde(flatten)]
    pub(crate) saved: Saved,
    /// Goes up whenever something is written: who finds another than the last knows that another tab was there.
    #[serde(default)]
    pub(crate) revision: u64,
    /// To be removed at the next start, and until then to be brought back.
    #[serde(default)]
    pub(crate) deleted: bool,
    /// Whether it has a history, or a note.
    #[serde(default)]
    pub(crate) touched: bool,
}

impl Entry {
    /// Of a review; `changed` is in milliseconds since 1970.
    pub(super) fn of(review: &Review, key: &str, stage: Stage, changed: f64, copy: bool) -> Self {
        let counted = |decided: bool, flagged: bool, touched: bool| [decided, flagged, touched].map(usize::from);
        let mentions = review.mentions.iter().filter(|m| !m.gone);
        let mentions = mentions.map(|m| counted(m.is_decided(), m.flagged, Reviewed::is_touched(m)));
        let attributions = review.attributions.iter().filter(|a| !a.gone);
        let attributions = attributions.map(|a| counted(a.is_decided(), a.flagged, Reviewed::is_touched(a)));
        let (mut sums, mut annotations) = ([0; 3], 0);
        for one in mentions.chain(attributions) {
            annotations += 1;
            sums.iter_mut().zip(one).for_each(|(sum, n)| *sum += n);
        }
        let [decided, flagged, touched] = sums;
        let mut title: String = review.article.title().chars().take(TITLE).collect();
        if copy {
            title.push_str(COPY);
        }
        let whole = stage == Stage::Whole;
        let saved = Saved { key: key.to_owned(), title, decided, annotations, whole, flagged, changed };
        let touched = touched > 0 || review.can_undo() || review.can_redo();
        Self { saved, revision: 0, deleted: false, touched }
    }

    /// Of something whose row is gone or broken.
    pub(super) fn unknown(key: &str) -> Self {
        let (key, title) = (key.to_owned(), String::new());
        let saved = Saved { key, title, decided: 0, annotations: 0, whole: true, flagged: 0, changed: 0.0 };
        Self { saved, revision: 0, deleted: false, touched: true }
    }

    /// Whether a person has done anything in it: then it is never removed but by a person.
    pub(super) fn is_worked_on(&self) -> bool {
        self.touched || self.saved.decided > 0 || self.saved.flagged > 0
    }

    pub(super) fn read(value: &JsValue) -> Option<Self> {
        let mut entry: Self = serde_json::from_str(&value.as_string()?).ok()?;
        if entry.saved.changed == 0.0 {
            // Keys are the time at which something was first saved.
            entry.saved.changed = entry.saved.key.parse().unwrap_or_default();
        }
        Some(entry)
    }

    pub(super) fn write(&self) -> JsValue {
        serde_json::to_string(self).expect("rows are plain data").into()
    }
}
