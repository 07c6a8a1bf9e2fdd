//! Fills the fields of a finished draft: form, frame, stance, kind of source.

use std::borrow::Cow;

use super::draft::Draft;
use super::{Attribution, Context, Form, Frame, Stance, source, stance};
use crate::span::Span;

pub(super) fn fill(context: &Context<'_>, draft: Draft) -> Attribution {
    let (frame, lemma) = draft.sense.unwrap_or(("statement", "asserts"));
    let frame = frame_of(frame).unwrap_or(Frame::Statement);
    let lemma = stance_of(lemma).unwrap_or(Stance::Asserts);
    let words = |spans: &[Span]| spans.iter().map(|&s| context.article.words(s)).collect::<Vec<_>>().join(" ");
    let said = draft.content.first().map_or("", |&s| context.article.words(s));
    let (source_kind, speaker) = source::kind(context, &draft.source);
    Attribution {
        form: form(context, &draft.content),
        frame,
        stance: stance::stance(frame, lemma, &words(&draft.cue), said),
        source_kind,
        source: draft.source,
        cue: draft.cue,
        content: draft.content,
        speaker,
        confidence: draft.confidence,
        rule: Cow::Borrowed(draft.rule),
    }
}

/// Letters and digits that may stand outside the quotation marks of a direct content: "that".
const OUTSIDE: usize = 4;

/// Whether all, some or none of the content stands in quotation marks of its own.
fn form(context: &Context<'_>, parts: &[Span]) -> Form {
    let count = |span: Span| context.article.words(span).chars().filter(|c| c.is_alphanumeric()).count();
    let (mut outside, mut any) = (0, false);
    for &span in parts {
        let mut at = span.start;
        let first = context.quotations.partition_point(|q| q.span.start < span.start);
        for quotation in context.quotations[first..].iter().take_while(|q| q.span.start < span.end) {
            any = true;
            if quotation.span.start >= at {
                outside += count(Span::new(at, quotation.span.start));
            }
            at = at.max(quotation.span.end);
        }
        if at < span.end {
            outside += count(Span::new(at, span.end));
        }
    }
    match (any, outside) {
        (false, _) => Form::Indirect,
        (true, 0..=OUTSIDE) => Form::Direct,
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
    use crate::lexicon::{cues, hedges, phrases};

    #[test]
    fn every_sense_of_the_tables_is_known() {
        for (frame, stance) in [cues::senses(), hedges::senses(), phrases::senses()].concat() {
            assert!(frame_of(frame).is_some() && stance_of(stance).is_some(), "{frame} {stance}");
        }
    }
}
