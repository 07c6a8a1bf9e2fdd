//! What of JSON is shown: of things that are alike the first, of long strings the beginning.

use super::node::Node;

/// Kinds of items of a list that are shown at most.
const KINDS: usize = 3;

/// The same where each item says of what kind it is.
const TOLD_KINDS: usize = 12;

/// Numbers in a row that are shown at most.
const NUMBERS: usize = 6;

/// Signs of a string that are shown at most.
const LONGEST: usize = 64;

/// Keys of what is described elsewhere.
const ELSEWHERE: [&str; 3] = ["sayso", "sayso:document", "%TYPES"];

/// Keys of lists of which the last is of another kind than the first, though it looks like it.
const WITH_LAST: [&str; 5] = ["entities", "attributions", "items", "spans", "%FEATURE_STRUCTURES"];

/// A value of which some is left out, shown as …; `key` is what it stands under.
pub(crate) fn cut(node: Node, key: &str) -> Node {
    match node {
        Node::Object(_) if ELSEWHERE.contains(&key) => Node::Plain("{…}".to_owned()),
        Node::Object(fields) => Node::Object(
            fields
                .into_iter()
                .map(|(key, value)| {
                    let value = cut(value, &key);
                    (key, value)
                })
                .collect(),
        ),
        Node::List(items) => Node::List(some(items, key)),
        Node::Text(text) if text.chars().count() > LONGEST => {
            Node::Text(text.chars().take(LONGEST - 16).chain(['…']).collect())
        }
        Node::Plain(_) | Node::Text(_) => node,
    }
}

fn some(mut items: Vec<Node>, key: &str) -> Vec<Node> {
    if items.len() > NUMBERS && items.iter().all(|item| matches!(item, Node::Plain(_))) {
        items.truncate(NUMBERS);
        items.push(Node::Plain("…".to_owned()));
        return items;
    }
    let last = if WITH_LAST.contains(&key) { items.len() } else { 0 };
    let (mut kinds, mut shown, mut left_out) = (Vec::new(), Vec::new(), false);
    for (place, item) in (1..).zip(items) {
        let is_new = kind(&item).is_none_or(|(kind, most)| {
            let is_new = kinds.len() < most && !kinds.contains(&kind);
            kinds.extend(is_new.then_some(kind));
            is_new
        });
        if is_new || place == last {
            shown.push(cut(item, ""));
        } else if !left_out {
            shown.push(Node::Plain("…".to_owned()));
        }
        left_out = !is_new;
    }
    shown
}

/// What tells objects from others, their keys or their type; and how many kinds there may be.
fn kind(node: &Node) -> Option<(String, usize)> {
    let Node::Object(fields) = node else { return None };
    let told = fields.iter().find_map(|(key, value)| match value {
        Node::Text(kind) if key == "%TYPE" => Some((kind.clone(), TOLD_KINDS)),
        _ => None,
    });
    let keys = || fields.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(" ");
    Some(told.unwrap_or_else(|| (keys(), KINDS)))
}
