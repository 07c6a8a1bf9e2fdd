//! What the browser has selected in the article is picked.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, KeyboardEvent, PointerEvent};

use super::drag::Drags;
use crate::dom::article::places::selected_bytes;
use crate::dom::{closest, has_focus};
use crate::ids::ARTICLE_TEXT;
use crate::model::picked::{By, Picked};
use crate::state::State;

/// Follows the mouse and fingers.
pub(crate) fn follow(state: State, drags: Drags) {
    // While a button is down the selection is not made yet.
    let down = Rc::new(Cell::new(false));
    let (d, begun) = (down.clone(), drags.clone());
    on("pointerdown", move |event| {
        d.set(true);
        if closest(&event, ".paper").is_some() && state.picked.get_untracked().is_some_and(|p| p.by == By::Keys) {
            super::end(state);
        }
        begun.begin(state, event.unchecked_ref());
    });
    let moved = drags.clone();
    on("pointermove", move |event| moved.go_on(state, event.unchecked_ref()));
    let (d, ended) = (down.clone(), drags.clone());
    on("pointerup", move |event| {
        d.set(false);
        let event: &PointerEvent = event.unchecked_ref();
        if !ended.end(state) {
            take(state, event.alt_key());
        }
    });
    let (d, ended) = (down.clone(), drags.clone());
    on("pointercancel", move |_| {
        d.set(false);
        ended.give_up();
    });
    let ended = drags.clone();
    on("keydown", move |event| {
        // Whoever drags can still think better of it.
        if ended.is_on() && event.unchecked_ref::<KeyboardEvent>().key() == "Escape" {
            ended.give_up();
            event.stop_propagation();
        }
    });
    on("selectionchange", move |_| {
        if !down.get() && !drags.is_on() {
            take(state, false);
        }
    });
}

/// Picks what is selected; whole words, unless `exact`.
fn take(state: State, exact: bool) {
    let before = state.picked.get_untracked();
    let Some((anchor, focus)) = selected_bytes() else {
        // Painting the article anew takes the browser's selection away, not what was picked with keys.
        let by_keys = before.is_some_and(|picked| picked.by == By::Keys);
        let here = document().get_element_by_id(ARTICLE_TEXT).is_some_and(|article| has_focus(&article));
        if before.is_some() && !(by_keys && here) {
            state.picked.set(None);
        }
        return;
    };
    if before.is_some_and(|picked| (picked.anchor, picked.focus) == (anchor, focus)) {
        return;
    }
    let picked = Picked { anchor, focus, by: By::Pointer };
    let exact = exact || state.open_now().exact.get_untracked();
    let picked = state.with(|doc| if exact { picked } else { picked.snapped(&doc.review.article) });
    if picked != before {
        state.picked.set(picked);
    }
}

/// Listens for as long as the page lives.
fn on(name: &str, act: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(act);
    let _ = document().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}
