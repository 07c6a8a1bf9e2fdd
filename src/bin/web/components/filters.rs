//! What is shown and what is hidden.

use leptos::prelude::*;
use sayso::review::Status;

use super::sureness::Sureness;
use crate::model::filters::{Filters, Layer};
use crate::model::words;
use crate::state::State;

#[component]
pub(crate) fn FilterBar(state: State) -> impl IntoView {
    let shown = move || if state.filters.with(Filters::is_everything) { "everything" } else { "some are hidden" };
    view! {
        <div class="all-head">
            <h2>"Annotations"</h2>
            <details class="filters" hidden=move || state.opened.get() == 0>
                <summary>"Show " <span class="hint">{shown}</span></summary>
                <Sureness state/>
                <fieldset>
                    <legend>"Layers"</legend>
                    <Toggle state layer=Layer::Entities class="toggle" name="Entities"/>
                    <Toggle state layer=Layer::Sources class="toggle" name="Sources"/>
                    <Toggle state layer=Layer::Cues class="toggle" name="Cues"/>
                    <Toggle state layer=Layer::Contents class="toggle" name="Contents"/>
                    <Toggle state layer=Layer::Furniture class="toggle" name="Site furniture"/>
                </fieldset>
                <fieldset>
                    <legend>"Entities"</legend>
                    {words::LABELS.map(|label| {
                        let (name, _, class) = words::label(label);
                        let count = Memo::new(move |_| state.tally.with(|tally| tally.of_label(label)));
                        let name = Signal::derive(move || format!("{name} {}", count.get()));
                        let class = format!("toggle e {class}");
                        let none = Signal::derive(move || count.get() == 0);
                        view! { <Toggle state layer=Layer::Label(label) class name none/> }
                    }).collect_view()}
                </fieldset>
                <fieldset>
                    <legend>"Decisions"</legend>
                    {[Status::Suggested, Status::Confirmed, Status::Rejected].map(|status| {
                        view! { <Toggle state layer=Layer::Status(status) class="toggle" name=words::status(status)/> }
                    }).collect_view()}
                </fieldset>
            </details>
        </div>
    }
}

#[component]
fn Toggle(
    state: State,
    layer: Layer,
    #[prop(into)] class: String,
    #[prop(into)] name: Signal<String>,
    /// Whether there is nothing to show or to hide.
    #[prop(optional, into)]
    none: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class=class hidden=move || none.get()>
            <input
                type="checkbox"
                prop:checked=move || state.filters.with(|f| f.shows(layer))
                on:change=move |_| state.filters.update(|f| f.toggle(layer))
            />
            <span>{move || name.get()}</span>
        </label>
    }
}
