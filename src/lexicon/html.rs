//! What the elements of a page say of the text in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows;

/// What an element says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It is no part of the story.
    Drop,
    /// The same, unless it is long: some sites wrap the whole page in a form.
    Form,
    /// It has no content and no end.
    Void,
    /// It is set off as a paragraph.
    Paragraph,
    /// It is set off as a line.
    Line,
    /// It is set off by a space.
    Space,
    /// Its line breaks count.
    Preformatted,
    /// It is the title of the story.
    Headline,
    /// It is a title inside the story.
    Heading,
    /// It belongs to a picture.
    Caption,
    /// It names who wrote the story, or when.
    Byline,
    /// It is a date or time, perhaps within a line.
    Time,
    /// It is the standfirst.
    Deck,
}

type Table = HashMap<&'static str, Role>;

static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| {
    let mut tables = [Table::new(), Table::new(), Table::new()];
    for row in rows(include_str!("data/html.tsv")) {
        let mut columns = row.split('\t');
        let (Some(name), Some(place), Some(role)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let table = match place {
            "tag" => 0,
            "role" => 1,
            _ => 2,
        };
        let role = match role {
            "form" => Role::Form,
            "void" => Role::Void,
            "paragraph" => Role::Paragraph,
            "line" => Role::Line,
            "space" => Role::Space,
            "pre" => Role::Preformatted,
            "headline" => Role::Headline,
            "heading" => Role::Heading,
            "caption" => Role::Caption,
            "byline" => Role::Byline,
            "time" => Role::Time,
            "deck" => Role::Deck,
            _ => Role::Drop,
        };
        tables[table].insert(name, role);
    }
    tables
});

/// What the name of an element says, in lower case; `None` for one that stands within a line, like `b`.
#[must_use]
pub fn of_tag(name: &str) -> Option<Role> {
    TABLES[0].get(name).copied()
}

/// What the value of a `role` attribute says.
#[must_use]
pub fn of_role(name: &str) -> Option<Role> {
    TABLES[1].get(name).copied()
}

/// What one class name says: "byline", "article-byline", "social-share".
#[must_use]
pub fn of_class(name: &str) -> Option<Role> {
    let name = name.to_ascii_lowercase();
    if let Some(&role) = TABLES[2].get(name.as_str()) {
        return Some(role);
    }
    let last = name.rsplit(['-', '_']).next()?;
    TABLES[2].get(last).copied().filter(|role| *role != Role::Drop)
}
