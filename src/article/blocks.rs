//! Plain text -> blocks.

use super::{Block, BlockKind, Reason};
use crate::span::Span;

/// One block per line that is not blank.
pub(super) fn classify(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Body, reason: Reason::Prose });
        }
    }
    blocks
}
