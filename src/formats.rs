//! Every format that documents are written in and read from: one registry, for the page, the command line and the tests.

use crate::export::fit::{Carries, Fitted};
use crate::export::v1::{Document, OpenError};
use crate::export::{self, File};
use crate::import;

/// A format, and how documents get there and back.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What the command line calls it: `--to brat`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Whom it is for, in a few words.
    pub purpose: &'static str,
    /// How names of files end, with the dot.
    pub suffix: &'static str,
    /// Media type of one document.
    pub media: &'static str,
    /// What its offsets count.
    pub unit: &'static str,
    /// How several documents are written.
    pub layout: Layout,
    /// Takes out what it cannot carry.
    pub fit: fn(Document) -> Fitted,
    /// Writes what fits.
    pub write: fn(&Document) -> Vec<File>,
    /// Whether files look like it, if it is read.
    pub looks: fn(&[File]) -> bool,
    /// Reads what was written, or what other tools make of it; none if it is only written.
    pub read: Option<Read>,
    /// Whether it is read together with a `.txt` that holds the text.
    pub has_texts: bool,
}

/// Reads the documents in some files, or says what is wrong, where, and what to do.
pub type Read = fn(&[File]) -> Result<Vec<Document>, OpenError>;

/// How several documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One file; a document a line.
    Lines,
    /// One file; a JSON array of what is an array for each.
    Array,
    /// One file; one document after the other.
    Joined,
    /// One file; rows under one line of titles.
    Table,
    /// Files of their own, in a folder or a zip.
    Files,
}

/// All of them, in the order in which people are shown them.
pub static FORMATS: &[Format] = &[
    Format {
        name: "sayso",
        title: "Sayso JSON",
        purpose: "everything; opens here again",
        suffix: ".json",
        media: "application/json",
        unit: "code points",
        layout: Layout::Lines,
        fit: |document| Carries::EVERYTHING.fit(document),
        write: export::v1::files,
        looks: import::v1::looks,
        read: Some(import::v1::read),
        has_texts: false,
    },
    Format {
        name: "web-annotation",
        title: "W3C Web Annotation",
        purpose: "annotation servers and viewers that follow the W3C's model",
        suffix: ".jsonld",
        media: "application/ld+json",
        unit: "code points",
        layout: Layout::Files,
        fit: |document| Carries::EVERYTHING.fit(document),
        write: export::web_annotation::files,
        looks: import::web_annotation::looks,
        read: Some(import::web_annotation::read),
        has_texts: true,
    },
    Format {
        name: "recogito",
        title: "Recogito, Annotorious",
        purpose: "W3C Web Annotations for JavaScript, which counts UTF-16",
        suffix: ".recogito.json",
        media: "application/ld+json",
        unit: "UTF-16 code units",
        layout: Layout::Files,
        fit: |document| Carries::EVERYTHING.fit(document),
        write: export::web_annotation::recogito,
        looks: import::web_annotation::looks_like_recogito,
        read: Some(import::web_annotation::read),
        has_texts: true,
    },
    Format {
        name: "label-studio",
        title: "Label Studio",
        purpose: "tasks for a project with the labelling interface of docs/label-studio.xml",
        suffix: ".label-studio.json",
        media: "application/json",
        unit: "code points",
        layout: Layout::Array,
        fit: |document| Carries::EVERYTHING.fit(document),
        write: export::label_studio::files,
        looks: import::label_studio::looks,
        read: Some(import::label_studio::read),
        has_texts: false,
    },
    Format {
        name: "doccano",
        title: "doccano JSONL",
        purpose: "a project with relations that allows overlapping entities, or else its importer drops them",
        suffix: ".doccano.jsonl",
        media: "application/jsonl",
        unit: "UTF-16 code units",
        layout: Layout::Lines,
        fit: |document| Carries::EVERYTHING.fit(document),
        write: export::doccano::files,
        looks: import::doccano::looks,
        read: Some(import::doccano::read),
        has_texts: false,
    },
    Format {
        name: "prodigy",
        title: "Prodigy JSONL",
        purpose: "rel.manual, spans.manual; db-out is read",
        suffix: ".prodigy.jsonl",
        media: "application/jsonl",
        unit: "code points",
        layout: Layout::Lines,
        fit: |document| Carries::EVERYTHING.fit(document),
        write: export::prodigy::files,
        looks: import::prodigy::looks,
        read: Some(import::prodigy::read),
        has_texts: false,
    },
    Format {
        name: "spacy",
        title: "spaCy JSONL",
        purpose: "training: Doc.from_json, then a DocBin or an Example",
        suffix: ".spacy.jsonl",
        media: "application/jsonl",
        unit: "code points",
        layout: Layout::Lines,
        fit: |document| Carries { overlaps: true, ..Carries::NOTHING_BUT_NAMES }.fit(document),
        write: export::spacy::files,
        looks: |_| false,
        read: None,
        has_texts: false,
    },
    Format {
        name: "brat",
        title: "brat stand-off",
        purpose: "brat, and corpora made with it such as PolNeAR",
        suffix: ".ann",
        media: "text/plain",
        unit: "code points",
        layout: Layout::Files,
        fit: export::brat::fit,
        write: export::brat::write,
        looks: import::brat::looks,
        read: Some(import::brat::read),
        has_texts: true,
    },
    Format {
        name: "conll",
        title: "CoNLL-2003",
        purpose: "training taggers; a word a line, names in BIO",
        suffix: ".conll",
        media: "text/plain",
        unit: "words",
        layout: Layout::Joined,
        fit: export::conll::fit,
        write: export::conll::write,
        looks: import::conll::looks,
        read: Some(import::conll::read),
        has_texts: false,
    },
    Format {
        name: "cas",
        title: "UIMA CAS JSON",
        purpose: "INCEpTION, and Python by dkpro-cassis",
        suffix: ".json",
        media: "application/json",
        unit: "UTF-16 code units",
        layout: Layout::Files,
        fit: export::cas::fit,
        write: export::cas::write,
        looks: import::cas::looks,
        read: Some(import::cas::read),
        has_texts: false,
    },
    Format {
        name: "webanno",
        title: "WebAnno TSV 3.3",
        purpose: "INCEpTION projects that have the layers",
        suffix: ".tsv",
        media: "text/tab-separated-values",
        unit: "UTF-16 code units",
        layout: Layout::Files,
        fit: export::webanno::fit,
        write: export::webanno::write,
        looks: |_| false,
        read: None,
        has_texts: false,
    },
    Format {
        name: "csv",
        title: "CSV",
        purpose: "spreadsheets; a row an annotation",
        suffix: ".csv",
        media: "text/csv",
        unit: "code points",
        layout: Layout::Table,
        fit: export::csv::fit,
        write: export::csv::write,
        looks: |_| false,
        read: None,
        has_texts: false,
    },
    Format {
        name: "html",
        title: "HTML report",
        purpose: "reading and printing; nothing else is needed",
        suffix: ".html",
        media: "text/html",
        unit: "none",
        layout: Layout::Files,
        fit: export::html::fit,
        write: export::html::write,
        looks: |_| false,
        read: None,
        has_texts: false,
    },
];

/// The format of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that files look like.
#[must_use]
pub fn detect(files: &[File]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.read.is_some() && (format.looks)(files))
}

/// Which of some files are read together, by their places, and as what; `None` for what looks like no format.
///
/// Files of one format stay together where it has files of its own for each document, with the texts that it needs. What
/// only tells a tool how to show them is left out.
#[must_use]
pub fn sort(files: &[File]) -> Vec<(Option<&'static Format>, Vec<usize>)> {
    let mut sorted: Vec<(Option<&'static Format>, Vec<usize>)> = Vec::new();
    let mut texts = Vec::new();
    let is_brat = import::brat::looks(files);
    for (place, file) in files.iter().enumerate() {
        let format = detect(std::slice::from_ref(file));
        let is_text = file.name.to_lowercase().ends_with(".txt");
        if is_text && (format.is_none() || is_brat) {
            texts.push(place);
        } else if format.is_some() || !import::brat::is_configuration(&file.name) {
            let together = |format: &&Format| format.layout == Layout::Files;
            let same = format.filter(together).map(|format| format.name);
            match sorted.iter_mut().find(|(other, _)| same.is_some() && other.map(|other| other.name) == same) {
                Some((_, places)) => places.push(place),
                None => sorted.push((format, vec![place])),
            }
        }
    }
    match sorted.iter_mut().find(|(format, _)| format.is_some_and(|format| format.has_texts)) {
        Some((_, places)) => places.extend(texts),
        None => sorted.extend(texts.into_iter().map(|place| (None, vec![place]))),
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_with_those_of_their_format() {
        let file = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), bytes: (*text).into() };
        let files = [
            ("b/dam.txt", "The dam held."),
            ("dam.json", r#"{"format": "sayso", "version": 1, "text": ""}"#),
            ("b/dam.ann", ""),
            ("photo.png", "\u{fffd}"),
            ("b/annotation.conf", "[entities]"),
            ("a.json", r#"{"%TYPES": {}}"#),
            ("b/mill.ann", ""),
            ("b.json", r#"{"%TYPES": {}}"#),
        ];
        let files: Vec<File> = files.iter().map(file).collect();
        let told = |files: &[File]| -> Vec<(&str, Vec<usize>)> {
            let name = |format: Option<&'static Format>| format.map_or("none", |format| format.name);
            sort(files).into_iter().map(|(format, places)| (name(format), places)).collect()
        };
        let all = [("sayso", vec![1]), ("brat", vec![2, 6, 0]), ("none", vec![3]), ("cas", vec![5, 7])];
        assert_eq!(told(&files), all);
        assert_eq!(told(&files[..2]), [("sayso", vec![1]), ("none", vec![0])]);
    }
}
