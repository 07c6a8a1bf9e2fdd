//! Finding words in the article.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::dom::article::ArticlePainter;
use crate::dom::jobs::{Job, later};
use crate::ids::SEARCH;
use crate::model::search::Found;
use crate::model::words;
use crate::state::State;

#[component]
pub(crate) fn Search(state: State) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let count =
        Memo::new(move |_| state.filters.with(|filters| filters.found.as_ref().map_or(0, |found| found.matches.len())));
    let searching = move || state.filters.with(|filters| filters.found.is_some());
    Effect::new(move |_| {
        // What was searched for in the article before is not searched for in this one.
        state.opened.track();
        query.set(String::new());
    });
    let typed = move |event: leptos::ev::Event| {
        query.set(event_target_value(&event));
        later(Job::Search, move || find(state, &query.get_untracked()));
    };
    let keydown = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => step(state, if event.shift_key() { Way::Back } else { Way::Forth }),
            "Escape" => {
                query.set(String::new());
                find(state, "");
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let place = move || match (state.now.get(), count.get()) {
        (_, 0) => "nothing found".to_owned(),
        (now, count) => format!("{} of {count}", now.map_or(0, |now| now + 1)),
    };
    view! {
        <search class="search">
            <label for=SEARCH class="visually-hidden">"Search the article"</label>
            <input
                id=SEARCH
                type="search"
                placeholder="Search the article"
                autocomplete="off"
                spellcheck="false"
                aria-keyshortcuts="/"
                prop:value=move || query.get()
                on:input=typed
                on:keydown=keydown
            />
            <span class="steps" hidden=move || !searching()>
                <output for=SEARCH>{place}</output>
                <button type="button" class="quiet round" aria-label="Previous match" on:click=move |_| step(state, Way::Back)>
                    "↑"
                </button>
                <button type="button" class="quiet round" aria-label="Next match" on:click=move |_| step(state, Way::Forth)>
                    "↓"
                </button>
            </span>
        </search>
    }
}

#[derive(Clone, Copy)]
enum Way {
    Back,
    Forth,
}

/// Focuses the search field.
pub(crate) fn search() {
    let field = document().get_element_by_id(SEARCH).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        let _ = field.focus();
        field.select();
    }
}

fn find(state: State, query: &str) {
    let found = if query.trim().is_empty() { None } else { state.with(|doc| Found::new(&doc.review.article, query)) };
    let first = found.as_ref().and_then(|found| (!found.matches.is_empty()).then_some(0));
    if let Some(found) = &found {
        state.said.set(words::count(found.matches.len(), "place") + " found.");
    }
    // The match first: the article is painted with it.
    state.now.set(first);
    state.filter(|filters| filters.found = found.map(Arc::new));
}

/// Goes to the next match or to the one before, round and round.
fn step(state: State, way: Way) {
    let count = state.filters.with_untracked(|filters| filters.found.as_ref().map_or(0, |found| found.matches.len()));
    if count == 0 {
        return;
    }
    let now = state.now.get_untracked();
    let next = match way {
        Way::Forth => now.map_or(0, |now| (now + 1) % count),
        Way::Back => now.map_or(count - 1, |now| (now + count - 1) % count),
    };
    state.now.set(Some(next));
    state.said.set(format!("Match {} of {count}.", next + 1));
}

/// Keeps the match that the search is at in sight.
pub(crate) fn follow_the_search(state: State, painter: Rc<RefCell<ArticlePainter>>) {
    Effect::new(move |_| {
        state.now.track();
        // Behind the painting of what was found, if that is new.
        let painter = painter.clone();
        state.filters.with(|filters| {
            if filters.found.is_some() {
                later(Job::Match, move || state.paint(|scene| painter.borrow_mut().go_to_match(scene)));
            }
        });
    });
}
