//! Every format, there and back: what is read again is what was written, but for what the loss report names.

mod agreement;
mod brat;
mod cas;
mod conll;
mod docs;
mod documents;
mod foreign;
mod hostile;
mod links;
mod losses;
#[path = "../model/mod.rs"]
mod model;
mod odd;
mod returned;
mod several;
mod webanno;

use proptest::prelude::*;
use sayso::export::File;
use sayso::export::fit::Loss;
use sayso::export::v1::Document;
use sayso::formats::{FORMATS, Format, Layout};

/// A document as it is once it was opened and written again: what may be missing is filled in.
fn settled(document: Document) -> Document {
    Document::from(&document.into_review().expect("a sound document"))
}

/// Writes a document, checks the report on what is lost, reads it again, and checks that nothing else is.
fn there_and_back(format: &Format, document: &Document) {
    let fitted = (format.fit)(document.clone());
    // Those that move marks have a test of their own.
    if fitted.losses.of(Loss::Text) == 0 && fitted.losses.of(Loss::Ends) == 0 {
        let mut expected = losses::between(document, &fitted.document);
        // A table has rows for annotations alone.
        expected.add(Loss::Unmarked, usize::from(format.layout == Layout::Table));
        assert_eq!(fitted.losses, expected, "{}: the loss report", format.name);
    }
    let files = (format.write)(&fitted.document);
    let Some(read) = format.read else { return };
    assert!((format.looks)(&files), "{}: its own files do not look like it", format.name);
    let found = sayso::formats::detect(&files).map(|f| f.name);
    assert_eq!(found, Some(format.name), "what the files look like");
    let mut again = read(&files).unwrap_or_else(|e| panic!("{}: {e}\n{}", format.name, shown(&files)));
    assert_eq!(again.len(), 1, "{}", format.name);
    let again = settled(again.remove(0));
    let expected = settled(fitted.document);
    if again != expected {
        let (again, expected) = (format!("{again:#?}"), format!("{expected:#?}"));
        let differ = again.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or_default();
        let near = |all: &str| all.lines().skip(differ.saturating_sub(12)).take(25).collect::<Vec<_>>().join("\n");
        panic!("{}: read\n{}\ninstead of\n{}\nfrom\n{}", format.name, near(&again), near(&expected), shown(&files));
    }
}

fn shown(files: &[File]) -> String {
    let one = |f: &File| format!("== {}\n{}\n", f.name, String::from_utf8_lossy(&f.bytes[..f.bytes.len().min(4_000)]));
    files.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn generated_documents_come_back(document in documents::made_up()) {
        for format in FORMATS {
            there_and_back(format, &document);
        }
    }
}

#[test]
fn the_seeds_come_back() {
    for document in documents::seeds() {
        for format in FORMATS {
            there_and_back(format, &document);
        }
    }
}

/// Writes the seeds and generated documents in every format for `make test-formats`, with what each should hold.
#[test]
fn exports_for_other_tools() {
    let Some(folder) = std::env::var_os("SAYSO_EXPORTS") else { return };
    let folder = std::path::Path::new(&folder);
    for (number, document) in documents::samples().into_iter().enumerate() {
        for format in FORMATS {
            let at = folder.join(format.name).join(format!("{number:03}"));
            std::fs::create_dir_all(&at).unwrap();
            let fitted = (format.fit)(document.clone()).document;
            for file in (format.write)(&fitted) {
                std::fs::write(at.join(&file.name), &file.bytes).unwrap();
            }
            std::fs::write(at.join("expected.sayso"), serde_json::to_vec(&fitted).unwrap()).unwrap();
        }
    }
}
