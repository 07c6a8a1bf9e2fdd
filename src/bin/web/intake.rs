//! What comes in: typed, pasted, dropped or opened.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};

use crate::ids::ARTICLE_BOX;
use crate::protocol::Input;
use crate::state::State;
use crate::{files, html};

/// Longer text is not put into the text box: the browser would take seconds to lay it out.
const EDITABLE: usize = 100_000;

fn text_box() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(ARTICLE_BOX)?.dyn_into().ok()
}

/// Folds the text box up, so that it does not cover the article that came in through it.
fn fold() {
    if let Some(area) = text_box() {
        let _ = area.blur();
    }
}

/// Annotates text as it came. The text box may change line ends and drops NUL, so it only shows what it can.
fn text(state: State, text: String, name: Option<String>, file: Option<String>) {
    if text.trim().is_empty() {
        let what = file.unwrap_or_else(|| "What was pasted".to_owned());
        return state.complain(format!("{what} is empty: there are no letters in it. Paste or type an article."));
    }
    show(state, &text);
    fold();
    state.read(Input::Text(text), name, file);
}

/// Puts an article into the text box, and remembers what the box makes of it.
pub(crate) fn show(state: State, text: &str) {
    let Some(area) = text_box() else { return };
    let shown = if text.len() <= EDITABLE { text } else { "" };
    if area.value() != shown {
        area.set_value(shown);
    }
    state.remember(text, area.value());
}

/// Annotates what stands in the text box; once more, if it is what is on the page already.
pub(crate) fn annotate(state: State) {
    let Some(value) = text_box().map(|area| area.value()) else { return };
    let known = state.remembered(&value);
    let article = state.with(|doc| doc.review.article.clone()).filter(|a| known.as_ref() == Some(&a.text));
    if let Some(article) = article {
        let name = state.with(|doc| doc.review.id.clone());
        return state.read(Input::Article(article), name, None);
    }
    let value = known.unwrap_or(value);
    if value.trim().is_empty() {
        return state.complain("There is no text yet. Paste or type an article, then press Annotate.");
    }
    state.remember(&value, value.clone());
    state.read(Input::Text(value), None, None);
}

/// Takes a paste, unless it goes into text that someone is editing.
pub(crate) fn paste(state: State, event: &ClipboardEvent) {
    let Some(data) = event.clipboard_data() else { return };
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    if target.as_ref().is_some_and(|t| t.id() != ARTICLE_BOX && t.closest("input, textarea").ok().flatten().is_some()) {
        return;
    }
    if target.is_some_and(|t| t.id() == ARTICLE_BOX) && text_box().is_some_and(|area| is_edited(state, &area)) {
        return;
    }
    if let Some(file) = data.files().and_then(|list| list.get(0)) {
        event.prevent_default();
        return files::open(state, file);
    }
    let rich = data.get_data("text/html").unwrap_or_default();
    let plain = data.get_data("text/plain").unwrap_or_default();
    if !rich.is_empty() && html::is_structured(&rich) {
        event.prevent_default();
        page(state, &rich, None, None);
    } else if !plain.is_empty() {
        event.prevent_default();
        text(state, plain, None, None);
    }
}

/// Whether the box holds something that is not on the page, and not all of it is about to be replaced.
fn is_edited(state: State, area: &HtmlTextAreaElement) -> bool {
    let value = area.value();
    let length = u32::try_from(value.encode_utf16().count()).unwrap_or(u32::MAX);
    let start = area.selection_start().ok().flatten().unwrap_or(0);
    let end = area.selection_end().ok().flatten().unwrap_or(0);
    let all = start == 0 && end == length;
    !value.is_empty() && !all && state.remembered(&value).is_none()
}

fn page(state: State, html: &str, name: Option<String>, file: Option<String>) {
    let (text, hints) = html::read(html);
    if text.trim().is_empty() {
        let what = file.unwrap_or_else(|| "What was pasted".to_owned());
        return state.complain(format!("{what} has no text in it. Paste or type an article."));
    }
    show(state, &text);
    fold();
    let hints = hints.into_iter().map(|hint| (hint.span, hint.kind)).collect();
    state.read(Input::Page { text, hints }, name, file);
}

/// Takes a file's text.
pub(crate) fn file(state: State, name: &str, content: String) {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let (id, file) = (Some(stem.to_owned()), Some(name.to_owned()));
    match extension.to_lowercase().as_str() {
        "json" => state.read(Input::Json(content), None, file),
        "html" | "htm" | "xhtml" => page(state, &content, id, file),
        _ => text(state, content, id, file),
    }
}

/// An article that shows off what there is to see.
pub(crate) fn example(state: State) {
    text(state, include_str!("example.txt").to_owned(), None, None);
}
