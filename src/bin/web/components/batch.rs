//! One decision for many: how many they are, and which, is shown before.

use leptos::html::Dialog;
use leptos::prelude::*;
use sayso::entity::Label;
use sayso::review::{Status, Target};

use crate::dom::closest;
use crate::dom::list::shown;
use crate::keys::map::{Action, Place};
use crate::keys::{self, go_on};
use crate::model::alike::{alike, in_context};
use crate::model::doc::Doc;
use crate::model::words;
use crate::state::State;

/// Of what is meant, so many are listed.
const LISTED: usize = 50;

/// What is to be done with many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// With all that is like the one that is selected.
    Alike(Status),
    /// The same: they are to get another label.
    Relabel,
    /// All that is shown, open and sure enough is to be confirmed.
    Sure,
}

/// Decides on all that is like what is selected: asks first, unless that is only itself.
pub(crate) fn ask_alike(state: State, status: Status) {
    match meant(state, Wish::Alike(status)).as_slice() {
        [] => state.said.set("Nothing alike is open.".to_owned()),
        [one] if state.target() == Some(*one) => {
            state.decide(&[*one], status);
            go_on(state);
        }
        _ => state.open_now().asks.set(Some(Wish::Alike(status))),
    }
}

/// Asks which label all that is like the selected mention is to have.
pub(crate) fn ask_to_relabel(state: State) {
    if matches!(state.target(), Some(Target::Mention(_))) {
        state.open_now().asks.set(Some(Wish::Relabel));
    }
}

/// Asks how sure those must be that are confirmed in one go.
pub(crate) fn ask_sure(state: State) {
    state.open_now().asks.set(Some(Wish::Sure));
}

/// Which ones are meant.
fn meant(state: State, wish: Wish) -> Vec<Target> {
    let least = f32::from(state.open_now().sure.get_untracked()) / 100.0;
    let find = |doc: &Doc| match (wish, state.target().filter(|&target| doc.has(target))) {
        (Wish::Sure, _) => {
            let shown = state.filters.with_untracked(|filters| shown(doc, filters));
            let sure = |&target: &Target| doc.status(target) == Status::Suggested && doc.confidence(target) >= least;
            shown.into_iter().filter(sure).collect()
        }
        (_, None) => Vec::new(),
        (Wish::Alike(_), Some(target)) => alike(doc, target),
        // What was decided on can still get another label, if it is the one that is selected.
        (Wish::Relabel, Some(target)) => {
            let mut all = alike(doc, target);
            if !all.contains(&target) {
                all.insert(0, target);
            }
            all
        }
    };
    state.with(find).unwrap_or_default()
}

#[component]
pub(crate) fn BatchDialog(state: State) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let targets = Memo::new(move |_| {
        state.open_now().sure.track();
        state.open_now().asks.get().map(|wish| meant(state, wish)).unwrap_or_default()
    });
    Effect::new(move |_| {
        if let (Some(_), Some(dialog)) = (state.open_now().asks.get(), dialog.get())
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let confirm = move || {
        let (wish, targets) = (state.open_now().asks.get_untracked(), targets.get_untracked());
        let status = match wish {
            Some(Wish::Alike(status)) => status,
            Some(Wish::Sure) => Status::Confirmed,
            // A label is missing.
            Some(Wish::Relabel) | None => return,
        };
        close();
        state.decide(&targets, status);
        go_on(state);
    };
    let relabel = move |to: Label| {
        let mentions: Vec<usize> = targets.with_untracked(|all| all.iter().filter_map(mention).collect());
        close();
        if state.reshape(|review| review.relabel(&mentions, to)).is_some() {
            state.said.set(format!("{}: {}.", words::label(to).0, words::count(mentions.len(), "mention")));
            go_on(state);
        }
    };
    // The key that asked answers, too.
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let action = state.keymap.with_untracked(|map| map.action(Place::Marks, &keys::name(&event)));
        match (state.open_now().asks.get_untracked(), action) {
            (Some(Wish::Alike(status)), Some(Action::DecideAlike(again))) if status == again => confirm(),
            (Some(Wish::Sure), Some(Action::ConfirmSure)) => confirm(),
            (Some(Wish::Relabel), Some(Action::Label(label))) => relabel(label),
            // In a field, Enter presses no button by itself.
            (Some(Wish::Sure), _) if event.key() == "Enter" && closest(&event, "input").is_some() => confirm(),
            _ => return,
        }
        event.prevent_default();
    };
    let choose = move |event: leptos::ev::Event| {
        // Who empties the field is about to write another number.
        if let Ok(least) = event_target_value(&event).parse::<u8>() {
            state.open_now().sure.set(least.min(100));
        }
    };
    let asks = move |wish: Wish| state.open_now().asks.get() == Some(wish);
    let none = move || targets.with(Vec::is_empty);
    view! {
        <dialog
            class="batch"
            aria-labelledby="batch-title"
            node_ref=dialog
            on:keydown=keydown
            on:close=move |_| state.open_now().asks.set(None)
        >
            <h2 id="batch-title">{move || question(state, &targets.get())}</h2>
            <p class="least" hidden=move || !asks(Wish::Sure)>
                <label for="batch-least">"At least "</label>
                <input
                    id="batch-least"
                    type="number"
                    min="0"
                    max="100"
                    step="5"
                    prop:value=move || state.open_now().sure.get().to_string()
                    on:input=choose
                />
                " % sure"
            </p>
            <ul role="list" tabindex="0" aria-label="Which ones">{move || listed(state, &targets.get())}</ul>
            <div class="labels" hidden=move || !asks(Wish::Relabel)>
                <Labels state choose=relabel/>
            </div>
            <div class="answers">
                <button type="button" class="quiet" on:click=move |_| close()>"Cancel"</button>
                <button
                    type="button"
                    class="main"
                    autofocus
                    hidden=move || asks(Wish::Relabel)
                    prop:disabled=none
                    on:click=move |_| confirm()
                >
                    {move || match state.open_now().asks.get() {
                        Some(Wish::Alike(Status::Rejected)) => "Reject all",
                        _ => "Confirm all",
                    }}
                </button>
            </div>
        </dialog>
    }
}

#[component]
fn Labels(state: State, choose: impl Fn(Label) + Copy + Send + 'static) -> impl IntoView {
    let button = move |label: Label| {
        let (name, _, class) = words::label(label);
        let key = move || state.keymap.with(|map| map.key_of(Action::Label(label)));
        view! {
            <button type="button" class=format!("e {class}") on:click=move |_| choose(label)>{name} <kbd>{key}</kbd></button>
        }
    };
    words::LABELS.map(button).collect_view()
}

fn mention(target: &Target) -> Option<usize> {
    match target {
        Target::Mention(i) => Some(*i),
        Target::Attribution(_) => None,
    }
}

/// How many there are, and of what.
fn question(state: State, targets: &[Target]) -> String {
    let count = targets.len();
    let what = state.with(|doc| match targets.first() {
        Some(&Target::Mention(i)) => {
            let name = doc.review.entities.get(doc.review.mentions[i].value.entity).map(|e| e.name.clone());
            format!("{} of {}", words::count(count, "mention"), name.unwrap_or_default())
        }
        Some(&Target::Attribution(i)) => {
            let a = &doc.review.attributions[i].value;
            let source = if a.source.is_empty() { "nobody".to_owned() } else { doc.quote(&a.source, 40) };
            format!("{}: {source} · {}", words::count(count, "attribution"), doc.quote(&a.cue, 30))
        }
        None => String::new(),
    });
    let what = what.unwrap_or_default();
    match state.open_now().asks.get() {
        Some(Wish::Alike(Status::Rejected)) => format!("Reject {what}?"),
        Some(Wish::Alike(_)) => format!("Confirm {what}?"),
        Some(Wish::Relabel) => format!("Another label for {what}?"),
        Some(Wish::Sure) => format!("Confirm {} that nobody has decided on?", words::count(count, "annotation")),
        None => String::new(),
    }
}

/// The first of them, in context.
fn listed(state: State, all: &[Target]) -> impl IntoView + use<> {
    let listed = all.iter().take(LISTED).filter_map(|&target| state.with(|doc| in_context(doc, target)));
    let listed = listed.map(|words| view! { <li dir="auto">{words}</li> }).collect_view();
    let rest = all.len().checked_sub(LISTED).filter(|&rest| rest > 0);
    (listed, rest.map(|rest| view! { <li class="hint">{format!("and {rest} more")}</li> }))
}
