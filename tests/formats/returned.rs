//! What other tools made of Sayso's exports, for `make test-formats`: it is read, and nothing of it is lost on the way.

use std::fs;
use std::path::Path;

use sayso::export::File;
use sayso::export::fit::Carries;
use sayso::export::v1::Document;
use sayso::formats::{FORMATS, Format, detect};

use super::settled;

/// What a list of annotations without its page carries: Recogito gives back no more.
const BARE_LIST: Carries = Carries {
    overlaps: true,
    ids: true,
    attributions: true,
    parts: true,
    fields: true,
    status: true,
    notes: true,
    ..Carries::NOTHING_BUT_NAMES
};

fn files(folder: &Path) -> Vec<File> {
    let mut files: Vec<File> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| File { name: entry.file_name().into_string().unwrap(), bytes: fs::read(entry.path()).unwrap() })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Compares what a tool gave back of a sample with what it was given.
fn check(format: &Format, sample: &Path) {
    let files = files(&sample.join("returned"));
    let read = detect(&files).and_then(|format| format.read).expect("some format");
    let mut documents = read(&files).unwrap_or_else(|error| panic!("{}: {error}", sample.display()));
    assert_eq!(documents.len(), 1, "{}", sample.display());
    let expected: Document = serde_json::from_slice(&fs::read(sample.join("expected.sayso")).unwrap()).unwrap();
    let bare = |document| if format.name == "recogito" { BARE_LIST.fit(document).document } else { document };
    let (found, expected) = (settled(bare(documents.remove(0))), settled(bare(expected)));
    assert_eq!(found.text, expected.text, "{}", sample.display());
    assert_eq!(
        (found.entities, found.attributions),
        (expected.entities, expected.attributions),
        "{}",
        sample.display()
    );
    if format.name != "recogito" {
        assert_eq!((found.id, found.blocks, found.clusters), (expected.id, expected.blocks, expected.clusters));
    }
}

#[test]
fn what_other_tools_give_back() {
    let Some(exports) = std::env::var_os("SAYSO_EXPORTS") else { return };
    for format in FORMATS {
        let Ok(folder) = fs::read_dir(Path::new(&exports).join(format.name)) else { continue };
        let samples = folder.map(|sample| sample.unwrap().path()).filter(|sample| sample.join("returned").is_dir());
        let samples: Vec<_> = samples.collect();
        for sample in &samples {
            check(format, sample);
        }
        if !samples.is_empty() {
            eprintln!("{}: {} samples came back", format.name, samples.len());
        }
    }
}
