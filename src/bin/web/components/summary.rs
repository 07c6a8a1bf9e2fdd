//! At a glance: what the article rests on, who is quoted most, what is denied.

use leptos::html::Details;
use leptos::prelude::*;

use crate::dom::jobs::{Job, later};
use crate::dom::style;
use crate::model::backing::{BACKINGS, Backing};
use crate::model::doc::key;
use crate::model::summary::{Denial, Quoted, Summary as Glance};
use crate::model::words;
use crate::state::State;

#[component]
pub(crate) fn Summary(state: State) -> impl IntoView {
    let glance = RwSignal::new(Glance::default());
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        state.opened.track();
        state.grown.track();
        state.settled.track();
        state.changed.track();
        // Closed, it costs nothing.
        if open.get() {
            later(Job::Summary, move || {
                let new = state.with(Glance::of).unwrap_or_default();
                if glance.with_untracked(|before| *before != new) {
                    glance.set(new);
                }
            });
        }
    });
    let root = NodeRef::<Details>::new();
    let toggled = move |_| open.set(root.get_untracked().is_some_and(|details| details.open()));
    let most = move || glance.with(|glance| glance.most.clone());
    let denials = move || glance.with(|glance| glance.denials.clone());
    view! {
        <details class="glance" node_ref=root hidden=move || state.opened.get() == 0 on:toggle=toggled>
            <summary>"At a glance"</summary>
            <div class="glance-body">
                <p class="hint">"Of the whole article, whatever is hidden. What you rejected does not count."</p>
                <h3>"Statements rest on"</h3>
                <ul role="list" class="rests">
                    {BACKINGS.map(|backing| view! { <Rest backing glance/> }).collect_view()}
                </ul>
                <h3 hidden=move || most().is_empty()>"Quoted most"</h3>
                <ol class="most">{move || most().into_iter().map(quoted).collect_view()}</ol>
                <h3 hidden=move || denials().is_empty()>"Denied or doubted"</h3>
                <ul role="list" class="denials">{move || denials().into_iter().map(denied).collect_view()}</ul>
            </div>
        </details>
    }
}

/// How many statements rest on one kind of source.
#[component]
fn Rest(backing: Backing, glance: RwSignal<Glance>) -> impl IntoView {
    let (name, class, _) = backing.words();
    let count = move || glance.with(|glance| glance.backings[backing as usize]);
    let bar = NodeRef::<leptos::html::Span>::new();
    Effect::new(move |_| {
        let most = glance.with(|glance| glance.backings.iter().copied().max().unwrap_or(0).max(1));
        if let Some(bar) = bar.get() {
            style(&bar, "width", &format!("{}%", count() * 100 / most));
        }
    });
    view! {
        <li>
            <span>{name}</span>
            <span class="bar-room" aria-hidden="true"><span class=format!("bar-of {class}") node_ref=bar></span></span>
            <span class="number">{count}</span>
        </li>
    }
}

fn quoted(quoted: Quoted) -> impl IntoView {
    let Quoted { name, statements, words } = quoted;
    let how = format!("{}, {} quoted", words::count(statements, "statement"), words::count(words, "word"));
    view! { <li><span class="words" dir="auto">{name}</span> " " <span class="hint">{how}</span></li> }
}

/// The list around it selects what is pressed.
fn denied(denial: Denial) -> impl IntoView {
    let Denial { target, who, stance, what } = denial;
    let who = if who.is_empty() { "Nobody named".to_owned() } else { who };
    view! {
        <li>
            <button type="button" class="denial" data-a=key(target)>
                <b dir="auto">{who}</b> " " {words::stance(stance)} ": " <span dir="auto">{what}</span>
            </button>
        </li>
    }
}
