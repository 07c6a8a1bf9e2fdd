//! Why a block is of its kind.

use serde::{Deserialize, Serialize};

/// Why a block is of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Nothing speaks against running text.
    Prose,
    /// No full stop, but too long for anything else.
    LongLine,
    /// An item of a list.
    ListItem,
    /// A line among lines of its like.
    Verse,
    /// The only line, and a sentence.
    OnlyLine,
    /// The first line, short and without a full stop.
    FirstLine,
    /// The headline again.
    HeadlineAgain,
    /// A mark of Markdown.
    MarkedHeading,
    /// Between the headline and the story.
    UnderHeadline,
    /// First, but longer than headlines run.
    LongFirstLine,
    /// The story in short, in the present tense, before it is told.
    Summary,
    /// Words that bylines begin with.
    BylinePhrase,
    /// Nothing but a date.
    DateLine,
    /// Nothing but agencies.
    Agencies,
    /// A name under the headline.
    NameUnderHeadline,
    /// A name under the story.
    Signature,
    /// Words that picture texts have.
    CaptionPhrase,
    /// A credit in brackets.
    BracketCredit,
    /// Who stands where, doing what, when.
    PictureText,
    /// The same line twice in a row.
    Repeated,
    /// Short and without a full stop, between paragraphs.
    ShortLine,
    /// A short question between paragraphs.
    ShortQuestion,
    /// Words that sites put around stories.
    FurniturePhrase,
    /// An address of the web or of mail.
    Address,
    /// Another script than the story's.
    OtherScript,
    /// No word at all.
    NoWords,
    /// Short, above the headline.
    AboveHeadline,
    /// Short, below the story.
    BelowStory,
    /// A label of a form, or a single small word.
    FormLabel,
    /// The page that it came from says so.
    MarkedUp,
    /// The opened document says so, and not why.
    Given,
}

impl Reason {
    /// The reason as one plain sentence.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Prose => "It reads as running text.",
            Self::LongLine => "It is too long to be anything but running text.",
            Self::ListItem => "It begins as an item of a list does.",
            Self::Verse => "It is one of several short lines in a row.",
            Self::OnlyLine => "It is the only line, and a whole sentence.",
            Self::FirstLine => "It comes first, is short, and has no full stop.",
            Self::HeadlineAgain => "It repeats the headline.",
            Self::MarkedHeading => "It begins with the sign of a heading.",
            Self::UnderHeadline => "It stands between the headline and the story.",
            Self::LongFirstLine => "It comes before the story, but is longer than headlines are.",
            Self::Summary => "It sums up, in the present tense, the story that begins below it.",
            Self::BylinePhrase => "It begins as lines do that name an author, an agency or a date.",
            Self::DateLine => "It is a date and little else.",
            Self::Agencies => "It names news agencies and nothing else.",
            Self::NameUnderHeadline => "It is a name, right under the headline.",
            Self::Signature => "It is a name, right under the story.",
            Self::CaptionPhrase => "It has words that belong to pictures, such as a photo credit.",
            Self::BracketCredit => "It ends with a picture credit in brackets.",
            Self::PictureText => "It describes a picture: who is in it, what they do, and when.",
            Self::Repeated => "It stands there twice in a row, as texts of pictures do.",
            Self::ShortLine => "It is short and without a full stop, between paragraphs.",
            Self::ShortQuestion => "It is a short question between paragraphs.",
            Self::FurniturePhrase => "It is a phrase that sites put around their stories.",
            Self::Address => "It is an address and nothing else.",
            Self::OtherScript => "It is short and in another script than the story.",
            Self::NoWords => "It has no words.",
            Self::AboveHeadline => "It stands above the headline and is no sentence.",
            Self::BelowStory => "It stands below the story and is no sentence.",
            Self::FormLabel => "It is a small label, not part of a story.",
            Self::MarkedUp => "The page that it was copied from marks it so.",
            Self::Given => "The document that was opened says so.",
        }
    }
}
