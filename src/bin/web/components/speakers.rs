//! Who says what.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use sayso::review::Target;

use crate::dom::speakers::SpeakersPainter;
use crate::dom::{closest, soon};
use crate::ids::WHO_SAYS_WHAT;
use crate::keys;
use crate::model::doc::from_key;
use crate::state::{Selected, State};

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
            <div class="speakers" node_ref=root></div>
        </section>
    }
}

/// Brings the speakers up to date whenever something changes.
fn keep_painted(state: State, painter: &Rc<RefCell<SpeakersPainter>>) {
    let p = painter.clone();
    Effect::new(move |_| {
        state.opened.track();
        // What is there belongs to another article: nothing may ask for it any more.
        p.borrow_mut().clear();
        let p = p.clone();
        let count = state.with(|doc| doc.items.len()).unwrap_or(0);
        soon(count, move || state.paint(|scene| p.borrow_mut().open(scene)));
    });
    let p = painter.clone();
    Effect::new(move |_| {
        state.changed.with(|changed| state.paint(|scene| p.borrow().refresh(scene, changed)));
    });
    let p = painter.clone();
    Effect::new(move |before: Option<Option<Target>>| {
        let _ = state.selected.get();
        let now = state.target();
        let changed: Vec<Target> = before.flatten().into_iter().chain(now).collect();
        state.paint(|scene| p.borrow_mut().select(scene, &changed));
        now
    });
}
