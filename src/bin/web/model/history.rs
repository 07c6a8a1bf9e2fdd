//! What was done, in words.

use sayso::review::{Change, Edit, Status, Swap, Target};

use super::doc::Doc;
use super::words;

/// Characters of what a step was about.
const QUOTED: usize = 60;

/// One step: what was done, and to what.
pub(crate) fn step(doc: &Doc, edit: &Edit) -> String {
    let told = edit.changes.iter().min_by_key(|change| rank(change));
    told.map_or_else(String::new, |change| tell(doc, edit, change))
}

/// What tells most comes first: who gives a name another label has also confirmed it.
fn rank(change: &Change) -> u8 {
    match change {
        Change::Mention(..) | Change::Attribution(..) => 0,
        Change::Cluster(..) => 1,
        Change::Span(..) | Change::Claim(..) => 2,
        Change::Label(..) => 3,
        Change::Entity(..) => 4,
        Change::Note(..) | Change::Flag(..) => 5,
        Change::Status(..) => 6,
    }
}

fn tell(doc: &Doc, edit: &Edit, change: &Change) -> String {
    let what = || about(doc, edit);
    match change {
        Change::Mention(_, swap) => made(swap, "name") + &what(),
        Change::Attribution(_, swap) => made(swap, "attribution") + &what(),
        Change::Cluster(_, swap) => {
            let is_split = edit.changes.iter().any(|c| matches!(c, Change::Entity(_, swap) if swap.from.is_none()));
            if is_split {
                format!("Split off{}", what())
            } else {
                format!("Merged with {}{}", name(doc, swap.to), what())
            }
        }
        Change::Span(..) => format!("Moved an end{}", what()),
        Change::Claim(..) => format!("Corrected{}", what()),
        Change::Label(_, swap) => format!("{}{}", words::label(swap.to).0, what()),
        Change::Entity(_, swap) => match (&swap.from, &swap.to) {
            (Some(from), Some(to)) => format!("Renamed {}: {}", from.name, to.name),
            (_, Some(to)) => format!("New: {}", to.name),
            (_, None) => "Took a cluster away".to_owned(),
        },
        Change::Note(_, swap) if swap.to.is_empty() => format!("Took a note away{}", what()),
        Change::Note(..) => format!("Note{}", what()),
        Change::Flag(_, swap) => format!("{}{}", if swap.to { "Flagged" } else { "No longer flagged" }, what()),
        Change::Status(_, swap) if swap.to == Status::Suggested => format!("Open again{}", what()),
        Change::Status(_, swap) => format!("{}{}", words::status(swap.to), what()),
    }
}

fn made<T>(swap: &Swap<Option<T>>, what: &str) -> String {
    if swap.to.is_some() { format!("New {what}") } else { format!("Took away {what}") }
}

/// `: the first one`, or ` 12: the first one, …`.
fn about(doc: &Doc, edit: &Edit) -> String {
    let targets = edit.targets();
    let Some(&first) = targets.first() else { return String::new() };
    let words = quote(doc, first);
    match targets.len() {
        1 => format!(": {words}"),
        count => format!(" {count}: {words}, …"),
    }
}

/// Its words, even of what was taken away since.
fn quote(doc: &Doc, target: Target) -> String {
    let (mentions, attributions) = (&doc.review.mentions, &doc.review.attributions);
    match target {
        Target::Mention(i) => mentions.get(i).map(|m| doc.quote(&[m.value.span], QUOTED)),
        Target::Attribution(i) => attributions.get(i).map(|a| {
            let a = &a.value;
            let parts = [&a.source, &a.cue, &a.content].map(|parts| doc.quote(parts, QUOTED / 3));
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }),
    }
    .unwrap_or_default()
}

fn name(doc: &Doc, entity: usize) -> String {
    doc.review.entities.get(entity).map_or_else(String::new, |entity| entity.name.clone())
}

#[cfg(test)]
mod tests {
    use sayso::entity::{Entity, Label, Mention};
    use sayso::review::{Batch, Review, Reviewed};
    use sayso::{Annotations, Article, Span};

    use super::*;

    #[test]
    fn each_kind_of_step_is_told_in_words() {
        let article = Article::from_text("Ines Varga met Tam Orso.\n".to_owned());
        let mut doc = Doc::new(Review::new("t".to_owned(), article, Annotations::default()));
        let mention = |start, end, entity| {
            let value =
                Mention { span: Span::new(start, end), label: Label::Person, entity, confidence: 0.9, rule: "".into() };
            Reviewed::suggested(format!("e{entity}"), value)
        };
        let entity = |name: &str| Entity { name: name.to_owned(), label: Label::Person, doubt: None };
        doc.extend(Batch {
            entities: vec![entity("Ines Varga"), entity("Tam Orso")],
            mentions: vec![mention(0, 10, 0), mention(15, 23, 1)],
            attributions: Vec::new(),
        });
        let both = [Target::Mention(0), Target::Mention(1)];
        type Act<'a> = &'a dyn Fn(&mut Review) -> Option<Edit>;
        let acts: [(Act<'_>, &str); 8] = [
            (&|r| r.decide(&both, Status::Confirmed), "Confirmed 2: Ines Varga, …"),
            (&|r| r.flag(&both[..1], true), "Flagged: Ines Varga"),
            (&|r| r.note(both[1], "who?"), "Note: Tam Orso"),
            (&|r| r.relabel(&[1], Label::Org), "Organisation: Tam Orso"),
            (&|r| r.resize(1, Span::new(11, 23)), "Moved an end: met Tam Orso"),
            (&|r| r.rename(1, "T. Orso"), "Renamed Tam Orso: T. Orso"),
            (&|r| r.merge(1, 0), "Merged with Ines Varga: met Tam Orso"),
            (&|r| r.add_mention(Span::new(11, 14), Label::Misc), "New name: met"),
        ];
        for (act, expected) in acts {
            let edit = act(&mut doc.review).expect("it changes something");
            assert_eq!(step(&doc, &edit), expected);
        }
    }
}
