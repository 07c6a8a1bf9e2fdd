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
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        event.prevent_default();
        return files::open(state, &files);
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

/// Names of files that hold documents end so; all others are articles.
const DOCUMENTS: [&str; 9] = ["json", "jsonl", "jsonld", "ndjson", "ann", "conf", "conll", "tsv", "zip"];

/// Takes what files hold: an article, or documents, which the worker tells apart.
pub(crate) fn files(state: State, mut files: Vec<(String, Vec<u8>)>) {
    let extension = |name: &str| name.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    let documents = files.iter().any(|(name, _)| DOCUMENTS.contains(&extension(name).as_str()));
    if documents {
        let what = if files.len() == 1 { files[0].0.clone() } else { format!("{} files", files.len()) };
        return state.read(Input::Files(files), None, Some(what));
    }
    if files.len() > 1 {
        return state.complain(
            "Several articles can\u{2019}t be opened at once. Open one at a time, or annotate folders with the command line.",
        );
    }
    let Some((name, bytes)) = files.pop() else { return };
    let (id, file) = (name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned(), Some(name.clone()));
    match String::from_utf8(bytes) {
        Ok(content) if matches!(extension(&name).as_str(), "html" | "htm" | "xhtml") => {
            page(state, &content, Some(id), file);
        }
        Ok(content) => text(state, content, Some(id), file),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            state.complain(format!(
                "{name} is not UTF-8 text: byte {at} fits no letter. Save it as UTF-8, or copy its text and paste it here."
            ));
        }
    }
}

/// Opens the document in the address that the page was opened with, if there is one; it is no part of the address then.
pub(crate) fn link(state: State) -> bool {
    let location = leptos::prelude::window().location();
    let Some(fragment) = location.hash().ok().filter(|hash| hash.len() > 3) else { return false };
    // What is done from now on is not in the link: reloading must not bring back what it says.
    let bare = format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    if let Ok(history) = leptos::prelude::window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&bare));
    }
    state.read(Input::Link(fragment), None, Some("The link in the address".to_owned()));
    true
}

/// An article that shows off what there is to see.
pub(crate) fn example(state: State) {
    text(state, include_str!("example.txt").to_owned(), None, None);
}
