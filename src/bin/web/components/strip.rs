//! Who stands behind each sentence, in one strip beside the article.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::ScrollLogicalPosition;

use crate::dom::jobs::{Job, later};
use crate::dom::strip::StripPainter;
use crate::dom::{closest, reveal, wait};
use crate::model::strip::Part;
use crate::state::{Selected, State};

type Painter = Rc<RefCell<StripPainter>>;

/// Milliseconds between two paintings while a long article is marked.
const PAUSE: i32 = 400;

#[component]
pub(crate) fn Strip(state: State) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let painter = StoredValue::new_local(None::<Painter>);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let shared = Rc::new(RefCell::new(StripPainter::new(root.into())));
        painter.set_value(Some(shared.clone()));
        keep_painted(state, &shared);
    });
    let pressed = move |event: MouseEvent| {
        let (Some(button), Some(painter)) = (closest(&event, "button"), painter.get_value()) else { return };
        // Let go before anything is selected: what is selected is shown in the strip, too.
        let part = painter.borrow_mut().press(&button);
        if let Some(part) = part {
            show(state, &part);
        }
    };
    let keydown = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => 1,
            "ArrowUp" | "ArrowLeft" => -1,
            "PageDown" => 10,
            "PageUp" => -10,
            "Home" => isize::MIN,
            "End" => isize::MAX,
            _ => return,
        };
        event.prevent_default();
        if let Some(painter) = painter.get_value() {
            painter.borrow_mut().step(by);
        }
    };
    view! {
        <div
            class="strip"
            role="toolbar"
            aria-label="Who stands behind each sentence"
            node_ref=root
            on:click=pressed
            on:keydown=keydown
        ></div>
    }
}

/// Selects what stands behind a part, or its block if nobody does, and scrolls there.
fn show(state: State, part: &Part) {
    state.select(Some(part.target.map_or(Selected::Block(part.block), Selected::Annotation)));
    let at = if part.target.is_some() { format!("mark[data-a~=\"{}\"]", key(part)) } else { String::new() };
    let block = format!("[data-block=\"{}\"]", part.block);
    let find = move |selector: &str| document().query_selector(selector).ok().flatten();
    let chunk = state.with(|doc| doc.layout.chunks_of(part.span).start);
    // A mark that is hidden, or a paragraph that was never near the window, is not there: then where it will be.
    let there = (!at.is_empty()).then(|| find(&at)).flatten().or_else(|| find(&block));
    let there = there.or_else(|| find(&format!("[data-chunk=\"{}\"]", chunk?)));
    if let Some(there) = there {
        reveal(&there, ScrollLogicalPosition::Center);
    }
}

fn key(part: &Part) -> String {
    part.target.map(crate::model::doc::key).unwrap_or_default()
}

/// Brings the strip up to date whenever something changes. What the filters show makes no difference to it.
fn keep_painted(state: State, painter: &Painter) {
    let p = painter.clone();
    Effect::new(move |_| {
        state.opened.track();
        p.borrow_mut().clear();
    });
    let p = painter.clone();
    Effect::new(move |_| {
        state.opened.track();
        state.settled.track();
        state.changed.track();
        soon(state, p.clone());
    });
    let p = painter.clone();
    let waits = Rc::new(Cell::new(false));
    Effect::new(move |_| {
        state.grown.track();
        if !state.is_long() {
            return soon(state, p.clone());
        }
        if !waits.replace(true) {
            let (waits, p) = (waits.clone(), p.clone());
            wait(PAUSE, move || {
                waits.set(false);
                soon(state, p);
            });
        }
    });
    let p = painter.clone();
    Effect::new(move |_| {
        let _ = state.selected.get();
        p.borrow_mut().select(state.target());
    });
}

/// Paints it, in as many tasks as it takes.
fn soon(state: State, painter: Painter) {
    later(Job::Strip, move || {
        let mut done = true;
        state.paint(|scene| done = painter.borrow_mut().update(scene));
        if !done {
            soon(state, painter);
        }
    });
}
