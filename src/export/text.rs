//! Marks drawn under the words, for terminals and for people who compare two results.
//!
//! ```text
//! body        "It is over," Mira Oduya said.
//!                           PERSON----
//! a1          content------ source---- cue-
//!
//! a1          asserts, statement, direct, named_person: Mira Oduya
//! ```
//!
//! Dashes stand under what is suggested, `=` under what is confirmed; what is rejected is left out.

mod cells;

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::name_of;
use crate::review::{Review, Status};
use crate::span::Span;
use cells::Cells;

/// What is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Columns of a line; fewer than [`NARROWEST`] count as that many.
    pub width: usize,
    /// Whether there is colour.
    pub ink: Ink,
}

/// Whether a drawing has colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Characters alone.
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

/// The fewest columns that a drawing needs.
pub const NARROWEST: usize = 40;

/// Columns to the left of the words, for the kind of a block or the id of an attribution.
const GUTTER: usize = 12;

/// Draws an article with its marks, then a line for each attribution that says how it was read.
///
/// Nothing in the article reaches the terminal but what can be seen: control characters, those that turn the direction
/// of writing too, are drawn as signs.
#[must_use]
pub fn draw(review: &Review, page: Page) -> String {
    let page = Page { width: page.width.max(NARROWEST), ..page };
    let lines = lines(review, page.width - GUTTER);
    let pieces = pieces(review, &lines);
    let mut drawing = Drawing { review, page, out: String::new() };
    let mut pieces = pieces.as_slice();
    for (index, line) in lines.iter().enumerate() {
        let here = pieces.partition_point(|p| p.line == index);
        let (now, later) = pieces.split_at(here);
        pieces = later;
        drawing.line(line, now);
    }
    drawing.legend();
    drawing.out
}

/// One line of words.
struct Line {
    span: Span,
    /// What stands beside it: the kind of the block that it begins.
    kind: Option<String>,
}

/// The part of a mark that falls into one line.
struct Piece {
    line: usize,
    /// The index of its attribution; entities stand above all of them.
    attribution: Option<usize>,
    span: Span,
    label: String,
    paint: Paint,
    fill: char,
}

/// ANSI colours.
#[derive(Clone, Copy)]
enum Paint {
    Entity = 36,
    Source = 33,
    Cue = 35,
    Content = 32,
    Gutter = 90,
}

fn lines(review: &Review, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in &review.article.blocks {
        let mut kind = Some(name_of(&block.kind));
        cells::wrap(review.article.words(block.span), width, |start, end| {
            let span = Span::new(block.span.start + start, block.span.start + end);
            lines.push(Line { span, kind: kind.take() });
        });
    }
    lines
}

/// All marks cut at the line ends, by line, then by attribution, then by place.
fn pieces(review: &Review, lines: &[Line]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |attribution, span: Span, label: &str, paint, status| {
        let fill = match status {
            Status::Suggested => '-',
            Status::Confirmed => '=',
            Status::Rejected => return,
        };
        let first = lines.partition_point(|l| l.span.end <= span.start);
        for (line, l) in lines.iter().enumerate().skip(first).take_while(|(_, l)| l.span.start < span.end) {
            let span = Span::new(span.start.max(l.span.start), span.end.min(l.span.end));
            pieces.push(Piece { line, attribution, span, label: label.to_owned(), paint, fill });
        }
    };
    for mention in &review.mentions {
        add(None, mention.value.span, &name_of(&mention.value.label), Paint::Entity, mention.status);
    }
    for (i, attribution) in review.attributions.iter().enumerate() {
        let value = &attribution.value;
        let roles = [
            ("source", Paint::Source, &value.source),
            ("cue", Paint::Cue, &value.cue),
            ("content", Paint::Content, &value.content),
        ];
        for (label, paint, spans) in roles {
            for &span in spans {
                add(Some(i), span, label, paint, attribution.status);
            }
        }
    }
    pieces.sort_by_key(|p| (p.line, p.attribution, p.span.start, Reverse(p.span.end)));
    pieces
}

struct Drawing<'r> {
    review: &'r Review,
    page: Page,
    out: String,
}

impl Drawing<'_> {
    /// One line of words and the rows of marks under it.
    fn line(&mut self, line: &Line, pieces: &[Piece]) {
        if line.kind.is_some() && !self.out.is_empty() {
            self.out.push('\n');
        }
        let words = Cells::new(self.review.article.words(line.span).trim_end());
        self.gutter(line.kind.as_deref().unwrap_or_default());
        self.out.push_str(&words.drawn);
        self.end_line();
        for together in pieces.chunk_by(|a, b| a.attribution == b.attribution) {
            for row in rows(together, &words, line.span.start) {
                let id = row.first().and_then(|p| p.piece.attribution);
                let review = self.review;
                self.gutter(id.map_or("", |i| &review.attributions[i].id));
                self.row(&row);
                self.end_line();
            }
        }
    }

    fn row(&mut self, row: &[Placed<'_>]) {
        let mut column = 0;
        for &Placed { piece, from, to } in row {
            self.out.extend(std::iter::repeat_n(' ', from - column));
            let mark: String = piece.label.chars().chain(std::iter::repeat(piece.fill)).take(to - from).collect();
            self.paint(&mark, piece.paint);
            column = to;
        }
    }

    fn gutter(&mut self, words: &str) {
        let words = cells::cut(words, GUTTER - 1);
        self.paint(&words.drawn, Paint::Gutter);
        self.out.extend(std::iter::repeat_n(' ', GUTTER - words.width));
    }

    fn paint(&mut self, words: &str, paint: Paint) {
        let _ = match self.page.ink {
            Ink::Ansi if !words.is_empty() => write!(self.out, "\x1b[{}m{words}\x1b[0m", paint as u8),
            _ => write!(self.out, "{words}"),
        };
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }

    /// How each attribution was read.
    fn legend(&mut self) {
        let review = self.review;
        let shown = review.attributions.iter().filter(|a| a.status != Status::Rejected);
        for (i, attribution) in shown.enumerate() {
            if i == 0 {
                self.out.push('\n');
            }
            let value = &attribution.value;
            let source = match value.speaker.and_then(|s| review.entities.get(s)) {
                Some(speaker) => speaker.name.clone(),
                None if value.source.is_empty() => "nobody".to_owned(),
                None => value.source.iter().map(|&s| review.article.words(s)).collect::<Vec<_>>().join(" … "),
            };
            let read =
                [name_of(&value.stance), name_of(&value.frame), name_of(&value.form), name_of(&value.source_kind)];
            self.gutter(&attribution.id);
            let line = cells::cut(&format!("{}: {source}", read.join(", ")), self.page.width - GUTTER);
            self.out.push_str(&line.drawn);
            self.end_line();
        }
    }
}

/// A piece and its columns.
struct Placed<'p> {
    piece: &'p Piece,
    from: usize,
    to: usize,
}

/// Puts pieces side by side where they fit, and what nests or overlaps on a row of its own.
fn rows<'p>(pieces: &'p [Piece], words: &Cells, start: usize) -> Vec<Vec<Placed<'p>>> {
    let mut rows: Vec<Vec<Placed<'p>>> = Vec::new();
    for piece in pieces {
        let (from, to) = words.columns(piece.span.start - start, piece.span.end - start);
        // The white space at which a line was broken has no column.
        if from == to {
            continue;
        }
        let placed = Placed { piece, from, to };
        match rows.iter_mut().find(|row| row.last().is_none_or(|p| p.to <= from)) {
            Some(row) => row.push(placed),
            None => rows.push(vec![placed]),
        }
    }
    rows
}

#[cfg(test)]
mod tests;
