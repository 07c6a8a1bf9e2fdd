//! The article in one strip: sentence by sentence, who stands behind it.

use sayso::Span;
use sayso::review::{Status, Target};
use sayso::segment::{Segments, segment};

use super::backing::{BACKINGS, Backing};
use super::doc::Doc;

/// Parts of a strip: more could not be told apart.
pub(crate) const PARTS: usize = 300;

/// Where each sentence stands. It is found a little at a time: a long text takes a while.
#[derive(Default)]
pub(crate) struct Sentences {
    all: Vec<Sentence>,
    /// Blocks that are done.
    blocks: usize,
}

#[derive(Clone, Copy)]
struct Sentence {
    span: Span,
    block: usize,
}

/// One part of the strip: a sentence, or some of them where there are too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Numbers of its sentences, from 1 on.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
    pub(crate) backing: Backing,
    /// What stands behind most of it.
    pub(crate) target: Option<Target>,
    /// Index of the block that it begins in.
    pub(crate) block: usize,
}

impl Part {
    /// What it is, for those who can't see it.
    pub(crate) fn name(&self) -> String {
        let (name, _, _) = self.backing.words();
        let name = name.to_lowercase();
        if self.first == self.last {
            format!("Sentence {}: {name}", self.first)
        } else {
            format!("Sentences {} to {}: mostly {name}", self.first, self.last)
        }
    }
}

impl Sentences {
    /// Finds the sentences of blocks with at least `bytes` of text; gives whether all are found.
    pub(crate) fn find(&mut self, doc: &Doc, bytes: usize) -> bool {
        let article = &doc.review.article;
        let (from, mut size) = (self.blocks, 0);
        while self.blocks < article.blocks.len() && size < bytes {
            size += article.blocks[self.blocks].span.len();
            self.blocks += 1;
        }
        let mut segments = Segments::default();
        segment(article, from..self.blocks, &mut segments);
        let new = segments.sentences.iter().filter(|s| !s.span.is_empty());
        self.all.extend(new.map(|s| Sentence { span: s.span, block: s.block }));
        self.blocks == article.blocks.len()
    }

    /// For each sentence, the attribution whose content covers most of it. What was rejected does not count.
    fn covered(&self, doc: &Doc) -> Vec<Option<(usize, usize)>> {
        let mut most: Vec<Option<(usize, usize)>> = vec![None; self.all.len()];
        let mut mine: Vec<(usize, usize)> = Vec::new();
        for &target in &doc.items {
            let Target::Attribution(i) = target else { continue };
            if doc.status(target) == Status::Rejected {
                continue;
            }
            mine.clear();
            for &content in &doc.review.attributions[i].value.content {
                let first = self.all.partition_point(|s| s.span.end <= content.start);
                for (n, sentence) in self.all.iter().enumerate().skip(first) {
                    if sentence.span.start >= content.end {
                        break;
                    }
                    let bytes = sentence.span.end.min(content.end) - sentence.span.start.max(content.start);
                    match mine.iter_mut().find(|(m, _)| *m == n) {
                        Some((_, all)) => *all += bytes,
                        None => mine.push((n, bytes)),
                    }
                }
            }
            for &(n, bytes) in &mine {
                // Of two that cover as much the later one counts: it is nested in the other.
                if most[n].is_none_or(|(_, before)| bytes >= before) {
                    most[n] = Some((i, bytes));
                }
            }
        }
        most
    }

    /// The strip as it is now. Where there are more than [`PARTS`] sentences, as many neighbours as it takes share a part, and what
    /// stands behind most of their text counts.
    pub(crate) fn parts(&self, doc: &Doc) -> Vec<Part> {
        let covered = self.covered(doc);
        let together = self.all.len().div_ceil(PARTS).max(1);
        let sentences: Vec<_> = self.all.iter().zip(&covered).collect();
        let parts = sentences.chunks(together).enumerate().map(|(n, run)| {
            let backing = |covered: &Option<(usize, usize)>| match covered {
                Some((i, _)) => Backing::of(&doc.review, &doc.review.attributions[*i].value),
                None => Backing::Nobody,
            };
            let mut sizes = [0; BACKINGS.len()];
            for (s, covered) in run {
                sizes[backing(covered) as usize] += s.span.len();
            }
            // Of two with as much text the firmer one.
            let most = BACKINGS.into_iter().rev().max_by_key(|b| sizes[*b as usize]).unwrap_or(Backing::Nobody);
            let target = run.iter().find(|(_, covered)| covered.is_some() && backing(covered) == most);
            let (first, last) = (run[0].0, run[run.len() - 1].0);
            Part {
                first: n * together + 1,
                last: n * together + run.len(),
                span: first.span.cover(last.span),
                backing: most,
                target: target.and_then(|(_, covered)| covered.map(|(i, _)| Target::Attribution(i))),
                block: target.map_or(first.block, |(s, _)| s.block),
            }
        });
        parts.collect()
    }
}

#[cfg(test)]
mod tests {
    use sayso::attribution::{Attribution, SourceKind};

    use super::*;
    use crate::model::testing::{doc, says};

    fn backings(doc: &Doc) -> Vec<(Backing, Option<Target>)> {
        let mut sentences = Sentences::default();
        while !sentences.find(doc, 10) {}
        sentences.parts(doc).iter().map(|p| (p.backing, p.target)).collect()
    }

    #[test]
    fn a_sentence_belongs_to_what_covers_most_of_it_and_was_not_rejected() {
        let text = "It rained.\nAnn Lee said that officials believe the dam broke. Roads were closed.";
        let at = |words: &str| text.find(words).expect("words of the text");
        let outer = says(at("Ann"), at("said"), at("that"), at(" Roads") - 1);
        let inner = Attribution {
            source_kind: SourceKind::Unnamed,
            ..says(at("officials"), at("believe"), at("the dam"), at(" Roads") - 1)
        };
        let mut doc = doc(text, vec![outer, inner]);
        let nobody = (Backing::Nobody, None);
        let ann = (Backing::Person, Some(Target::Attribution(0)));
        assert_eq!(backings(&doc), [nobody, ann, nobody]);
        doc.review.decide(&[Target::Attribution(0)], Status::Rejected);
        assert_eq!(backings(&doc)[1], (Backing::Unnamed, Some(Target::Attribution(1))));
    }

    #[test]
    fn many_sentences_share_parts_that_tile_the_strip() {
        let doc = doc(&"The dam held. Rain fell.\n".repeat(700), Vec::new());
        let mut sentences = Sentences::default();
        while !sentences.find(&doc, 4_000) {}
        let parts = sentences.parts(&doc);
        assert!(parts.len() <= PARTS && parts.len() > PARTS / 2);
        assert_eq!((parts[0].first, parts.last().map(|p| p.last)), (1, Some(1400)));
        assert!(parts.windows(2).all(|pair| pair[0].last + 1 == pair[1].first));
        assert_eq!(parts[1].name(), "Sentences 6 to 10: mostly nobody");
    }
}
