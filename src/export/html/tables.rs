//! Who says what, and who is named.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{escaped, spaced};
use crate::attribution::SourceKind;
use crate::export::name_of;
use crate::export::v1::{Attribution, Cluster, Document, Entity, Range};

/// Writes a row for each attribution.
pub(super) fn attributions(document: &Document, out: &mut String) {
    if document.attributions.is_empty() {
        return;
    }
    let signs: Vec<char> = document.text.chars().collect();
    let clusters: HashMap<&str, &Cluster> = document.clusters.iter().map(|c| (c.id.as_str(), c)).collect();
    out.push_str(
        "<section>\n<h2 lang=\"en\">Who says what</h2>\n<div class=\"wide\"><table>\n<thead lang=\"en\"><tr><th></th>\
         <th scope=\"col\">Who</th><th scope=\"col\">How</th><th scope=\"col\">What</th><th scope=\"col\">Decided</th>\
         </tr></thead>\n<tbody>\n",
    );
    for (number, a) in (1..).zip(&document.attributions) {
        let speaker = a.speaker.as_deref().and_then(|id| clusters.get(id)).map(|c| c.name.as_str());
        row(number, a, speaker, &signs, out);
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn row(number: usize, a: &Attribution, speaker: Option<&str>, signs: &[char], out: &mut String) {
    let source = words(signs, &a.source);
    let who = if source.is_empty() { "<i lang=\"en\">nobody</i>".to_owned() } else { isolated(&source) };
    let kind = if a.source_kind == SourceKind::None { String::new() } else { spaced(&name_of(&a.source_kind)) };
    // Whom a pronoun or a description means.
    let means = speaker.filter(|name| *name != source).map(isolated);
    let told = [means, (!kind.is_empty()).then_some(kind)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let how = [name_of(&a.frame), name_of(&a.stance), name_of(&a.form)].map(|name| spaced(&name)).join(", ");
    let flag = if a.flagged { "<small>to be discussed</small>" } else { "" };
    let _ = writeln!(
        out,
        "<tr id=\"a{number}\"><td class=\"number\"><a href=\"#t{number}\">{number}</a></td>\
         <td class=\"who\">{who}<small lang=\"en\">{told}</small></td>\
         <td class=\"how\">{}<small lang=\"en\">{how}</small></td><td class=\"what\">{}{}</td>\
         <td class=\"decided\" lang=\"en\">{}{flag}</td></tr>",
        isolated(&words(signs, &a.cue)),
        isolated(&words(signs, &a.content)),
        note(&a.note),
        name_of(&a.status)
    );
}

/// Writes a row for each thing that is named, those named most first.
pub(super) fn names(document: &Document, out: &mut String) {
    let mut mentions: HashMap<&str, Vec<&Entity>> = HashMap::new();
    for entity in &document.entities {
        mentions.entry(entity.entity.as_deref().unwrap_or_default()).or_default().push(entity);
    }
    let of = |cluster: &Cluster| mentions.get(cluster.id.as_str()).map_or(&[][..], Vec::as_slice);
    let count = |cluster: &Cluster| of(cluster).len();
    let mut clusters: Vec<&Cluster> = document.clusters.iter().filter(|cluster| count(cluster) > 0).collect();
    if clusters.is_empty() {
        return;
    }
    clusters.sort_by_key(|cluster| (std::cmp::Reverse(count(cluster)), cluster.label));
    out.push_str(
        "<section>\n<h2 lang=\"en\">Names</h2>\n<div class=\"wide\"><table>\n<thead lang=\"en\"><tr>\
         <th scope=\"col\">Name</th><th scope=\"col\">Kind</th><th scope=\"col\">Times</th><th scope=\"col\">To look at</th>\
         </tr></thead>\n<tbody>\n",
    );
    for cluster in clusters {
        let mut look = cluster.doubt.as_deref().map(escaped).unwrap_or_default();
        for mention in of(cluster).iter().filter(|e| e.flagged || !e.note.is_empty()) {
            let flag = if mention.flagged { " to be discussed" } else { "" };
            let _ = write!(look, "<small>{}{flag}</small>{}", isolated(&mention.text), note(&mention.note));
        }
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td lang=\"en\">{}</td><td class=\"number\">{}</td><td>{look}</td></tr>",
            isolated(&cluster.name),
            name_of(&cluster.label).to_lowercase(),
            count(cluster)
        );
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn note(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("<span class=\"note\" dir=\"auto\">{}</span>", escaped(note)) }
}

/// Words whose direction of writing touches nothing around them.
fn isolated(words: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(words))
}

fn words(signs: &[char], parts: &[Range]) -> String {
    let word = |&(start, end): &Range| signs.get(start..end).unwrap_or_default().iter().collect::<String>();
    parts.iter().map(word).collect::<Vec<_>>().join(" … ")
}
