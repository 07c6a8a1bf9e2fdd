//! Half-open ranges into one text, and the conversion between the units in which the outside world counts.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of byte offsets into `Article::text`, both on char boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: usize,
    /// Byte offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`, in bytes.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte lies inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether every byte of `other` lies inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether some byte lies in both.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words themselves.
    ///
    /// ```
    /// # use sayso::span::Span;
    /// assert_eq!(Span::new(0, 2).of("So it is"), "So");
    /// ```
    ///
    /// # Panics
    /// If the span was not made for this text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span without the white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}

/// What the outside counts offsets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points: downloads, and Python.
    CodePoint,
    /// UTF-16 code units: the DOM, and JavaScript.
    Utf16,
}

/// Converts between byte offsets and another unit, both ways, in about constant time after one pass over the text.
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before each `STRIDE`-th byte (counted to the char boundary at or before it); empty for ASCII.
    marks: Vec<usize>,
    total: usize,
}

/// Bytes between two marks: small enough that a scan between them costs nothing, large enough that marks do not either.
const STRIDE: usize = 256;

impl<'t> Offsets<'t> {
    /// Prepares the conversion for one text.
    #[must_use]
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut offsets = Self { text, unit, marks: Vec::new(), total: text.len() };
        if text.is_ascii() {
            return offsets;
        }
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            // A mark belongs to the last char boundary at or before its byte.
            while offsets.marks.len() * STRIDE < byte + c.len_utf8() {
                offsets.marks.push(units);
            }
            units += offsets.width(c);
        }
        offsets.total = units;
        offsets
    }

    fn width(&self, c: char) -> usize {
        match self.unit {
            Unit::CodePoint => 1,
            Unit::Utf16 => c.len_utf16(),
        }
    }

    /// The offset in units of a byte offset; one inside a char counts as that char's start, one past the end as the end.
    #[must_use]
    pub fn of_byte(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.total;
        }
        if self.marks.is_empty() {
            return byte;
        }
        let byte = self.text.floor_char_boundary(byte);
        let mark = byte / STRIDE;
        let from = self.text.floor_char_boundary(mark * STRIDE);
        self.marks[mark] + self.text[from..byte].chars().map(|c| self.width(c)).sum::<usize>()
    }

    /// The byte offset of an offset in units; `None` past the end or inside a char.
    #[must_use]
    pub fn to_byte(&self, offset: usize) -> Option<usize> {
        if offset >= self.total {
            return (offset == self.total).then_some(self.text.len());
        }
        if self.marks.is_empty() {
            return Some(offset);
        }
        let mark = self.marks.partition_point(|&m| m <= offset) - 1;
        let from = self.text.floor_char_boundary(mark * STRIDE);
        let mut units = self.marks[mark];
        for (byte, c) in self.text[from..].char_indices() {
            if units >= offset {
                return (units == offset).then_some(from + byte);
            }
            units += self.width(c);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_there_and_back_in_both_units() {
        let text = format!("{}a👨‍👩‍👧é שלום 🇮🇷 {}", "x".repeat(250), "ü🙂".repeat(300));
        for unit in [Unit::CodePoint, Unit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            let mut units = 0;
            for (byte, c) in text.char_indices() {
                assert_eq!(offsets.of_byte(byte), units);
                assert_eq!(offsets.to_byte(units), Some(byte));
                units += if unit == Unit::Utf16 { c.len_utf16() } else { 1 };
            }
            assert_eq!(offsets.to_byte(units), Some(text.len()));
            assert_eq!(offsets.to_byte(units + 1), None);
        }
    }

    #[test]
    fn an_offset_inside_a_surrogate_pair_is_refused() {
        assert_eq!(Offsets::new("a🙂b", Unit::Utf16).to_byte(2), None);
    }
}
