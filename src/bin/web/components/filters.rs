//! What is shown and what is hidden.

use leptos::prelude::*;
use sayso::review::Status;

use super::sureness::Sureness;
use crate::ids::SPEAKER;
use crate::model::backing::BACKINGS;
use crate::model::filters::{Filters, Layer, Taste};
use crate::model::words;
use crate::state::State;

#[component]
pub(crate) fn FilterBar(state: State) -> impl IntoView {
    let shown = move || if state.filters.with(Filters::hides_nothing) { "everything" } else { "some are hidden" };
    let show_all = move |_| {
        state.filter(Filters::show_all);
        state.set_taste(|taste| *taste = Taste::default());
    };
    view! {
        <div class="all-head">
            <h2>"Annotations"</h2>
            <p class="hint" hidden=move || state.filters.with(|f| f.found.is_none())>
                "In paragraphs with a match. The text keeps all its marks."
            </p>
            <details class="filters" hidden=move || state.opened.get() == 0>
                <summary>"Show " <span class="hint">{shown}</span></summary>
                <button
                    type="button"
                    class="show-all"
                    prop:disabled=move || state.filters.with(Filters::hides_nothing)
                    on:click=show_all
                >
                    "Show all"
                </button>
                <Sureness state/>
                <fieldset>
                    <legend>"Layers"</legend>
                    <Toggle state layer=Layer::Entities class="toggle" name="Entities"/>
                    <Toggle state layer=Layer::Sources class="toggle" name="Sources"/>
                    <Toggle state layer=Layer::Cues class="toggle" name="Cues"/>
                    <Toggle state layer=Layer::Contents class="toggle" name="Contents"/>
                    <Toggle state layer=Layer::Furniture class="toggle" name="Site furniture"/>
                </fieldset>
                <details class="group">
                    <summary>"Who says it"</summary>
                    <Speaker state/>
                    <fieldset>
                        <legend>"Who stands behind it"</legend>
                        {BACKINGS.map(|backing| {
                            let (name, _, _) = backing.words();
                            view! { <Toggle state layer=Layer::Backing(backing) class="toggle" name/> }
                        }).collect_view()}
                    </fieldset>
                    <fieldset>
                        <legend>"Stance: the source …"</legend>
                        {words::STANCES.map(|stance| {
                            view! { <Toggle state layer=Layer::Stance(stance) class="toggle" name=words::stance(stance)/> }
                        }).collect_view()}
                    </fieldset>
                </details>
                <details class="group">
                    <summary>"Kinds of entities"</summary>
                    <fieldset>
                        <legend class="visually-hidden">"Entities"</legend>
                        {words::LABELS.map(|label| {
                            let (name, _, class) = words::label(label);
                            let count = Memo::new(move |_| state.tally.with(|tally| tally.of_label(label)));
                            let name = Signal::derive(move || format!("{name} {}", count.get()));
                            let class = format!("toggle e {class}");
                            let none = Signal::derive(move || count.get() == 0);
                            view! { <Toggle state layer=Layer::Label(label) class name none/> }
                        }).collect_view()}
                    </fieldset>
                </details>
                <details class="group">
                    <summary>"Decisions and flags"</summary>
                    <fieldset>
                        <legend class="visually-hidden">"Decisions"</legend>
                        {[Status::Suggested, Status::Confirmed, Status::Rejected].map(|status| {
                            let name = words::status(status);
                            view! { <Toggle state layer=Layer::Status(status) class="toggle" name/> }
                        }).collect_view()}
                        <Only state layer=Layer::Unflagged name="Flagged only"/>
                        <Only state layer=Layer::Unnoted name="With notes only"/>
                    </fieldset>
                </details>
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
                on:change=move |_| state.filter(|f| f.toggle(layer))
            />
            <span>{move || name.get()}</span>
        </label>
    }
}

/// A box that hides when it is checked: all but what it names.
#[component]
fn Only(state: State, layer: Layer, name: &'static str) -> impl IntoView {
    view! {
        <label class="toggle">
            <input
                type="checkbox"
                prop:checked=move || !state.filters.with(|f| f.shows(layer))
                on:change=move |_| state.filter(|f| f.toggle(layer))
            />
            <span>{name}</span>
        </label>
    }
}

/// One speaker, or anyone.
#[component]
fn Speaker(state: State) -> impl IntoView {
    let speakers = Memo::new(move |_| {
        // Names may change where counts don't.
        state.grown.track();
        let speakers = state.tally.with(|tally| tally.speakers.clone());
        let named = |doc: &crate::model::doc::Doc| {
            let name = |id: usize| doc.review.entities.get(id).map(|e| e.name.clone());
            speakers.iter().filter_map(|&(id, count)| Some((id, name(id)?, count))).collect::<Vec<_>>()
        };
        state.with(named).unwrap_or_default()
    });
    let chosen = move || state.filters.with(|f| f.speaker);
    let choose = move |event: leptos::ev::Event| {
        let speaker = event_target_value(&event).parse().ok();
        state.filter(|f| f.speaker = speaker);
    };
    view! {
        <p class="one-speaker">
            <label for=SPEAKER>"Speaker"</label>
            <select id=SPEAKER on:change=choose>
                <option value="" prop:selected=move || chosen().is_none()>"anyone"</option>
                {move || speakers.get().into_iter().map(|(id, name, count)| view! {
                    <option value=id.to_string() prop:selected=move || chosen() == Some(id)>
                        {format!("{name} ({count})")}
                    </option>
                }).collect_view()}
            </select>
        </p>
        <p class="hint">"Of one speaker: what they say, and where they are named."</p>
    }
}
