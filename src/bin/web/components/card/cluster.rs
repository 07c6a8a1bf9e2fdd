//! The thing that a mention names: all its mentions, its name, and what is one with it.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use sayso::entity::EntityId;
use sayso::review::Target;

use super::follow;
use crate::clusters::{self, named};
use crate::model::alike::in_context;
use crate::model::clusters::{entity_of, mentions};
use crate::state::{Selected, State};

/// Of very many mentions, so many are listed.
const LISTED: usize = 200;

#[component]
pub(crate) fn Cluster(state: State) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let entity = Memo::new(move |_| {
        follow(state);
        let target = state.target().filter(|target| matches!(target, Target::Mention(_)))?;
        state.with(|doc| entity_of(doc, target)).flatten()
    });
    // Another thing is not listed before someone asks for it: that could take a while.
    let open = Memo::new(move |_| entity.get().is_some() && state.open_now().mentions.get() == entity.get());
    let toggled = move |_| {
        let now = details.get_untracked().is_some_and(|details| details.open());
        if now != open.get_untracked() {
            state.open_now().mentions.set(entity.get_untracked().filter(|_| now));
        }
    };
    let summary = Memo::new(move |_| {
        follow(state);
        let entity = entity.get()?;
        let count = state.with(|doc| doc.review.mentions_of(entity).count())?;
        let name = named(state, entity);
        Some(if count == 1 {
            format!("The only mention of {name}")
        } else {
            format!("All mentions of {name}: {count}")
        })
    });
    view! {
        <details class="cluster" hidden=move || entity.get().is_none() node_ref=details prop:open=move || open.get() on:toggle=toggled>
            <summary dir="auto">{summary}</summary>
            {move || entity.get().filter(|_| open.get()).map(|entity| view! { <Thing state entity/> })}
        </details>
    }
}

#[component]
fn Thing(state: State, entity: EntityId) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        state.changed.track();
        if let Some(field) = field.get() {
            field.set_value(&named(state, entity));
        }
    });
    let rename = move || {
        if let Some(field) = field.get_untracked() {
            clusters::rename(state, entity, &field.value());
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            rename();
        }
    };
    let all = Memo::new(move |_| {
        state.changed.track();
        state.with(|doc| mentions(doc, entity)).unwrap_or_default()
    });
    let rest = move || {
        let rest = all.with(Vec::len).saturating_sub(LISTED);
        (rest > 0).then(|| view! { <li class="hint">{format!("and {rest} more")}</li> })
    };
    view! {
        <p class="rename">
            <input type="text" aria-label="Name" autocomplete="off" spellcheck="false" dir="auto" node_ref=field on:keydown=keydown/>
            <button type="button" on:click=move |_| rename()>"Rename"</button>
        </p>
        <p class="ways">
            <button type="button" hidden=move || all.with(Vec::len) < 2 on:click=move |_| clusters::split(state)>
                "Split off this mention"
            </button>
            <button type="button" aria-haspopup="dialog" aria-keyshortcuts="m" on:click=move |_| clusters::ask_to_merge(state)>
                "Merge with…"
            </button>
        </p>
        <ul role="list" aria-label="All mentions">
            {move || all.get().into_iter().take(LISTED).map(|target| view! { <Mention state target/> }).collect_view()}
            {rest}
        </ul>
    }
}

/// One of them, among the words around it.
#[component]
fn Mention(state: State, target: Target) -> impl IntoView {
    let words = state.with(|doc| in_context(doc, target));
    let current = move || (state.selected.get() == Some(Selected::Annotation(target))).then_some("true");
    view! {
        <li>
            <button type="button" class="quiet" dir="auto" aria-current=current on:click=move |_| state.select(Some(Selected::Annotation(target)))>
                {words}
            </button>
        </li>
    }
}
