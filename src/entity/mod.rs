//! Mentions of named things, and which mentions are the same thing.

mod cluster;
mod dates;
mod names;
mod numbers;
mod offices;
mod people;
mod rules;
mod scene;
mod settle;
mod spelling;
mod titles;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, BlockKind};
use crate::segment::Segments;
use crate::span::Span;
use crate::tagger;

pub use rules::RULES;

use scene::Scene;

/// What a mention names; the guidelines say what falls under each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Label {
    /// People by name, without title.
    Person,
    /// Rank, office or role beside a name, or standing for its holder.
    Title,
    /// Organisations, units, companies, media, parties, governments named by a building.
    Org,
    /// Countries, cities, regions, seas.
    Loc,
    /// Buildings, bases, airports, roads.
    Fac,
    /// Nationalities, religions, political groups.
    Norp,
    /// Dates, absolute and relative, and durations of a day or more.
    Date,
    /// Times of day, and durations given in hours or less.
    Time,
    /// Amounts of money.
    Money,
    /// Numerals that count something.
    Quantity,
    /// Weapons, vehicles, devices, named products.
    Product,
    /// Events, treaties, laws, wars, works, awards.
    Misc,
}

impl Label {
    /// Whether what has this label can say something: people, and what people stand behind.
    #[must_use]
    pub const fn can_speak(self) -> bool {
        matches!(self, Self::Person | Self::Org | Self::Loc | Self::Fac | Self::Norp)
    }
}

impl From<tagger::Label> for Label {
    fn from(label: tagger::Label) -> Self {
        match label {
            tagger::Label::Person => Self::Person,
            tagger::Label::Org => Self::Org,
            tagger::Label::Loc => Self::Loc,
            tagger::Label::Fac => Self::Fac,
            tagger::Label::Norp => Self::Norp,
            tagger::Label::Date => Self::Date,
            tagger::Label::Money => Self::Money,
            tagger::Label::Product => Self::Product,
            tagger::Label::Misc => Self::Misc,
        }
    }
}

/// Index of an [`Entity`] in [`crate::Annotations::entities`].
pub type EntityId = usize;

/// One place where something is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name itself: no determiner before it, no possessive or punctuation behind it.
    pub span: Span,
    /// What it names.
    pub label: Label,
    /// Which thing it names.
    pub entity: EntityId,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
    /// The rule that found it; empty for what a person made.
    pub rule: Cow<'static, str>,
}

/// One thing, however often and however spelt it is mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its fullest name in this article.
    pub name: String,
    /// What it is.
    pub label: Label,
    /// Why a person should look at it: for example two people with one surname.
    pub doubt: Option<String>,
}

/// A name that the tagger found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub label: Label,
    /// How sure the tagger is, from 0 to 1.
    pub confidence: f32,
}

/// Appends the mentions of a run of blocks in text order, outer before inner; runs must come in order.
///
/// `names` are the tagger's in these blocks, in text order; rules add titles, times and quantities. Their `entity` is not
/// yet set.
pub fn find(article: &Article, segments: &Segments, blocks: Range<usize>, mut names: &[Name], out: &mut Vec<Mention>) {
    let mut scene = Scene::new(&article.text);
    let mut candidates = Vec::new();
    for sentence in &segments.sentences[segments.sentences_of(&blocks)] {
        if article.blocks[sentence.block].kind == BlockKind::Boilerplate {
            continue;
        }
        let here = names.partition_point(|n| n.span.start < sentence.span.end);
        scene.read(sentence.span);
        numbers::find(&mut scene);
        titles::candidates(&scene, &mut candidates);
        names::place(&mut scene, &names[..here]);
        titles::find(&mut scene, &candidates);
        scene.found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        out.append(&mut scene.found);
        names = &names[here..];
    }
}

/// Settles what names are by all of a document's mentions. Only once: what is settled is no evidence any more.
pub fn settle(article: &Article, mentions: &mut [Mention]) {
    settle::settle(&article.text, mentions);
}

/// Gives every mention its entity, and names the entities.
pub fn cluster(article: &Article, mentions: &mut [Mention]) -> Vec<Entity> {
    cluster::cluster(&article.text, mentions)
}

#[cfg(test)]
mod tests;
