//! What things are called on the page.

use sayso::article::BlockKind;
use sayso::attribution::{Form, Frame, Role as Part, SourceKind, Stance};
use sayso::entity::Label;
use sayso::review::{Review, Status, Target};

use super::layout::Role;

/// In the order in which the page lists them.
pub(crate) const LABELS: [Label; 12] = [
    Label::Person,
    Label::Title,
    Label::Org,
    Label::Loc,
    Label::Fac,
    Label::Norp,
    Label::Date,
    Label::Time,
    Label::Money,
    Label::Quantity,
    Label::Product,
    Label::Misc,
];

/// In the order in which the page lists them.
pub(crate) const STANCES: [Stance; 7] = [
    Stance::Asserts,
    Stance::Confirms,
    Stance::Denies,
    Stance::Declines,
    Stance::Doubts,
    Stance::Speculates,
    Stance::Asks,
];

/// In the order in which the page lists them.
pub(crate) const FRAMES: [Frame; 6] =
    [Frame::Statement, Frame::Knowledge, Frame::Intention, Frame::Attitude, Frame::Decree, Frame::Hedge];

/// In the order in which the page lists them.
pub(crate) const FORMS: [Form; 3] = [Form::Direct, Form::Mixed, Form::Indirect];

/// In the order in which the page lists them.
pub(crate) const SOURCE_KINDS: [SourceKind; 6] = [
    SourceKind::NamedPerson,
    SourceKind::NamedOrganization,
    SourceKind::Document,
    SourceKind::Unnamed,
    SourceKind::Pronoun,
    SourceKind::None,
];

/// A label's name, its short form beside a mark, and its class in the style sheet.
pub(crate) const fn label(label: Label) -> (&'static str, &'static str, &'static str) {
    match label {
        Label::Person => ("Person", "per", "person"),
        Label::Title => ("Title", "title", "title"),
        Label::Org => ("Organisation", "org", "org"),
        Label::Loc => ("Place", "loc", "loc"),
        Label::Fac => ("Facility", "fac", "fac"),
        Label::Norp => ("Group", "norp", "norp"),
        Label::Date => ("Date", "date", "date"),
        Label::Time => ("Time", "time", "time"),
        Label::Money => ("Money", "money", "money"),
        Label::Quantity => ("Quantity", "qty", "quantity"),
        Label::Product => ("Product", "prod", "product"),
        Label::Misc => ("Other name", "misc", "misc"),
    }
}

pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Entity => "entity",
        Role::Source => "source",
        Role::Cue => "cue",
        Role::Content => "content",
    }
}

pub(crate) const fn part(part: Part) -> &'static str {
    match part {
        Part::Source => "Source",
        Part::Cue => "Cue",
        Part::Content => "Content",
    }
}

/// In the style sheet.
pub(crate) const fn part_class(part: Part) -> &'static str {
    match part {
        Part::Source => "source",
        Part::Cue => "cue",
        Part::Content => "content",
    }
}

pub(crate) const fn status(status: Status) -> &'static str {
    match status {
        Status::Suggested => "Suggested",
        Status::Confirmed => "Confirmed",
        Status::Rejected => "Rejected",
    }
}

/// `1 mention`, `12 mentions`.
pub(crate) fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The sign of a status, so that it needs no colour.
pub(crate) const fn sign(status: Status) -> &'static str {
    match status {
        Status::Suggested => "",
        Status::Confirmed => "✓",
        Status::Rejected => "✕",
    }
}

/// Signs of a flag and of a note, and what is said for them.
pub(crate) fn remarks(review: &Review, target: Target) -> (&'static str, &'static str) {
    let noted = review.note_of(target).is_some_and(|note| !note.is_empty());
    match (review.is_flagged(target) == Some(true), noted) {
        (false, false) => ("", ""),
        (true, false) => ("⚑", ", flagged"),
        (false, true) => ("✎", ", has a note"),
        (true, true) => ("⚑✎", ", flagged, has a note"),
    }
}

pub(crate) const fn block(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Headline => ("Headline", "headline"),
        BlockKind::Deck => ("Standfirst", "deck"),
        BlockKind::Byline => ("Byline", "byline"),
        BlockKind::Caption => ("Caption", "caption"),
        BlockKind::Heading => ("Heading", "heading"),
        BlockKind::Body => ("Text", "body"),
        BlockKind::Boilerplate => ("Site furniture", "boilerplate"),
    }
}

pub(crate) const fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "quoted",
        Form::Indirect => "in the article's words",
        Form::Mixed => "partly quoted",
    }
}

pub(crate) const fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Statement => "statement",
        Frame::Knowledge => "knowledge",
        Frame::Intention => "intention",
        Frame::Attitude => "attitude",
        Frame::Decree => "decree",
        Frame::Hedge => "hedge",
    }
}

pub(crate) const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Confirms => "confirms",
        Stance::Denies => "denies",
        Stance::Declines => "declines",
        Stance::Doubts => "doubts",
        Stance::Speculates => "speculates",
        Stance::Asks => "asks",
    }
}

pub(crate) const fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::NamedPerson => "named person",
        SourceKind::NamedOrganization => "organisation or state",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Document => "document",
        SourceKind::Pronoun => "pronoun",
        SourceKind::None => "nobody",
    }
}

/// How sure a rule is, in words.
pub(crate) fn sureness(confidence: f32) -> &'static str {
    match confidence {
        c if c >= SURE => "Sure",
        c if c >= 0.65 => "Fairly sure",
        c if c >= DOUBTFUL => "Unsure",
        _ => "Doubtful",
    }
}

/// From this confidence on a mark is called sure.
pub(crate) const SURE: f32 = 0.85;

/// The same in percent.
pub(crate) const SURE_PERCENT: u8 = 85;

/// Below this confidence a mark is drawn as doubtful.
pub(crate) const DOUBTFUL: f32 = 0.5;

/// The sign of a doubtful mark that nobody has decided on.
pub(crate) const DOUBT: &str = "?";

/// Why a rule marked something.
pub(crate) fn rule(rule: &str) -> String {
    let known = sayso::entity::RULES.iter().chain(sayso::attribution::RULES).find(|(name, _)| *name == rule);
    known.map_or_else(|| rule.replace(['-', '_'], " "), |(_, why)| (*why).to_owned())
}

/// Why a block is of its kind.
pub(crate) fn reason(reason: sayso::article::Reason) -> String {
    reason.describe().to_owned()
}
