//! What is selected, why it is there, and the decision on it.

use leptos::prelude::*;
use sayso::review::{Status, Target};
use wasm_bindgen::JsCast;

use super::parts::Parts;
use crate::model::alike::{alike, in_context};
use crate::model::facts::{Facts, facts};
use crate::model::words;
use crate::state::State;

/// Of what is alike, so many are listed.
const LISTED: usize = 50;

#[component]
pub(crate) fn Card(state: State) -> impl IntoView {
    let facts = Memo::new(move |_| {
        state.opened.track();
        state.changed.track();
        state.settled.track();
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
        state.opened.track();
        state.changed.track();
        state.settled.track();
        state.selected.track();
        let open = |target| state.with(|doc| if doc.has(target) { alike(doc, target) } else { Vec::new() });
        state.target().and_then(open).unwrap_or_default()
    });
    let pressed = move |to: Status| (status.get() == Some(to)).to_string();
    view! {
        <section class="card" aria-label="Selected">
            {move || facts.get().map_or_else(|| nothing().into_any(), |f| shown(f).into_any())}
            <button type="button" class="quiet round close" aria-label="Close" on:click=move |_| state.select(None)>
                "✕"
            </button>
            <Parts state/>
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
                    aria-pressed=move || pressed(Status::Rejected)
                    on:click=move |_| decide(Status::Rejected)
                >
                    "Reject"
                </button>
            </div>
            {move || alike.with(|all| (all.len() > 1).then(|| view! { <Alike state all=all.clone()/> }))}
        </section>
    }
}

/// The same decision for all that is alike: how many there are, and which.
#[component]
fn Alike(state: State, all: Vec<Target>) -> impl IntoView {
    let count = all.len();
    let open = RwSignal::new(false);
    let all = StoredValue::new(all);
    let decide = move |to| all.with_value(|all| state.decide(all, to));
    // Only for those who look at it: to write it anew with every step would take its time.
    let listed = move || open.get().then(|| all.with_value(|all| listed(state, all)));
    view! {
        <details class="alike" on:toggle=move |event| open.set(is_open(&event))>
            <summary>{format!("{count} alike are open")}</summary>
            <div class="decide">
                <button type="button" class="yes" on:click=move |_| decide(Status::Confirmed)>{format!("Confirm all {count}")}</button>
                <button type="button" class="no" on:click=move |_| decide(Status::Rejected)>{format!("Reject all {count}")}</button>
            </div>
            {listed}
        </details>
    }
}

/// The first of them, in context.
fn listed(state: State, all: &[Target]) -> impl IntoView + use<> {
    let listed = all.iter().take(LISTED).filter_map(|&target| state.with(|doc| in_context(doc, target)));
    let listed = listed.map(|words| view! { <li dir="auto">{words}</li> }).collect_view();
    let rest = all
        .len()
        .checked_sub(LISTED)
        .filter(|&rest| rest > 0)
        .map(|rest| view! { <li class="hint">{format!("and {rest} more")}</li> });
    view! { <ul role="list">{listed}{rest}</ul> }
}

fn is_open(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|details| details.has_attribute("open"))
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
