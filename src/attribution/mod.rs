//! Attributions: on whose say-so is each thing said?

mod chunk;
mod clause;
mod continued;
mod draft;
mod fields;
mod hedge;
mod medium;
mod phrase;
mod quoted;
mod rules;
mod sense;
mod sides;
mod source;
mod speaker;
mod stance;

#[cfg(test)]
mod tests;

pub use rules::RULES;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, BlockKind};
use crate::entity::{Entity, EntityId, Mention};
use crate::quotation::Quotation;
use crate::segment::Segments;
use crate::span::Span;
use draft::Draft;

/// One attribution; each role is a list of spans in text order, since each may be interrupted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who it is attributed to; empty for a hedge without a source.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed, quotation marks included.
    pub content: Vec<Span>,
    /// Whether the content is quoted.
    pub form: Form,
    /// What kind of attribution it is.
    pub frame: Frame,
    /// Where the source stands to the content.
    pub stance: Stance,
    /// What kind of source it is.
    pub source_kind: SourceKind,
    /// The entity that the source resolves to.
    pub speaker: Option<EntityId>,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
    /// The rule that found it; empty for what a person made.
    pub rule: Cow<'static, str>,
}

/// What some words of an attribution are to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who it is attributed to.
    Source,
    /// What attributes.
    Cue,
    /// What is attributed.
    Content,
}

impl Role {
    /// All of them, in the order in which people name them.
    pub const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];
}

impl Attribution {
    /// The parts that have a role, in text order.
    #[must_use]
    pub fn parts(&self, role: Role) -> &[Span] {
        match role {
            Role::Source => &self.source,
            Role::Cue => &self.cue,
            Role::Content => &self.content,
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self, role: Role) -> &mut Vec<Span> {
        match role {
            Role::Source => &mut self.source,
            Role::Cue => &mut self.cue,
            Role::Content => &mut self.content,
        }
    }
}

/// Whether the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What kind of attribution it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// Says.
    Statement,
    /// Knows, believes, is aware.
    Knowledge,
    /// Wants, plans.
    Intention,
    /// Supports, worries.
    Attitude,
    /// Bans, designates.
    Decree,
    /// Reportedly, alleged, is believed to.
    Hedge,
}

/// Where the source stands to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that what others said is so.
    Confirms,
    /// Says that it is not so.
    Denies,
    /// No comment, could not confirm.
    Declines,
    /// Is not convinced.
    Doubts,
    /// May be so.
    Speculates,
    /// Wants to know.
    Asks,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A person by name.
    NamedPerson,
    /// An organisation, a state, or an institution by description.
    NamedOrganization,
    /// Officials, sources, anonymous people.
    Unnamed,
    /// A report, an agreement, a statement.
    Document,
    /// He, she, they.
    Pronoun,
    /// Nobody.
    None,
}

/// All that the rules may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The text and its blocks.
    pub article: &'a Article,
    /// Its tokens and sentences.
    pub segments: &'a Segments,
    /// Its quotations, in order of their start.
    pub quotations: &'a [Quotation],
    /// Its mentions, in text order.
    pub mentions: &'a [Mention],
    /// What they are mentions of.
    pub entities: &'a [Entity],
}

/// What the tagger found: who, by which words, said what.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Who it is attributed to.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// How sure the tagger is, from 0 to 1.
    pub confidence: f32,
}

/// Appends the attributions of a run of blocks, in order of their first byte; runs must come in order.
///
/// `claims` are the tagger's in these blocks; rules add the quotations of quotations and the hedges, whatever it made of their cues,
/// and fill the fields of all.
pub fn find(context: &Context<'_>, blocks: Range<usize>, claims: Vec<Claim>, out: &mut Vec<Attribution>) {
    let Context { article, segments, .. } = *context;
    let quotations = chunk::outermost(context.quotations, &blocks);
    let mut drafts: Vec<Draft> = claims.into_iter().filter_map(|claim| sense::draft(article, claim)).collect();
    let mut ruled = Vec::new();
    for sentence in &segments.sentences[segments.sentences_of(&blocks)] {
        if article.blocks[sentence.block].kind == BlockKind::Boilerplate {
            continue;
        }
        for chunks in chunk::windows(context, &quotations, sentence) {
            let mut found = Vec::new();
            quoted::find(&chunks, &mut found);
            hedge::find(&chunks, &mut found);
            ruled.extend(draft::settle(found));
        }
    }
    // No training corpus marks hedges or nests quotations, so the rules know better.
    drafts.retain(|draft| !ruled.iter().any(|r| r.shares_cue(draft)));
    drafts.append(&mut ruled);
    drafts.sort_by_key(Draft::start);
    continued::join(context, &quotations, &mut drafts);
    drafts.iter_mut().for_each(Draft::tidy);
    drafts.sort_by_key(Draft::start);
    for draft in drafts {
        out.push(fields::fill(context, draft));
        speaker::resolve(context, out);
    }
}

/// Says again who speaks, once the names of the whole document are known; `attributions` are in text order.
pub fn name_speakers(context: &Context<'_>, attributions: &mut [Attribution]) {
    for i in 0..attributions.len() {
        let named = source::kind(context, &attributions[i].source);
        (attributions[i].source_kind, attributions[i].speaker) = named;
        speaker::resolve(context, &mut attributions[..=i]);
    }
}
