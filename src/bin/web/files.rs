//! Files in and out of the page.

use gloo::file::futures::read_as_bytes;
use gloo::file::{Blob, ObjectUrl};
use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList, HtmlAnchorElement};

use crate::intake;
use crate::state::State;

/// Larger files are refused: the page would run out of memory.
const LARGEST: f64 = 100e6;

/// Opens files by what their names end in, or else by what is in them; several at once if they are documents.
pub(crate) fn open(state: State, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|i| files.get(i)).collect();
    if files.is_empty() {
        return;
    }
    spawn_local(async move {
        let size = files.iter().map(|file| file.size()).sum::<f64>();
        if size > LARGEST {
            let (what, size) = (named(&files), size / 1e6);
            return state.complain(format!(
                "{what}: {size:.0} MB; up to 100 MB can be opened. Split it, or use the command line."
            ));
        }
        let mut read = Vec::new();
        for file in files {
            let name = file.name();
            let Ok(bytes) = read_as_bytes(&gloo::file::File::from(file)).await else {
                return state.complain(format!("{name} could not be read. Is it still there? Try to open it again."));
            };
            read.push((name, bytes));
        }
        intake::files(state, read);
    });
}

/// What messages call them.
fn named(files: &[File]) -> String {
    match files {
        [one] => one.name(),
        all => format!("{} files", all.len()),
    }
}

/// Lets the browser download a file.
pub(crate) fn save_as(name: &str, media: &str, bytes: &[u8]) {
    let blob = Blob::new_with_options(bytes, Some(media));
    // Given back when dropped: by then the browser has taken the file.
    let url = ObjectUrl::from(blob);
    if let Ok(link) = document().create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
}
