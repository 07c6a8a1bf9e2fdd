//! Prodigy's JSONL: a task a line, with `spans`, `tokens`, `relations`, and under `sayso` what Prodigy keeps as it is.
//!
//! Offsets count code points; `token_end` is the last token of a span, not the one behind it. Tokens are cut at the ends
//! of spans, so that each span is made of whole ones. A relation leads from the part that holds an attribution, its
//! `head`, to another part, its `child`.

use serde::Serialize;
use serde_json::{Value, json};

use super::extra::Extra;
use super::graph::Graph;
use super::tokens::{Token, tokens};
use super::v1::{Document, Range};
use super::{File, name_of};

#[derive(Serialize)]
struct Task<'d> {
    text: &'d str,
    meta: Meta<'d>,
    tokens: Vec<Value>,
    spans: Vec<Span>,
    relations: Vec<Relation>,
    sayso: Extra,
}

/// What Prodigy shows in a corner.
#[derive(Serialize)]
struct Meta<'d> {
    source: &'d str,
}

#[derive(Clone, Serialize)]
struct Span {
    start: usize,
    end: usize,
    token_start: usize,
    token_end: usize,
    label: String,
    /// Tells spans apart that are alike: a source that says two things.
    sayso_id: usize,
}

#[derive(Serialize)]
struct Relation {
    head: usize,
    child: usize,
    head_span: Span,
    child_span: Span,
    label: String,
}

/// A file of one line.
#[must_use]
pub fn files(document: &Document) -> Vec<File> {
    let graph = Graph::of(document);
    let ranges: Vec<Range> = graph.marks.iter().map(|mark| mark.range).collect();
    let tokens = tokens(&document.text, &ranges);
    let span = |(sayso_id, mark): (usize, &super::graph::Mark<'_>)| {
        let (start, end) = mark.range;
        let (token_start, token_end) = covering(&tokens, mark.range);
        Span { start, end, token_start, token_end, label: mark.label(), sayso_id }
    };
    let spans: Vec<Span> = graph.marks.iter().enumerate().map(span).collect();
    let relation = |link: &super::graph::Link| {
        let (head_span, child_span) = (spans[link.to].clone(), spans[link.from].clone());
        let (head, child) = (head_span.token_end, child_span.token_end);
        Relation { head, child, head_span, child_span, label: name_of(&link.role) }
    };
    let task = Task {
        text: &document.text,
        meta: Meta { source: &document.id },
        relations: graph.links.iter().map(relation).collect(),
        tokens: tokens.iter().enumerate().map(token).collect(),
        spans,
        sayso: Extra::of(document),
    };
    vec![File::of(document, ".prodigy.jsonl", super::line(&task))]
}

fn token((id, token): (usize, &Token<'_>)) -> Value {
    let (start, end) = token.range;
    json!({ "text": token.text, "start": start, "end": end, "id": id, "ws": token.space })
}

/// The first and the last token that have something of a range.
fn covering(tokens: &[Token<'_>], (start, end): Range) -> (usize, usize) {
    let first = tokens.partition_point(|token| token.range.1 <= start);
    let behind = tokens.partition_point(|token| token.range.0 < end);
    (first.min(tokens.len().saturating_sub(1)), behind.saturating_sub(1).max(first))
}
