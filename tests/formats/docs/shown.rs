//! Files as a page of documentation can show them: long ones cut, with … where something is left out.

use std::path::Path;

use sayso::export::File;

use super::cut::cut;
use super::node::Node;

/// Signs in a line at most.
const WIDE: usize = 170;

/// Lines of a file that are shown at most, but for JSON.
const LONG: usize = 9;

/// What stands for what is left out.
const LEFT_OUT: &str = "…";

/// A file with its name, as a block of code; of what is much like the one `before` only what differs.
pub(crate) fn file(file: &File, before: &str) -> String {
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let lines = match serde_json::from_str::<Node>(text) {
        Ok(node) => fresh(pretty(&cut(node, "")).lines(), before),
        Err(_) => plain(&file.name, text),
    };
    format!("`{}`\n```text\n{}\n```\n", file.name, lines.join("\n"))
}

/// The lines that do not stand in another text, if most of them do.
fn fresh<'l>(lines: impl Iterator<Item = &'l str> + Clone, before: &str) -> Vec<String> {
    let is_known = |line: &str| before.lines().any(|known| known == line);
    let (all, known) = (lines.clone().count(), lines.clone().filter(|line| is_known(line)).count());
    let mut shown: Vec<&str> =
        lines.map(|line| if 2 * known > all && is_known(line) { LEFT_OUT } else { line }).collect();
    shown.dedup();
    shown.into_iter().map(str::to_owned).collect()
}

/// The first lines, or those that show most.
fn plain(name: &str, text: &str) -> Vec<String> {
    if Path::new(name).extension().is_some_and(|end| end == "ann") {
        // The first of each type.
        let mut kinds = Vec::new();
        let is_new = |line: &&str| {
            let kind = format!("{:?} {:?}", line.chars().next(), line.split(['\t', ' ', ':']).nth(1));
            let is_new = !kinds.contains(&kind);
            kinds.push(kind);
            is_new
        };
        return text.lines().filter(is_new).map(narrow).collect();
    }
    // Of a page what people see.
    let from = text.find("<body").unwrap_or_default();
    let lines: Vec<String> = text[from..].lines().map(narrow).collect();
    let before = (from > 0).then(|| LEFT_OUT.to_owned());
    let after = (lines.len() > LONG).then(|| LEFT_OUT.to_owned());
    before.into_iter().chain(lines.into_iter().take(LONG)).chain(after).collect()
}

/// A line that is not too long to be read, with tabs that can be seen.
fn narrow(line: &str) -> String {
    let line = line.trim_end_matches('\r').replace('\t', "→");
    if length(&line) <= WIDE { line } else { line.chars().take(WIDE - 1).collect::<String>() + LEFT_OUT }
}

fn pretty(node: &Node) -> String {
    let mut out = String::new();
    print(node, 0, 0, &mut out);
    out
}

/// JSON with as much on a line as fits there, of which `taken` signs are taken.
fn print(node: &Node, indent: usize, taken: usize, out: &mut String) {
    let line = on_one_line(node);
    if taken + length(&line) <= WIDE {
        return out.push_str(&line);
    }
    let inner = indent + 2;
    let new_line = format!("\n{}", " ".repeat(inner));
    match node {
        Node::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "," });
                out.push_str(&new_line);
                print(item, inner, inner, out);
            }
        }
        Node::Object(fields) => {
            out.push('{');
            // Short fields stand beside each other.
            let mut column = WIDE;
            for (i, (key, value)) in fields.iter().enumerate() {
                let key = quoted(key) + ": ";
                let long = length(&key) + length(&on_one_line(value)) + 2;
                out.push_str(if i == 0 { "" } else { "," });
                if column + long > WIDE {
                    out.push_str(&new_line);
                    column = inner;
                } else {
                    out.push(' ');
                    column += 1;
                }
                out.push_str(&key);
                print(value, inner, column + length(&key), out);
                column += long;
            }
        }
        Node::Plain(_) | Node::Text(_) => return out.push_str(&line),
    }
    out.push_str(&new_line[..=indent]);
    out.push(if matches!(node, Node::List(_)) { ']' } else { '}' });
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn on_one_line(node: &Node) -> String {
    match node {
        Node::Plain(value) => value.clone(),
        Node::Text(text) => quoted(text),
        Node::List(items) => format!("[{}]", items.iter().map(on_one_line).collect::<Vec<_>>().join(", ")),
        Node::Object(fields) => {
            let field = |(key, value): &(String, Node)| format!("{}: {}", quoted(key), on_one_line(value));
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
    }
}
