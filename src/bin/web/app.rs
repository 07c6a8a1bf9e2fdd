//! The page as a whole.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::components::{
    annotations::Annotations, article::ArticleText, batch::BatchDialog, card::Card, chooser::Chooser, compare::Compare,
    composer::Composer, export::Export, filters::FilterBar, header::Header, help::Help, history::History,
    legend::Legend, notices::Notices, printed::Printed, search::Search, speakers::WhoSaysWhat, strip::Strip,
};
use crate::state::State;
use crate::{files, intake, keys};

#[component]
pub(crate) fn App() -> impl IntoView {
    let state = State::new();
    window_event_listener(ev::keydown, move |event| keys::anywhere(state, &event));
    window_event_listener(ev::paste, move |event| intake::paste(state, event.unchecked_ref()));
    window_event_listener(ev::hashchange, move |_| _ = intake::link(state));
    state.warn_before_loss();
    // Without this the browser would leave the page and show the file instead.
    window_event_listener(ev::dragover, |event| event.prevent_default());
    window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        if let Some(files) = event.data_transfer().and_then(|d| d.files()) {
            files::open(state, &files);
        }
    });
    let empty = move || state.opened.get() == 0;
    view! {
        <div class="app" class:empty=empty>
            <Header state/>
            <main>
                <Composer state/>
                <Notices state/>
                <div class="desk">
                    <div class="reading">
                        <div class="reading-head">
                            <Legend/>
                            <Search state/>
                        </div>
                        <Strip state/>
                        <ArticleText state/>
                    </div>
                    <aside class="panel" aria-label="Review">
                        <Card state/>
                        <div class="lists">
                            <WhoSaysWhat state/>
                            <section class="all" aria-label="All annotations">
                                <FilterBar state/>
                                <Annotations state/>
                            </section>
                        </div>
                    </aside>
                </div>
            </main>
            <Printed/>
            <Help state/>
            <BatchDialog state/>
            <History state/>
            <Export state/>
            <Compare state/>
            <Chooser state/>
        </div>
    }
}
