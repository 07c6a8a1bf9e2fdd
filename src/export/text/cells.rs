//! Where words come to stand in a terminal, and what may be written to one.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// A line of words as it is drawn.
pub(super) struct Cells {
    /// What to write: nothing invisible but what keeps writing from right to left apart.
    pub(super) drawn: String,
    /// Columns that it takes.
    pub(super) width: usize,
    /// Byte and column at which each grapheme starts.
    starts: Vec<(usize, usize)>,
}

/// Opens a stretch that has its own direction, so that the words around it stay where their marks are.
const ISOLATE: char = '\u{2068}';
/// Closes it.
const POP: char = '\u{2069}';

impl Cells {
    pub(super) fn new(words: &str) -> Self {
        let mut cells = Self { drawn: String::with_capacity(words.len()), width: 0, starts: Vec::new() };
        let mut reversed = false;
        // What stands between two words of a stretch belongs to it, what follows the last one does not.
        let mut between = String::new();
        for (byte, grapheme) in words.grapheme_indices(true) {
            cells.starts.push((byte, cells.width));
            let (drawn, width) = visible(grapheme);
            cells.width += width;
            let letter = grapheme.chars().find(|c| c.is_alphabetic());
            match letter.map(is_right_to_left) {
                Some(true) => {
                    if !reversed {
                        cells.drawn.push(ISOLATE);
                    }
                    reversed = true;
                    cells.drawn.push_str(&between);
                    between.clear();
                    cells.drawn.push_str(&drawn);
                }
                None if reversed => between.push_str(&drawn),
                _ => {
                    cells.close(&mut reversed, &mut between);
                    cells.drawn.push_str(&drawn);
                }
            }
        }
        cells.close(&mut reversed, &mut between);
        cells
    }

    fn close(&mut self, reversed: &mut bool, between: &mut String) {
        if std::mem::take(reversed) {
            self.drawn.push(POP);
        }
        self.drawn.push_str(between);
        between.clear();
    }

    /// The columns of a range of bytes of the line, half-open.
    pub(super) fn columns(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.starts.partition_point(|&(byte, _)| byte <= start).saturating_sub(1);
        let behind = self.starts.partition_point(|&(byte, _)| byte < end);
        let column = |i: usize| self.starts.get(i).map_or(self.width, |&(_, column)| column);
        (column(first), column(behind))
    }
}

/// The beginning of some words that fits.
pub(super) fn cut(words: &str, width: usize) -> Cells {
    let cells = Cells::new(words);
    if cells.width <= width {
        return cells;
    }
    // One column is kept for the sign that something is missing.
    let fits = cells.starts.partition_point(|&(_, column)| column < width);
    Cells::new(&format!("{}…", &words[..cells.starts[fits - 1].0]))
}

/// Breaks words into lines at white space, and words that are too long anywhere; gives the bytes of each line.
pub(super) fn wrap(words: &str, width: usize, mut line: impl FnMut(usize, usize)) {
    let (mut start, mut column) = (0, 0);
    let mut space = None;
    for (byte, grapheme) in words.grapheme_indices(true) {
        let blank = grapheme.starts_with(char::is_whitespace);
        let (_, wide) = visible(grapheme);
        if !blank && column + wide > width {
            let (end, before) = space.take().unwrap_or((byte, column));
            line(start, end);
            (start, column) = (end, column - before);
        }
        column += wide;
        if blank {
            space = Some((byte + grapheme.len(), column));
        }
    }
    if start < words.len() {
        line(start, words.len());
    }
}

/// A grapheme as it may be drawn, one column wide at least: a terminal obeys control characters.
fn visible(grapheme: &str) -> (Cow<'_, str>, usize) {
    if grapheme.bytes().all(|b| b.is_ascii_graphic()) {
        return (Cow::Borrowed(grapheme), grapheme.len());
    }
    if grapheme.starts_with(char::is_whitespace) {
        return (Cow::Borrowed(" "), 1);
    }
    let drawn = if grapheme.contains(is_invisible) {
        Cow::Owned(grapheme.chars().map(|c| if is_invisible(c) { sign(c) } else { c }).collect())
    } else {
        Cow::Borrowed(grapheme)
    };
    match drawn.width() {
        // A mark without a letter to carry it.
        0 => (Cow::Owned(format!("\u{25cc}{drawn}")), 1),
        width => (drawn, width),
    }
}

/// Control characters and those that set the direction of writing; joiners stay, since emoji are made with them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn sign(c: char) -> char {
    match u32::from(c) {
        c @ 0..0x20 => char::from_u32(0x2400 + c).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// Hebrew, Arabic and the other scripts that Unicode keeps beside them.
fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}
