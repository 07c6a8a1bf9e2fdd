//! Whom a source means that is no name: "he", "the newspaper", "the commander". Only where it is safe.

use super::{Attribution, Context, SourceKind, source};
use crate::entity::{EntityId, Label, Mention};
use crate::lexicon::sources::{Number, SourceNoun, source_noun};
use crate::span::Span;

/// How many attributions back one may look.
const BACK: usize = 12;

/// How many bytes back: some three sentences.
const NEAR: usize = 700;

/// Resolves the source of the last attribution by those before it.
pub(super) fn resolve(context: &Context<'_>, attributions: &mut [Attribution]) {
    let Some((last, before)) = attributions.split_last_mut() else { return };
    let Some(&source) = last.source.first() else { return };
    if last.speaker.is_some() {
        return;
    }
    let before = &before[before.len().saturating_sub(BACK)..];
    match last.source_kind {
        SourceKind::Pronoun => last.speaker = pronoun(context, before, source),
        SourceKind::NamedOrganization => {
            last.speaker = description(context, before, source, SourceKind::NamedOrganization);
        }
        SourceKind::Unnamed if is_title(context, source) => {
            let person = description(context, before, source, SourceKind::NamedPerson);
            last.speaker = person.filter(|&person| bears(context, person, source));
            if last.speaker.is_some() {
                last.source_kind = SourceKind::NamedPerson;
            }
        }
        _ => {}
    }
}

/// What a pronoun may stand for.
fn pronoun(context: &Context<'_>, before: &[Attribution], source: Span) -> Option<EntityId> {
    let word = context.article.words(source).to_lowercase();
    let wanted: &[Label] = match word.as_str() {
        "he" | "she" | "him" | "her" | "his" => &[Label::Person],
        "it" | "its" => &[Label::Org, Label::Loc, Label::Fac],
        "i" | "my" | "we" | "our" => return outer(before, source)?.speaker,
        _ => return None,
    };
    let fits = |id: EntityId| context.entities.get(id).is_some_and(|e| wanted.contains(&e.label));
    // Inside what somebody says, "it" is that somebody more often than not: "the embassy said it knew nothing".
    if let Some(id) = outer(before, source).and_then(|a| a.speaker).filter(|&id| fits(id)) {
        return Some(id);
    }
    // One candidate in this sentence and the one before is safe, two are not.
    let near = context.segments.sentences.partition_point(|s| s.span.end <= source.start);
    let from = near.saturating_sub(1);
    let start = context.segments.sentences.get(from).map_or(0, |s| s.span.start);
    let first = context.mentions.partition_point(|m| m.span.start < start);
    let near = context.mentions[first..].iter().take_while(|m| m.span.end <= source.start);
    let mut candidates: Vec<EntityId> = near.filter(|m| wanted.contains(&m.label)).map(|m| m.entity).collect();
    candidates.dedup();
    if let [only] = candidates[..] {
        return Some(only);
    }
    // Whoever was speaking goes on; who spoke inside that does not.
    let nested = |a: &Attribution| a.source.first().is_some_and(|&s| outer(before, s).is_some());
    let speaking = before.iter().rev().find(|a| !a.source.is_empty() && end(a) <= source.start && !nested(a))?;
    if source.start - end(speaking) >= NEAR {
        return None;
    }
    speaking.speaker.filter(|&id| fits(id) && (candidates.is_empty() || candidates.contains(&id)))
}

/// The innermost attribution whose content holds a span.
fn outer(before: &[Attribution], source: Span) -> Option<&Attribution> {
    before.iter().rev().find(|a| a.content.iter().any(|c| c.contains(source)))
}

fn end(attribution: &Attribution) -> usize {
    [&attribution.source, &attribution.cue, &attribution.content]
        .into_iter()
        .flatten()
        .map(|s| s.end)
        .max()
        .unwrap_or(0)
}

/// The last one of its kind that spoke, for "the newspaper", "the commander".
fn description(context: &Context<'_>, before: &[Attribution], source: Span, kind: SourceKind) -> Option<EntityId> {
    let head = source::head(context, source)?;
    if !head.definite {
        return None;
    }
    let last = before.iter().rev().find(|a| a.source_kind == kind && a.speaker.is_some())?;
    let near = source.start.saturating_sub(end(last)) < 2 * NEAR;
    near.then_some(last.speaker).flatten()
}

/// How many mentions back a title is looked for beside a name.
const TITLES: usize = 500;

/// Whether a person has been called by the title that heads a source, directly before or behind the name.
fn bears(context: &Context<'_>, person: EntityId, source: Span) -> bool {
    let Some(head) = source::head(context, source) else { return false };
    let role = head.word.to_lowercase();
    let end = context.mentions.partition_point(|m| m.span.start < source.start);
    let near = &context.mentions[end.saturating_sub(TITLES)..end];
    let called = |m: &Mention| m.label == Label::Title && context.article.words(m.span).to_lowercase().ends_with(&role);
    let is_person = |m: &&Mention| m.label == Label::Person && m.entity == person;
    (0..near.len()).any(|at| {
        called(&near[at])
            && (near[at + 1..].iter().take(1).any(|m| is_person(&m))
                || near[..at].iter().rev().take(2).any(|m| is_person(&m)))
    })
}

/// "the commander", "the Russian leader": a role that one person holds, so that it stands for a name.
fn is_title(context: &Context<'_>, source: Span) -> bool {
    const ROLES: [&str; 16] = [
        "commander",
        "leader",
        "president",
        "minister",
        "senator",
        "governor",
        "general",
        "candidate",
        "mayor",
        "king",
        "chancellor",
        "premier",
        "nominee",
        "congressman",
        "congresswoman",
        "ambassador",
    ];
    let Some(head) = source::head(context, source) else { return false };
    let word = head.word.to_lowercase();
    let one = matches!(source_noun(&word), Some((SourceNoun::Unnamed, Number::Singular)) | None);
    head.definite && one && ROLES.contains(&word.as_str())
}
