//! Headlines and other lines that name their source before a colon: "Report: …".

use super::chunk::{Chunks, Mark};
use super::draft::Draft;
use super::source::is_source_noun;
use crate::entity::Label;
use crate::lexicon::cues::CueForm;

/// Appends the attribution by colon that a line starts with.
pub(super) fn find(chunks: &Chunks<'_>, out: &mut Vec<Draft>) {
    let Some(colon) = chunks.words.iter().take(8).position(|w| w.mark == Mark::Colon) else { return };
    let named = (1..=7).contains(&colon) && chunks.words.len() > colon + 3 && names_source(chunks, colon);
    if !named || (0..colon).any(|at| chunks.is_verbal(at) || chunks.mark(at) != Mark::None && !chunks.is_possessive(at))
    {
        return;
    }
    let Some((content, _)) = chunks.content(colon + 1) else { return };
    let mut draft = Draft::of(&CueForm::default(), 50, "headline-colon");
    draft.source = vec![chunks.span(&(0..colon))];
    draft.cue = vec![chunks.words[colon].span];
    draft.content = vec![content];
    out.push(draft);
}

/// Whether the words before the colon are a person, an organisation or a document.
fn names_source(chunks: &Chunks<'_>, colon: usize) -> bool {
    let last = &chunks.words[colon - 1];
    let mentions = chunks.context.mentions;
    let from = mentions.partition_point(|m| m.span.start < chunks.words[0].span.start);
    let named = mentions[from..]
        .iter()
        .take_while(|m| m.span.start < last.span.end)
        .any(|m| m.span.end == last.span.end && matches!(m.label, Label::Person | Label::Org));
    named || is_source_noun(chunks.of(colon - 1))
}
