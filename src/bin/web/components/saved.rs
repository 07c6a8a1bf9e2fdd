//! Articles that were worked on before, kept in this browser until they are forgotten.

use leptos::prelude::*;

use crate::protocol::{Input, Request, Saved};
use crate::state::State;

#[component]
pub(crate) fn Earlier(state: State) -> impl IntoView {
    let others = Memo::new(move |_| {
        let current = state.key.get();
        state.saved.get().into_iter().filter(|saved| saved.key != current).collect::<Vec<_>>()
    });
    view! {
        <details class="earlier" hidden=move || others.with(Vec::is_empty)>
            <summary>"Earlier articles " <span class="hint">{move || others.with(Vec::len)}</span></summary>
            <ul role="list" aria-label="Earlier articles">
                {move || others.get().into_iter().map(|saved| entry(state, saved)).collect_view()}
            </ul>
        </details>
    }
}

fn entry(state: State, saved: Saved) -> impl IntoView {
    let Saved { key, title, decided, annotations, whole } = saved;
    let open = {
        let key = key.clone();
        move |_| state.read(Input::Saved(key.clone()), None, None)
    };
    let forget = move |_| state.tell(&Request::Forget { key: key.clone() });
    let name = format!("Forget {title}");
    let rest = if whole { "" } else { ", not all of it marked yet" };
    let decided_of = format!("{decided} of {annotations} decided{rest}");
    view! {
        <li>
            <button type="button" class="quiet open" on:click=open>
                <span class="words" dir="auto">{title}</span>
                <span class="hint">{decided_of}</span>
            </button>
            <button type="button" class="quiet" aria-label=name on:click=forget>"Forget"</button>
        </li>
    }
}
