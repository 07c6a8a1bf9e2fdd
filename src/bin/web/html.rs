//! Pasted HTML -> text, with what its lines are. The browser's own parser reads it into a document of its own, in which nothing runs.

use sayso::article::Hint;
use sayso::article::html::HtmlText;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node, SupportedType};

/// Whether the HTML says more about the text's structure than the plain text beside it would.
pub(crate) fn is_structured(html: &str) -> bool {
    const TELLING: [&str; 8] = ["<p", "<div", "<article", "<h1", "<h2", "<h3", "<li", "<blockquote"];
    let lower = html.to_ascii_lowercase();
    TELLING.iter().any(|tag| lower.contains(tag))
}

/// Reads HTML; anything is some HTML.
pub(crate) fn read(html: &str) -> (String, Vec<Hint>) {
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    let mut page = HtmlText::default();
    if let Some(body) = parsed.ok().and_then(|document| document.body()) {
        walk(&body, &mut page);
    }
    page.finish()
}

/// Goes through all that is inside. No recursion: what is pasted may be nested as deeply as it likes.
fn walk(root: &Node, page: &mut HtmlText) {
    let mut next = root.first_child();
    while let Some(node) = next {
        let inside = enter(&node, page);
        next = inside.or_else(|| {
            let mut node = node;
            loop {
                leave(&node, page);
                if let Some(sibling) = node.next_sibling() {
                    return Some(sibling);
                }
                node = node.parent_node().filter(|parent| !parent.is_same_node(Some(root)))?;
            }
        });
    }
}

/// Gives the first node inside.
fn enter(node: &Node, page: &mut HtmlText) -> Option<Node> {
    if node.node_type() == Node::TEXT_NODE {
        page.text(&node.node_value().unwrap_or_default());
        return None;
    }
    let element = node.dyn_ref::<Element>()?;
    let names = ["class", "id", "role", "hidden", "aria-hidden", "style", "itemprop", "rel", "type"];
    let values = names.map(|name| element.get_attribute(name));
    let attributes: Vec<(&str, &str)> =
        names.iter().zip(&values).filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
    page.open(&element.local_name(), &attributes);
    element.first_child()
}

fn leave(node: &Node, page: &mut HtmlText) {
    if let Some(element) = node.dyn_ref::<Element>() {
        page.close(&element.local_name());
    }
}
