//! How sure a mark must be to be shown, and whether it must be a statement.

use leptos::prelude::*;

use crate::ids::SURENESS;
use crate::model::filters::Frames;
use crate::state::State;

/// Percent from one stop of the slider to the next.
const STEP: u8 = 5;

#[component]
pub(crate) fn Sureness(state: State) -> impl IntoView {
    let least = Memo::new(move |_| state.filters.with(|filters| filters.taste.least));
    let slid = move |event: leptos::ev::Event| {
        if let Ok(least) = event_target_value(&event).parse() {
            state.set_taste(|taste| taste.least = least);
        }
    };
    let in_words = move || match least.get() {
        0 => "all".to_owned(),
        least => format!("from {least} %"),
    };
    let statements = move || state.filters.with(|filters| filters.taste.frames == Frames::Statements);
    let switched = move |_| {
        state.set_taste(|taste| {
            taste.frames = if taste.frames == Frames::All { Frames::Statements } else { Frames::All };
        });
    };
    view! {
        <fieldset class="sureness">
            <legend>"Sureness"</legend>
            <label for=SURENESS>"How sure"</label>
            <input
                id=SURENESS
                type="range"
                min="0"
                max="100"
                step=STEP.to_string()
                prop:value=move || least.get().to_string()
                aria-valuetext=in_words
                on:input=slid
            />
            <output for=SURENESS>{in_words}</output>
            <label class="toggle">
                <input type="checkbox" prop:checked=statements on:change=switched/>
                <span>"Statements only"</span>
            </label>
            <p class="hint">"Statements only leaves out attitudes, intentions and decrees. What you decided on stays."</p>
        </fieldset>
    }
}
