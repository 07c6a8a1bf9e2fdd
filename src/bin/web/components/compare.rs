//! Two annotators of one text: how far they agree, and what is to become of each difference.

use std::collections::BTreeMap;

use leptos::html::Dialog;
use leptos::prelude::*;
use sayso::agreement::Choice;

use crate::ids::COMPARE;
use crate::model::words;
use crate::protocol::{Apart, Compared, Figures, Input, Verdict};
use crate::state::State;

/// Differences that are listed at first, and more with each press.
const LISTED: usize = 100;

#[component]
pub(crate) fn Compare(state: State) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let compared = state.open_now().compared;
    let choices = RwSignal::new(BTreeMap::<usize, Choice>::new());
    let listed = RwSignal::new(LISTED);
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (compared.with(Option::is_some), dialog.get())
            && !dialog.open()
        {
            choices.set(BTreeMap::new());
            listed.set(LISTED);
            let _ = dialog.show_modal();
        }
    });
    let end = move |verdict: Verdict| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        state.read(Input::Compared(verdict), None, None);
    };
    let bulk = move |choice: Choice| {
        let all: Vec<usize> =
            compared.with_untracked(|c| c.iter().flat_map(|c| c.apart.iter().map(|d| d.id)).collect());
        choices.update(|choices| all.into_iter().for_each(|id| _ = choices.entry(id).or_insert(choice)));
    };
    view! {
        <dialog
            id=COMPARE
            class="compare"
            aria-labelledby="compare-title"
            node_ref=dialog
            on:close=move |_| compared.set(None)
        >
            <h2 id="compare-title">"Two annotators"</h2>
            {move || compared.get().map(|compared| {
                let left = {
                    let all = compared.apart.len();
                    move || all - choices.with(BTreeMap::len)
                };
                let none = compared.apart.is_empty();
                view! {
                    <Head compared=compared.clone()/>
                    <div class="answers" hidden=none>
                        <span class="hint">{move || format!("{} open.", words::count(left(), "difference"))}</span>
                        <button type="button" class="quiet" on:click=move |_| bulk(Choice::A)>"All that are open: A"</button>
                        <button type="button" class="quiet" on:click=move |_| bulk(Choice::B)>"B"</button>
                        <button type="button" class="quiet" on:click=move |_| bulk(Choice::Neither)>"neither"</button>
                    </div>
                    <Differences compared choices listed/>
                }
            })}
            <div class="answers">
                <button type="button" class="quiet" on:click=move |_| end(Verdict::Apart)>"Open as two articles"</button>
                <form method="dialog"><button class="quiet">"Cancel"</button></form>
                <button
                    type="button"
                    class="main"
                    on:click=move |_| end(Verdict::Settled(choices.get_untracked().into_iter().collect()))
                >
                    "Open one of both"
                </button>
            </div>
        </dialog>
    }
}

/// Who the two are, and the figures.
#[component]
fn Head(compared: Compared) -> impl IntoView {
    let Compared { names: [a, b], figures, agreed, orphans, edited, .. } = compared;
    let number = |figure: Option<f64>| figure.map_or("–".to_owned(), |figure| format!("{figure:.2}"));
    let row = move |Figures { what, exact, loose, kappa, alpha }: Figures| {
        let cells = [exact, loose, kappa, alpha].map(|figure| view! { <td>{number(figure)}</td> });
        view! { <tr><th scope="row">{what}</th>{cells.into_iter().collect_view()}</tr> }
    };
    let orphans = (!orphans.is_empty()).then(|| {
        let count = orphans.len();
        view! {
            <details>
                <summary>{format!("{} of B not found in A\u{2019}s text", words::count(count, "annotation"))}</summary>
                <ul>{orphans.into_iter().map(|quote| view! { <li><bdi>{quote}</bdi></li> }).collect_view()}</ul>
            </details>
        }
    });
    let edited =
        if edited { " The texts differ: what B marked was looked for in A\u{2019}s text by its words." } else { "" };
    view! {
        <p>
            <b>"A"</b> " is " <bdi>{a}</bdi> ", " <b>"B"</b> " is " <bdi>{b}</bdi> ". "
            {format!("They agree on {}.{edited}", words::count(agreed, "annotation"))}
        </p>
        <table>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">"Exact F1"</th>
                    <th scope="col" title="Names: with a character in common; parts: token by token">"Loose F1"</th>
                    <th scope="col" title="Cohen, on tokens">"Kappa"</th>
                    <th scope="col" title="Krippendorff, nominal, on tokens">"Alpha"</th>
                </tr>
            </thead>
            <tbody>{figures.into_iter().map(row).collect_view()}</tbody>
        </table>
        {orphans}
    }
}

#[component]
fn Differences(
    compared: Compared,
    choices: RwSignal<BTreeMap<usize, Choice>>,
    listed: RwSignal<usize>,
) -> impl IntoView {
    let count = compared.apart.len();
    let shown = move || {
        let some = compared.apart.iter().take(listed.get()).cloned();
        some.map(|apart| view! { <Difference apart choices/> }).collect_view()
    };
    view! {
        <div class="differences" tabindex="-1">{shown}</div>
        <button
            type="button"
            class="quiet"
            hidden=move || listed.get() >= count
            on:click=move |_| listed.update(|n| *n += LISTED)
        >
            {move || format!("Show more of {}", count.saturating_sub(listed.get()))}
        </button>
    }
}

#[component]
fn Difference(apart: Apart, choices: RwSignal<BTreeMap<usize, Choice>>) -> impl IntoView {
    let Apart { id, context, a, b } = apart;
    let says = |said: Option<String>| said.unwrap_or_else(|| "does not mark it".to_owned());
    let answers = [(Choice::A, "A", says(a)), (Choice::B, "B", says(b)), (Choice::Neither, "Neither", String::new())];
    let answer = move |(choice, name, said): (Choice, &'static str, String)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("difference-{id}")
                    prop:checked=move || choices.with(|choices| choices.get(&id) == Some(&choice))
                    on:change=move |_| choices.update(|choices| _ = choices.insert(id, choice))
                />
                <span><b>{name}</b> " " <bdi>{said}</bdi></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="hint"><bdi>{format!("… {context} …")}</bdi></legend>
            {answers.map(answer).into_iter().collect_view()}
        </fieldset>
    }
}
