//! Pasted HTML -> an article. The browser's own parser reads it into a document of its own, in which nothing runs.

use leptos::prelude::document;
use sayso::article::Article;
use web_sys::{DomParser, SupportedType};

/// Whether the HTML says more about the text's structure than the plain text beside it would.
pub(crate) fn is_structured(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    ["<p", "<div", "<article", "<h1", "<h2", "<h3", "<li", "<br", "<blockquote", "<figcaption"]
        .iter()
        .any(|tag| lower.contains(tag))
}

/// Reads HTML.
pub(crate) fn article(html: &str) -> Article {
    let _ = document();
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    let text = parsed.ok().and_then(|d| d.body()).and_then(|b| b.text_content()).unwrap_or_default();
    Article::from_text(text)
}
