//! What the strip shows, and how to read it.

use leptos::prelude::*;

use crate::model::backing::BACKINGS;

#[component]
pub(crate) fn Legend() -> impl IntoView {
    let entry = |backing: crate::model::backing::Backing| {
        let (name, class, why) = backing.words();
        view! {
            <li>
                <span class=format!("swatch {class}") aria-hidden="true"></span>
                <span><b>{name}</b>": "{why}</span>
            </li>
        }
    };
    view! {
        <details class="legend">
            <summary>"Sentence by sentence"</summary>
            <p>
                "The strip beside the text shows the whole article, sentence by sentence, whatever is hidden. "
                "Press a part to go there. A sentence belongs to the one whose words fill most of it; what you rejected does "
                "not count. In a long article neighbours share a part, which shows what most of their text rests on."
            </p>
            <ul role="list">{BACKINGS.map(entry).collect_view()}</ul>
        </details>
    }
}
