//! The fields of an annotation that a person can correct: what each can be, what it is, and how it becomes something else.

use sayso::attribution::Attribution;
use sayso::review::{Edit, Review, Target};

use super::doc::Doc;
use super::words::{self, FORMS, FRAMES, LABELS, SOURCE_KINDS, STANCES};

/// What has a few values to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Of a mention; the others are of attributions.
    Label,
    Stance,
    Frame,
    Form,
    SourceKind,
}

impl Field {
    /// In the order in which the card shows them.
    pub(crate) const ALL: [Self; 5] = [Self::Label, Self::Stance, Self::Frame, Self::Form, Self::SourceKind];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Label => "Kind",
            Self::Stance => "Stance",
            Self::Frame => "Frame",
            Self::Form => "Form",
            Self::SourceKind => "Kind of source",
        }
    }

    /// What it can be, in words.
    pub(crate) fn values(self) -> Vec<&'static str> {
        match self {
            Self::Label => LABELS.map(|label| words::label(label).0).to_vec(),
            Self::Stance => STANCES.map(words::stance).to_vec(),
            Self::Frame => FRAMES.map(words::frame).to_vec(),
            Self::Form => FORMS.map(words::form).to_vec(),
            Self::SourceKind => SOURCE_KINDS.map(words::source_kind).to_vec(),
        }
    }

    /// Which of its values it has; `None` for an annotation without such a field.
    pub(crate) fn of(self, doc: &Doc, target: Target) -> Option<usize> {
        match target {
            _ if !doc.has(target) => None,
            Target::Mention(i) if self == Self::Label => place(&LABELS, doc.review.mentions[i].value.label),
            Target::Mention(_) => None,
            Target::Attribution(i) => self.of_attribution(&doc.review.attributions[i].value),
        }
    }

    fn of_attribution(self, a: &Attribution) -> Option<usize> {
        match self {
            Self::Label => None,
            Self::Stance => place(&STANCES, a.stance),
            Self::Frame => place(&FRAMES, a.frame),
            Self::Form => place(&FORMS, a.form),
            Self::SourceKind => place(&SOURCE_KINDS, a.source_kind),
        }
    }

    /// Gives it another of its values.
    pub(crate) fn put(self, review: &mut Review, target: Target, value: usize) -> Option<Edit> {
        match target {
            Target::Mention(i) => review.relabel(&[i], *LABELS.get(value).filter(|_| self == Self::Label)?),
            Target::Attribution(i) => {
                let mut to = review.attributions.get(i)?.value.clone();
                match self {
                    Self::Label => return None,
                    Self::Stance => to.stance = *STANCES.get(value)?,
                    Self::Frame => to.frame = *FRAMES.get(value)?,
                    Self::Form => to.form = *FORMS.get(value)?,
                    Self::SourceKind => to.source_kind = *SOURCE_KINDS.get(value)?,
                }
                review.rewrite(i, to)
            }
        }
    }
}

fn place<T: Copy + PartialEq>(all: &[T], value: T) -> Option<usize> {
    all.iter().position(|other| *other == value)
}

#[cfg(test)]
mod tests {
    use sayso::review::Status;

    use super::*;
    use crate::model::testing::{doc, says};

    #[test]
    fn each_field_takes_each_of_its_values_in_one_step_that_confirms() {
        let target = Target::Attribution(0);
        for field in Field::ALL.into_iter().filter(|&field| field != Field::Label) {
            for value in 0..field.values().len() {
                let mut doc = doc("Ann said rain", vec![says(0, 4, 9, 13)]);
                let before = doc.review.attributions[0].value.clone();
                let same = field.of(&doc, target) == Some(value);
                let edit = field.put(&mut doc.review, target, value);
                assert_eq!(edit.is_none(), same, "{field:?} {value}");
                assert_eq!(field.of(&doc, target), Some(value));
                assert_eq!(doc.status(target) == Status::Confirmed, !same);
                doc.review.undo();
                assert_eq!(doc.review.attributions[0].value, before);
            }
        }
    }

    #[test]
    fn what_has_no_such_field_is_left_alone() {
        let mut doc = doc("Ann said rain", vec![says(0, 4, 9, 13)]);
        assert_eq!(Field::Label.of(&doc, Target::Attribution(0)), None);
        assert_eq!(Field::Label.put(&mut doc.review, Target::Attribution(0), 0), None);
        assert_eq!(Field::Stance.of(&doc, Target::Mention(0)), None);
        assert_eq!(Field::Stance.put(&mut doc.review, Target::Attribution(0), 99), None);
    }
}
