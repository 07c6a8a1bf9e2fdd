//! What ARCHITECTURE.md promises of the source: which module may know which, how long a file may be, and that no fact
//! stands in two rows.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library: each may use those before it.
///
/// The tables of the lexicon come right after spans: telling blocks apart needs them as much as naming people does, and
/// they need nothing themselves.
const ORDER: [&str; 14] = [
    "span",
    "lexicon",
    "article",
    "segment",
    "quotation",
    "tagger",
    "entity",
    "attribution",
    "annotate",
    "review",
    "export",
    "import",
    "agreement",
    "formats",
];

/// Lines of a file beyond which it should be two.
const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder whose names end so.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The module of the library that a file belongs to: `src/entity/names.rs` to `entity`; none for the faces and `lib.rs`.
fn module(path: &Path) -> Option<String> {
    let inner = path.strip_prefix(root().join("src")).ok()?;
    let name = inner.components().next()?.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
    (name != "bin" && name != "lib").then_some(name)
}

/// The modules that a source names as `crate::module`, outside its own tests and comments.
fn used(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut names = Vec::new();
    for part in code.split("crate::").skip(1) {
        // `crate::{a::B, c}` names several.
        let (list, grouped) = match part.strip_prefix('{') {
            Some(rest) => (rest.split('}').next().unwrap_or_default(), true),
            None => (part, false),
        };
        for item in list.split(',').take(if grouped { usize::MAX } else { 1 }) {
            let name: String = item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            names.push(name);
        }
    }
    names
}

#[test]
fn modules_use_only_what_stands_above_them() {
    let place = |name: &str| ORDER.iter().position(|&m| m == name);
    for path in files("src", ".rs") {
        let Some(own) = module(&path) else { continue };
        let at = place(&own).unwrap_or_else(|| panic!("{} is in no module of the list", shown(&path)));
        // Tests may look down.
        if path.ends_with("tests.rs") {
            continue;
        }
        for name in used(&read(&path)) {
            let below = place(&name).is_some_and(|other| other > at);
            assert!(!below, "{}: {own} uses {name}, which stands below it", shown(&path));
        }
    }
}

#[test]
fn the_list_of_modules_is_that_of_the_library() {
    let lib = read(&root().join("src/lib.rs"));
    let found: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> = ORDER.into_iter().filter(|m| found.contains(m)).collect();
    assert_eq!(found, expected, "src/lib.rs lists its modules in the order in which they may use each other");
}

#[test]
fn the_library_knows_no_face() {
    // What packs and unpacks takes memory for a file.
    const MEMORY: [&str; 4] = ["export/link.rs", "export/zip.rs", "import/link.rs", "import/zip.rs"];
    const FACES: [&str; 12] = [
        "std::fs",
        "std::net",
        "std::io",
        "std::time",
        "std::env",
        "std::process",
        "std::thread",
        "web_sys",
        "wasm_bindgen",
        "leptos",
        "clap",
        "rayon",
    ];
    for path in files("src", ".rs").iter().filter(|p| module(p).is_some() && !p.ends_with("tests.rs")) {
        let source = read(path);
        let in_memory = MEMORY.iter().any(|memory| path.ends_with(memory));
        for face in FACES.into_iter().filter(|face| *face != "std::io" || !in_memory) {
            assert!(!source.contains(&format!("use {face}")), "{} uses {face}", shown(path));
        }
    }
}

#[test]
fn no_file_is_too_long() {
    for path in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        let lines = read(&path).lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines, more than {LONGEST}", shown(&path));
    }
}

#[test]
fn tables_say_where_they_are_from_and_repeat_no_fact() {
    for path in files("src/lexicon/data", ".tsv") {
        let table = read(&path);
        assert!(table.starts_with('#'), "{} does not begin with its provenance", shown(&path));
        let mut rows: HashMap<&str, usize> = HashMap::new();
        for (line, row) in (1..).zip(table.lines()).filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
            if let Some(before) = rows.insert(row, line) {
                panic!("{}:{line} repeats line {before}: {row}", shown(&path));
            }
            assert_eq!(row.trim_end(), row, "{}:{line} ends in white space", shown(&path));
        }
    }
}

#[test]
fn tables_of_words_have_each_word_once() {
    for name in ["abbreviations", "elisions", "sentence_starters", "furniture", "layout_words"] {
        let path = root().join(format!("src/lexicon/data/{name}.tsv"));
        let table = read(&path);
        let mut words: HashMap<&str, usize> = HashMap::new();
        for (line, row) in (1..).zip(table.lines()).filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
            let word = row.split('\t').next().unwrap_or_default();
            if let Some(before) = words.insert(word, line) {
                panic!("{}:{line} has {word:?} again, after line {before}", shown(&path));
            }
        }
    }
}
