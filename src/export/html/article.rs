//! The article: its blocks, cut at every border of a mark into flat segments.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{escaped, spaced};
use crate::article::BlockKind;
use crate::export::name_of;
use crate::export::v1::{Document, Range};
use crate::review::Status;

/// A mark, or a part of one.
struct Mark {
    range: Range,
    class: String,
    /// What stands behind its last word: the label of a name.
    tag: Option<String>,
    /// The attribution that ends here, from 1; the first mark that ends with it is numbered.
    number: Option<usize>,
}

/// Writes the article.
pub(super) fn write(document: &Document, out: &mut String) {
    let signs: Vec<char> = document.text.chars().collect();
    let mut marks = marks(document);
    marks.sort_by_key(|mark| mark.range);
    let (mut begun, mut open, mut later) = (BTreeSet::new(), Vec::new(), marks.iter().peekable());
    out.push_str("<article>\n");
    for (range, kind) in blocks(document, &signs) {
        let name = name_of(&kind);
        let tag = match kind {
            BlockKind::Headline => "h1",
            BlockKind::Heading => "h3",
            _ => "p",
        };
        let _ = write!(out, "<{tag} class=\"{name}\" dir=\"auto\">");
        open.retain(|mark: &&Mark| mark.range.1 > range.0);
        while let Some(mark) = later.next_if(|mark| mark.range.0 < range.1) {
            open.extend((mark.range.1 > range.0).then_some(mark));
        }
        block(&signs, range, &open, &mut begun, out);
        let _ = writeln!(out, "</{tag}>");
    }
    out.push_str("</article>\n");
}

/// The blocks; the lines where none are known.
fn blocks(document: &Document, signs: &[char]) -> Vec<(Range, BlockKind)> {
    if !document.blocks.is_empty() {
        let end = |end: usize| end.min(signs.len());
        return document.blocks.iter().map(|b| ((b.start.min(end(b.end)), end(b.end)), b.kind)).collect();
    }
    let (mut lines, mut from) = (Vec::new(), 0);
    for line in signs.split_inclusive(|c| *c == '\n') {
        let range = (from, from + line.len());
        from = range.1;
        if line.iter().any(|c| !c.is_whitespace()) {
            lines.push((range, BlockKind::Body));
        }
    }
    lines
}

fn marks(document: &Document) -> Vec<Mark> {
    let entity = |e: &crate::export::v1::Entity| {
        let label = name_of(&e.label).to_lowercase();
        let class = format!("e {label}{}", if e.status == Status::Suggested { " suggested" } else { "" });
        Mark { range: (e.start, e.end), class, tag: Some(label), number: None }
    };
    let mut marks: Vec<Mark> = document.entities.iter().map(entity).collect();
    for (number, a) in (1..).zip(&document.attributions) {
        let last = [&a.source, &a.cue, &a.content].into_iter().flatten().map(|r| r.1).max();
        for (class, parts) in [("source", &a.source), ("cue", &a.cue), ("content", &a.content)] {
            for &range in parts {
                let number = (Some(range.1) == last).then_some(number);
                marks.push(Mark { range, class: class.to_owned(), tag: None, number });
            }
        }
    }
    marks
}

/// Writes one block, cut wherever a mark begins or ends.
fn block(signs: &[char], (start, end): Range, marks: &[&Mark], begun: &mut BTreeSet<usize>, out: &mut String) {
    let mut cuts = BTreeSet::from([start, end]);
    cuts.extend(marks.iter().flat_map(|m| [m.range.0, m.range.1]).filter(|at| (start..end).contains(at)));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let (mut open, mut next): (Vec<&Mark>, usize) = (Vec::new(), 0);
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        open.retain(|mark| mark.range.1 > from);
        while let Some(mark) = marks.get(next).filter(|mark| mark.range.0 <= from) {
            open.push(mark);
            next += 1;
        }
        let words = escaped(&signs[from..to].iter().collect::<String>());
        segment(&words, to, &open, begun, out);
    }
}

/// Writes one segment, with what stands behind the marks that end with it.
fn segment(words: &str, end: usize, open: &[&Mark], begun: &mut BTreeSet<usize>, out: &mut String) {
    if open.is_empty() {
        out.push_str(words);
        return;
    }
    // The shortest name gives the tint: it lies on the others.
    let name = open.iter().filter(|m| m.tag.is_some()).min_by_key(|m| m.range.1 - m.range.0);
    let roles: BTreeSet<&str> = open.iter().filter(|m| m.tag.is_none()).map(|m| m.class.as_str()).collect();
    let classes: Vec<&str> = name.map(|m| m.class.as_str()).into_iter().chain(roles).collect();
    let _ = write!(out, "<span class=\"{}\">{words}", classes.join(" "));
    let ending = || open.iter().filter(|m| m.range.1 == end);
    for tag in ending().filter_map(|m| m.tag.as_deref()) {
        let _ = write!(out, "<small>{}</small>", spaced(tag));
    }
    out.push_str("</span>");
    for number in ending().filter_map(|m| m.number).filter(|number| begun.insert(*number)) {
        let _ = write!(out, "<sup id=\"t{number}\"><a href=\"#a{number}\">{number}</a></sup>");
    }
}
