//! How many annotations there are of each kind, as far as the filters show them.

use std::cmp::Reverse;

use sayso::entity::{EntityId, Label};
use sayso::review::{Status, Target};

use super::doc::Doc;
use super::filters::Filters;
use super::words;

/// The counts that the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) confirmed: usize,
    pub(crate) rejected: usize,
    pub(crate) open: usize,
    /// Those that are to be discussed, whatever was decided on them.
    pub(crate) flagged: usize,
    /// Those that the filters hide.
    pub(crate) hidden: usize,
    /// How many mentions with each label there would be if all labels were shown.
    labels: Vec<(Label, usize)>,
    /// Who says how much in the whole article, those who say most first; what was rejected does not count.
    pub(crate) speakers: Vec<(EntityId, usize)>,
}

impl Tally {
    pub(crate) fn of(doc: &Doc, filters: &Filters) -> Self {
        let mut said = vec![0; doc.review.entities.len()];
        let mut tally = Self { labels: words::LABELS.map(|label| (label, 0)).to_vec(), ..Self::default() };
        for &target in &doc.items {
            if let Target::Mention(i) = target
                && filters.suits(doc, target)
            {
                let label = doc.review.mentions[i].value.label;
                tally.labels.iter_mut().filter(|(l, _)| *l == label).for_each(|(_, count)| *count += 1);
            }
            if let Target::Attribution(i) = target
                && doc.status(target) != Status::Rejected
                && let Some(count) = doc.review.attributions[i].value.speaker.and_then(|id| said.get_mut(id))
            {
                *count += 1;
            }
            if doc.review.is_flagged(target) == Some(true) {
                tally.flagged += 1;
            }
            let count = match doc.status(target) {
                _ if !filters.shows_target(doc, target) => &mut tally.hidden,
                Status::Confirmed => &mut tally.confirmed,
                Status::Rejected => &mut tally.rejected,
                Status::Suggested => &mut tally.open,
            };
            *count += 1;
        }
        tally.speakers = said.into_iter().enumerate().filter(|&(_, count)| count > 0).collect();
        tally.speakers.sort_by_key(|&(_, count)| Reverse(count));
        tally
    }

    /// How many mentions there are with a label.
    pub(crate) fn of_label(&self, label: Label) -> usize {
        self.labels.iter().find(|(l, _)| *l == label).map_or(0, |&(_, count)| count)
    }
}
