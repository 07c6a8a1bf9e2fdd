//! What went wrong, how far the work is, and, unseen, what just happened.

use leptos::prelude::*;

use crate::state::{State, Work};

#[component]
pub(crate) fn Notices(state: State) -> impl IntoView {
    let share = move || match state.work.get() {
        // Short work needs no bar.
        Work::Working(share) if share > 0.0 => Some(share),
        _ => None,
    };
    let working = Memo::new(move |_| share().is_some());
    view! {
        <div class="notices">
            <div role="alert">
                {move || state.problem.get().map(|text| view! {
                    <div class="problem">
                        <p>{text}</p>
                        <button type="button" class="quiet" on:click=move |_| state.problem.set(None)>"Dismiss"</button>
                    </div>
                })}
            </div>
            <div role="status" class="visually-hidden">{move || state.said.get()}</div>
            {move || working.get().then(|| view! {
                <div class="progress">
                    <progress aria-label="Annotating" max="1" prop:value=move || share().unwrap_or(1.0)></progress>
                    <span>{move || format!("Annotating… {:.0} %", share().unwrap_or(1.0) * 100.0)}</span>
                    <button type="button" class="quiet" on:click=move |_| state.cancel()>"Stop"</button>
                </div>
            })}
        </div>
    }
}
