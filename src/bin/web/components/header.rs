//! The bar at the top: what this is, the way back, and the download.

use leptos::prelude::*;

use super::export;
use crate::ids::HELP;
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
            <Saved state/>
            <div class="tools" role="toolbar" aria-label="Review">
                <button type="button" class="quiet" prop:disabled=move || !can_undo() on:click=move |_| state.undo()>
                    "Undo"
                </button>
                <button type="button" class="quiet" prop:disabled=move || !can_redo() on:click=move |_| state.redo()>
                    "Redo"
                </button>
                <button type="button" class="main" prop:disabled=empty on:click=move |_| state.download("sayso")>
                    "Download JSON"
                </button>
                <button type="button" class="quiet" prop:disabled=empty on:click=move |_| export::open(state)>
                    "Export"
                </button>
                <button type="button" class="quiet round" aria-label="Keyboard help" on:click=move |_| keys::open(HELP)>
                    "?"
                </button>
            </div>
        </header>
    }
}

/// Whether what was done is saved: for those who look, and for tests. No status, so that it does not talk into every decision.
#[component]
fn Saved(state: State) -> impl IntoView {
    let stored = move || state.saving.with(|saving| saving.stored.to_string());
    let pending = move || state.saving.with(|saving| saving.pending().to_string());
    let words = move || state.saving.with(crate::state::Saving::in_words);
    view! { <span class="saving hint" data-saved=stored data-pending=pending>{words}</span> }
}
