//! Files in and out of the page.

use gloo::file::futures::read_as_bytes;
use gloo::file::{Blob, ObjectUrl};
use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlAnchorElement};

use crate::intake;
use crate::state::State;

/// Larger files are refused: the page would run out of memory.
const LARGEST: f64 = 100e6;

/// Opens a file by what its name ends in, or else by what is in it.
pub(crate) fn open(state: State, file: File) {
    spawn_local(async move {
        let name = file.name();
        if file.size() > LARGEST {
            let size = file.size() / 1e6;
            return state.complain(format!(
                "{name} is {size:.0} MB; up to 100 MB can be opened. Split it, or use the command line."
            ));
        }
        let Ok(bytes) = read_as_bytes(&gloo::file::File::from(file)).await else {
            return state.complain(format!("{name} could not be read. Is it still there? Try to open it again."));
        };
        match String::from_utf8(bytes) {
            Ok(text) => intake::file(state, &name, text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                state.complain(format!(
                    "{name} is not UTF-8 text: byte {at} fits no letter. Save it as UTF-8, or copy its text and paste it here."
                ));
            }
        }
    });
}

/// Lets the browser download a file.
pub(crate) fn save_as(name: &str, json: &str) {
    let blob = Blob::new_with_options(json, Some("application/json"));
    // Given back when dropped: by then the browser has taken the file.
    let url = ObjectUrl::from(blob);
    if let Ok(link) = document().create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
}
