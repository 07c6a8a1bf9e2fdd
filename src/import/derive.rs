//! What attributions of other tools do not say of themselves follows from their parts.

use crate::export::v1::{Document, OpenError};
use crate::review::Review;
use crate::span::{Offsets, Span, Unit};

/// Which fields an attribution came without.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lacks {
    /// Whether its content is quoted.
    pub(crate) form: bool,
    /// What its source is, and whom it means.
    pub(crate) source: bool,
}

/// Fills in what attributions lack; `lacks` are in the order of the attributions.
///
/// # Errors
/// If the document does not fit its own text.
pub(crate) fn fill(mut document: Document, lacks: &[Lacks]) -> Result<Document, OpenError> {
    if !lacks.iter().any(|l| l.form || l.source) {
        return Ok(document);
    }
    let named: Vec<String> = (0..document.attributions.len()).map(|n| format!("{n}")).collect();
    let given: Vec<String> = document.attributions.iter_mut().map(|a| std::mem::take(&mut a.id)).collect();
    document.attributions.iter_mut().zip(&named).for_each(|(a, name)| a.id.clone_from(name));
    let review = document.into_review()?;
    let mut document = Document::from(&review);
    let offsets = Offsets::new(&review.article.text, Unit::CodePoint);
    let spans = |parts: &[(usize, usize)]| -> Vec<Span> {
        let byte = |at| offsets.to_byte(at).unwrap_or_default();
        parts.iter().map(|&(start, end)| Span::new(byte(start), byte(end))).collect()
    };
    for attribution in &mut document.attributions {
        let place = attribution.id.parse().unwrap_or(usize::MAX);
        attribution.id = given.get(place).cloned().unwrap_or_default();
        let Some(lacks) = lacks.get(place) else { continue };
        let (form, kind, speaker) = review.follows(&spans(&attribution.source), &spans(&attribution.content));
        if lacks.form {
            attribution.form = form;
        }
        if lacks.source {
            attribution.source_kind = kind;
            attribution.speaker = speaker.and_then(|id| Review::cluster_id(&review, id));
        }
    }
    Ok(document)
}
