//! What a person has to say of what is selected, and whether it is to be discussed.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use sayso::review::Target;

use super::follow;
use crate::keys;
use crate::state::State;

/// What is written on an annotation, and not yet a step.
type Draft = StoredValue<Option<(Target, String)>>;

#[component]
pub(crate) fn Note(state: State) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let draft: Draft = StoredValue::new(None);
    let wanted = RwSignal::new(false);
    let note = Memo::new(move |_| {
        follow(state);
        let target = state.target()?;
        state.with(|doc| Some((target, doc.review.note_of(target)?.to_owned()))).flatten()
    });
    let flagged = Memo::new(move |_| {
        follow(state);
        state.with(|doc| doc.review.is_flagged(state.target()?)).flatten().unwrap_or(false)
    });
    let nothing = move || note.with(Option::is_none);
    let written = move || note.with(|note| note.as_ref().is_some_and(|(_, words)| !words.is_empty()));
    let open = move || wanted.get() || written();
    keep(state, draft);
    Effect::new(move |before: Option<Option<Target>>| {
        let (target, words) = note.get().unzip();
        if before.is_some_and(|before| before != target) {
            save(state, draft);
            wanted.set(false);
        }
        if let (Some(field), None) = (field.get(), draft.get_value()) {
            field.set_value(&words.unwrap_or_default());
        }
        target
    });
    let typed = move |event| draft.set_value(state.target().map(|target| (target, event_target_value(&event))));
    let toggled = move |_| {
        wanted.set(!open());
        request_animation_frame(move || drop(field.get_untracked().map(|field| field.focus())));
    };
    view! {
        <div class="remarks" hidden=nothing>
            <div class="tools">
                <button type="button" class="quiet flag" aria-pressed=move || flagged.get().to_string() on:click=move |_| keys::flag(state)>
                    "Flag"
                </button>
                <button type="button" class="quiet pen" hidden=written aria-expanded=move || open().to_string() on:click=toggled>
                    "Note"
                </button>
            </div>
            <label class="note" hidden=move || !open()>
                <span class="visually-hidden">"Note"</span>
                <textarea
                    node_ref=field
                    rows="2"
                    dir="auto"
                    placeholder="What is there to say of it?"
                    on:input=typed
                    on:blur=move |_| save(state, draft)
                ></textarea>
            </label>
        </div>
    }
}

/// Makes a step of what was written: one for each visit to the field.
fn save(state: State, draft: Draft) {
    let Some((target, words)) = draft.try_update_value(Option::take).flatten() else { return };
    if state.act(|review| review.note(target, words.trim())).is_some() {
        state.said.set(if words.trim().is_empty() { "Note removed." } else { "Note saved." }.to_owned());
    }
}

/// Saves where the field is left without the browser telling it so: a file is dragged onto the page, or the page is left.
fn keep(state: State, draft: Draft) {
    window_event_listener(ev::dragover, move |_| save(state, draft));
    window_event_listener(ev::beforeunload, move |event| {
        if draft.with_value(Option::is_some) {
            save(state, draft);
            event.prevent_default();
            // Chromium before 119 asks only then.
            event.set_return_value("unsaved");
        }
    });
}
