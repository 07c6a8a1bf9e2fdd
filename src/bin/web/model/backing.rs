//! Who stands behind what is said: one word for each attribution, the same in the strip, the summary and the filters.

use sayso::attribution::{Attribution, Frame, SourceKind};
use sayso::entity::Label;
use sayso::review::Review;

/// On whose say-so something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Backing {
    Person,
    Organisation,
    Document,
    Unnamed,
    Hedge,
    Nobody,
}

/// In the order in which the page lists them: from the firmest to none.
pub(crate) const BACKINGS: [Backing; 6] =
    [Backing::Person, Backing::Organisation, Backing::Document, Backing::Unnamed, Backing::Hedge, Backing::Nobody];

impl Backing {
    /// Who stands behind an attribution. A pronoun stands for whomever it means; for someone unnamed if that is not known.
    pub(crate) fn of(review: &Review, a: &Attribution) -> Self {
        match a.source_kind {
            SourceKind::NamedPerson => Self::Person,
            SourceKind::NamedOrganization => Self::Organisation,
            SourceKind::Document => Self::Document,
            SourceKind::Unnamed => Self::Unnamed,
            SourceKind::Pronoun => match a.speaker.and_then(|id| review.entities.get(id)).map(|e| e.label) {
                Some(Label::Person) => Self::Person,
                Some(Label::Org | Label::Loc | Label::Fac | Label::Norp) => Self::Organisation,
                _ => Self::Unnamed,
            },
            SourceKind::None if a.frame == Frame::Hedge => Self::Hedge,
            SourceKind::None => Self::Nobody,
        }
    }

    /// Its name, its class in the style sheet, and what it means.
    pub(crate) const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Person => ("Named person", "b-person", "someone who is named says so"),
            Self::Organisation => ("Organisation", "b-org", "an organisation, a state or an institution says so"),
            Self::Document => ("Document", "b-document", "a report, a law or a statement says so"),
            Self::Unnamed => ("Unnamed source", "b-unnamed", "officials, sources, or people without a name say so"),
            Self::Hedge => ("Hedge", "b-hedge", "“reportedly”, “allegedly”: nobody says who says so"),
            Self::Nobody => ("Nobody", "b-nobody", "the article says so itself"),
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso::entity::Entity;
    use sayso::{Annotations, Article};

    use super::*;
    use crate::model::testing::says;

    #[test]
    fn a_pronoun_stands_for_whom_it_means() {
        let mut review = Review::new("t".to_owned(), Article::from_text("x".to_owned()), Annotations::default());
        let entity = |label| Entity { name: "n".to_owned(), label, doubt: None };
        review.entities = vec![entity(Label::Person), entity(Label::Org), entity(Label::Title)];
        let of = |source_kind, speaker, frame| {
            Backing::of(&review, &Attribution { source_kind, speaker, frame, ..says(0, 1, 2, 3) })
        };
        let he = |speaker| of(SourceKind::Pronoun, speaker, Frame::Statement);
        assert_eq!([he(Some(0)), he(Some(1))], [Backing::Person, Backing::Organisation]);
        assert_eq!([he(Some(2)), he(None)], [Backing::Unnamed, Backing::Unnamed]);
        assert_eq!(of(SourceKind::None, None, Frame::Hedge), Backing::Hedge);
        assert_eq!(of(SourceKind::None, None, Frame::Statement), Backing::Nobody);
    }
}
