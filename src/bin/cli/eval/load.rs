//! Documents from files. All else of `sayso eval` reads nothing.

use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

use super::document::{Document, Pair};
use crate::input::{Refusal, Source};

/// The documents of all files in their order; of two with the same id the later takes the place of the earlier.
///
/// # Errors
/// What cannot be read, with its place.
pub(super) fn all(sources: impl IntoIterator<Item = Source>) -> anyhow::Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut places = HashMap::new();
    for source in sources {
        for document in read(&source).map_err(|refusal| anyhow::anyhow!("{refusal}"))? {
            let place = *places.entry(document.id.clone()).or_insert(documents.len());
            match documents.get_mut(place) {
                Some(earlier) => *earlier = document,
                None => documents.push(document),
            }
        }
    }
    Ok(documents)
}

/// Gold documents with the predictions of the same id; predictions without gold are passed over.
///
/// # Errors
/// A pair that does not fit.
pub(super) fn joined(gold: Vec<Document>, pred: Vec<Document>) -> anyhow::Result<Vec<Pair>> {
    let mut pred: HashMap<String, Document> = pred.into_iter().map(|d| (d.id.clone(), d)).collect();
    let pair = |gold: Document| {
        let pred = pred.remove(&gold.id);
        Pair::new(gold, pred)
    };
    gold.into_iter().map(pair).collect()
}

fn read(source: &Source) -> Result<Vec<Document>, Refusal> {
    let io = |error: std::io::Error| Refusal::io(source.name(), &error);
    let mut bytes = Vec::new();
    source.open().and_then(|mut file| file.read_to_end(&mut bytes)).map_err(io)?;
    // By what it holds, not by its name: standard input has none.
    if bytes.starts_with(b"\x1f\x8b") {
        let mut unpacked = Vec::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).map_err(io)?;
        bytes = unpacked;
    }
    let mut documents = parse(&bytes).map_err(|error| Refusal::json(&source.name(), &error))?;
    for document in &mut documents {
        if let Some(id) = document.id.strip_suffix(".txt") {
            document.id.truncate(id.len());
        }
    }
    Ok(documents)
}

/// One document over several lines, one on each line, or lists of them.
fn parse(bytes: &[u8]) -> serde_json::Result<Vec<Document>> {
    fn stream<T: DeserializeOwned>(bytes: &[u8]) -> impl Iterator<Item = serde_json::Result<T>> {
        serde_json::Deserializer::from_slice(bytes).into_iter()
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"[") {
        return stream::<Vec<Document>>(bytes)
            .collect::<Result<Vec<_>, _>>()
            .map(|lists| lists.into_iter().flatten().collect());
    }
    stream(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(json: &str) -> Vec<String> {
        parse(json.as_bytes()).unwrap().into_iter().map(|d| d.id).collect()
    }

    #[test]
    fn one_document_lines_and_lists() {
        assert_eq!(ids("{\n  \"id\": \"a\"\n}\n"), ["a"]);
        assert_eq!(ids("\u{feff}{\"id\": \"a\"}\r\n\n{\"id\": \"b\", \"text\": \"x\"}"), ["a", "b"]);
        assert_eq!(ids(" [{\"id\": \"a\"}, {\"id\": \"b\"}]\n[{\"id\": \"c\"}]"), ["a", "b", "c"]);
        assert_eq!(ids(""), [""; 0]);
    }

    #[test]
    fn what_is_no_document_is_told_with_its_place() {
        let error = parse(b"{\"id\": \"a\"}\n{\"id\": 3}").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 8));
    }
}
