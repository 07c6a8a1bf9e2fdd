//! What a quotation mark is, and which marks answer each other.

use super::Closing;

/// The pair of marks that a quotation is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `"…"`
    Straight,
    /// “…”
    Curly,
    /// „…“ or „…”
    Low,
    /// ”…”, Swedish and Finnish.
    Right,
    /// Two backticks and two apostrophes, as in `TeX`.
    Backtick,
    /// «…»
    Guillemet,
    /// »…«
    Inward,
    /// 「…」
    Corner,
    /// 『…』
    WhiteCorner,
    /// `'…'`
    SingleStraight,
    /// ‘…’
    SingleCurly,
    /// ‚…‘ or ‚…’
    SingleLow,
    /// A backtick and an apostrophe.
    SingleBacktick,
    /// ‹…›
    SingleGuillemet,
    /// ›…‹
    SingleInward,
}

impl Style {
    /// Whether it is a style of single marks, which may be apostrophes.
    pub(super) fn is_single(self) -> bool {
        use Style::{SingleBacktick, SingleCurly, SingleGuillemet, SingleInward, SingleLow, SingleStraight};
        matches!(self, SingleBacktick | SingleCurly | SingleGuillemet | SingleInward | SingleLow | SingleStraight)
    }

    /// Whether a mark closes a quotation of this style, and how well it fits.
    pub(super) fn closed_by(self, mark: &str) -> Option<Closing> {
        use Style::{
            Backtick, Corner, Curly, Guillemet, Inward, Low, Right, SingleBacktick, SingleCurly, SingleGuillemet,
            SingleInward, SingleLow, SingleStraight, Straight, WhiteCorner,
        };
        let double = matches!(self, Straight | Curly | Low | Right | Backtick);
        match (mark, self) {
            ("\"", Straight)
            | ("”", Curly | Low | Right)
            | ("“", Low)
            | ("''", Backtick | Straight)
            | ("»", Guillemet)
            | ("«", Inward)
            | ("」", Corner)
            | ("』", WhiteCorner)
            | ("'", SingleStraight | SingleBacktick)
            | ("’", SingleCurly | SingleLow)
            | ("‘", SingleLow)
            | ("›", SingleGuillemet)
            | ("‹", SingleInward) => Some(Closing::Matched),
            ("\"" | "”" | "''", _) if double => Some(Closing::Mismatched),
            ("'", SingleCurly) | ("’", SingleStraight | SingleBacktick) => Some(Closing::Mismatched),
            _ => None,
        }
    }

    /// The style that a mark opens, given that it opens one.
    pub(super) fn opened_by(mark: &str) -> Option<Self> {
        Some(match mark {
            "\"" | "''" => Self::Straight,
            "“" | "‟" => Self::Curly,
            "„" => Self::Low,
            "”" => Self::Right,
            "``" => Self::Backtick,
            "«" => Self::Guillemet,
            "»" => Self::Inward,
            "「" => Self::Corner,
            "『" => Self::WhiteCorner,
            "'" => Self::SingleStraight,
            "‘" | "‛" => Self::SingleCurly,
            "‚" => Self::SingleLow,
            "`" => Self::SingleBacktick,
            "‹" => Self::SingleGuillemet,
            "›" => Self::SingleInward,
            _ => return None,
        })
    }
}

/// Whether a mark opens whatever stands around it.
pub(super) fn only_opens(mark: &str) -> bool {
    matches!(mark, "„" | "‟" | "``" | "「" | "『" | "‚" | "‛")
}

/// Whether a mark closes whatever stands around it.
pub(super) fn only_closes(mark: &str) -> bool {
    matches!(mark, "」" | "』")
}

/// Chars that may stand before an opening mark as if they were a space.
pub(super) fn is_opening(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | '=' | '>' | '¿' | '¡')
}

/// Straight marks, which say nothing of the direction.
pub(super) fn is_straight(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}
