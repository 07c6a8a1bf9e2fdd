//! The document in other formats, each with what it would lose, and as a link.

use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use sayso::export::link::LONGEST;
use wasm_bindgen_futures::JsFuture;

use crate::ids::EXPORT;
use crate::protocol::{Offer, Request};
use crate::state::State;

/// Asks what the document can be written as; the dialog opens once that is known.
pub(crate) fn open(state: State) {
    if state.opened.get_untracked() > 0 {
        state.tell(&Request::Offer);
    }
}

#[component]
pub(crate) fn Export(state: State) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let chosen = RwSignal::new("sayso".to_owned());
    let offers = state.open_now().offers;
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (offers.with(Option::is_some), dialog.get())
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let all = move || offers.with(|offers| offers.as_ref().map(|o| o.offers.clone()).unwrap_or_default());
    let download = move |_| chosen.with_untracked(|format| state.download(format));
    view! {
        <dialog
            id=EXPORT
            class="export"
            aria-labelledby="export-title"
            node_ref=dialog
            on:close=move |_| offers.set(None)
        >
            <h2 id="export-title">"Export"</h2>
            <p class="hint" id="export-formats">"Each format says what it can\u{2019}t carry of this document."</p>
            <div class="formats" role="radiogroup" aria-labelledby="export-formats">
                {move || all().into_iter().map(|offer| view! { <Choice offer chosen/> }).collect_view()}
            </div>
            <Link state/>
            <form method="dialog">
                <button class="quiet">"Close"</button>
                <button class="main" on:click=download>"Download"</button>
            </form>
        </dialog>
    }
}

#[component]
fn Choice(offer: Offer, chosen: RwSignal<String>) -> impl IntoView {
    let Offer { name, title, purpose, losses } = offer;
    let is_chosen = {
        let name = name.clone();
        move || chosen.with(|chosen| *chosen == name)
    };
    let lost = losses.map(|losses| view! { <span class="losses">{losses}</span> });
    view! {
        <label>
            <input
                type="radio"
                name="format"
                value=name.clone()
                prop:checked=is_chosen
                on:change=move |_| chosen.set(name.clone())
            />
            <span>
                <b>{title}</b>
                <span class="hint">{format!(" {purpose}")}</span>
                {lost}
            </span>
        </label>
    }
}

/// The document in a link: to be copied, unless that is too long.
#[component]
fn Link(state: State) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let fragment = move || state.open_now().offers.with(|o| o.as_ref().map(|o| o.link.clone()).unwrap_or_default());
    let address = move || {
        let location = window().location();
        let page = location.href().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        format!("{page}#{}", fragment())
    };
    let too_long = move || fragment().len() > LONGEST;
    let copy = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let address = field.value();
        field.select();
        let clipboard = window().navigator().clipboard();
        leptos::task::spawn_local(async move {
            let copied = JsFuture::from(clipboard.write_text(&address)).await.is_ok();
            let said = if copied { "The link is copied." } else { "The link is selected: copy it with Ctrl and C." };
            state.said.set(said.to_owned());
        });
    };
    view! {
        <div class="link" hidden=too_long>
            <label>
                <b>"A link"</b>
                <span class="hint">" holds the whole article and all decisions; it is never sent to a server"</span>
                <input type="text" readonly node_ref=field prop:value=address on:focus=move |_| {
                    if let Some(field) = field.get_untracked() { field.select() }
                }/>
            </label>
            <button type="button" class="quiet" on:click=copy>"Copy the link"</button>
        </div>
        <p class="hint" hidden=move || !too_long()>
            {move || {
                let length = fragment().len();
                format!(
                    "A link to this article would have {length} characters, and many programs cut links off that are longer \
                     than {LONGEST}. Send the downloaded file instead."
                )
            }}
        </p>
    }
}
