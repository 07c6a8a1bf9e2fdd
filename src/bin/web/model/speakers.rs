//! Who says what: attributions grouped by speaker, the unnamed ones and those on nobody's say-so apart.

use std::cmp::Reverse;
use std::collections::HashMap;

use sayso::attribution::{Attribution, SourceKind};
use sayso::review::Target;

use super::doc::Doc;
use super::filters::Filters;

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
    /// How many of them are shown.
    pub(crate) limit: usize,
}

/// The order of the groups of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Those who say most come first.
    Most,
    /// As they are, new ones last: nothing moves away while someone reads it.
    Kept,
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

/// Groups what the filters show, section by section. `before` are the groups as they are on the page; a new one shows
/// `limit` of what it says.
pub(crate) fn groups(doc: &Doc, filters: &Filters, before: &[Group], order: Order, limit: usize) -> Vec<Group> {
    let key = |group: &Group| (group.section, group.name.to_lowercase());
    let known: HashMap<_, usize> = before.iter().enumerate().map(|(i, group)| (key(group), i)).collect();
    let mut groups: Vec<(usize, Group)> = Vec::new();
    let mut places: HashMap<(Section, String), usize> = HashMap::new();
    for &target in &doc.items {
        let Target::Attribution(i) = target else { continue };
        if !filters.shows_target(doc, target) {
            continue;
        }
        let a = &doc.review.attributions[i].value;
        let (section, name) = (section(a), name(doc, a));
        let key = (section, name.to_lowercase());
        let was = known.get(&key).copied();
        let place = *places.entry(key).or_insert_with(|| {
            let limit = was.map_or(limit, |was| before[was].limit);
            groups.push((was.unwrap_or(usize::MAX), Group { section, name, said: Vec::new(), limit }));
            groups.len() - 1
        });
        groups[place].1.said.push(i);
    }
    match order {
        Order::Most => groups.sort_by_key(|(_, g)| (g.section, Reverse(g.said.len()))),
        Order::Kept => groups.sort_by_key(|(was, g)| (g.section, *was)),
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What the one who says something is called; nothing for nobody.
pub(crate) fn name(doc: &Doc, a: &Attribution) -> String {
    let entity = a.speaker.and_then(|id| doc.review.entities.get(id));
    match (entity, section(a)) {
        (Some(entity), _) => entity.name.clone(),
        (None, Section::Nobody) => String::new(),
        (None, _) => capitalised(doc.quote(&a.source, 80).trim_end_matches([',', ' '])),
    }
}

fn capitalised(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use sayso::attribution::{Form, Frame, Stance};
    use sayso::review::{Batch, Review, Reviewed};
    use sayso::{Annotations, Article, Span};

    use super::*;

    /// One sentence for each of those who say something.
    fn doc(names: &[&str]) -> Doc {
        let mut text = String::new();
        let mut attributions = Vec::new();
        for name in names {
            let source = Span::new(text.len(), text.len() + name.len());
            let (cue, content) =
                (Span::new(source.end + 1, source.end + 5), Span::new(source.end + 6, source.end + 20));
            text.push_str(name);
            text.push_str(" said that it rained.\n");
            let value = Attribution {
                source: vec![source],
                cue: vec![cue],
                content: vec![content],
                form: Form::Indirect,
                frame: Frame::Statement,
                stance: Stance::Asserts,
                source_kind: SourceKind::NamedPerson,
                speaker: None,
                confidence: 0.9,
                rule: "test".into(),
            };
            attributions.push(Reviewed::suggested(String::new(), value));
        }
        let mut doc = Doc::new(Review::new("t".to_owned(), Article::from_text(text), Annotations::default()));
        doc.extend(Batch { attributions, ..Batch::default() });
        doc
    }

    fn names(groups: &[Group]) -> Vec<&str> {
        groups.iter().map(|g| g.name.as_str()).collect()
    }

    #[test]
    fn those_who_say_most_come_first_but_not_while_someone_reads() {
        let before = groups(&doc(&["Tom Roe"]), &Filters::default(), &[], Order::Most, 4);
        assert_eq!(names(&before), ["Tom Roe"]);
        let doc = doc(&["Tom Roe", "Ines Varga", "Ines Varga"]);
        let kept = groups(&doc, &Filters::default(), &before, Order::Kept, 4);
        assert_eq!(names(&kept), ["Tom Roe", "Ines Varga"]);
        let sorted = groups(&doc, &Filters::default(), &before, Order::Most, 4);
        assert_eq!(names(&sorted), ["Ines Varga", "Tom Roe"]);
        assert_eq!(sorted[0].said, [1, 2]);
    }
}
