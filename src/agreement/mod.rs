//! How far people agree who marked one text, and in what they do not.
//!
//! What was rejected counts as not marked. Figures are kept as counts, so that those of several texts can be added up.

mod anchor;
mod beside;
mod differences;
mod figures;
mod pairs;
mod settle;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use beside::Orphan;
pub use differences::{Difference, Kind, What, differences, orphans};
pub use figures::{Coincidences, Confusion, Shared};
pub use settle::{Choice, settle};
pub use words::Teller;

use crate::attribution::Role;
use crate::entity::Label;
use crate::export::name_of;
use crate::export::v1::{Document, Entity, Range};
use beside::Beside;
use tokens::{Tokens, common};

/// How far two documents of one text agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Words, numbers and marks of the text.
    pub tokens: u64,
    /// Names, whatever their labels are, as long as they are the same.
    pub entities: Spans,
    /// Names of each label.
    pub labels: BTreeMap<String, Spans>,
    /// The label of each token, 0 for none; of names within names the outermost counts.
    pub label_of_tokens: Confusion,
    /// What is said of source, cue and content, in this order.
    pub roles: [RoleAgreement; 3],
    /// Annotations of the second document whose words are not in the first one's text.
    pub orphans: u64,
}

/// How many names are marked by both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spans {
    /// From the same character to the same.
    pub exact: Shared,
    /// With a character in common; each counts once.
    pub overlapping: Shared,
}

/// How far two agree on one role of the attributions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleAgreement {
    /// Attributions that both have, with the same parts.
    pub exact: Shared,
    /// Tokens that both give this role in an attribution that both have.
    pub tokens: Shared,
    /// Whether each token has this role in any attribution: 1 if it has, 0 if not.
    pub of_tokens: Confusion,
}

/// Compares two documents of one text; of two texts, what is marked in the second is looked for in the first.
#[must_use]
pub fn compare(a: &Document, b: &Document) -> Agreement {
    let beside = Beside::new(a, b);
    let mut agreement =
        Agreement { tokens: beside.tokens.len() as u64, orphans: beside.orphans.len() as u64, ..Agreement::default() };
    agreement.count_entities(&beside);
    agreement.count_roles(&beside);
    agreement
}

impl Agreement {
    fn count_entities(&mut self, beside: &Beside<'_>) {
        let (a, b) = (beside.entities_of_a(), beside.entities_of_b());
        for (label, shared) in by_label(&a, &b, &pairs::same_entities(&a, &b)) {
            self.entities.exact.merge(shared);
            self.labels.entry(name_of(&label)).or_default().exact = shared;
        }
        for (label, shared) in by_label(&a, &b, &pairs::overlapping_entities(&a, &b)) {
            self.entities.overlapping.merge(shared);
            self.labels.entry(name_of(&label)).or_default().overlapping = shared;
        }
        let labels = |list: &[(usize, &Entity)]| beside.tokens.labels(list.iter().map(|(_, entity)| *entity));
        for (a, b) in labels(&a).into_iter().zip(labels(&b)) {
            self.label_of_tokens.add(a, b);
        }
    }

    fn count_roles(&mut self, beside: &Beside<'_>) {
        let (a, b) = (beside.attributions_of_a(), beside.attributions_of_b());
        let pairs = pairs::attributions(&a, &b);
        for (index, figures) in self.roles.iter_mut().enumerate() {
            for said in &a {
                figures.exact.a += u64::from(!said.parts[index].is_empty());
                figures.tokens.a += said.tokens[index].len() as u64;
            }
            for said in &b {
                figures.exact.b += u64::from(!said.parts[index].is_empty());
                figures.tokens.b += said.tokens[index].len() as u64;
            }
            for &(one, other) in &pairs {
                let (one, other) = (&a[one], &b[other]);
                let same = !one.parts[index].is_empty() && one.parts[index] == other.parts[index];
                figures.exact.both += u64::from(same);
                figures.tokens.both += common(&one.tokens[index], &other.tokens[index]) as u64;
            }
            let (a, b) = (beside.tokens.having(&a, index), beside.tokens.having(&b, index));
            for (a, b) in a.into_iter().zip(b) {
                figures.of_tokens.add(a, b);
            }
        }
    }

    /// What is said of a role.
    #[must_use]
    pub fn role(&self, role: Role) -> &RoleAgreement {
        &self.roles[role as usize]
    }

    /// Adds the figures of another text.
    pub fn merge(&mut self, other: &Self) {
        self.tokens += other.tokens;
        self.orphans += other.orphans;
        self.entities.merge(other.entities);
        for (label, spans) in &other.labels {
            self.labels.entry(label.clone()).or_default().merge(*spans);
        }
        self.label_of_tokens.merge(&other.label_of_tokens);
        for (own, other) in self.roles.iter_mut().zip(&other.roles) {
            own.exact.merge(other.exact);
            own.tokens.merge(other.tokens);
            own.of_tokens.merge(&other.of_tokens);
        }
    }
}

/// How many names of each label two marked, and how many both.
fn by_label(a: &[(usize, &Entity)], b: &[(usize, &Entity)], pairs: &[pairs::Pair]) -> BTreeMap<Label, Shared> {
    let mut shared: BTreeMap<Label, Shared> = BTreeMap::new();
    for (_, entity) in a {
        shared.entry(entity.label).or_default().a += 1;
    }
    for (_, entity) in b {
        shared.entry(entity.label).or_default().b += 1;
    }
    for &(one, _) in pairs {
        shared.entry(a[one].1.label).or_default().both += 1;
    }
    shared
}

/// What agreement is counted on: where the words, numbers and marks of a text stand, in code points.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range> {
    Tokens::of(text).into_places()
}

impl Spans {
    fn merge(&mut self, other: Self) {
        self.exact.merge(other.exact);
        self.overlapping.merge(other.overlapping);
    }
}

/// Krippendorff's alpha of two documents or more, token by token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alphas {
    /// The label of each token, or none.
    pub entities: Coincidences,
    /// Whether it has a role: source, cue and content, in this order.
    pub roles: [Coincidences; 3],
}

impl Alphas {
    /// Counts how documents of one text coincide; what is marked in other texts is looked for in the first one's.
    #[must_use]
    pub fn of(documents: &[&Document]) -> Self {
        let mut alphas = Self::default();
        let Some(first) = documents.first() else { return alphas };
        let mut labels = Vec::new();
        let mut roles: [Vec<Vec<u8>>; 3] = Default::default();
        for other in documents {
            let beside = Beside::new(first, other);
            labels.push(beside.tokens.labels(beside.entities_of_b().iter().map(|(_, e)| *e)));
            for (index, said) in roles.iter_mut().enumerate() {
                said.push(beside.tokens.having(&beside.attributions_of_b(), index));
            }
        }
        alphas.entities.add_all(&labels);
        alphas.roles.iter_mut().zip(&roles).for_each(|(alpha, said)| alpha.add_all(said));
        alphas
    }

    /// Adds the counts of another text.
    pub fn merge(&mut self, other: &Self) {
        self.entities.merge(&other.entities);
        self.roles.iter_mut().zip(&other.roles).for_each(|(own, other)| own.merge(other));
    }
}
