//! What two versions of a document differ in, counted without knowing how one was made of the other.

use std::collections::HashMap;

use sayso::export::fit::{Loss, Losses, PLAIN};
use sayso::export::v1::{Attribution, Document, Entity, Range};
use sayso::review::{Origin, Status};

/// What `after` lacks of `before`.
pub(crate) fn between(before: &Document, after: &Document) -> Losses {
    assert_eq!(before.text, after.text, "the text");
    let mut losses = Losses::default();
    losses.add(Loss::Blocks, before.blocks.len() - after.blocks.len());
    losses.add(Loss::Clusters, before.clusters.len() - after.clusters.len());
    losses.add(Loss::Name, usize::from(before.id != after.id));
    entities(before, after, &mut losses);
    attributions(before, after, &mut losses);
    losses
}

fn entities(before: &Document, after: &Document, losses: &mut Losses) {
    let key = |e: &Entity| (e.start, e.end, e.label);
    let left: HashMap<_, _> = after.entities.iter().map(|e| (key(e), e)).collect();
    assert_eq!(left.len(), after.entities.len());
    for old in &before.entities {
        let Some(new) = left.get(&key(old)) else {
            losses.add(if old.status == Status::Rejected { Loss::Rejected } else { Loss::Nested }, 1);
            continue;
        };
        losses.add(Loss::Ids, usize::from(old.id != new.id));
        about(
            (old.status, old.confidence, old.origin, &old.rule, old.flagged, &old.note),
            (new.status, new.confidence, new.origin, &new.rule, new.flagged, &new.note),
            losses,
        );
    }
}

fn whole(parts: &[Range]) -> Vec<Range> {
    let end = parts.iter().map(|r| r.1).max();
    parts.first().zip(end).map(|(first, end)| (first.0, end)).into_iter().collect()
}

fn attributions(before: &Document, after: &Document, losses: &mut Losses) {
    let roles = |a: &Attribution| [a.source.clone(), a.cue.clone(), a.content.clone()];
    let covers = |a: &Attribution| roles(a).map(|parts| whole(&parts));
    let mut left: Vec<&Attribution> = after.attributions.iter().collect();
    for old in &before.attributions {
        let same = left.iter().position(|new| roles(new) == roles(old));
        let Some(at) = same.or_else(|| left.iter().position(|new| roles(new) == covers(old))) else {
            losses.add(if old.status == Status::Rejected { Loss::Rejected } else { Loss::Attributions }, 1);
            continue;
        };
        let new = left.remove(at);
        losses.add(Loss::Parts, roles(old).iter().zip(roles(new)).filter(|(a, b)| **a != *b).count());
        let fields = |a: &Attribution| (a.form, a.frame, a.stance, a.source_kind);
        losses.add(Loss::Fields, usize::from(fields(old) != fields(new)));
        assert!(fields(old) == fields(new) || fields(new) == PLAIN);
        losses.add(Loss::Speakers, usize::from(old.speaker != new.speaker));
        losses.add(Loss::Ids, usize::from(old.id != new.id));
        about(
            (old.status, old.confidence, old.origin, &old.rule, old.flagged, &old.note),
            (new.status, new.confidence, new.origin, &new.rule, new.flagged, &new.note),
            losses,
        );
    }
}

type About<'d> = (Status, f32, Origin, &'d Option<String>, bool, &'d String);

#[expect(clippy::float_cmp, reason = "what is carried is the same number")]
fn about(old: About<'_>, new: About<'_>, losses: &mut Losses) {
    losses.add(Loss::Status, usize::from(old.0 != new.0));
    losses.add(Loss::Confidence, usize::from(old.1 != new.1));
    losses.add(Loss::Origin, usize::from(old.2 != new.2 || old.3 != new.3));
    losses.add(Loss::Flags, usize::from(old.4 != new.4));
    losses.add(Loss::Notes, usize::from(old.5 != new.5));
}
