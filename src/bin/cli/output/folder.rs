//! Files of their own for each document.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Piece;

/// A folder, and the names that are taken in it.
pub(super) struct Folder {
    root: PathBuf,
    /// In lower case: some disks do not tell letters from capitals.
    taken: HashSet<String>,
    fresh: Vec<String>,
}

impl Folder {
    /// Opens a folder in which documents of these names are written already.
    pub(super) fn open(root: &Path, names: Vec<String>) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        Ok(Self { root: root.to_owned(), taken: names.into_iter().collect(), fresh: Vec::new() })
    }

    /// Names that were taken since this was asked last.
    pub(super) fn fresh(&mut self) -> Vec<String> {
        std::mem::take(&mut self.fresh)
    }

    pub(super) fn put(&mut self, piece: &Piece) -> anyhow::Result<()> {
        let name = self.name(&piece.wanted);
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

    /// A name that no document has yet: with a number behind it from the second on.
    fn name(&mut self, wanted: &str) -> String {
        let mut names = std::iter::once(wanted.to_owned()).chain((2..).map(|n| format!("{wanted}-{n}")));
        // There are more numbers than documents.
        let name = names.find(|name| !self.taken.contains(&name.to_lowercase())).unwrap_or_default();
        self.taken.insert(name.to_lowercase());
        self.fresh.push(name.to_lowercase());
        name
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
        let mut folder = Folder { root: PathBuf::new(), taken: HashSet::new(), fresh: Vec::new() };
        let names = ["dam", "Dam", "dam-2", "mill"].map(|name| folder.name(name));
        assert_eq!(names, ["dam", "Dam-2", "dam-2-2", "mill"]);
        assert_eq!(folder.fresh(), ["dam", "dam-2", "dam-2-2", "mill"]);
    }

    #[test]
    fn files_are_named_after_their_document() {
        assert_eq!(renamed("dam.ann", "dam", "dam-2"), "dam-2.ann");
        assert_eq!(renamed("dam/dam.ann", "dam", "mill"), "dam/mill.ann");
        assert_eq!(renamed("annotation.conf", "dam", "mill"), "annotation.conf");
    }
}
