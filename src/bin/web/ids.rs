//! Ids and heights that the page's parts and its style sheet share.

pub(crate) const ARTICLE_BOX: &str = "article-box";
pub(crate) const ARTICLE_TEXT: &str = "article-text";
pub(crate) const ANNOTATIONS: &str = "annotations";
pub(crate) const CHOICES: &str = "choices";
pub(crate) const CHOOSER: &str = "chooser";
pub(crate) const COMPARE: &str = "compare";
pub(crate) const CORRECT: &str = "correct";
pub(crate) const WHO_SAYS_WHAT: &str = "who-says-what";
pub(crate) const EXPORT: &str = "export";
pub(crate) const FILE: &str = "file";
pub(crate) const HELP: &str = "help";
pub(crate) const HISTORY: &str = "history";
pub(crate) const PRINTED: &str = "printed";
pub(crate) const SEARCH: &str = "search";
pub(crate) const SPEAKER: &str = "speaker";
pub(crate) const SURENESS: &str = "sureness";

/// Height of an item of the list, in CSS pixels; `--row` in the style sheet.
pub(crate) const ROW: usize = 44;
