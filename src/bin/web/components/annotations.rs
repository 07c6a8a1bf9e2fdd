//! The list of all annotations that the filters show.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html::Ul;
use leptos::prelude::*;
use sayso::review::{Status, Target};

use crate::dom::closest;
use crate::dom::jobs::{Job, in_frame, later};
use crate::dom::list::{ListPainter, shown};
use crate::ids::ANNOTATIONS;
use crate::keys::{self, Queue};
use crate::model::doc::from_key;
use crate::model::filters::Filters;
use crate::model::tally::Tally;
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
    let targets =
        move || state.filters.with_untracked(|filters| state.with(|doc| shown(doc, filters))).unwrap_or_default();
    let any = move || {
        state.changed.track();
        state.opened.track();
        state.with(|doc| doc.review.can_undo() || doc.review.can_redo()).unwrap_or(false)
    };
    let open = move || state.tally.with(|tally| tally.open + tally.rejected > 0);
    let tally = move || {
        state.tally.with(|tally| {
            let hidden = if tally.hidden > 0 { format!(" · {} hidden", tally.hidden) } else { String::new() };
            let flagged = if tally.flagged > 0 { format!(" · {} flagged", tally.flagged) } else { String::new() };
            let Tally { confirmed, rejected, open, .. } = tally;
            let (decided, all) = (confirmed + rejected, confirmed + rejected + open);
            format!(
                "{decided} of {all} decided: {confirmed} confirmed · {rejected} rejected · {open} open{flagged}{hidden}"
            )
        })
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
            <progress
                aria-label="Decided"
                hidden=move || state.opened.get() == 0
                prop:max=move || state.tally.with(|t| t.confirmed + t.rejected + t.open).max(1).to_string()
                prop:value=move || state.tally.with(|t| t.confirmed + t.rejected).to_string()
            ></progress>
            <button
                type="button"
                prop:disabled=move || !open()
                on:click=move |_| state.decide(&targets(), Status::Confirmed)
            >
                "Confirm all shown"
            </button>
            <button type="button" class="quiet" prop:disabled=move || !any() on:click=move |_| state.open_now().asks_history.set(true)>
                "History"
            </button>
            <label class="queue">
                "Next: "
                <select on:change=move |event| state.set_queue(queue_of(&event_target_value(&event)))>
                    <option value="reading" prop:selected=move || state.queue.get() == Queue::Reading>"as you read"</option>
                    <option value="sure" prop:selected=move || state.queue.get() == Queue::LeastSure>"least sure first"</option>
                </select>
            </label>
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

fn queue_of(value: &str) -> Queue {
    if value == "sure" { Queue::LeastSure } else { Queue::Reading }
}

/// Brings the list, and the counts, up to date whenever something changes.
fn keep_painted(state: State, painter: &Rc<RefCell<ListPainter>>) {
    let p = painter.clone();
    let list = move || {
        let p = p.clone();
        later(Job::List, move || state.paint(|scene| p.borrow_mut().update(scene)));
    };
    let count = move || {
        later(Job::Counts, move || {
            state.paint(|scene| {
                let tally = Tally::of(scene.doc, scene.filters);
                if state.tally.with_untracked(|before| *before != tally) {
                    state.tally.set(tally);
                }
            });
        });
    };
    let p = painter.clone();
    Effect::new(move |_| {
        state.opened.track();
        // What is there belongs to another article: nothing may ask for it any more.
        p.borrow_mut().clear();
    });
    Effect::new(move |_| {
        state.opened.track();
        state.grown.track();
        state.settled.track();
        state.filters.track();
        list();
        count();
    });
    let p = painter.clone();
    Effect::new(move |_| {
        let by_status = state.filters.with_untracked(Filters::by_status);
        state.changed.with(|changed| {
            state.paint(|scene| {
                if by_status {
                    p.borrow_mut().update(scene);
                } else {
                    p.borrow_mut().refresh(scene, changed);
                }
            });
        });
        count();
    });
    let p = painter.clone();
    Effect::new(move |before: Option<Option<Target>>| {
        let _ = state.selected.get();
        let now = state.target();
        let changed: Vec<Target> = before.flatten().into_iter().chain(now).collect();
        state.paint(|scene| p.borrow_mut().refresh(scene, &changed));
        let p = p.clone();
        in_frame(Job::RevealRow, move || state.paint(|scene| p.borrow_mut().reveal(scene)));
        now
    });
}
