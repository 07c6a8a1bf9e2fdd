//! What went wrong, how far the work is, and, unseen, what just happened.

use leptos::prelude::*;

use crate::protocol::{Model, Request};
use crate::state::{State, Work};

#[component]
pub(crate) fn Notices(state: State) -> impl IntoView {
    let working = Memo::new(move |_| matches!(state.work.get(), Work::Working(_)));
    let failed = move || match state.model.get() {
        Model::Failed(why) => Some(why),
        Model::Loading | Model::Ready => None,
    };
    view! {
        <div class="notices">
            <div role="alert">
                {move || state.problem.get().map(|text| view! {
                    <div class="problem">
                        <p>{text}</p>
                        <button type="button" class="quiet" on:click=move |_| state.problem.set(None)>"Dismiss"</button>
                    </div>
                })}
                {move || failed().map(|why| view! {
                    <div class="problem">
                        <p>{why}" Until then nothing can be marked; your text stays here."</p>
                        <button type="button" on:click=move |_| state.tell(&Request::Retry)>"Retry"</button>
                    </div>
                })}
            </div>
            <div role="status" class="visually-hidden">{move || state.said.get()}</div>
            {move || working.get().then(|| view! { <Progress state/> })}
        </div>
    }
}

/// How far the work is; shown only once it has taken a moment.
#[component]
fn Progress(state: State) -> impl IntoView {
    let waits = move || state.model.get() != Model::Ready;
    let share = move || match state.work.get() {
        Work::Working(share) if !waits() => Some(share),
        _ => None,
    };
    let value = move || share().map(|share| share.to_string());
    let in_words = move || match (share(), state.model.get()) {
        (_, Model::Loading) => "Fetching the model…".to_owned(),
        (_, Model::Failed(_)) => "Waiting for the model".to_owned(),
        (share, Model::Ready) => format!("Marking… {:.0} %", share.unwrap_or(0.0) * 100.0),
    };
    view! {
        <div class="progress">
            <progress aria-label="Annotating" max="1" value=value></progress>
            <span>{in_words}</span>
            <button type="button" class="quiet" on:click=move |_| state.stop()>"Stop"</button>
        </div>
    }
}
