//! The pipeline on one page: Article -> Annotations.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block};
use crate::attribution::{self, Attribution, Context};
use crate::entity::{self, Entity, Mention};
use crate::quotation::{self, Quotation};
use crate::segment::{self, Segments};

/// All that is suggested for one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// In text order, outer before inner.
    pub mentions: Vec<Mention>,
    /// What the mentions are mentions of.
    pub entities: Vec<Entity>,
    /// In order of their first byte.
    pub attributions: Vec<Attribution>,
}

/// Annotates an article. Never fails, and gives the same for the same text.
///
/// ```
/// let article = sayso::Article::from_text("The dam held, officials said on Monday.".to_owned());
/// let annotations = sayso::annotate(&article);
/// assert!(annotations.attributions.len() <= 1);
/// ```
#[must_use]
pub fn annotate(article: &Article) -> Annotations {
    let mut annotator = Annotator::new(article);
    while annotator.step().is_some() {}
    annotator.finish()
}

/// The same in slices, so that a worker can tell how far it is and listen for something newer in between.
pub struct Annotator<'a> {
    article: &'a Article,
    stage: Stage,
    next_block: usize,
    segments: Segments,
    quotations: Vec<Quotation>,
    found: Annotations,
}

/// What an [`Annotator`] is at; blocks are gone through once a stage, since names are only known when all are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Read,
    Cluster,
    Attribute,
    Done,
}

/// Bytes of text in a slice: some milliseconds of work.
const SLICE: usize = 32 * 1024;

/// Blocks at most that a slice is longer for the sake of a quotation over several paragraphs.
const JOINED: usize = 64;

impl<'a> Annotator<'a> {
    /// Starts on an article.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            stage: Stage::Read,
            next_block: 0,
            segments: Segments::default(),
            quotations: Vec::new(),
            found: Annotations::default(),
        }
    }

    /// Does one slice; gives the share done, from 0 to 1, or `None` when there is nothing left to do.
    pub fn step(&mut self) -> Option<f32> {
        let article = self.article;
        match self.stage {
            Stage::Read => {
                let blocks = self.slice();
                segment::segment(article, blocks.clone(), &mut self.segments);
                quotation::find(article, &self.segments, blocks.clone(), &mut self.quotations);
                entity::find(article, &self.segments, blocks, &mut self.found.mentions);
                self.advance(Stage::Cluster);
            }
            Stage::Cluster => {
                self.found.entities = entity::cluster(article, &self.segments, &mut self.found.mentions);
                self.stage = Stage::Attribute;
            }
            Stage::Attribute => {
                let blocks = self.slice();
                let Annotations { mentions, entities, attributions } = &mut self.found;
                let (segments, quotations) = (&self.segments, &self.quotations);
                let context = Context { article, segments, quotations, mentions, entities };
                attribution::find(&context, blocks, attributions);
                self.advance(Stage::Done);
            }
            Stage::Done => return None,
        }
        Some(self.progress())
    }

    /// What was found; all of it once [`Annotator::step`] has given `None`.
    #[must_use]
    pub fn finish(self) -> Annotations {
        self.found
    }

    /// The next run of blocks: whole ones, about [`SLICE`] bytes of them, and those behind that may go on with a quotation.
    fn slice(&mut self) -> Range<usize> {
        let blocks = &self.article.blocks;
        let first = self.next_block;
        let from = blocks.get(first).map_or(0, |b| b.span.start);
        let more = blocks[first..].iter().take_while(|b| b.span.end - from <= SLICE).count();
        let end = (first + more.max(1)).min(blocks.len());
        let quoted = |b: &&Block| self.article.words(b.span).starts_with(['"', '“', '”', '„', '«', '»']);
        let joined = blocks[end..].iter().take(JOINED).take_while(quoted).count();
        self.next_block = end + joined;
        first..self.next_block
    }

    fn advance(&mut self, then: Stage) {
        if self.next_block == self.article.blocks.len() {
            (self.stage, self.next_block) = (then, 0);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
    fn progress(&self) -> f32 {
        let share = self.next_block as f32 / self.article.blocks.len().max(1) as f32;
        match self.stage {
            Stage::Read => share / 2.0,
            Stage::Cluster => 0.5,
            Stage::Attribute => 0.5 + share / 2.0,
            Stage::Done => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_goes_on_where_a_slice_would_end() {
        let filler = "The river rose again over the fields beyond the old mill.\n\n";
        let said = "\"We saw it coming,\" Ines Varga said.\n\n\"Nobody slept that night.\"\n\n";
        for extra in 0..said.len() {
            // The slice border moves through all of what was said.
            let length = SLICE - said.len() - 8 + extra;
            let mut text = filler.repeat(length / filler.len());
            text.push_str(&".".repeat(length - text.len()));
            text.push_str("\n\n");
            text.push_str(said);
            text.push_str(&filler.repeat(3));
            let article = Article::from_text(text);
            let found = annotate(&article).attributions;
            let parts: Vec<_> = found.iter().map(|a| a.content.len()).collect();
            assert_eq!(parts, [2], "slice border {extra} bytes in");
        }
    }
}
