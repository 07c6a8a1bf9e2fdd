//! The fields of what is selected, to be corrected in place.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use sayso::review::Target;

use super::follow;
use crate::clusters::{named, of_selected};
use crate::components::parts::Parts;
use crate::ids::CORRECT;
use crate::model::clusters::{Ask, NOBODY};
use crate::model::fields::Field;
use crate::state::State;

#[component]
pub(crate) fn Fields(state: State) -> impl IntoView {
    let closed = move || {
        follow(state);
        !state.open_now().fields.get() || state.target().is_none()
    };
    view! {
        <div id=CORRECT class="correct" role="group" aria-label="Correct" hidden=closed on:keydown=|event| keep_letters(&event)>
            <div class="choices">{Field::ALL.map(|field| view! { <Choice state field/> }).collect_view()}<Speaker state/></div>
            <Parts state/>
        </div>
    }
}

/// A letter in a select goes to the value that begins with it, and is no key of the page.
fn keep_letters(event: &KeyboardEvent) {
    if event.key().chars().count() == 1 && !event.ctrl_key() && !event.meta_key() {
        event.stop_propagation();
    }
}

/// One field with its values; hidden where there is no such field.
#[component]
fn Choice(state: State, field: Field) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    let value = Memo::new(move |_| {
        follow(state);
        state.with(|doc| field.of(doc, state.target()?)).flatten()
    });
    let show = move || {
        if let (Some(select), Some(value)) = (select.get(), value.get()) {
            select.set_selected_index(i32::try_from(value).unwrap_or_default());
        }
    };
    Effect::new(move |_| show());
    let chosen = move |_| {
        let place = select.get_untracked().and_then(|select| usize::try_from(select.selected_index()).ok());
        if let Some(place) = place {
            choose(state, field, place);
        }
        // What was refused is not chosen.
        untrack(show);
    };
    let options = field.values().into_iter().map(|name| view! { <option>{name}</option> }).collect_view();
    view! {
        <label class="choice" hidden=move || value.get().is_none()>
            <span>{field.name()}</span>
            <select node_ref=select on:change=chosen>{options}</select>
        </label>
    }
}

/// Who speaks in an attribution.
#[component]
fn Speaker(state: State) -> impl IntoView {
    let attribution = move || match state.target() {
        Some(Target::Attribution(i)) => Some(i),
        _ => None,
    };
    let name = Memo::new(move |_| {
        follow(state);
        attribution()?;
        Some(of_selected(state).map_or_else(|| NOBODY.to_owned(), |entity| named(state, entity)))
    });
    let shown = move || name.get().unwrap_or_default();
    view! {
        <div class="choice wide" hidden=move || name.get().is_none()>
            <span aria-hidden="true">"Speaker"</span>
            <button
                type="button"
                dir="auto"
                aria-haspopup="dialog"
                aria-label=move || format!("Speaker: {}", shown())
                on:click=move |_| state.open_now().asking.set(attribution().map(Ask::Speaker))
            >
                {shown}
            </button>
        </div>
    }
}

fn choose(state: State, field: Field, value: usize) {
    let Some(target) = state.target() else { return };
    if state.reshape(|review| field.put(review, target, value)).is_some() {
        let now = field.values().get(value).copied().unwrap_or_default();
        state.said.set(format!("{}: {now}. Confirmed.", field.name()));
    }
}
