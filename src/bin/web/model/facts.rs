//! What the page says of what is selected.

use sayso::review::{Status, Target};

use super::doc::Doc;
use super::words;
use crate::state::Selected;

/// In words, as they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) kind: String,
    /// In the style sheet.
    pub(crate) class: String,
    pub(crate) words: String,
    /// What was decided; `None` for what can't be decided on.
    pub(crate) status: Option<Status>,
    pub(crate) rows: Vec<(&'static str, String)>,
    pub(crate) why: String,
    pub(crate) doubt: Option<String>,
}

impl Facts {
    /// The same in a few words.
    pub(crate) fn aloud(&self) -> String {
        let source = self.rows.first().filter(|(name, _)| *name == "Source");
        let source = source.map_or_else(String::new, |(_, who)| format!(" of {who}"));
        let status = self.status.map_or("", words::status);
        format!("{}{source}: {}. {status}", self.kind, self.words)
    }
}

/// Says it; `None` for what is not there.
pub(crate) fn facts(doc: &Doc, selected: Selected) -> Option<Facts> {
    match selected {
        Selected::Annotation(Target::Mention(i)) => mention(doc, i),
        Selected::Annotation(Target::Attribution(i)) => attribution(doc, i),
        Selected::Block(i) => block(doc, i),
    }
}

fn mention(doc: &Doc, index: usize) -> Option<Facts> {
    let reviewed = doc.review.mentions.get(index)?;
    let mention = &reviewed.value;
    let (name, _, class) = words::label(mention.label);
    let entity = doc.review.entities.get(mention.entity);
    Some(Facts {
        kind: name.to_owned(),
        class: format!("e {class}"),
        words: doc.quote(&[mention.span], 240),
        status: Some(reviewed.status),
        rows: Vec::new(),
        why: why(mention.confidence, &mention.rule),
        doubt: entity.and_then(|e| e.doubt.clone()),
    })
}

fn attribution(doc: &Doc, index: usize) -> Option<Facts> {
    let reviewed = doc.review.attributions.get(index)?;
    let a = &reviewed.value;
    let source = if a.source.is_empty() { "nobody is named".to_owned() } else { doc.quote(&a.source, 160) };
    let kind = words::source_kind(a.source_kind);
    let speaker = a.speaker.and_then(|id| doc.review.entities.get(id));
    let rows = vec![
        ("Source", source),
        ("Who", speaker.map_or_else(|| kind.to_owned(), |e| format!("{} ({kind})", e.name))),
        ("Cue", doc.quote(&a.cue, 120)),
        ("How", format!("{} · {} · {}", words::stance(a.stance), words::frame(a.frame), words::form(a.form))),
    ];
    Some(Facts {
        kind: "Attribution".to_owned(),
        class: "attribution".to_owned(),
        words: doc.quote(&a.content, 240),
        status: Some(reviewed.status),
        rows,
        why: why(a.confidence, &a.rule),
        doubt: None,
    })
}

fn block(doc: &Doc, index: usize) -> Option<Facts> {
    let block = doc.review.article.blocks.get(index)?;
    let (name, _) = words::block(block.kind);
    Some(Facts {
        kind: name.to_owned(),
        words: doc.quote(&[block.span], 240),
        why: words::reason(block.reason),
        ..Facts::default()
    })
}

fn why(confidence: f32, rule: &str) -> String {
    if rule.is_empty() {
        return "Made by a person.".to_owned();
    }
    format!("{} ({:.0} %): {}", words::sureness(confidence), confidence * 100.0, words::rule(rule))
}
