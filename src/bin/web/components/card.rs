//! What is selected, why it is there, and the decision on it.

use leptos::prelude::*;
use sayso::review::{Status, Target};

use super::batch;
use super::parts::Parts;
use crate::model::alike::alike;
use crate::model::facts::{Facts, facts};
use crate::model::words;
use crate::state::State;

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
        let open = |target| state.with(|doc| if doc.has(target) { alike(doc, target).len() } else { 0 });
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
            {move || (alike.get() > 1).then(|| view! { <Alike state count=alike.get()/> })}
        </section>
    }
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
