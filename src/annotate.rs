//! The pipeline on one page: Article -> Annotations.
//!
//! A long article is gone through in slices, runs of blocks that any number of workers may [`mark`] in any order; what
//! only the whole document tells is settled once all are there.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block};
use crate::attribution::{self, Attribution, Claim, Context};
use crate::entity::{self, Entity, Mention, Name};
use crate::quotation;
use crate::segment::{self, Segments, Token};
use crate::span::Span;
use crate::tagger::features::passages;
use crate::tagger::{Tagged, Tagger};

/// All that is suggested for one article, or for a slice of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// In text order, outer before inner.
    pub mentions: Vec<Mention>,
    /// What the mentions are mentions of.
    pub entities: Vec<Entity>,
    /// In order of their first byte.
    pub attributions: Vec<Attribution>,
}

impl Annotations {
    /// Puts those of a later slice behind these; its entities are others than the ones here until [`settle`] joins them.
    ///
    /// ```
    /// # let model = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en.bin"));
    /// let tagger = sayso::tagger::load(model)?;
    /// let article = sayso::Article::from_text("Ann Lee spoke.\n\nAnn Lee left.".to_owned());
    /// let mut found = sayso::annotate::mark(&tagger, &article, 0..1);
    /// let later = sayso::annotate::mark(&tagger, &article, 1..2);
    /// let count = found.mentions.len() + later.mentions.len();
    /// found.append(later);
    /// assert_eq!(found.mentions.len(), count);
    /// # Ok::<(), sayso::tagger::LoadError>(())
    /// ```
    pub fn append(&mut self, later: Self) {
        let shift = self.entities.len();
        self.entities.extend(later.entities);
        self.mentions.extend(later.mentions.into_iter().map(|m| Mention { entity: m.entity + shift, ..m }));
        let shifted = |a: Attribution| Attribution { speaker: a.speaker.map(|id| id + shift), ..a };
        self.attributions.extend(later.attributions.into_iter().map(shifted));
    }
}

/// Annotates an article. Never fails, and gives the same for the same text.
///
/// ```
/// # let model = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en.bin"));
/// let tagger = sayso::tagger::load(model)?;
/// let article = sayso::Article::from_text("The dam held, officials said on Monday.".to_owned());
/// let annotations = sayso::annotate(&tagger, &article);
/// assert_eq!(article.words(annotations.mentions[0].span), "Monday");
/// # Ok::<(), sayso::tagger::LoadError>(())
/// ```
#[must_use]
pub fn annotate(tagger: &dyn Tagger, article: &Article) -> Annotations {
    let mut found = Annotations::default();
    for blocks in slices(article) {
        found.append(mark(tagger, article, blocks));
    }
    settle(article, &mut found);
    found
}

/// Bytes of text in the first slice, about a screen, so that there is soon something to read.
const FIRST: usize = 4 * 1024;

/// Bytes of text in a later slice; those between double.
const SLICE: usize = 32 * 1024;

/// Blocks at most that a slice is longer for the sake of a quotation over several paragraphs.
const JOINED: usize = 64;

/// Runs of whole blocks that tile the article, in text order: a short one first, then ever longer ones.
///
/// None ends before a block that may go on with a quotation.
#[must_use]
pub fn slices(article: &Article) -> Vec<Range<usize>> {
    let blocks = article.blocks.as_slice();
    let quoted = |b: &&Block| article.words(b.span).starts_with(['"', '“', '”', '„', '«', '»']);
    let mut slices = Vec::new();
    let (mut first, mut size) = (0, FIRST);
    while first < blocks.len() {
        let from = blocks[first].span.start;
        // A short rest is no slice of its own.
        let most = size + size / 2;
        let limit = if article.text.len() - from <= most { most } else { size };
        let more = blocks[first..].iter().take_while(|b| b.span.end - from <= limit).count();
        let end = first + more.max(1);
        let joined = blocks[end..].iter().take(JOINED).take_while(quoted).count();
        slices.push(first..end + joined);
        (first, size) = (end + joined, (2 * size).min(SLICE));
    }
    slices
}

/// Marks a run of blocks by what stands in them: the costly part, and nothing outside of it is looked at.
///
/// Entities and speakers are those of these blocks alone and labels what the tagger says, until [`settle`] has seen all.
#[must_use]
pub fn mark(tagger: &dyn Tagger, article: &Article, blocks: Range<usize>) -> Annotations {
    let mut segments = Segments::default();
    segment::segment(article, blocks.clone(), &mut segments);
    let mut quotations = Vec::new();
    quotation::find(article, &segments, blocks.clone(), &mut quotations);
    let passages = passages(article, &segments, &quotations, blocks.clone());
    let (mut names, mut claims) = (Vec::new(), Vec::new());
    for (passage, tagged) in passages.iter().zip(tagger.tag(&passages)) {
        place(&segments.tokens[passage.tokens.clone()], tagged, &mut names, &mut claims);
    }
    let mut mentions = Vec::new();
    entity::find(article, &segments, blocks.clone(), &names, &mut mentions);
    let entities = entity::cluster(article, &mut mentions);
    let mut attributions = Vec::new();
    let (quotations, segments) = (quotations.as_slice(), &segments);
    let context = Context { article, segments, quotations, mentions: &mentions, entities: &entities };
    attribution::find(&context, blocks, claims, &mut attributions);
    Annotations { mentions, entities, attributions }
}

/// From tokens of a passage to spans of the article.
fn place(tokens: &[Token], tagged: Tagged, names: &mut Vec<Name>, claims: &mut Vec<Claim>) {
    let span = |t: Range<usize>| Span::new(tokens[t.start].span.start, tokens[t.end - 1].span.end);
    names.extend(tagged.names.into_iter().map(|name| Name {
        span: span(name.tokens),
        label: name.label.into(),
        confidence: name.confidence,
    }));
    claims.extend(tagged.attributions.into_iter().map(|found| Claim {
        source: found.source.into_iter().map(span).collect(),
        cue: found.cue.into_iter().map(span).collect(),
        content: found.content.into_iter().map(span).collect(),
        confidence: found.confidence,
    }));
}

/// Settles what only the whole document tells: which mentions are the same thing, what the doubtful ones are, who speaks.
///
/// All stay where they are, so that who has decided on one by its index has decided on the same afterwards. `found` are
/// those of all slices in text order; of some of the slices, if no more are wanted.
pub fn settle(article: &Article, found: &mut Annotations) {
    let mut segments = Segments::default();
    segment::segment(article, 0..article.blocks.len(), &mut segments);
    let count = found.mentions.len();
    entity::settle(article, &mut found.mentions);
    found.entities = entity::cluster(article, &mut found.mentions);
    debug_assert_eq!(found.mentions.len(), count, "settling drops no mention");
    let Annotations { mentions, entities, attributions } = found;
    let context = Context { article, segments: &segments, quotations: &[], mentions, entities };
    attribution::name_speakers(&context, attributions);
}

#[cfg(test)]
pub(crate) mod scripted;

#[cfg(test)]
mod tests {
    use super::scripted::Scripted;
    use super::*;

    #[test]
    fn a_quotation_goes_on_where_a_slice_would_end() {
        let filler = "The river rose again over the fields beyond the old mill.\n\n";
        let said = "{\"We saw it coming,\"|c} {Ines Varga|s} {said|q}.\n\n\"Nobody slept that night.\"\n\n";
        for extra in 0..said.len() {
            // The slice border moves through all of what was said.
            let length = FIRST - said.len() - 8 + extra;
            let mut text = filler.repeat(length / filler.len());
            text.push_str(&".".repeat(length - text.len()));
            text.push_str("\n\n");
            text.push_str(said);
            text.push_str(&filler.repeat(FIRST / filler.len()));
            let found = Scripted::annotate(&text).1.attributions;
            let parts: Vec<_> = found.iter().map(|a| a.content.len()).collect();
            assert_eq!(parts, [2], "slice border {extra} bytes in");
        }
    }

    #[test]
    fn what_is_settled_does_not_depend_on_the_slices() {
        let marked = "{Orso|LOC?} rose.\n\n{Tam Orso|PERSON} sat.\n\n{Orso|ORG?} fell, {he|s} {said|q}: {\"It rained\"|c}.\n\n\
            {Tam Orso|PERSON} and {Orso|LOC?} slept.";
        let (tagger, article) = Scripted::read(marked);
        let count = article.blocks.len();
        for ends in [&[count][..], &[1, count], &[2, 3, count]] {
            let (mut found, mut from) = (Annotations::default(), 0);
            for &end in ends {
                found.append(mark(&tagger, &article, from..end));
                from = end;
            }
            settle(&article, &mut found);
            assert_eq!(found, annotate(&tagger, &article), "{ends:?}");
        }
    }

    #[test]
    fn slices_tile_the_blocks_and_grow() {
        let article = Article::from_text("The river rose over the fields beyond the old mill.\n".repeat(4000));
        let slices = slices(&article);
        let borders = slices.windows(2).all(|pair| pair[0].end == pair[1].start);
        assert!(borders && slices[0].start == 0 && slices[slices.len() - 1].end == article.blocks.len());
        let bytes =
            |blocks: &Range<usize>| article.blocks[blocks.end - 1].span.end - article.blocks[blocks.start].span.start;
        let sizes: Vec<_> = slices.iter().map(bytes).collect();
        assert!(sizes[0] <= FIRST && sizes[4] > 4 * sizes[0], "{sizes:?}");
        let (last, others) = sizes.split_last().unwrap();
        assert!(others.iter().all(|&size| size <= SLICE) && *last <= SLICE + SLICE / 2, "{sizes:?}");
    }

    #[test]
    fn a_short_article_is_one_slice() {
        let article = Article::from_text("The river rose over the fields beyond the old mill.\n".repeat(100));
        assert_eq!(slices(&article).len(), 1);
    }
}
