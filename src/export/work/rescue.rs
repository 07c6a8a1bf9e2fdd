//! What is left of a review of which something is broken.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::article::Article;
use crate::attribution::{Attribution, Form, Frame, SourceKind, Stance};
use crate::entity::{Entity, Label, Mention};
use crate::review::{Review, Reviewed};
use crate::span::Span;

/// All that is sound, without its history; `None` if nothing fits without what is broken.
///
/// What is broken is taken away but keeps its place, since a log names annotations by that.
pub(super) fn review(value: &Value) -> Option<Review> {
    let id = value["id"].as_str().unwrap_or_default().to_owned();
    let text = value["article"]["text"].as_str()?.to_owned();
    let mut entities: Vec<Entity> = part(&value["entities"])?;
    if entities.is_empty() {
        // So that what is put in the place of a broken mention can name one.
        entities.push(Entity { name: String::new(), label: Label::Misc, doubt: None });
    }
    let mentions = each(&value["mentions"], &mention())?;
    let attributions = each(&value["attributions"], &attribution())?;
    let whole = part(&value["article"]).map(|article| trial(article, &entities));
    let sound = whole.filter(|review| review.misfit().is_none());
    let trial = sound.unwrap_or_else(|| trial(Article::from_text(text), &entities));
    let known = entities.len();
    let mentions = checked(mentions, &mention(), |m| trial.mention_fits(m, known));
    let attributions = checked(attributions, &attribution(), |a| trial.attribution_fits(a, known));
    let ids = part(&value["cluster_ids"]).unwrap_or_default();
    Some(Review::from_parts(id, trial.article, mentions, attributions, entities).with_cluster_ids(ids))
}

fn part<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

/// A review of an article in which nothing is marked, to try things out on.
fn trial(article: Article, entities: &[Entity]) -> Review {
    Review::from_parts(String::new(), article, Vec::new(), Vec::new(), entities.to_vec())
}

/// Each of a list by itself, or what takes its place; `None` if there is no list.
fn each<T: DeserializeOwned + Clone>(list: &Value, broken: &Reviewed<T>) -> Option<Vec<Reviewed<T>>> {
    Some(list.as_array()?.iter().map(|value| part(value).unwrap_or_else(|| broken.clone())).collect())
}

fn checked<T: Clone>(all: Vec<Reviewed<T>>, broken: &Reviewed<T>, fits: impl Fn(&T) -> bool) -> Vec<Reviewed<T>> {
    all.into_iter().map(|one| if fits(&one.value) { one } else { broken.clone() }).collect()
}

fn taken_away<T>(value: T) -> Reviewed<T> {
    Reviewed { gone: true, ..Reviewed::suggested(String::new(), value) }
}

fn mention() -> Reviewed<Mention> {
    let (span, label, entity) = (Span::new(0, 0), Label::Misc, 0);
    taken_away(Mention { span, label, entity, confidence: 0.0, rule: "".into() })
}

fn attribution() -> Reviewed<Attribution> {
    let (source, cue, content) = (Vec::new(), Vec::new(), Vec::new());
    let (form, frame, stance) = (Form::Indirect, Frame::Statement, Stance::Asserts);
    let (source_kind, speaker, confidence, rule) = (SourceKind::None, None, 0.0, "".into());
    taken_away(Attribution { source, cue, content, form, frame, stance, source_kind, speaker, confidence, rule })
}
