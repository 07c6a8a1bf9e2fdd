//! Files of their own for each document.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sayso::export::{File, zip};

use super::Piece;

/// The names that are taken by documents, and those among them since this was asked last; in lower case: some disks do
/// not tell letters from capitals.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    fresh: Vec<String>,
}

impl Names {
    /// A name that no document has yet: with a number behind it from the second on.
    fn take(&mut self, wanted: &str) -> String {
        let mut names = std::iter::once(wanted.to_owned()).chain((2..).map(|n| format!("{wanted}-{n}")));
        // There are more numbers than documents.
        let name = names.find(|name| !self.taken.contains(&name.to_lowercase())).unwrap_or_default();
        self.taken.insert(name.to_lowercase());
        self.fresh.push(name.to_lowercase());
        name
    }
}

/// A folder to write to.
pub(super) struct Folder {
    root: PathBuf,
    names: Names,
}

impl Folder {
    /// Opens a folder in which documents of these names are written already.
    pub(super) fn open(root: &Path, names: Vec<String>) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        let names = Names { taken: names.into_iter().collect(), fresh: Vec::new() };
        Ok(Self { root: root.to_owned(), names })
    }

    /// Names that were taken since this was asked last.
    pub(super) fn fresh(&mut self) -> Vec<String> {
        std::mem::take(&mut self.names.fresh)
    }

    pub(super) fn put(&mut self, piece: &Piece) -> anyhow::Result<()> {
        let name = self.names.take(&piece.wanted);
        for file in &piece.files {
            let path = self.root.join(renamed(&file.name, &piece.stem, &name));
            let write = || -> io::Result<()> {
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::write(&path, &file.bytes)
            };
            write().with_context(|| path.display().to_string())?;
        }
        Ok(())
    }
}

/// The same in one file, which is made in memory and written in the end.
pub(super) struct Zip {
    path: PathBuf,
    names: Names,
    files: BTreeMap<String, Vec<u8>>,
}

impl Zip {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), names: Names::default(), files: BTreeMap::new() }
    }

    pub(super) fn put(&mut self, piece: &Piece) {
        let name = self.names.take(&piece.wanted);
        let files = piece.files.iter().map(|file| (renamed(&file.name, &piece.stem, &name), file.bytes.clone()));
        self.files.extend(files);
    }

    pub(super) fn end(&mut self) -> anyhow::Result<()> {
        let files = std::mem::take(&mut self.files).into_iter().map(|(name, bytes)| File { name, bytes });
        let bytes = zip::pack(&files.collect::<Vec<_>>());
        fs::write(&self.path, bytes).with_context(|| self.path.display().to_string())
    }
}

/// A file's name with another beginning; what all documents share keeps its name.
fn renamed(file: &str, stem: &str, name: &str) -> String {
    let (folder, last) = file.rsplit_once('/').map_or(("", file), |(folder, last)| (folder, last));
    let last = last.strip_prefix(stem).map_or_else(|| last.to_owned(), |rest| format!("{name}{rest}"));
    if folder.is_empty() { last } else { format!("{folder}/{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_one_name_are_numbered() {
        let mut taken = Names::default();
        let names = ["dam", "Dam", "dam-2", "mill"].map(|name| taken.take(name));
        assert_eq!(names, ["dam", "Dam-2", "dam-2-2", "mill"]);
        assert_eq!(taken.fresh, ["dam", "dam-2", "dam-2-2", "mill"]);
    }

    #[test]
    fn files_are_named_after_their_document() {
        assert_eq!(renamed("dam.ann", "dam", "dam-2"), "dam-2.ann");
        assert_eq!(renamed("dam/dam.ann", "dam", "mill"), "dam/mill.ann");
        assert_eq!(renamed("annotation.conf", "dam", "mill"), "annotation.conf");
    }
}
