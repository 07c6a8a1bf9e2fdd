//! The article on paper: all of it with its marks, and a numbered note for each attribution that is shown.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use sayso::review::Target;
use web_sys::Element;

use crate::dom::article::{ArticlePainter, Scene};
use crate::dom::list::shown;
use crate::dom::{append, element, labelled, set};
use crate::ids::PRINTED;
use crate::model::backing::Backing;
use crate::model::speakers::name;
use crate::model::words;
use crate::state::State;

/// Characters of what is said.
const SNIPPET: usize = 400;

/// The notes below the article; they are there on paper only.
#[component]
pub(crate) fn Printed() -> impl IntoView {
    view! { <section id=PRINTED class="printed" aria-label="Notes"></section> }
}

/// Gets everything ready before the browser prints, and puts it back afterwards.
pub(crate) fn print_whole(state: State, painter: Rc<RefCell<ArticlePainter>>) {
    let bare = Rc::new(RefCell::new(None::<Vec<usize>>));
    let (p, was) = (painter.clone(), bare.clone());
    window_event_listener_untyped("beforeprint", move |_| {
        state.paint(|scene| {
            let all = shown(scene.doc, scene.filters);
            let attribution = |target| if let Target::Attribution(i) = target { Some(i) } else { None };
            let notes: Vec<usize> = all.into_iter().filter_map(attribution).collect();
            was.borrow_mut().get_or_insert_default().extend(p.borrow_mut().print(scene, &notes));
            if let Some(room) = document().get_element_by_id(PRINTED) {
                write(&room, scene, &notes);
            }
        });
    });
    window_event_listener_untyped("afterprint", move |_| {
        if let Some(bare) = bare.take() {
            painter.borrow_mut().put_back(&bare);
        }
        if let Some(room) = document().get_element_by_id(PRINTED) {
            room.set_text_content(None);
        }
    });
}

fn write(room: &Element, scene: &Scene<'_>, notes: &[usize]) {
    room.set_text_content(None);
    append(room, &labelled("h2", "", "Who says what"));
    let list = element("ol", "");
    for &note in notes {
        append(&list, &line(scene, note));
    }
    append(room, &list);
}

/// Source, cue, content, stance, and what was decided.
fn line(scene: &Scene<'_>, index: usize) -> Element {
    let (doc, reviewed) = (scene.doc, &scene.doc.review.attributions[index]);
    let a = &reviewed.value;
    let who = name(doc, a);
    let (backing, _, _) = Backing::of(&doc.review, a).words();
    let item = element("li", "");
    set(&item, "dir", "auto");
    append(&item, &labelled("b", "", if who.is_empty() { "Nobody named" } else { &who }));
    let facts = [
        doc.quote(&a.source, SNIPPET),
        doc.quote(&a.cue, SNIPPET),
        doc.quote(&a.content, SNIPPET),
        backing.to_lowercase(),
        words::stance(a.stance).to_owned(),
        words::status(reviewed.status).to_lowercase(),
    ];
    for fact in facts.iter().filter(|fact| !fact.is_empty()) {
        append(&item, &labelled("span", "", &format!(" · {fact}")));
    }
    item.into()
}
