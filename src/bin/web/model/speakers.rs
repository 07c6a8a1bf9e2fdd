//! Who says what: attributions grouped by speaker, the unnamed ones and those on nobody's say-so apart.

use std::collections::HashMap;

use sayso::attribution::{Attribution, SourceKind};

use super::doc::Doc;

/// Where a group is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Section {
    Named,
    Unnamed,
    Nobody,
}

/// All that one speaker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) section: Section,
    pub(crate) name: String,
    /// Indices of attributions, in text order.
    pub(crate) said: Vec<usize>,
}

fn section(attribution: &Attribution) -> Section {
    match (attribution.speaker, attribution.source_kind) {
        (Some(_), _) | (None, SourceKind::NamedPerson | SourceKind::NamedOrganization | SourceKind::Document) => {
            Section::Named
        }
        (None, _) if attribution.source.is_empty() => Section::Nobody,
        (None, SourceKind::None) => Section::Nobody,
        (None, SourceKind::Unnamed | SourceKind::Pronoun) => Section::Unnamed,
    }
}

/// Groups in the order of their section, those who say most first.
pub(crate) fn groups(doc: &Doc) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<(Section, String), usize> = HashMap::new();
    for (i, attribution) in doc.review.attributions.iter().enumerate() {
        let a = &attribution.value;
        let section = section(a);
        let entity = a.speaker.and_then(|id| doc.review.entities.get(id));
        let name = match (entity, section) {
            (Some(entity), _) => entity.name.clone(),
            (None, Section::Nobody) => String::new(),
            (None, _) => capitalised(&doc.quote(&a.source, 80)),
        };
        let place = *places.entry((section, name.to_lowercase())).or_insert_with(|| {
            groups.push(Group { section, name, said: Vec::new() });
            groups.len() - 1
        });
        groups[place].said.push(i);
    }
    groups.sort_by_key(|g| (g.section, std::cmp::Reverse(g.said.len())));
    groups
}

fn capitalised(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
