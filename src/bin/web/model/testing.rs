//! What the models' tests share.

use sayso::attribution::{Attribution, Form, Frame, SourceKind, Stance};
use sayso::review::{Batch, Review, Reviewed};
use sayso::{Annotations, Article, Span};

use super::doc::Doc;

/// A named person states something: the source ends where the cue begins, the cue where the content does.
pub(crate) fn says(source: usize, cue: usize, content: usize, end: usize) -> Attribution {
    Attribution {
        source: vec![Span::new(source, cue)],
        cue: vec![Span::new(cue, content)],
        content: vec![Span::new(content, end)],
        form: Form::Indirect,
        frame: Frame::Statement,
        stance: Stance::Asserts,
        source_kind: SourceKind::NamedPerson,
        speaker: None,
        confidence: 0.9,
        rule: "test".into(),
    }
}

/// An article with these attributions.
pub(crate) fn doc(text: &str, attributions: Vec<Attribution>) -> Doc {
    let mut doc = Doc::new(Review::new("t".to_owned(), Article::from_text(text.to_owned()), Annotations::default()));
    let attributions = attributions.into_iter().map(|a| Reviewed::suggested(String::new(), a)).collect();
    doc.extend(Batch { attributions, ..Batch::default() });
    doc
}
