//! The tagger says what it said before, to the last bit; `tests/wasm.rs` asks the same of WebAssembly.
#![cfg(not(target_family = "wasm"))]

#[path = "tagger/said.rs"]
mod said;

use std::fs;
use std::path::Path;

use sayso::tagger::Tagger as _;

#[test]
fn it_says_what_it_said_before() {
    let now = said::said(&said::model());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tagger/said.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, now).expect("a file of the repository");
    } else {
        assert_eq!(now, said::EXPECTED, "with a new model: UPDATE_GOLDEN=1 cargo test --test tagger");
    }
}

/// Articles that are not in the repository, and so only their checksum is.
#[test]
fn it_says_the_same_of_the_seeds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let model = said::model();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let passages = said::read(&text);
        // All at once, and one by one: other lanes, other tiles, the same answer.
        let together = said::checksum(&model.tag(&passages));
        let alone: Vec<_> = passages.iter().flat_map(|p| model.tag(std::slice::from_ref(p))).collect();
        assert_eq!(together, said::checksum(&alone), "{}", path.display());
    }
}
