//! What words that are picked can become.

use leptos::html::Div;
use leptos::prelude::*;
use sayso::attribution::Role as Part;
use sayso::review::Target;
use web_sys::HtmlElement;

use crate::dom::article::places::selection;
use crate::dom::{after_paint, style};
use crate::keys::map::Action;
use crate::model::picked::{By, spans};
use crate::model::words;
use crate::picking;
use crate::state::State;

/// Characters of what is picked that are shown.
const QUOTED: usize = 90;

#[component]
pub(crate) fn Picker(state: State) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let picked = state.picked;
    let words =
        Memo::new(move |_| picked.get().map(|picked| picking::quote(state, picked, QUOTED)).unwrap_or_default());
    let several = Memo::new(move |_| {
        let count =
            |picked: crate::model::picked::Picked| state.with(|doc| spans(&doc.review.article, picked.span()).len());
        picked.get().and_then(count).unwrap_or_default() > 1
    });
    let joins = Memo::new(move |_| {
        let _ = (state.selected.get(), picked.get());
        matches!(state.target(), Some(Target::Attribution(_)))
    });
    Effect::new(move |_| {
        if let (Some(picked), Some(root)) = (picked.get(), root.get()) {
            match picked.by {
                // Its size is known when it is laid out, and only then the selection is where it will be.
                By::Pointer => after_paint(move || stand_beside(&root)),
                By::Keys => dock(&root),
            }
        }
    });
    let key = move |action| state.keymap.with(|map| map.key_of(action));
    let to = move || if joins.get() { "of the selected attribution" } else { "of a new attribution" };
    view! {
        <div
            node_ref=root
            class="picker"
            class:docked=move || picked.get().is_some_and(|p| p.by == By::Keys)
            role="toolbar"
            aria-label="Mark what is picked"
            hidden=move || picked.get().is_none()
            on:mousedown=|event| event.prevent_default()
        >
            <p class="picked" dir="auto">{words}</p>
            <div class="parts">
                {Part::ALL.map(|role| {
                    let name = words::part(role);
                    let key = move || key(Action::AddPart(role));
                    view! {
                        <button type="button" aria-keyshortcuts=key on:click=move |event| picking::part(state, role, event.shift_key())>
                            <span class=words::part_class(role)>{name}</span>
                            <kbd>{key}</kbd>
                        </button>
                    }
                }).collect_view()}
                <span class="hint">{to}</span>
                <button type="button" class="quiet" hidden=move || !joins.get() on:click=move |_| state.select(None)>
                    "New one"
                </button>
            </div>
            <div class="labels" hidden=move || several.get()>
                {words::LABELS.map(|label| {
                    let (name, _, class) = words::label(label);
                    let key = move || key(Action::Label(label));
                    view! {
                        <button type="button" class=format!("e {class}") aria-keyshortcuts=key on:click=move |_| picking::label(state, label)>
                            {name}
                            <kbd>{key}</kbd>
                        </button>
                    }
                }).collect_view()}
            </div>
            <p class="ways">
                <label class="toggle">
                    <input
                        type="checkbox"
                        prop:checked=move || state.open_now().exact.get()
                        on:change=move |event| state.open_now().exact.set(event_target_checked(&event))
                    />
                    <span>"Part of a word (Alt)"</span>
                </label>
                <button type="button" class="quiet" on:click=move |_| picking::leave(state)>"Cancel" <kbd>"Esc"</kbd></button>
            </p>
        </div>
    }
}

/// Room that is left between it and the words, and at the sides, in CSS pixels.
const GAP: f64 = 10.0;

/// At the foot of the window, as wide as the article.
fn dock(root: &HtmlElement) {
    let Some(article) = root.parent_element() else { return };
    let article = article.get_bounding_client_rect();
    style(root, "--x", &format!("{:.0}px", article.left()));
    style(root, "--w", &format!("{:.0}px", article.width()));
}

/// Above the words if there is room below the bar, else below them.
fn stand_beside(root: &HtmlElement) {
    let Some(range) = selection().filter(|s| s.range_count() > 0).and_then(|s| s.get_range_at(0).ok()) else { return };
    let Some(parent) = root.offset_parent() else { return };
    let (words, parent) = (range.get_bounding_client_rect(), parent.get_bounding_client_rect());
    let (width, height) = (f64::from(root.offset_width()), f64::from(root.offset_height()));
    let above = words.top() - height - GAP;
    let top = if above > BAR { above } else { words.bottom() + GAP };
    let left = (words.left() + words.width() / 2.0 - width / 2.0 - parent.left())
        .clamp(GAP, (parent.width() - width - GAP).max(GAP));
    style(root, "--x", &format!("{left:.0}px"));
    style(root, "--y", &format!("{:.0}px", top - parent.top()));
}

/// Height of the bar, and a little more.
const BAR: f64 = 64.0;
