//! Reads what was pasted or opened, in slices of time, and hands the review over in parts.

use sayso::annotate::Annotator;
use sayso::review::{Review, Status};
use sayso::{Annotations, Article};

use crate::protocol::{Part, Reply, Version};
use crate::scope::{Turns, now, post};

/// Milliseconds of work before the event loop gets a turn.
const SLICE: f64 = 16.0;
/// Milliseconds between two reports of progress.
const REPORT: f64 = 80.0;
/// Annotations in a part: a few milliseconds of the page's time.
const PART: usize = 1000;

/// Annotates, as long as `wanted`; gives the milliseconds that it took as well.
pub(crate) async fn annotate(
    version: Version,
    article: &Article,
    wanted: impl Fn() -> bool,
) -> Option<(Annotations, f64)> {
    let (turns, mut told, mut spent) = (Turns::new(), now(), 0.0);
    let mut annotator = Annotator::new(article);
    loop {
        let from = now();
        let mut share = annotator.step();
        while share.is_some() && now() - from < SLICE {
            share = annotator.step();
        }
        spent += now() - from;
        let Some(share) = share else { return Some((annotator.finish(), spent)) };
        if now() - told > REPORT {
            told = now();
            post(&Reply::Progress { version, share });
        }
        turns.next().await;
        if !wanted() {
            return None;
        }
    }
}

/// Hands a review over.
pub(crate) fn hand_over(version: Version, review: &Review, millis: f64, key: String) {
    let part = |part| post(&Reply::Part { version, part });
    part(Part::Text(review.article.text.clone()));
    review.article.blocks.chunks(2 * PART).for_each(|blocks| part(Part::Blocks(blocks.to_vec())));
    review.entities.chunks(PART).for_each(|entities| part(Part::Entities(entities.to_vec())));
    review.mentions.chunks(PART).for_each(|mentions| part(Part::Mentions(mentions.to_vec())));
    review.attributions.chunks(PART / 2).for_each(|attributions| part(Part::Attributions(attributions.to_vec())));
    post(&Reply::Done { version, id: review.id.clone(), key, millis });
}

/// How many annotations a person has decided on.
pub(crate) fn decided(review: &Review) -> usize {
    let mentions = review.mentions.iter().filter(|m| m.status != Status::Suggested).count();
    mentions + review.attributions.iter().filter(|a| a.status != Status::Suggested).count()
}
