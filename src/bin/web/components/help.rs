//! What keys there are, and which someone would rather have.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::dom::closest;
use crate::ids::HELP;
use crate::keys;
use crate::keys::map::{Entry, Keymap, Place, entries, shown};
use crate::state::State;

/// Where keys work, as headings.
const PLACES: [(Place, &str); 5] = [
    (Place::Marks, "In the article and the lists"),
    (Place::Words, "With words picked"),
    (Place::MarksAndWords, "Labels, of what is selected or picked"),
    (Place::Page, "Anywhere"),
    (Place::TextBox, "In the text box"),
];

#[component]
pub(crate) fn Help(state: State) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    // The place in the table of what is to get another key.
    let asked = RwSignal::new(None::<usize>);
    let told = RwSignal::new(String::new());
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let Some(entry) = asked.get_untracked().and_then(|i| entries().into_iter().nth(i)) else { return };
        let name = keys::name(&event);
        match event.key().as_str() {
            "Shift" | "Control" | "Alt" | "Meta" => return,
            // Who goes on to something else wants no other key.
            "Tab" => return asked.set(None),
            _ => {}
        }
        event.prevent_default();
        event.stop_propagation();
        // Enter presses buttons, everywhere.
        if name == "Escape" || name == "Enter" {
            told.set("It keeps its key.".to_owned());
            return asked.set(None);
        }
        let mut map = state.keymap.get_untracked();
        match map.set(&entry, &name) {
            Ok(()) => {
                told.set(format!("{}: {}", shown(&name), entry.what));
                state.set_keymap(map);
                asked.set(None);
            }
            Err(other) => told.set(format!("{} is taken: {}. Press another key.", shown(&name), other.what)),
        }
    };
    let characters = move |event: leptos::ev::Event| {
        let mut map = state.keymap.get_untracked();
        map.no_characters = !event_target_checked(&event);
        state.set_keymap(map);
    };
    let ask = move |place: usize| {
        asked.set(Some(place));
        told.set("Press the new key, or Escape.".to_owned());
    };
    let lines = move |place: Place| {
        let lines = entries().into_iter().enumerate().filter(move |(_, entry)| entry.place == place);
        lines.map(|(i, entry)| view! { <Line state i entry asked ask/> }).collect_view()
    };
    view! {
        <dialog
            id=HELP
            class="help"
            aria-labelledby="help-title"
            node_ref=dialog
            on:keydown=keydown
            on:click=move |event| if closest(&event, ".change").is_none() { asked.set(None) }
        >
            <h2 id="help-title">"Keys"</h2>
            <label class="toggle">
                <input
                    type="checkbox"
                    prop:checked=move || !state.keymap.with(|map| map.no_characters)
                    on:change=characters
                />
                <span>"Single characters are keys"</span>
            </label>
            <p class="hint">"Switch them off if you speak to your computer, or press keys by chance. Others stay."</p>
            <div class="keys" tabindex="0" role="group" aria-label="All keys">
                {PLACES.map(|(place, heading)| view! {
                    <h3>{heading}</h3>
                    <ul role="list">{lines(place)}</ul>
                }).collect_view()}
            </div>
            <p class="told" role="status">{told}</p>
            <form method="dialog">
                <button
                    type="button"
                    class="quiet"
                    prop:disabled=move || !state.keymap.with(Keymap::is_changed)
                    on:click=move |_| state.set_keymap(state.keymap.with_untracked(Keymap::reset))
                >
                    "Reset keys"
                </button>
                <button class="main">"Close"</button>
            </form>
        </dialog>
    }
}

#[component]
fn Line(
    state: State,
    i: usize,
    entry: Entry,
    asked: RwSignal<Option<usize>>,
    ask: impl Fn(usize) + Copy + Send + 'static,
) -> impl IntoView {
    let what = StoredValue::new(entry.what.clone());
    // What the text box listens for is the browser's own way to send something.
    let fixed = entry.place == Place::TextBox;
    let keys =
        move || state.keymap.with(|map| map.keys(&entry).map(|key| view! { <kbd>{shown(key)}</kbd> }).collect_view());
    let change = move || if asked.get() == Some(i) { "Press a key …" } else { "Change" };
    let label = move || what.with_value(|what| format!("{}: {what}", change()));
    view! {
        <li>
            <span class="key">{keys}</span>
            <span>{what.get_value()}</span>
            <button type="button" class="quiet change" hidden=fixed aria-label=label on:click=move |_| ask(i)>{change}</button>
        </li>
    }
}
