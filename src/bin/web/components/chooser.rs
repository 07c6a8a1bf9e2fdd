//! One of many things, found by its name: who speaks, or what another one is one with.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::clusters::{self, named};
use crate::dom::reveal_within;
use crate::dom::stops::{go_home, home};
use crate::ids::{CHOICES, CHOOSER};
use crate::model::clusters::{Ask, Choice, Choices, choices};
use crate::state::State;

#[component]
pub(crate) fn Chooser(state: State) -> impl IntoView {
    let asking = state.open_now().asking;
    let (dialog, query) = (NodeRef::<html::Dialog>::new(), RwSignal::new(String::new()));
    let choices = Memo::new(move |_| {
        let (ask, query) = (asking.get(), query.get());
        ask.and_then(|ask| state.with(|doc| choices(doc, &ask, &query))).unwrap_or_default()
    });
    Effect::new(move |_| {
        // What was asked was asked of the article before.
        state.opened.track();
        asking.set(None);
    });
    let came_from = StoredValue::new(None);
    follow_the_question(asking, query, dialog, came_from);
    let closed = move |_| {
        asking.set(None);
        // What the browser gives the focus back to may have gone.
        if document().active_element() == document().body().map(Into::into) {
            go_home(came_from.get_value());
        }
    };
    let doubt = move || match asking.get() {
        Some(Ask::Doubt { why, .. }) => Some(why),
        _ => None,
    };
    let title = move || asking.get().map(|ask| title(state, &ask));
    view! {
        <dialog
            id=CHOOSER
            class="chooser"
            aria-labelledby="chooser-title"
            node_ref=dialog
            on:close=closed
            on:keydown=|event| event.stop_propagation()
        >
            <h2 id="chooser-title" dir="auto">{title}</h2>
            <div class="choosing" hidden=move || doubt().is_some()>
                <p class="hint">{move || asking.get().map(|ask| hint(&ask))}</p>
                <Names state query choices/>
                <button type="button" class="quiet" on:click=move |_| asking.set(None)>"Cancel"</button>
            </div>
            <div class="doubting" hidden=move || doubt().is_none()>
                <p>{doubt}</p>
                <button type="button" class="main" on:click=move |_| answer(state, None)>"Merge them"</button>
                <button type="button" class="back" on:click=move |_| back(state)>"Back"</button>
            </div>
        </dialog>
    }
}

fn title(state: State, ask: &Ask) -> String {
    match ask {
        Ask::Speaker(_) => "Who says it?".to_owned(),
        Ask::Merge(from) => format!("Merge {} with…", named(state, *from)),
        Ask::Doubt { from, into, .. } => format!("Is {} one with {}?", named(state, *from), named(state, *into)),
    }
}

const fn hint(ask: &Ask) -> &'static str {
    match ask {
        Ask::Speaker(_) => "Those who could speak, the most mentioned first.",
        _ => "All its mentions, and all that it says, become those of the one you choose. One undo takes that back.",
    }
}

/// Opens and closes the dialog, and sees to it that keys lead somewhere.
fn follow_the_question(
    asking: RwSignal<Option<Ask>>,
    query: RwSignal<String>,
    dialog: NodeRef<html::Dialog>,
    came_from: StoredValue<Option<&'static str>>,
) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let Some(ask) = asking.get() else {
            if dialog.open() {
                dialog.close();
            }
            return;
        };
        if !dialog.open() {
            came_from.set_value(home(document().active_element()));
            query.set(String::new());
            let _ = dialog.show_modal();
        }
        let first = if matches!(ask, Ask::Doubt { .. }) { ".back" } else { "input" };
        // It is there in the next frame.
        request_animation_frame(move || {
            let first = dialog.query_selector(first).ok().flatten();
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        });
    });
}

/// Answers what is asked.
fn answer(state: State, chosen: Option<&Choice>) {
    if let Some(ask) = state.open_now().asking.get_untracked() {
        clusters::answer(state, &ask, chosen.and_then(|choice| choice.entity));
    }
}

/// From a doubt to the choice again.
fn back(state: State) {
    if let Some(Ask::Doubt { from, .. }) = state.open_now().asking.get_untracked() {
        state.open_now().asking.set(Some(Ask::Merge(from)));
    }
}

/// A field for a part of the name, and those who have it.
#[component]
fn Names(state: State, query: RwSignal<String>, choices: Memo<Choices>) -> impl IntoView {
    // Which of them keys are at.
    let at = RwSignal::new(0);
    Effect::new(move |_| choices.with(|choices| at.set(choices.now)));
    let list = NodeRef::<html::Ul>::new();
    let id = |place: usize| format!("{CHOICES}-{place}");
    let active = move || choices.with(|c| !c.offered.is_empty()).then(|| id(at.get()));
    Effect::new(move |_| {
        if let (Some(list), Some(option)) = (list.get(), active().and_then(|id| document().get_element_by_id(&id))) {
            reveal_within(&list, &option);
        }
    });
    let choose = move |place: usize| answer(state, choices.get_untracked().offered.get(place));
    let keydown = move |event: KeyboardEvent| {
        let last = choices.with_untracked(|c| c.offered.len().saturating_sub(1));
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "PageDown" => 8,
            "PageUp" => -8,
            "Enter" => return choose(at.get_untracked()),
            _ => return,
        };
        event.prevent_default();
        at.update(|at| *at = at.saturating_add_signed(by).min(last));
    };
    let options = move || {
        let option = |(place, choice): (usize, Choice)| {
            view! {
                <li id=id(place) role="option" aria-selected=move || (at.get() == place).to_string() on:click=move |_| choose(place)>
                    <span class="name" dir="auto">{choice.name}</span>
                    <span class="hint">{choice.hint}</span>
                </li>
            }
        };
        choices.get().offered.into_iter().enumerate().map(option).collect_view()
    };
    let told = move || {
        choices.with(|Choices { offered, rest, .. }| match (offered.len(), rest) {
            (0, _) => "Nothing has such a name.".to_owned(),
            (_, 0) => String::new(),
            (shown, rest) => format!("{shown} of {}: type a part of the name.", shown + rest),
        })
    };
    view! {
        <input
            type="text"
            role="combobox"
            aria-label="Part of the name"
            aria-autocomplete="list"
            aria-expanded="true"
            aria-controls=CHOICES
            aria-activedescendant=active
            placeholder="Part of the name"
            autocomplete="off"
            spellcheck="false"
            dir="auto"
            prop:value=move || query.get()
            on:input=move |event| query.set(event_target_value(&event))
            on:keydown=keydown
        />
        <ul id=CHOICES role="listbox" aria-label="Names" node_ref=list>{options}</ul>
        <output>{told}</output>
    }
}
