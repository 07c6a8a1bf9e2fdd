//! The list of all annotations that the filters show.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html::Ul;
use leptos::prelude::*;
use sayso::review::{Status, Target};

use crate::dom::list::{ListPainter, shown};
use crate::dom::{closest, soon};
use crate::ids::ANNOTATIONS;
use crate::keys;
use crate::model::doc::from_key;
use crate::model::filters::Filters;
use crate::state::{Selected, State};

#[component]
pub(crate) fn Annotations(state: State) -> impl IntoView {
    let root = NodeRef::<Ul>::new();
    let painter = StoredValue::new_local(None::<Rc<RefCell<ListPainter>>>);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let shared = Rc::new(RefCell::new(ListPainter::new(root.into())));
        painter.set_value(Some(shared.clone()));
        keep_painted(state, &shared);
    });
    let scrolled = move |_| {
        if let Some(painter) = painter.get_value() {
            state.paint(|scene| painter.borrow_mut().scrolled(scene));
        }
    };
    let targets = move || state.filters.with(|filters| state.with(|doc| shown(doc, filters))).unwrap_or_default();
    let counts = Memo::new(move |_| {
        state.opened.track();
        state.changed.track();
        let count = |status| state.with(|doc| doc.count(status)).unwrap_or(0);
        [count(Status::Confirmed), count(Status::Rejected), count(Status::Suggested)]
    });
    let open = Memo::new(move |_| {
        counts.track();
        state.changed.track();
        let all = targets();
        state.with(|doc| all.iter().any(|&t| doc.status(t) != Status::Confirmed)).unwrap_or(false)
    });
    let tally = move || {
        let [confirmed, rejected, open] = counts.get();
        format!("{confirmed} confirmed · {rejected} rejected · {open} open")
    };
    let pressed = move |event: leptos::ev::MouseEvent| {
        let key = closest(&event, "[data-a]").and_then(|row| row.get_attribute("data-a"));
        if let Some(target) = key.as_deref().and_then(from_key) {
            state.select(Some(Selected::Annotation(target)));
        }
    };
    view! {
        <div class="list-head">
            <p class="tally">{tally}</p>
            <button
                type="button"
                prop:disabled=move || !open.get()
                on:click=move |_| state.decide(targets(), Status::Confirmed)
            >
                "Confirm all shown"
            </button>
        </div>
        <div class="items" on:scroll=scrolled>
            <ul
                id=ANNOTATIONS
                role="list"
                aria-label="Annotations"
                node_ref=root
                on:click=pressed
                on:keydown=move |event| keys::on_annotations(state, &event)
            ></ul>
        </div>
    }
}

/// Brings the list up to date whenever something changes.
fn keep_painted(state: State, painter: &Rc<RefCell<ListPainter>>) {
    let p = painter.clone();
    Effect::new(move |_| {
        state.opened.track();
        state.filters.track();
        // What is there belongs to another article: nothing may ask for it any more.
        p.borrow_mut().clear();
        let p = p.clone();
        let count = state.with(|doc| doc.items.len()).unwrap_or(0);
        soon(count, move || state.paint(|scene| p.borrow_mut().open(scene)));
    });
    let p = painter.clone();
    Effect::new(move |_| {
        let by_status = state.filters.with_untracked(Filters::by_status);
        state.changed.with(|changed| {
            state.paint(|scene| {
                if by_status {
                    p.borrow_mut().open(scene);
                } else {
                    p.borrow_mut().refresh(scene, changed);
                }
            });
        });
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
