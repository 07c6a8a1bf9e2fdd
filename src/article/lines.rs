//! Text -> lines, and lines -> units: paragraphs whose lines were broken at a fixed width count as one.

use std::ops::Range;

use crate::span::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub(super) span: Span,
    /// Blank lines before it.
    pub(super) gap: usize,
}

/// A line, or several that were one paragraph before someone wrapped it.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Indices into the lines.
    pub(super) lines: Range<usize>,
    /// From its first line to its last.
    pub(super) span: Span,
    /// Blank lines before it.
    pub(super) gap: usize,
}

/// The lines that are not blank; every kind of line break counts, a carriage return and line feed as one.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at, mut gap) = (0, 0, 0);
    while start < bytes.len() {
        let length = loop {
            match bytes.get(at) {
                None => break 0,
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => break 2,
                // Line feed, vertical tab, form feed, carriage return.
                Some(b'\n' | 0x0B | 0x0C | b'\r') => break 1,
                // Next line, line separator, paragraph separator.
                Some(0xC2) if bytes.get(at + 1) == Some(&0x85) => break 2,
                Some(0xE2) if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => {
                    break 3;
                }
                Some(_) => at += 1,
            }
        };
        let span = Span::new(start, at).trim(text);
        if span.is_empty() {
            gap += 1;
        } else {
            lines.push(Line { span, gap });
            gap = 0;
        }
        at += length;
        start = at;
    }
    lines
}

/// Widths that text is wrapped at, in chars.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;
/// Fewest lines from which a width can be told.
const FEWEST: usize = 4;

/// Groups the lines of each wrapped paragraph.
pub(super) fn units(text: &str, lines: &[Line]) -> Vec<Unit> {
    let width = width(text, lines);
    let mut units: Vec<Unit> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(unit) = units.last_mut()
            && line.gap == 0
            && wrapped(text, lines[i - 1].span, line.span, width)
        {
            unit.lines.end = i + 1;
            unit.span.end = line.span.end;
        } else {
            units.push(Unit { lines: i..i + 1, span: line.span, gap: line.gap });
        }
    }
    units
}

/// The width that the whole text is wrapped at: at most breaks between lines the next word would not have fitted.
fn width(text: &str, lines: &[Line]) -> Option<usize> {
    let longest = lines.iter().map(|l| l.span.len()).max()?;
    if lines.len() < FEWEST || longest > 4 * WIDTHS.end() {
        return None;
    }
    let chars = |span: Span| span.of(text).chars().count();
    let width = lines.iter().map(|l| chars(l.span)).max().filter(|w| WIDTHS.contains(w))?;
    let mut breaks = (0, 0);
    for pair in lines.windows(2).filter(|pair| pair[1].gap == 0) {
        breaks.0 += usize::from(unfitting(text, pair[0].span, pair[1].span, width));
        breaks.1 += 1;
    }
    (breaks.1 + 1 >= FEWEST && breaks.0 * 3 >= breaks.1 * 2).then_some(width)
}

/// Whether the first word of `next` would not have fitted behind `line`.
fn unfitting(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().unwrap_or_default();
    line.of(text).chars().count() + 1 + word.chars().count() > width
}

/// Whether `next` goes on with the paragraph that `line` belongs to.
fn wrapped(text: &str, line: Span, next: Span, width: Option<usize>) -> bool {
    if width.is_some_and(|width| unfitting(text, line, next, width)) {
        return true;
    }
    // Without a common width: a line that stops in mid-sentence, and one that goes on in lower case; not a mere label.
    let (words, next) = (line.of(text), next.of(text));
    let ends = ['.', '!', '?', ':', ';', '…', '"', '”', '»'];
    WIDTHS.contains(&words.len())
        && !words.ends_with(ends)
        && next.starts_with(char::is_lowercase)
        && (next.ends_with(ends) || next.split_whitespace().nth(3).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(usize, &str)> {
        lines(text).iter().map(|l| (l.gap, l.span.of(text))).collect()
    }

    #[test]
    fn every_line_break_counts_once() {
        let text = "a\nb\r\nc\rd\u{2028}e\u{2029}f\u{c}g\u{85}h\r\n\r\n\n i \n";
        let found = shown(text);
        assert_eq!(found.iter().map(|l| l.1).collect::<String>(), "abcdefghi");
        assert_eq!(found.iter().map(|l| l.0).collect::<Vec<_>>(), [0, 0, 0, 0, 0, 0, 0, 0, 2]);
    }

    #[test]
    fn blank_text_has_no_lines() {
        assert!(shown("").is_empty());
        assert!(shown(" \t\u{a0}\r\n\u{3000}").is_empty());
    }

    #[test]
    fn wrapped_paragraphs_are_one_unit() {
        let text = "Norl, 3 May - The dam above the town held through the night, the\n\
                    mayor said, though the water rose to within a hand of the upper\n\
                    wall. Two bridges were closed and a third was being watched by a\n\
                    crew.\n\n\
                    She thanked those who had carried sand to the river since Monday\n\
                    and asked them to rest.\n";
        let lines = lines(text);
        let units = units(text, &lines);
        assert_eq!(units.iter().map(|u| u.lines.clone()).collect::<Vec<_>>(), [0..4, 4..6]);
    }

    #[test]
    fn paragraphs_on_lines_of_their_own_are_units_of_their_own() {
        let text = "Dam Holds\nThe dam held, the mayor said.\nTwo bridges were closed.\nA third was watched.\n";
        let lines = lines(text);
        assert_eq!(units(text, &lines).len(), 4);
    }
}
