//! What is counted, and what that comes to.

use std::ops::AddAssign;

use serde::ser::{SerializeMap as _, SerializeStruct as _};
use serde::{Serialize, Serializer};

/// Counts of annotations are far below what a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "counts of annotations are small")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

/// A part of a whole; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { float(part) / float(whole) }
}

/// Gold and predicted annotations, and those of either side that have their like on the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Gold ones that were found.
    pub(super) found: usize,
    /// Predicted ones that are right: as many as were found, unless the two sides were sorted apart.
    pub(super) right: usize,
    pub(super) pred: usize,
    pub(super) gold: usize,
}

impl Counts {
    /// With each that is right matched to one that was found.
    pub(super) const fn new(found: usize, pred: usize, gold: usize) -> Self {
        Self { found, right: found, pred, gold }
    }

    pub(super) fn precision(self) -> f64 {
        share(self.right, self.pred)
    }

    pub(super) fn recall(self) -> f64 {
        share(self.found, self.gold)
    }

    pub(super) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.right += other.right;
        self.pred += other.pred;
        self.gold += other.gold;
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Counts", 6)?;
        out.serialize_field("P", &self.precision())?;
        out.serialize_field("R", &self.recall())?;
        out.serialize_field("F1", &self.f1())?;
        out.serialize_field("tp", &self.found)?;
        out.serialize_field("pred", &self.pred)?;
        out.serialize_field("gold", &self.gold)?;
        out.end()
    }
}

/// Decisions, and how many of them are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Accuracy {
    pub(super) right: usize,
    pub(super) of: usize,
}

impl Accuracy {
    pub(super) fn share(self) -> f64 {
        share(self.right, self.of)
    }

    /// Counts one decision.
    pub(super) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl Serialize for Accuracy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Accuracy", 2)?;
        out.serialize_field("accuracy", &self.share())?;
        out.serialize_field("of", &self.of)?;
        out.end()
    }
}

/// One figure of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Figure {
    Counts(Counts),
    Accuracy(Accuracy),
}

/// Named things in an order of their own, in JSON an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows<T>(pub(super) Vec<(String, T)>);

impl<T: Serialize> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(self.0.len()))?;
        for (name, row) in &self.0 {
            out.serialize_entry(name, row)?;
        }
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_nothing_and_all_is_one() {
        assert_eq!(
            serde_json::to_string(&Counts::default()).unwrap(),
            r#"{"P":0.0,"R":0.0,"F1":0.0,"tp":0,"pred":0,"gold":0}"#
        );
        let all = Counts::new(3, 3, 3);
        assert_eq!((all.precision(), all.recall(), all.f1()), (1.0, 1.0, 1.0));
        assert_eq!(serde_json::to_string(&Accuracy::default()).unwrap(), r#"{"accuracy":0.0,"of":0}"#);
    }

    #[test]
    fn all_digits_are_written() {
        let written = serde_json::to_string(&Counts::new(2, 3, 7)).unwrap();
        assert_eq!(written, r#"{"P":0.6666666666666666,"R":0.2857142857142857,"F1":0.4,"tp":2,"pred":3,"gold":7}"#);
    }
}
