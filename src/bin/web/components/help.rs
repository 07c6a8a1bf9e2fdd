//! What keys there are.

use leptos::prelude::*;

use crate::ids::HELP;

/// Keys, and what they do.
const KEYS: [(&str, &str); 9] = [
    ("Ctrl Enter", "annotate what is in the text box"),
    ("→ ↓ n j", "next annotation, in the article or the list"),
    ("← ↑ p k", "the one before"),
    ("Enter", "in the article: what lies around it"),
    ("c or a", "confirm"),
    ("x", "reject"),
    ("Ctrl Z or u", "undo"),
    ("Ctrl Shift Z or Ctrl Y", "redo"),
    ("?", "this help"),
];

#[component]
pub(crate) fn Help() -> impl IntoView {
    view! {
        <dialog id=HELP aria-labelledby="help-title">
            <form method="dialog">
                <h2 id="help-title">"Keys"</h2>
                <dl>{KEYS.map(|(key, what)| view! { <dt>{key}</dt> <dd>{what}</dd> }).collect_view()}</dl>
                <button class="main">"Close"</button>
            </form>
        </dialog>
    }
}
