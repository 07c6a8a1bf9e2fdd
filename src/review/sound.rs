//! Whether a review that comes from outside fits its own text, so that nobody stumbles over it later.

use super::{Change, Edit, Review, Reviewed};
use crate::attribution::Attribution;
use crate::entity::{EntityId, Mention};
use crate::span::Span;

impl Review {
    /// The first thing in it that does not fit its text or its clusters, in words; `None` if all does.
    #[must_use]
    pub fn misfit(&self) -> Option<String> {
        let mut from = 0;
        for (i, block) in self.article.blocks.iter().enumerate() {
            if block.span.start < from || !self.holds(block.span) {
                return Some(format!("block {i} is not in the text, or not in order"));
            }
            from = block.span.end;
        }
        let known = self.entities.len();
        if let Some(i) = self.mentions.iter().position(|m| !self.mention_fits(&m.value, known)) {
            return Some(format!("mention {i} is not in the text, or names no cluster"));
        }
        if let Some(i) = self.attributions.iter().position(|a| !self.attribution_fits(&a.value, known)) {
            return Some(format!("attribution {i} is not in the text, or its speaker is no cluster"));
        }
        let unfit = |edit: &Edit| !self.fits(edit);
        let (done, undone) = self.history();
        let first = done.iter().position(unfit).or_else(|| undone.iter().position(unfit))?;
        Some(format!("step {first} of the history does not fit the text"))
    }

    /// Whether an edit from outside can be done here.
    #[must_use]
    pub fn fits(&self, edit: &Edit) -> bool {
        let (mut mentions, mut attributions, mut entities) =
            (self.mentions.len(), self.attributions.len(), self.entities.len());
        edit.changes.iter().all(|change| match change {
            Change::Status(..) | Change::Flag(..) | Change::Note(..) | Change::Label(..) => true,
            Change::Span(_, swap) => self.holds(swap.from) && self.holds(swap.to),
            Change::Cluster(_, swap) => swap.from.max(swap.to) < entities,
            Change::Claim(_, swap) => [&swap.from, &swap.to].iter().all(|a| self.attribution_fits(a, entities)),
            Change::Mention(i, swap) => {
                let fits = |m: &Reviewed<Mention>| self.mention_fits(&m.value, entities);
                grows(&mut mentions, *i) && [&swap.from, &swap.to].into_iter().flatten().all(fits)
            }
            Change::Attribution(i, swap) => {
                let fits = |a: &Reviewed<Attribution>| self.attribution_fits(&a.value, entities);
                grows(&mut attributions, *i) && [&swap.from, &swap.to].into_iter().flatten().all(fits)
            }
            // One that is not there is made: nobody can stumble over that.
            Change::Entity(id, _) => grows(&mut entities, *id) || *id > entities,
        })
    }

    fn holds(&self, span: Span) -> bool {
        span.start <= span.end && self.article.text.get(span.start..span.end).is_some()
    }

    /// Whether it stands in the text and names one of so many clusters.
    pub(crate) fn mention_fits(&self, mention: &Mention, entities: usize) -> bool {
        self.holds(mention.span) && mention.entity < entities
    }

    /// Whether it stands in the text and its speaker, if any, is one of so many clusters.
    pub(crate) fn attribution_fits(&self, attribution: &Attribution, entities: usize) -> bool {
        let Attribution { source, cue, content, speaker, .. } = attribution;
        let spans = [source, cue, content].into_iter().flatten().all(|&span| self.holds(span));
        spans && speaker.is_none_or(|id: EntityId| id < entities)
    }
}

/// Whether something is among so many, or comes right behind them and makes them one more.
fn grows(count: &mut usize, index: usize) -> bool {
    if index == *count {
        *count += 1;
    }
    index < *count
}
