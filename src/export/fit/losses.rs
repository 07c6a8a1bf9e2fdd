//! The loss report.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of thing that a format cannot carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Rejected annotations are left out.
    Rejected,
    /// Attributions are left out.
    Attributions,
    /// Names that lie inside or across longer ones are left out.
    Nested,
    /// Roles of several parts become one.
    Parts,
    /// Form, frame, stance or kind of source of attributions.
    Fields,
    /// Whom sources mean.
    Speakers,
    /// What names are of.
    Clusters,
    /// Suggestions are written as if they were confirmed.
    Status,
    /// Confidences.
    Confidence,
    /// Who made annotations, and by which rule.
    Origin,
    /// Flags.
    Flags,
    /// Notes.
    Notes,
    /// The kinds of blocks.
    Blocks,
    /// The name of the document.
    Name,
    /// Names of annotations.
    Ids,
    /// White space and marks of the text that are not written as they were.
    Text,
    /// Marks begin or end elsewhere than they did.
    Ends,
    /// Marks of nothing but white space are left out.
    Blank,
    /// Words that are not marked are left out.
    Unmarked,
}

impl Loss {
    /// One of them, several of them, and what becomes of them.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Rejected => ("rejected annotation", "rejected annotations", "left out"),
            Self::Attributions => ("attribution", "attributions", "left out"),
            Self::Nested => ("nested or overlapping name", "nested or overlapping names", "left out"),
            Self::Parts => ("discontinuous role", "discontinuous roles", "flattened"),
            Self::Fields => ("attribution", "attributions", "without form, frame, stance and kind of source"),
            Self::Speakers => ("attribution", "attributions", "without speaker"),
            Self::Clusters => ("cluster", "clusters", "left out"),
            Self::Status => ("suggestion", "suggestions", "not told from what was confirmed"),
            Self::Confidence => ("confidence", "confidences", "left out"),
            Self::Origin => ("annotation", "annotations", "without what made it"),
            Self::Flags => ("flag", "flags", "left out"),
            Self::Notes => ("note", "notes", "left out"),
            Self::Blocks => ("block", "blocks", "of the layout left out"),
            Self::Name => ("name of the document", "names of documents", "left out"),
            Self::Ids => ("id", "ids", "numbered anew"),
            Self::Text => ("place in the text", "places in the text", "written otherwise"),
            Self::Unmarked => ("text", "texts", "left out but for what is marked"),
            Self::Ends => ("mark", "marks", "with other ends"),
            Self::Blank => ("mark of white space", "marks of white space", "left out"),
        }
    }
}

/// What a format cannot carry of some documents, and how many of each; shown as one line.
///
/// ```
/// use sayso::export::fit::{Loss, Losses};
/// let mut losses = Losses::default();
/// losses.add(Loss::Attributions, 31);
/// losses.add(Loss::Nested, 1);
/// losses.add(Loss::Notes, 0);
/// assert_eq!(losses.to_string(), "31 attributions left out, 1 nested or overlapping name left out");
/// assert_eq!(Losses::default().to_string(), "nothing is lost");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Losses(BTreeMap<Loss, usize>);

impl Losses {
    /// Counts more of a kind.
    pub fn add(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.0.entry(loss).or_default() += count;
        }
    }

    /// Counts those of another document, too.
    pub fn merge(&mut self, others: &Self) {
        others.iter().for_each(|(loss, count)| self.add(loss, count));
    }

    /// How many of a kind.
    #[must_use]
    pub fn of(&self, loss: Loss) -> usize {
        self.0.get(&loss).copied().unwrap_or_default()
    }

    /// Whether everything is carried.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each kind that there is some of.
    pub fn iter(&self) -> impl Iterator<Item = (Loss, usize)> {
        self.0.iter().map(|(loss, count)| (*loss, *count))
    }
}

impl fmt::Display for Losses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing is lost");
        }
        for (i, (loss, count)) in self.iter().enumerate() {
            let (one, many, what) = loss.words();
            let separator = if i == 0 { "" } else { ", " };
            write!(f, "{separator}{count} {} {what}", if count == 1 { one } else { many })?;
        }
        Ok(())
    }
}
