//! Fills the fields of a finished draft: form, frame, stance, kind of source.

use std::borrow::Cow;

use super::draft::Draft;
use super::{Attribution, Context, Form, Frame, SourceKind, Stance};
use crate::span::Span;

pub(super) fn fill(context: &Context<'_>, draft: Draft) -> Attribution {
    let text = context.article.text.as_str();
    let (frame, stance) = draft.sense.unwrap_or(("statement", "asserts"));
    Attribution {
        form: form(text, &draft.content),
        frame: frame_of(frame).unwrap_or(Frame::Statement),
        stance: stance_of(stance).unwrap_or(Stance::Asserts),
        source_kind: SourceKind::Unnamed,
        source: draft.source,
        cue: draft.cue,
        content: draft.content,
        speaker: None,
        confidence: draft.confidence,
        rule: Cow::Borrowed(draft.rule),
    }
}

/// Whether all, some or none of the content stands in quotation marks.
fn form(text: &str, content: &[Span]) -> Form {
    let (mut inside, mut outside, mut any) = (0_usize, 0_usize, false);
    for span in content {
        let mut open = false;
        for c in span.of(text).chars() {
            match c {
                '"' | '“' | '”' | '„' | '«' | '»' => {
                    any = true;
                    open = !open;
                }
                c if c.is_alphanumeric() && open => inside += 1,
                c if c.is_alphanumeric() => outside += 1,
                _ => {}
            }
        }
    }
    match (any, inside, outside) {
        (false, ..) => Form::Indirect,
        // "that" before a quotation is not said by the source.
        (true, 1.., 0..=4) => Form::Direct,
        _ => Form::Mixed,
    }
}

fn frame_of(word: &str) -> Option<Frame> {
    Some(match word {
        "statement" => Frame::Statement,
        "knowledge" => Frame::Knowledge,
        "intention" => Frame::Intention,
        "attitude" => Frame::Attitude,
        "decree" => Frame::Decree,
        "hedge" => Frame::Hedge,
        _ => return None,
    })
}

fn stance_of(word: &str) -> Option<Stance> {
    Some(match word {
        "asserts" => Stance::Asserts,
        "confirms" => Stance::Confirms,
        "denies" => Stance::Denies,
        "declines" => Stance::Declines,
        "doubts" => Stance::Doubts,
        "speculates" => Stance::Speculates,
        "asks" => Stance::Asks,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::cues;

    #[test]
    fn every_sense_of_the_table_is_known() {
        for (frame, stance) in cues::senses() {
            assert!(frame_of(frame).is_some() && stance_of(stance).is_some(), "{frame} {stance}");
        }
    }
}
