//! What keys there are.

use leptos::prelude::*;

use crate::ids::HELP;

/// Keys, and what they do.
const KEYS: [(&str, &str); 19] = [
    ("Ctrl Enter", "annotate what is in the text box"),
    ("→ ↓ n j", "next annotation, in the article or the list"),
    ("← ↑ p k", "the one before"),
    ("Enter", "in the article: what lies around it"),
    ("a or c", "confirm, and on to the next that is open"),
    ("x", "reject, and on"),
    ("A or X", "the same for all alike: mentions of one thing, or one source with one cue"),
    ("s", "confirm all that is shown and sure (85 % and more)"),
    ("Space", "skip to the next that is open"),
    ("l", "to the least sure that is open"),
    ("1 … 9 0 - =", "another label: Person, Title, Organisation, … as listed under Show"),
    ("Shift ← →", "move the end of a mention by a word; with Ctrl its start, with Alt by a character"),
    ("f", "flag: to be discussed"),
    ("e", "correct the fields of what is selected; Escape leads back"),
    ("m", "merge what it names with something else"),
    ("Ctrl Z, u, Backspace", "undo"),
    ("Ctrl Shift Z or Ctrl Y", "redo"),
    ("/", "search the article"),
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
