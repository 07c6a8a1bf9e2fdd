//! Single words that tell what a line of an article is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows;

/// The classes of a word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u16);

impl Classes {
    /// What people do in pictures: "stands", "shakes".
    pub const POSE: Self = Self(1);
    /// Where they stand in one: "(L)", "left".
    pub const SIDE: Self = Self(2);
    /// What picture credits are made of: "Photo", "File".
    pub const CREDIT: Self = Self(4);
    /// Someone is cited: "said", "according".
    pub const SAYS: Self = Self(8);
    /// A day of the week.
    pub const WEEKDAY: Self = Self(16);
    /// A month.
    pub const MONTH: Self = Self(32);
    /// "yesterday", "ago".
    pub const AGO: Self = Self(64);
    /// An auxiliary of the past: "was".
    pub const PAST: Self = Self(128);
    /// An article, pronoun or conjunction, which standfirsts leave out at their start.
    pub const OPENER: Self = Self(256);

    /// Whether the two sets share a class.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static WORDS: LazyLock<HashMap<&str, Classes>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (word, rest) = line.split_once('\t')?;
        let classes = rest.split('\t').next()?.split(' ').map(|name| match name {
            "pose" => Classes::POSE,
            "side" => Classes::SIDE,
            "credit" => Classes::CREDIT,
            "says" => Classes::SAYS,
            "weekday" => Classes::WEEKDAY,
            "month" => Classes::MONTH,
            "ago" => Classes::AGO,
            "past" => Classes::PAST,
            "opener" => Classes::OPENER,
            _ => Classes::default(),
        });
        Some((word, classes.fold(Classes::default(), Classes::with)))
    };
    rows(include_str!("data/layout_words.tsv")).filter_map(row).collect()
});

/// The classes of a word in lower case; none for an unknown one.
#[must_use]
pub fn classes(word: &str) -> Classes {
    WORDS.get(word).copied().unwrap_or_default()
}
