//! Who says what.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use sayso::review::Target;

use super::summary::Summary;
use crate::clusters;
use crate::dom::jobs::{Job, in_frame, later};
use crate::dom::speakers::SpeakersPainter;
use crate::dom::{closest, wait};
use crate::ids::WHO_SAYS_WHAT;
use crate::keys;
use crate::model::doc::from_key;
use crate::model::filters::Filters;
use crate::model::speakers::Order;
use crate::state::{Selected, State};

/// Milliseconds between two paintings while a long article is marked.
const PAUSE: i32 = 300;

#[component]
pub(crate) fn WhoSaysWhat(state: State) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let painter = StoredValue::new_local(None::<Rc<RefCell<SpeakersPainter>>>);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let shared = Rc::new(RefCell::new(SpeakersPainter::new(root.into())));
        painter.set_value(Some(shared.clone()));
        keep_painted(state, &shared);
    });
    let pressed = move |event: leptos::ev::MouseEvent| {
        let more = closest(&event, "[data-more]").and_then(|button| button.get_attribute("data-more"));
        if let (Some(more), Some(painter)) = (more, painter.get_value()) {
            return state.paint(|scene| painter.borrow_mut().more(scene, more.parse().ok()));
        }
        let name = closest(&event, "[data-e]").and_then(|name| name.get_attribute("data-e")?.parse().ok());
        if let Some(entity) = name {
            return clusters::show(state, entity);
        }
        let key = closest(&event, "[data-a]").and_then(|row| row.get_attribute("data-a"));
        if let Some(target) = key.as_deref().and_then(from_key) {
            state.select(Some(Selected::Annotation(target)));
        }
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" | "j" => 1,
            "ArrowUp" | "k" => -1,
            _ => return keys::on_annotations(state, &event),
        };
        event.prevent_default();
        let next = painter.get_value().and_then(|painter| painter.borrow().step(by));
        let key = next.and_then(|button| button.get_attribute("data-a"));
        if let Some(target) = key.as_deref().and_then(from_key) {
            state.select(Some(Selected::Annotation(target)));
        }
    };
    view! {
        <section id=WHO_SAYS_WHAT class="who" role="region" aria-label="Who says what" on:click=pressed on:keydown=keydown>
            <h2>"Who says what"</h2>
            <Summary state/>
            <div class="speakers" node_ref=root></div>
        </section>
    }
}

/// Brings the speakers up to date whenever something changes.
fn keep_painted(state: State, painter: &Rc<RefCell<SpeakersPainter>>) {
    let p = painter.clone();
    let update = move |order: Order| {
        let p = p.clone();
        later(Job::Speakers, move || state.paint(|scene| p.borrow_mut().update(scene, order)));
    };
    let p = painter.clone();
    Effect::new(move |_| {
        state.opened.track();
        // What is there belongs to another article: nothing may ask for it any more.
        p.borrow_mut().clear();
    });
    let settle = update.clone();
    Effect::new(move |_| {
        state.settled.track();
        settle(Order::Most);
    });
    let filter = update.clone();
    Effect::new(move |_| {
        state.filters.track();
        filter(Order::Kept);
    });
    let waits = Rc::new(Cell::new(false));
    Effect::new(move |_| {
        state.opened.track();
        state.grown.track();
        if !state.is_long() {
            return update(Order::Kept);
        }
        if !waits.replace(true) {
            let (waits, update) = (waits.clone(), update.clone());
            wait(PAUSE, move || {
                waits.set(false);
                update(Order::Kept);
            });
        }
    });
    let p = painter.clone();
    Effect::new(move |_| {
        let by_status = state.filters.with_untracked(Filters::by_status);
        state.changed.with(|changed| {
            state.paint(|scene| {
                if by_status {
                    p.borrow_mut().update(scene, Order::Kept);
                } else {
                    p.borrow().refresh(scene, changed);
                }
            });
        });
    });
    let p = painter.clone();
    Effect::new(move |before: Option<Option<Target>>| {
        let _ = state.selected.get();
        let now = state.target();
        let changed: Vec<Target> = before.flatten().into_iter().chain(now).collect();
        state.paint(|scene| p.borrow().refresh(scene, &changed));
        let p = p.clone();
        in_frame(Job::RevealStatement, move || state.paint(|scene| p.borrow_mut().reveal(scene)));
        now
    });
}
