//! Where text comes in. Once there is an article, it folds to a strip above it.

use leptos::html::Input;
use leptos::prelude::*;

use super::saved::Earlier;
use crate::ids::{ARTICLE_BOX, FILE};
use crate::state::State;
use crate::{files, intake};

#[component]
pub(crate) fn Composer(state: State) -> impl IntoView {
    let picker = NodeRef::<Input>::new();
    let pick = move |_| {
        if let Some(input) = picker.get() {
            input.click();
        }
    };
    let opened = move |_| {
        let Some(input) = picker.get() else { return };
        if let Some(files) = input.files() {
            files::open(state, &files);
        }
        // So that the same file can be opened again.
        input.set_value("");
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            intake::annotate(state);
        }
    };
    view! {
        <section class="composer" aria-label="Your text">
            <div class="lead">
                <p class="question">"On whose say-so?"</p>
                <p>
                    "Paste a news article. Sayso marks who and what is in it, and everything that somebody says: "
                    "who says it, in which words, and what."
                </p>
                <p class="specimen" aria-hidden="true">
                    <span class="m content">"“The dam held,”"</span> " "
                    <span class="m source"><span class="m e person" data-tag="per">"Ines Varga"</span></span> " "
                    <span class="m cue">"said"</span> " on "
                    <span class="m e date" data-tag="date">"Monday"</span> "."
                </p>
            </div>
            <label for=ARTICLE_BOX>"Article"</label>
            <textarea
                id=ARTICLE_BOX
                placeholder="Paste an article here, or drop a .txt, .html or Sayso .json file anywhere"
                spellcheck="false"
                autocomplete="off"
                dir="auto"
                on:keydown=keydown
            ></textarea>
            <div class="actions">
                <button type="button" class="main" on:click=move |_| intake::annotate(state)>"Annotate"</button>
                <button type="button" on:click=move |_| intake::example(state)>"Try an example"</button>
                <button type="button" on:click=pick>"Open file"</button>
                <input
                    id=FILE
                    type="file"
                    hidden
                    multiple
                    accept=".txt,.html,.htm,.json,.jsonl,.jsonld,.ann,.conll,.zip,text/plain,text/html,application/json"
                    node_ref=picker
                    on:change=opened
                />
            </div>
            <p class="privacy">"Nothing leaves your browser: there is no server."</p>
            <Earlier state/>
        </section>
    }
}
