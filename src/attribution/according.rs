//! "According to …", before, behind and inside its content; "in the view of …".

use super::chunk::{Chunks, Mark};
use super::draft::Draft;
use super::sides::{left_of, rest, source_after};
use crate::lexicon::cues::{Class, CueForm};

/// Appends what stands according to somebody.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    for at in 0..chunks.words.len() {
        if chunks.of(at).eq_ignore_ascii_case("according") && chunks.lower(at + 1) == "to" {
            out.extend(according(chunks, at));
        }
    }
}

fn according(chunks: &Chunks<'_>, at: usize) -> Option<Draft> {
    let opens =
        at == 0 || chunks.is(at - 1, Class::CONJUNCTION | Class::SUBORDINATOR) || chunks.mark(at - 1) == Mark::Quote;
    let mut source = source_after(chunks, at + 2)?;
    if opens && chunks.mark(source.end + chunks.date(source.end)) != Mark::Comma {
        // What looked like an apposition is the subject of the content.
        source = chunks.phrase_after(at + 2, chunks.words.len())?;
    }
    let mut draft = Draft::of(&CueForm::default(), 80, "according-to");
    draft.source = vec![chunks.span(&source)];
    draft.cue = vec![chunks.span(&(at..at + 2))];
    let behind = source.end + chunks.date(source.end);
    if opens && chunks.mark(behind) == Mark::Comma {
        draft.content = vec![chunks.content(behind + 1)?.0];
        return Some(draft);
    }
    let content = match left_of(chunks, at) {
        Some(content) => content,
        // No comma: "rose by a third according to the bank".
        None => chunks.span(&(0..at)),
    };
    draft.content = vec![content];
    if at > 0 && chunks.mark(at - 1) == Mark::Comma {
        draft.content.extend(rest(chunks, content, behind));
    }
    Some(draft)
}
