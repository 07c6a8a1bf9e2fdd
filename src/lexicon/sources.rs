//! Nouns that head a source: officials, the newspaper, a report.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows;

/// What kind of source a noun makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceNoun {
    /// Officials, sources.
    Unnamed,
    /// The newspaper, the court.
    Organization,
    /// A report, an agreement.
    Document,
}

const TABLE: &str = include_str!("data/source_nouns.tsv");

static NOUNS: LazyLock<HashMap<&'static str, SourceNoun>> = LazyLock::new(|| {
    let parse = |row: &'static str| {
        let (noun, kind) = row.split_once('\t')?;
        let kind = match kind {
            "organization" => SourceNoun::Organization,
            "document" => SourceNoun::Document,
            _ => SourceNoun::Unnamed,
        };
        Some((noun, kind))
    };
    rows(TABLE).filter_map(parse).collect()
});

/// Looks up a noun in lower case, singular or plural; tells whether it was a plural.
#[must_use]
pub fn source_noun(noun: &str) -> Option<(SourceNoun, Number)> {
    if let Some(kind) = NOUNS.get(noun) {
        let number = if matches!(noun, "people" | "media" | "police" | "data" | "findings") {
            Number::Plural
        } else {
            Number::Singular
        };
        return Some((*kind, number));
    }
    let stem = noun.strip_suffix('s')?;
    let singular = NOUNS.get(stem).or_else(|| NOUNS.get(stem.strip_suffix('e')?));
    let kind = singular.or_else(|| NOUNS.get(format!("{}y", stem.strip_suffix("ie")?).as_str()))?;
    Some((*kind, Number::Plural))
}

/// Whether one is meant or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_stands_twice_and_each_is_of_a_known_kind() {
        let mut seen = std::collections::HashSet::new();
        for row in rows(TABLE) {
            let (noun, kind) = row.split_once('\t').unwrap();
            assert!(seen.insert(noun), "twice: {noun}");
            assert!(matches!(kind, "unnamed" | "organization" | "document"), "{row}");
        }
    }

    #[test]
    fn plurals_are_found() {
        assert_eq!(source_noun("sources"), Some((SourceNoun::Unnamed, Number::Plural)));
        assert_eq!(source_noun("agencies"), Some((SourceNoun::Organization, Number::Plural)));
        assert_eq!(source_noun("report"), Some((SourceNoun::Document, Number::Singular)));
        assert_eq!(source_noun("xs"), None);
    }
}
