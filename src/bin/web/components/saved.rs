//! Articles that were worked on before, kept in this browser until they are deleted.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::protocol::{Input, Request, Saved};
use crate::state::State;

/// What is being deleted here.
#[derive(Clone, Copy)]
struct Deleting {
    /// The key of what is asked about.
    asked: RwSignal<Option<String>>,
    /// What was deleted last, as long as it can be brought back.
    deleted: RwSignal<Option<Saved>>,
    list: NodeRef<html::Ul>,
}

#[component]
pub(crate) fn Earlier(state: State) -> impl IntoView {
    let deleting = Deleting { asked: RwSignal::new(None), deleted: RwSignal::new(None), list: NodeRef::new() };
    let others = Memo::new(move |_| {
        let current = state.key.get();
        state.saved.get().into_iter().filter(|saved| saved.key != current).collect::<Vec<_>>()
    });
    let nothing = move || others.with(Vec::is_empty) && deleting.deleted.with(Option::is_none);
    let recall = move |saved: Saved| {
        state.tell(&Request::Recall { key: saved.key });
        state.said.set(format!("{} is back.", saved.title));
        deleting.deleted.set(None);
    };
    view! {
        <details class="earlier" hidden=nothing>
            <summary>"Earlier articles " <span class="hint">{move || others.with(Vec::len)}</span></summary>
            {move || deleting.deleted.get().map(|saved| {
                let words = format!("Deleted \u{201c}{}\u{201d}. ", saved.title);
                let undo = NodeRef::<html::Button>::new();
                focus_when_there(undo);
                view! {
                    <p class="deleted">
                        {words}
                        <button type="button" class="quiet" aria-label="Undo the deletion" node_ref=undo
                            on:click=move |_| recall(saved.clone())>"Undo"</button>
                    </p>
                }
            })}
            <ul role="list" aria-label="Earlier articles" tabindex="-1" node_ref=deleting.list>
                {move || others.get().into_iter().map(|saved| view! { <Entry state saved deleting/> }).collect_view()}
            </ul>
        </details>
    }
}

/// One article: what it is, how far it is, and what can be done with it.
#[component]
fn Entry(state: State, saved: Saved, deleting: Deleting) -> impl IntoView {
    let is_asked = {
        let key = saved.key.clone();
        Memo::new(move |_| deleting.asked.with(|asked| asked.as_ref() == Some(&key)))
    };
    move || {
        let saved = saved.clone();
        if is_asked.get() {
            question(state, saved, deleting).into_any()
        } else {
            row(state, saved, deleting).into_any()
        }
    }
}

fn row(state: State, saved: Saved, deleting: Deleting) -> impl IntoView {
    let (key, asked) = (saved.key.clone(), saved.key.clone());
    let name = format!("Delete {}", saved.title);
    let (when, how_far) = (changed(saved.changed), progress(&saved));
    view! {
        <li>
            <button type="button" class="quiet open"
                on:click=move |_| state.read(Input::Saved(key.clone()), None, None)>
                <span class="words" dir="auto">{saved.title}</span>
                <span class="hint">{how_far}</span>
                <span class="hint">{when}</span>
            </button>
            <button type="button" class="quiet" aria-label=name
                on:click=move |_| deleting.asked.set(Some(asked.clone()))>"Delete"</button>
        </li>
    }
}

/// Asks whether to delete it; what was decided in it took someone's time.
fn question(state: State, saved: Saved, deleting: Deleting) -> impl IntoView {
    let keep = NodeRef::<html::Button>::new();
    focus_when_there(keep);
    let words = match saved.decided {
        0 => format!("Delete \u{201c}{}\u{201d}? ", saved.title),
        decided => format!("Delete \u{201c}{}\u{201d} and what you decided in it ({decided})? ", saved.title),
    };
    let not = move || {
        deleting.asked.set(None);
        if let Some(list) = deleting.list.get_untracked() {
            let _ = list.focus();
        }
    };
    let delete = move |_| {
        state.tell(&Request::Forget { key: saved.key.clone() });
        state.said.set(format!("Deleted {}.", saved.title));
        deleting.asked.set(None);
        deleting.deleted.set(Some(saved.clone()));
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            not();
        }
    };
    view! {
        <li role="group" class="question-row" on:keydown=keydown>
            <span>{words}</span>
            <button type="button" on:click=delete>"Delete"</button>
            <button type="button" class="quiet" node_ref=keep on:click=move |_| not()>"Keep"</button>
        </li>
    }
}

/// Moves the focus to what takes the place of the button that was pressed: with that gone, keys would lead nowhere.
fn focus_when_there(button: NodeRef<html::Button>) {
    button.on_load(|button| {
        let button: HtmlElement = button.unchecked_into();
        request_animation_frame(move || drop(button.focus()));
    });
}

/// For example `84 of 150 decided, 3 flagged`.
fn progress(saved: &Saved) -> String {
    let Saved { decided, annotations, flagged, whole, .. } = saved;
    let flags = if *flagged > 0 { format!(", {flagged} flagged") } else { String::new() };
    let rest = if *whole { "" } else { ", not all of it marked" };
    format!("{decided} of {annotations} decided{flags}{rest}")
}

/// Day and time in the reader's own way of writing them.
fn changed(millis: f64) -> String {
    let options = js_sys::Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A plain object takes any property.
        let _ = js_sys::Reflect::set(&options, &name.into(), &style.into());
    }
    let date = js_sys::Date::new(&JsValue::from_f64(millis));
    date.to_locale_string("default", &options).into()
}
