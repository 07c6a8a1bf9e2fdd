//! The bar at the top: what this is, the way back, and the download.

use leptos::prelude::*;

use crate::keys;
use crate::state::State;

#[component]
pub(crate) fn Header(state: State) -> impl IntoView {
    let track = move || {
        state.opened.track();
        state.changed.track();
    };
    let can_undo = move || {
        track();
        state.with(|doc| doc.review.can_undo()).unwrap_or(false)
    };
    let can_redo = move || {
        track();
        state.with(|doc| doc.review.can_redo()).unwrap_or(false)
    };
    let empty = move || state.opened.get() == 0;
    view! {
        <header class="bar">
            <h1 class="brand">"Sayso" <span class="tagline">"On whose say-so?"</span></h1>
            <div class="tools" role="toolbar" aria-label="Review">
                <button type="button" class="quiet" prop:disabled=move || !can_undo() on:click=move |_| state.undo()>
                    "Undo"
                </button>
                <button type="button" class="quiet" prop:disabled=move || !can_redo() on:click=move |_| state.redo()>
                    "Redo"
                </button>
                <button type="button" class="main" prop:disabled=empty on:click=move |_| state.download()>
                    "Download JSON"
                </button>
                <button type="button" class="quiet round" aria-label="Keyboard help" on:click=move |_| keys::help()>
                    "?"
                </button>
            </div>
        </header>
    }
}
