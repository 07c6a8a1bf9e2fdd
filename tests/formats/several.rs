//! Several documents in one go, as their format puts them together.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use sayso::export::File;
use sayso::export::v1::Document;
use sayso::formats::{FORMATS, Format, Layout};
use serde_json::Value;

use super::{documents, settled};

/// The files of each document as those of all, for layouts that need nothing but JSON for that.
fn together(format: &Format, each: Vec<Vec<File>>) -> Option<Vec<File>> {
    let one = |bytes| Some(vec![File { name: format!("all{}", format.suffix), bytes }]);
    match format.layout {
        Layout::Files => Some(each.into_iter().flatten().collect()),
        Layout::Lines => one(each.into_iter().flatten().flat_map(|file| file.bytes).collect()),
        Layout::Array => {
            let parts = each.iter().flatten().map(|file| serde_json::from_slice::<Vec<Value>>(&file.bytes).unwrap());
            one(serde_json::to_vec(&parts.flatten().collect::<Vec<_>>()).unwrap())
        }
        Layout::Joined | Layout::Table => None,
    }
}

#[test]
fn several_documents_come_back() {
    let mut runner = TestRunner::deterministic();
    let mut made_up = || documents::made_up().new_tree(&mut runner).unwrap().current();
    // Files of one document are told from those of another by their names.
    let documents: Vec<_> = (0..5).map(|n| Document { id: format!("made up {n}"), ..made_up() }).collect();
    for format in FORMATS {
        let Some(read) = format.read else { continue };
        let fitted: Vec<_> = documents.iter().map(|document| (format.fit)(document.clone()).document).collect();
        let Some(files) = together(format, fitted.iter().map(format.write).collect()) else { continue };
        assert!((format.looks)(&files), "{}", format.name);
        let again = read(&files).unwrap_or_else(|error| panic!("{}: {error}", format.name));
        let again: Vec<_> = again.into_iter().map(settled).collect();
        assert_eq!(again, fitted.into_iter().map(settled).collect::<Vec<_>>(), "{}", format.name);
    }
}
