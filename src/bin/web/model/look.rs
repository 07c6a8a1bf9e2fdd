//! How a segment is drawn: the classes and signs that say which annotations cover it and what was decided on them.

use sayso::review::{Status, Target};

use super::doc::{Doc, key};
use super::layout::{Role, Segment};
use super::words;

/// Attributes of a segment's element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) class: String,
    /// Keys of the annotations that cover it, the innermost first.
    pub(crate) keys: String,
    /// Short label behind the last segment of an entity.
    pub(crate) tag: String,
    /// `✓`, `✕` or `?` at the first segment of an annotation.
    pub(crate) sign: &'static str,
    /// Name of the role, at the first segment of each role of what is selected.
    pub(crate) role: &'static str,
}

/// The sign of what was decided, or of a doubt.
pub(crate) fn sign(doc: &Doc, target: Target) -> &'static str {
    match words::sign(doc.status(target)) {
        "" if doc.confidence(target) < words::DOUBTFUL => words::DOUBT,
        sign => sign,
    }
}

/// How this segment looks now; `now` is the match that the search is at.
pub(crate) fn look(doc: &Doc, selected: Option<Target>, now: Option<usize>, segment: &Segment) -> Look {
    let mut look = Look::default();
    let mut classes: Vec<&'static str> = if segment.covers.is_empty() { Vec::new() } else { vec!["m"] };
    if let Some(found) = segment.found {
        classes.push("found");
        classes.extend((now == Some(found)).then_some("now"));
    }
    let (mut entities, mut roles, mut contents) = (0, 0, 0);
    for interval in &segment.covers {
        let target = interval.target;
        let named = key(target);
        if !look.keys.split(' ').any(|k| k == named) {
            if !look.keys.is_empty() {
                look.keys.push(' ');
            }
            look.keys.push_str(&named);
        }
        let starts = interval.span.start == segment.span.start;
        let status = doc.status(target);
        match interval.role {
            Role::Entity => {
                entities += 1;
                let Target::Mention(i) = target else { continue };
                let (_, tag, class) = words::label(doc.review.mentions[i].value.label);
                if entities == 1 {
                    classes.push("e");
                    classes.push(class);
                    classes.extend(decided(status, doc.confidence(target), ["e-yes", "e-no", "e-doubt"]));
                    if starts {
                        classes.push("first");
                    }
                } else {
                    classes.push("within");
                }
                if interval.span.end == segment.span.end {
                    if !look.tag.is_empty() {
                        look.tag.push('·');
                    }
                    look.tag.push_str(tag);
                    classes.push("last");
                }
            }
            Role::Source => classes.push("source"),
            Role::Cue => classes.push("cue"),
            Role::Content => contents += 1,
        }
        if interval.role != Role::Entity {
            roles += 1;
        }
        if interval.role != Role::Entity && roles == 1 {
            classes.extend(decided(status, doc.confidence(target), ["a-yes", "a-no", "a-doubt"]));
        }
        // An attribution shows its decision where it attributes.
        if starts && (matches!(interval.role, Role::Entity | Role::Cue)) && look.sign.is_empty() {
            look.sign = sign(doc, target);
        }
        if selected == Some(target) {
            classes.push("on");
            classes.push(match interval.role {
                Role::Entity => "on-entity",
                Role::Source => "on-source",
                Role::Cue => "on-cue",
                Role::Content => "on-content",
            });
            if starts && interval.role != Role::Entity {
                look.role = words::role(interval.role);
            }
        } else if is_kin(doc, selected, target) {
            classes.push("kin");
        }
    }
    classes.extend(match contents {
        0 => None,
        1 => Some("content"),
        2 => Some("content-2"),
        _ => Some("content-3"),
    });
    classes.sort_unstable();
    classes.dedup();
    look.class = classes.join(" ");
    look
}

fn decided(status: Status, confidence: f32, [yes, no, doubt]: [&'static str; 3]) -> Option<&'static str> {
    match status {
        Status::Confirmed => Some(yes),
        Status::Rejected => Some(no),
        Status::Suggested => (confidence < words::DOUBTFUL).then_some(doubt),
    }
}

/// Whether both are mentions of the same thing.
fn is_kin(doc: &Doc, selected: Option<Target>, other: Target) -> bool {
    let entity = |target| match target {
        Target::Mention(i) => doc.review.mentions.get(i).map(|m| m.value.entity),
        Target::Attribution(_) => None,
    };
    entity(other).is_some() && selected.and_then(entity) == entity(other)
}

/// All that look different when an annotation is selected: itself, and mentions of the same thing.
pub(crate) fn kin(doc: &Doc, selected: Target) -> Vec<Target> {
    match selected {
        Target::Attribution(_) => vec![selected],
        Target::Mention(_) => {
            let all = (0..doc.review.mentions.len()).map(Target::Mention);
            all.filter(|&other| is_kin(doc, Some(selected), other)).collect()
        }
    }
}
