//! The article with its marks: the region that everything else is about.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use sayso::review::Target;
use web_sys::Event;

use crate::components::picker::Picker;
use crate::components::printed::print_whole;
use crate::components::search::follow_the_search;
use crate::dom::article::ArticlePainter;
use crate::dom::jobs::{Job, in_frame};
use crate::dom::{closest, wait};
use crate::ids::ARTICLE_TEXT;
use crate::keys;
use crate::model::doc::from_key;
use crate::model::filters::Filters;
use crate::model::look::kin;
use crate::model::picked::By;
use crate::picking::drag::Drags;
use crate::picking::pointer;
use crate::protocol::Model;
use crate::state::{Selected, State, Work};

type Painter = Rc<RefCell<ArticlePainter>>;

#[component]
pub(crate) fn ArticleText(state: State) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let drags = StoredValue::new_local(None::<Drags>);
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
        follow_the_search(state, shared.clone());
        print_whole(state, shared.clone());
        show_picked(state, shared.clone());
        follow_the_part(state, shared.clone());
        let handles = Drags::new(shared.clone());
        drags.set_value(Some(handles.clone()));
        pointer::follow(state, handles);
        follow_the_reader(state, shared);
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
    let end = move || (state.opened.get() > 0).then(|| state.end.get());
    view! {
        <section
            id=ARTICLE_TEXT
            class="article"
            role="region"
            aria-label="Article text"
            aria-busy=move || (work() == "working").to_string()
            data-annotate-ms=move || end().map(|end| format!("{:.1}", end.millis))
            data-helped=move || end().map(|end| end.helped.to_string())
            data-whole=move || end().map(|end| end.whole.to_string())
            data-annotations=count
            data-state=work
            tabindex="-1"
            on:click=move |event| {
                if !drags.with_value(|drags| drags.as_ref().is_some_and(Drags::has_ended)) {
                    pressed(state, &event);
                }
            }
            on:keydown=move |event| keys::on_annotations(state, &event)
        >
            <Picker state/>
            <div class="paper" node_ref=root></div>
        </section>
    }
}

/// Brings the marks up to date whenever something changes.
fn keep_painted(state: State, painter: &Painter) {
    let p = painter.clone();
    let catch_up = move || {
        let p = p.clone();
        state.soon_in_article(move || {
            let touched = state.take_touched();
            state.paint(|scene| {
                let mut painter = p.borrow_mut();
                painter.catch_up(scene, &touched);
                // The browser's selection went with what was painted before.
                if let Some(picked) = state.picked.get_untracked().filter(|picked| picked.by == By::Keys) {
                    painter.show_picked(scene, picked);
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
    let p = painter.clone();
    Effect::new(move |_| {
        state.filters.track();
        state.settled.track();
        p.borrow_mut().outdate();
    });
    let opened = catch_up.clone();
    Effect::new(move |_| {
        state.opened.track();
        // The first marks follow at once: to paint the text without them would only hold them up.
        let delay = if state.model.get_untracked() == Model::Ready { UNMARKED } else { 0 };
        wait(delay, opened.clone());
    });
    Effect::new(move |_| {
        state.grown.track();
        state.settled.track();
        state.filters.track();
        catch_up();
    });
    let p = painter.clone();
    Effect::new(move |_| {
        let by_status = state.filters.with_untracked(Filters::by_status);
        state.changed.with(|changed| {
            state.paint(|scene| {
                if by_status {
                    p.borrow_mut().outdate();
                    p.borrow_mut().catch_up(scene, &BTreeSet::new());
                } else {
                    p.borrow_mut().refresh(scene, changed);
                }
            });
        });
    });
    let p = painter.clone();
    // Mentions of the same thing look alike, so they change together; which those are may change, too.
    let alike = Memo::new(move |_| {
        state.selected.track();
        state.changed.track();
        state
            .target()
            .filter(|&t| state.with(|doc| doc.has(t)) == Some(true))
            .and_then(|t| state.with(|doc| kin(doc, t)))
    });
    Effect::new(move |before: Option<(Option<Selected>, Vec<Target>)>| {
        let (selected, now) = (state.selected.get(), alike.get().unwrap_or_default());
        let (was, mut changed) = before.unwrap_or_default();
        changed.extend(&now);
        changed.sort_unstable();
        changed.dedup();
        if !changed.is_empty() && was == selected {
            state.paint(|scene| p.borrow_mut().refresh(scene, &changed));
        } else if !changed.is_empty() {
            state.paint(|scene| p.borrow_mut().select(scene, &changed));
            let p = p.clone();
            in_frame(Job::RevealMark, move || state.paint(|scene| p.borrow_mut().reveal(scene)));
        }
        (selected, now)
    });
}

/// Shows which part keys change.
fn follow_the_part(state: State, painter: Painter) {
    Effect::new(move |_| {
        state.part.track();
        state.paint(|scene| painter.borrow().hold(scene));
    });
}

/// Selects in the browser what is picked, so that it is seen, read out and copied.
fn show_picked(state: State, painter: Painter) {
    Effect::new(move |_| {
        if let Some(picked) = state.picked.get() {
            state.paint(|scene| painter.borrow_mut().show_picked(scene, picked));
        }
    });
    Effect::new(move |_| {
        // What was picked in the article before is not in this one.
        state.opened.track();
        state.picked.set(None);
    });
}

/// Milliseconds after which a text is shown without marks, if none have come.
const UNMARKED: i32 = 80;

/// Milliseconds between two looks at where the reader is.
const LOOK: i32 = 120;

/// As long as marking runs, has that marked first which is on the screen.
fn follow_the_reader(state: State, painter: Painter) {
    let waits = Rc::new(Cell::new(false));
    window_event_listener_untyped("scroll", move |_| {
        if !matches!(state.work.get_untracked(), Work::Working(_)) || !state.is_long() || waits.replace(true) {
            return;
        }
        let (waits, painter) = (waits.clone(), painter.clone());
        wait(LOOK, move || {
            waits.set(false);
            let chunk = painter.borrow().first_visible();
            let block = state.with(|doc| Some(doc.layout.pieces[doc.layout.chunks.get(chunk?)?.pieces.start].block));
            if let Some(block) = block.flatten() {
                state.look(block);
            }
        });
    });
}

fn pressed(state: State, event: &Event) {
    if closest(event, ".picker").is_some() {
        return;
    }
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
