//! What single formats ask of a document beyond what they have a place for: ends that can be written, names of files.

use std::collections::HashMap;

use super::{Fitted, Loss, keep, longest};
use crate::export::File;
use crate::export::v1::Range;

impl Fitted {
    /// Gives every mark the ends at which a format can write it; `None` for one that it cannot write at all.
    pub(crate) fn move_ends(&mut self, to: impl Fn(Range) -> Option<Range>) {
        let Self { document, losses } = self;
        let (mut moved, mut blank) = (0, 0);
        let mut place = |range: &mut Range| {
            let new = to(*range);
            match new {
                Some(new) => moved += usize::from(*range != new),
                None => blank += 1,
            }
            *range = new.unwrap_or(*range);
            new.is_some()
        };
        document.entities.retain_mut(|entity| {
            let mut range = (entity.start, entity.end);
            let stays = place(&mut range);
            if range != (entity.start, entity.end) {
                // The words are those between the ends.
                entity.text.clear();
            }
            (entity.start, entity.end) = range;
            stays
        });
        for attribution in &mut document.attributions {
            for parts in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
                parts.retain_mut(&mut place);
            }
        }
        let gone =
            keep(&mut document.attributions, |a| !(a.source.is_empty() && a.cue.is_empty() && a.content.is_empty()));
        losses.add(Loss::Attributions, gone);
        losses.add(Loss::Ends, moved);
        losses.add(Loss::Blank, blank);
    }

    /// Gives every name the ends at which a format can write it, then leaves out those that lie inside or across longer ones.
    pub(crate) fn widen_names(&mut self, to: impl Fn(Range) -> Option<Range>) {
        let Self { document, losses } = self;
        let mut moved = Vec::new();
        let blank = keep(&mut document.entities, |entity| {
            let new = to((entity.start, entity.end));
            moved.extend(new.map(|new| (new, new != (entity.start, entity.end))));
            new.is_some()
        });
        for (entity, ((start, end), moved)) in document.entities.iter_mut().zip(&moved) {
            (entity.start, entity.end) = (*start, *end);
            if *moved {
                entity.text.clear();
            }
        }
        let kept = longest(&document.entities);
        let ends = moved.iter().zip(&kept).filter(|((_, moved), kept)| *moved && **kept).count();
        let mut stays = kept.into_iter();
        losses.add(Loss::Blank, blank);
        losses.add(Loss::Nested, keep(&mut document.entities, |_| stays.next().unwrap_or(true)));
        losses.add(Loss::Ends, ends);
    }

    /// Calls the document what its file can be called.
    pub(crate) fn call_as_file(&mut self) {
        let name = File::of(&self.document, "", []).name;
        self.losses.add(Loss::Name, usize::from(self.document.id != name));
        self.document.id = name;
    }

    /// Puts clusters in the order in which they are named first; says nothing of the document, so that nothing is lost.
    pub(crate) fn sort_clusters(&mut self) {
        let document = &mut self.document;
        let named = document.entities.iter().filter_map(|e| e.entity.as_deref());
        let spoken = document.attributions.iter().filter_map(|a| a.speaker.as_deref());
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (place, id) in named.chain(spoken).enumerate() {
            places.entry(id).or_insert(place);
        }
        document.clusters.sort_by_key(|c| places.get(c.id.as_str()).copied().unwrap_or(usize::MAX));
    }
}
