//! One place that lists what was done, and goes back to before it.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::ids::HISTORY;
use crate::model::history::step;
use crate::state::State;

/// Steps that are listed at first, and more with each press.
const LISTED: usize = 200;

/// A line of the list.
#[derive(Clone, PartialEq)]
struct Step {
    words: String,
    /// How many steps are done once it is the last of them.
    count: usize,
    is_done: bool,
}

#[component]
pub(crate) fn History(state: State) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let listed = RwSignal::new(LISTED);
    let steps = Memo::new(move |_| {
        state.changed.track();
        state.opened.track();
        if state.open_now().asks_history.get() { listed.with(|&limit| newest(state, limit)) } else { (Vec::new(), 0) }
    });
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (state.open_now().asks_history.get(), dialog.get()) {
            listed.set(LISTED);
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            id=HISTORY
            class="history"
            aria-labelledby="history-title"
            node_ref=dialog
            on:close=move |_| state.open_now().asks_history.set(false)
        >
            <h2 id="history-title">"What was done"</h2>
            <p class="hint">"The newest first. Press a step to go back to it, or forward again."</p>
            <ol reversed>
                {move || steps.get().0.into_iter().map(|step| view! { <Line state step/> }).collect_view()}
            </ol>
            <p class="hint" hidden=move || !steps.with(|(steps, _)| steps.is_empty())>"Nothing so far."</p>
            <button
                type="button"
                class="quiet"
                hidden=move || steps.with(|(steps, all)| steps.len() == *all)
                on:click=move |_| listed.update(|n| *n += LISTED)
            >
                {move || steps.with(|(steps, all)| format!("Show more of {} before", all - steps.len()))}
            </button>
            <form method="dialog">
                <button type="button" class="quiet" on:click=move |_| state.travel(0) prop:disabled=move || steps.with(|(s, _)| s.iter().all(|s| !s.is_done))>
                    "Undo all"
                </button>
                <button class="main">"Close"</button>
            </form>
        </dialog>
    }
}

#[component]
fn Line(state: State, step: Step) -> impl IntoView {
    let Step { words, count, is_done } = step;
    let undone = (!is_done).then(|| view! { <span class="hint">" (undone)"</span> });
    view! {
        <li class:undone=!is_done value=count.to_string()>
            <button type="button" class="quiet" on:click=move |_| state.travel(count)>
                <bdi>{words}</bdi>
                {undone}
            </button>
        </li>
    }
}

/// The newest steps, what was undone among them, and how many there are in all.
fn newest(state: State, limit: usize) -> (Vec<Step>, usize) {
    let steps = state.with(|doc| {
        let (done, undone) = doc.review.history();
        // What was undone last is done again first, so it stands next to what is done.
        let undone = undone.iter().enumerate().map(|(i, edit)| (edit, done.len() + undone.len() - i, false));
        let done = done.iter().enumerate().rev().map(|(i, edit)| (edit, i + 1, true));
        let line = |(edit, count, is_done)| Step { words: step(doc, edit), count, is_done };
        let all = doc.review.history();
        // Where one is now is always among them.
        let undone = undone.skip(all.1.len().saturating_sub(limit / 2));
        (undone.chain(done).take(limit).map(line).collect(), all.0.len() + all.1.len())
    });
    steps.unwrap_or_default()
}
