//! Files in and out of the page.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

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
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return state.complain(format!("{name} could not be read. Is it still there? Try to open it again."));
        };
        let bytes = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec();
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
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = Array::of1(&JsValue::from_str(json));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&url);
}
