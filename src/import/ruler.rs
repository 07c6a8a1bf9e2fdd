//! Offsets of other tools, checked, and made code points.

use crate::export::v1::{OpenError, Range, at};
use crate::span::{Offsets, Unit};

/// Checks offsets into one text.
pub(crate) struct Ruler<'t> {
    text: &'t str,
    unit: Unit,
    given: Offsets<'t>,
    points: Offsets<'t>,
}

impl<'t> Ruler<'t> {
    /// For offsets that count such units of a text.
    pub(crate) fn new(text: &'t str, unit: Unit) -> Self {
        Self { text, unit, given: Offsets::new(text, unit), points: Offsets::new(text, Unit::CodePoint) }
    }

    /// The words from one offset to another, if there are any.
    pub(crate) fn words(&self, start: usize, end: usize) -> Option<&'t str> {
        let bytes = self.given.to_byte(start)?..self.given.to_byte(end)?;
        self.text.get(bytes).filter(|words| !words.is_empty())
    }

    /// The same in code points.
    ///
    /// # Errors
    /// If there are no words, or the text is not that long.
    pub(crate) fn range(&self, start: usize, end: usize, place: &str) -> Result<Range, OpenError> {
        if start >= end {
            let what = format!("start {start} is not before end {end}");
            return Err(at(place, &what, "take out what marks no words"));
        }
        if let (Some(start), Some(end)) = (self.given.to_byte(start), self.given.to_byte(end)) {
            return Ok((self.points.of_byte(start), self.points.of_byte(end)));
        }
        let unit = if self.unit == Unit::Utf16 { "UTF-16 code units" } else { "code points" };
        let total = self.given.of_byte(self.text.len());
        let what = format!("{start} to {end} does not lie in the text, which has {total} {unit}");
        Err(at(place, &what, &format!("count offsets in {unit} of the very text that is given")))
    }
}
