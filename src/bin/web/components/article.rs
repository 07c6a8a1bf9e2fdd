//! The article with its marks: the region that everything else is about.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use sayso::review::Target;
use web_sys::Event;

use crate::dom::article::ArticlePainter;
use crate::dom::{closest, soon};
use crate::ids::ARTICLE_TEXT;
use crate::keys;
use crate::model::doc::from_key;
use crate::model::filters::Filters;
use crate::model::look::kin;
use crate::state::{Selected, State, Work};

type Painter = Rc<RefCell<ArticlePainter>>;

#[component]
pub(crate) fn ArticleText(state: State) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let painter = StoredValue::new_local(None::<Painter>);
        let came_near = move |moved: Vec<(usize, bool)>| {
            if let Some(painter) = painter.get_value() {
                state.paint(|scene| painter.borrow_mut().moved(scene, &moved));
            }
        };
        let shared = ArticlePainter::new(root.into(), came_near);
        painter.set_value(Some(shared.clone()));
        keep_painted(state, &shared);
    });
    let work = move || match state.work.get() {
        Work::Idle => "idle",
        Work::Working(_) => "working",
        Work::Done => "done",
    };
    let count = move || {
        state.opened.track();
        let done = state.work.get() == Work::Done;
        done.then(|| state.with(|doc| doc.items.len())).flatten().map(|n| n.to_string())
    };
    let millis = move || (state.opened.get() > 0).then(|| format!("{:.1}", state.millis.get()));
    view! {
        <section
            id=ARTICLE_TEXT
            class="article"
            role="region"
            aria-label="Article text"
            aria-busy=move || (work() == "working").to_string()
            data-annotate-ms=millis
            data-annotations=count
            data-state=work
            on:click=move |event| pressed(state, &event)
            on:keydown=move |event| keys::on_annotations(state, &event)
        >
            <div class="paper" node_ref=root></div>
        </section>
    }
}

/// Brings the marks up to date whenever something changes.
fn keep_painted(state: State, painter: &Painter) {
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
    Effect::new(move |before: Option<()>| {
        state.filters.track();
        if before.is_some() {
            state.paint(|scene| p.borrow_mut().repaint(scene));
        }
    });
    let p = painter.clone();
    Effect::new(move |_| {
        let by_status = state.filters.with_untracked(Filters::by_status);
        state.changed.with(|changed| {
            state.paint(|scene| {
                if by_status {
                    p.borrow_mut().repaint(scene);
                } else {
                    p.borrow_mut().refresh(scene, changed);
                }
            });
        });
    });
    let p = painter.clone();
    Effect::new(move |before: Option<Vec<Target>>| {
        let _ = state.selected.get();
        // Mentions of the same thing look alike, so they change together.
        let now = state.target().and_then(|t| state.with(|doc| kin(doc, t))).unwrap_or_default();
        let mut changed = before.unwrap_or_default();
        changed.extend(&now);
        changed.sort_unstable();
        changed.dedup();
        if !changed.is_empty() {
            state.paint(|scene| p.borrow_mut().select(scene, &changed));
        }
        now
    });
}

fn pressed(state: State, event: &Event) {
    // Who selects words to copy them has no mark in mind.
    if window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed()) {
        return;
    }
    if closest(event, "mark").is_some() {
        return press(state, event);
    }
    let block = closest(event, "[data-block]").and_then(|b| b.get_attribute("data-block")?.parse().ok());
    state.select(block.map(Selected::Block));
}

/// Selects what an event's mark stands for; pressing on goes from the innermost annotation outwards.
pub(crate) fn press(state: State, event: &Event) {
    let keys = closest(event, "mark").and_then(|mark| mark.get_attribute("data-a")).unwrap_or_default();
    let targets: Vec<Target> = keys.split(' ').filter_map(from_key).collect();
    let place = state.target().and_then(|selected| targets.iter().position(|&t| t == selected));
    let next = place.map_or(0, |place| (place + 1) % targets.len().max(1));
    if let Some(&target) = targets.get(next) {
        state.select(Some(Selected::Annotation(target)));
    }
}
