//! What is selected, why it is there, and the decision on it.

mod cluster;
mod fields;
mod note;

use leptos::prelude::*;
use sayso::review::{Origin, Status, Target};
use wasm_bindgen::JsCast;

use super::batch;
use crate::dom::focus;
use crate::dom::stops::{go_home, home};
use crate::ids::CORRECT;
use crate::model::alike::alike;
use crate::model::facts::{Facts, facts};
use crate::model::words;
use crate::state::State;
use cluster::Cluster;
use fields::Fields;
use note::Note;

#[component]
pub(crate) fn Card(state: State) -> impl IntoView {
    let facts = Memo::new(move |_| {
        follow(state);
        let selected = state.selected.get()?;
        state.with(|doc| facts(doc, selected)).flatten()
    });
    Effect::new(move |_| {
        // Only what was selected just now; what was decided is announced by itself.
        if state.selected.get().is_some()
            && let Some(facts) = facts.get_untracked()
        {
            state.said.set(facts.aloud());
        }
    });
    let status = Memo::new(move |_| facts.with(|f| f.as_ref().and_then(|f| f.status)));
    let decide = move |to: Status| {
        let Some(target) = state.target() else { return };
        // Pressed again, a decision is taken back.
        let to = if status.get() == Some(to) { Status::Suggested } else { to };
        state.decide(&[target], to);
    };
    let alike = Memo::new(move |_| {
        follow(state);
        let open = |target| state.with(|doc| if doc.has(target) { alike(doc, target).len() } else { 0 });
        state.target().and_then(open).unwrap_or_default()
    });
    let own = Memo::new(move |_| {
        follow(state);
        state.with(|doc| doc.review.origin(state.target()?)).flatten() == Some(Origin::Person)
    });
    let came_from = StoredValue::new(None);
    let entered = move |event: leptos::ev::FocusEvent| {
        let before = event.related_target().and_then(|element| element.dyn_into().ok());
        if let Some(home) = home(before) {
            came_from.set_value(Some(home));
        }
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let (key, held) = (event.key(), event.ctrl_key() || event.meta_key());
        if key == "Escape" || (key == "Enter" && held) {
            event.prevent_default();
            state.open_now().fields.set(false);
            go_home(came_from.get_value());
        }
    };
    let pressed = move |to: Status| (status.get() == Some(to)).to_string();
    view! {
        <section
            class="card"
            aria-label="Selected"
            class:correcting=move || state.open_now().fields.get()
            on:focusin=entered
            on:keydown=keydown
        >
            {move || facts.get().map_or_else(|| nothing().into_any(), |f| shown(f).into_any())}
            <button
                type="button"
                class="quiet to-correct"
                hidden=move || status.get().is_none()
                aria-expanded=move || state.open_now().fields.get().to_string()
                aria-controls=CORRECT
                aria-keyshortcuts="e"
                on:click=move |_| state.open_now().fields.update(|open| *open = !*open)
            >
                "Correct"
            </button>
            <button type="button" class="quiet round close" aria-label="Close" on:click=move |_| state.select(None)>
                "✕"
            </button>
            <Fields state/>
            <div class="decide">
                <button
                    type="button"
                    class="yes"
                    prop:disabled=move || status.get().is_none()
                    aria-pressed=move || pressed(Status::Confirmed)
                    on:click=move |_| decide(Status::Confirmed)
                >
                    "Confirm"
                </button>
                <button
                    type="button"
                    class="no"
                    prop:disabled=move || status.get().is_none()
                    aria-pressed=move || (!own.get()).then(|| pressed(Status::Rejected))
                    on:click=move |_| if own.get() { delete(state) } else { decide(Status::Rejected) }
                >
                    {move || if own.get() { "Delete" } else { "Reject" }}
                </button>
            </div>
            <Note state/>
            <Cluster state/>
            {move || (alike.get() > 1).then(|| view! { <Alike state count=alike.get()/> })}
        </section>
    }
}

/// Whatever tells of what is selected is worked out again after a change.
fn follow(state: State) {
    state.opened.track();
    state.changed.track();
    state.settled.track();
    state.selected.track();
}

/// Takes away what a person made.
fn delete(state: State) {
    let Some(target) = state.target() else { return };
    if state.reshape(|review| review.remove(&[target])).is_some() {
        state.said.set("Deleted.".to_owned());
        go_home(None);
    }
}

/// Opens the fields of what is selected, and leads there.
pub(crate) fn correct(state: State) {
    if state.target().is_none() {
        return state.said.set("Select an annotation to correct it.".to_owned());
    }
    state.open_now().fields.set(true);
    // It is there in the next frame.
    request_animation_frame(|| {
        let first = document().query_selector(&format!("#{CORRECT} .choice:not([hidden]) select"));
        if let Ok(Some(first)) = first {
            focus(&first);
        }
    });
}

/// The same decision for all that is alike: how many there are; which, is shown when it is asked for.
#[component]
fn Alike(state: State, count: usize) -> impl IntoView {
    let is_name = matches!(state.target(), Some(Target::Mention(_)));
    view! {
        <p class="alike">
            <span>{format!("{count} alike are open")}</span>
            <button type="button" class="quiet" on:click=move |_| batch::ask_alike(state, Status::Confirmed)>"Confirm all …"</button>
            <button type="button" class="quiet" on:click=move |_| batch::ask_alike(state, Status::Rejected)>"Reject all …"</button>
            <button type="button" class="quiet" hidden=!is_name on:click=move |_| batch::ask_to_relabel(state)>"Label …"</button>
        </p>
    }
}

fn nothing() -> impl IntoView {
    view! {
        <div class="facts">
            <p class="hint">"Press a mark to see what it is and why it is there."</p>
        </div>
    }
}

fn shown(facts: Facts) -> impl IntoView {
    let Facts { kind, class, words, status, rows, why, doubt } = facts;
    let decided = status.map(|s| format!("{} {}", words::sign(s), words::status(s)));
    let rows = rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd dir="auto">{value}</dd></div> });
    view! {
        <div class="facts">
            <p class="kind-line">
                <span class=format!("kind {class}")>{kind}</span>
                <span class="decided">{decided}</span>
            </p>
            <p class="words" dir="auto">{words}</p>
            <dl>{rows.collect_view()}</dl>
            {doubt.map(|doubt| view! { <p class="doubt">{doubt}</p> })}
            <p class="why">{why}</p>
        </div>
    }
}
