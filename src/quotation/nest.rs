//! Drafts of one block -> quotations in order, none crossing another.

use super::Closing;
use super::marks::Style;
use super::pair::Draft;
use crate::span::Span;

/// Gives the quotations in order of their start: those that never close are cut before the next one in the same marks.
pub(super) fn nest(
    text: &str,
    block: Span,
    mut drafts: Vec<Draft>,
    continues: impl Fn(Style) -> bool,
    mut each: impl FnMut(Span, Closing, u8),
) {
    drafts.sort_unstable_by_key(|d| (d.span.start, std::cmp::Reverse(d.span.end)));
    let mut around: Vec<usize> = Vec::new();
    let mut depths = vec![0; drafts.len()];
    for i in 0..drafts.len() {
        let next = drafts[i];
        while let Some(&top) = around.last() {
            let outer = &mut drafts[top];
            let crossing = next.span.end > outer.span.end;
            let cut = outer.closing == Closing::Missing && (outer.style == next.style || crossing);
            if outer.span.end > next.span.start && !cut {
                break;
            }
            if cut && outer.span.end > next.span.start {
                outer.span = Span::new(outer.span.start, next.span.start).trim(text);
            }
            around.pop();
        }
        depths[i] = around.len();
        around.push(i);
    }
    // Where the next letter or digit stands: looked for once, since the drafts come in order.
    let mut word = 0;
    for (draft, depth) in drafts.into_iter().zip(depths) {
        let Draft { span, style, mut closing, inner } = draft;
        if word < inner {
            let rest = text.get(inner..block.end).unwrap_or_default();
            word = inner + rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        }
        // A mark around nothing is no quotation.
        if word >= span.end {
            continue;
        }
        if closing == Closing::Missing && span.end == block.end && continues(style) {
            closing = Closing::Continued;
        }
        each(span, closing, u8::try_from(depth).unwrap_or(u8::MAX));
    }
}
