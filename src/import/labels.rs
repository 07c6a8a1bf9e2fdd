//! What other people call what Sayso marks: one table for all formats.

use crate::attribution::Role;
use crate::entity::Label;

/// Names in capital letters, as `CoNLL`, `OntoNotes`, spaCy, Stanford, ACE and others use them, and what they are here.
const NAMES: &[(&str, Label)] = &[
    ("PERSON", Label::Person),
    ("PER", Label::Person),
    ("PERS", Label::Person),
    ("PEOPLE", Label::Person),
    ("PS", Label::Person),
    ("TITLE", Label::Title),
    ("ROLE", Label::Title),
    ("RANK", Label::Title),
    ("OCCUPATION", Label::Title),
    ("POSITION", Label::Title),
    ("ORG", Label::Org),
    ("ORGANIZATION", Label::Org),
    ("ORGANISATION", Label::Org),
    ("COMPANY", Label::Org),
    ("ORGNAME", Label::Org),
    ("LOC", Label::Loc),
    ("LOCATION", Label::Loc),
    ("GPE", Label::Loc),
    ("PLACE", Label::Loc),
    ("CITY", Label::Loc),
    ("COUNTRY", Label::Loc),
    ("STATE_OR_PROVINCE", Label::Loc),
    ("FAC", Label::Fac),
    ("FACILITY", Label::Fac),
    ("NORP", Label::Norp),
    ("NATIONALITY", Label::Norp),
    ("RELIGION", Label::Norp),
    ("IDEOLOGY", Label::Norp),
    ("DATE", Label::Date),
    ("DURATION", Label::Date),
    ("TIME", Label::Time),
    ("MONEY", Label::Money),
    ("QUANTITY", Label::Quantity),
    ("CARDINAL", Label::Quantity),
    ("ORDINAL", Label::Quantity),
    ("NUMBER", Label::Quantity),
    ("PERCENT", Label::Quantity),
    ("PERCENTAGE", Label::Quantity),
    ("PRODUCT", Label::Product),
    ("PROD", Label::Product),
    ("WEAPON", Label::Product),
    ("VEHICLE", Label::Product),
    ("VEH", Label::Product),
    ("WEA", Label::Product),
    ("MISC", Label::Misc),
    ("MISCELLANEOUS", Label::Misc),
    ("EVENT", Label::Misc),
    ("LAW", Label::Misc),
    ("LANGUAGE", Label::Misc),
    ("WORK_OF_ART", Label::Misc),
    ("AWARD", Label::Misc),
];

const ROLES: &[(&str, Role)] = &[
    ("SOURCE", Role::Source),
    ("SPEAKER", Role::Source),
    ("CUE", Role::Cue),
    ("CONTENT", Role::Content),
    ("QUOTE", Role::Content),
    ("QUOTATION", Role::Content),
];

/// One of some names, however it is spelt: `B-per` is `PER`, `Work of Art` is `WORK_OF_ART`.
fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    let name = name.trim();
    let name = ["B-", "I-"].iter().find_map(|tag| name.strip_prefix(tag)).unwrap_or(name);
    let alike = |a: char, b: char| a == b.to_ascii_uppercase() || (a == '_' && " -".contains(b));
    let same = |known: &str| known.len() == name.len() && known.chars().zip(name.chars()).all(|(a, b)| alike(a, b));
    table.iter().find(|(known, _)| same(known)).map(|(_, value)| *value)
}

/// The label of that name, and a note that keeps the name if there is none.
pub(crate) fn label(name: &str) -> (Label, Option<String>) {
    match find(NAMES, name) {
        Some(label) => (label, None),
        None if name.trim().is_empty() => (Label::Misc, None),
        None => (Label::Misc, Some(name.trim().to_owned())),
    }
}

/// The role of that name.
pub(crate) fn role(name: &str) -> Option<Role> {
    find(ROLES, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_spelt() {
        assert_eq!(label("per"), (Label::Person, None));
        assert_eq!(label("B-GPE"), (Label::Loc, None));
        assert_eq!(label("Work of Art"), (Label::Misc, None));
        assert_eq!(label(" Gene "), (Label::Misc, Some("Gene".to_owned())));
        assert_eq!(label("גֶן"), (Label::Misc, Some("גֶן".to_owned())));
        assert_eq!(role("Cue"), Some(Role::Cue));
        assert_eq!(role("ORG"), None);
    }
}
