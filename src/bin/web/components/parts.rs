//! The parts of the attribution that is selected, to be looked at, and to be taken away.

use leptos::prelude::*;
use sayso::review::Target;

use crate::model::parts::portions;
use crate::model::words;
use crate::picking;
use crate::state::State;

/// Characters of a part that are shown.
const QUOTED: usize = 60;

#[component]
pub(crate) fn Parts(state: State) -> impl IntoView {
    let parts = Memo::new(move |_| {
        state.opened.track();
        state.changed.track();
        state.selected.track();
        let target = state.target().filter(|target| matches!(target, Target::Attribution(_)))?;
        state.with(|doc| {
            let quoted = |p: crate::model::parts::Portion| Some((p.part?.0, doc.quote(&[p.interval.span], QUOTED)));
            portions(doc, target).into_iter().filter_map(quoted).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="parts" aria-label="Parts" hidden=move || parts.with(Option::is_none)>
            <ul role="list">
                {move || parts.get().unwrap_or_default().into_iter().enumerate().map(|(number, (role, words))| {
                    let name = words::part(role);
                    let label = format!("Remove {name}: {words}");
                    view! {
                        <li>
                            <button
                                type="button"
                                class="quiet part"
                                aria-pressed=move || (state.part.get() == Some(number)).to_string()
                                on:click=move |_| picking::go_to_part(state, number)
                            >
                                <span class=words::part_class(role)>{name}</span>
                                <span class="words" dir="auto">{words}</span>
                            </button>
                            <button type="button" class="quiet round" aria-label=label on:click=move |_| picking::remove_part(state, number)>
                                "✕"
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <p class="hint">"To add one, select words in the article."</p>
        </section>
    }
}
