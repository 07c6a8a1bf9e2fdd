//! One file for all documents.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::Path;

use anyhow::Context as _;
use sayso::formats::Layout;

/// What is written one after the other.
pub(super) struct Stream {
    layout: Layout,
    out: BufWriter<Box<dyn Write>>,
    length: u64,
}

impl Stream {
    pub(super) fn standard(layout: Layout) -> Self {
        Self { layout, out: BufWriter::new(Box::new(io::stdout().lock())), length: 0 }
    }

    /// A file of which so many bytes stay.
    pub(super) fn file(path: &Path, layout: Layout, length: u64) -> io::Result<Self> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        // What is no file, such as /dev/null, has no length, and nothing to be gone on with.
        if file.metadata()?.is_file() {
            file.set_len(length)?;
            file.seek(SeekFrom::Start(length))?;
        }
        Ok(Self { layout, out: BufWriter::with_capacity(1 << 16, Box::new(file)), length })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Adds a document as its format writes it if it is alone.
    pub(super) fn put(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let first = self.length == 0;
        match self.layout {
            Layout::Array => {
                let inner = inside(bytes).context("a list of JSON was expected of this format")?;
                if !inner.is_empty() {
                    self.write(if first { b"[\n" } else { b",\n" })?;
                    self.write(inner)?;
                }
            }
            Layout::Table if !first => self.write(rows(bytes))?,
            Layout::Lines if !bytes.ends_with(b"\n") => {
                self.write(bytes)?;
                self.write(b"\n")?;
            }
            Layout::Lines | Layout::Table | Layout::Joined | Layout::Files => self.write(bytes)?,
        }
        Ok(())
    }

    /// What comes last.
    pub(super) fn end(&mut self) -> io::Result<()> {
        if self.layout == Layout::Array {
            self.write(if self.length == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }

    /// Hands on what was written; gives how much that is in all.
    pub(super) fn flush(&mut self) -> io::Result<u64> {
        self.out.flush()?;
        Ok(self.length)
    }
}

/// What stands between the brackets of a JSON array.
fn inside(bytes: &[u8]) -> Option<&[u8]> {
    Some(bytes.trim_ascii().strip_prefix(b"[")?.strip_suffix(b"]")?.trim_ascii())
}

/// A table without its titles, which stand on its first line.
fn rows(table: &[u8]) -> &[u8] {
    table.iter().position(|&byte| byte == b'\n').map_or(b"", |end| &table[end + 1..])
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    #[derive(Clone, Default)]
    struct Seen(Rc<RefCell<Vec<u8>>>);

    impl Write for Seen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[track_caller]
    fn check(layout: Layout, pieces: &[&str], expected: &str) {
        let seen = Seen::default();
        let mut stream = Stream { layout, out: BufWriter::new(Box::new(seen.clone())), length: 0 };
        for piece in pieces {
            stream.put(piece.as_bytes()).unwrap();
        }
        stream.end().unwrap();
        assert_eq!(String::from_utf8(seen.0.take()).unwrap(), expected);
    }

    #[test]
    fn documents_come_one_after_the_other() {
        check(Layout::Lines, &["{}", "{}\n"], "{}\n{}\n");
        check(Layout::Joined, &["a\n\n", "b\n\n"], "a\n\nb\n\n");
        check(Layout::Table, &["t\tu\na\tb\n", "t\tu\n", "t\tu\nc\td\n"], "t\tu\na\tb\nc\td\n");
        check(Layout::Array, &["[{}]\n", "[]", "[\n{\"a\": [1]},\n{}\n]\n"], "[\n{},\n{\"a\": [1]},\n{}\n]\n");
        check(Layout::Array, &[], "[]\n");
    }

    #[test]
    fn what_is_no_array_is_not_put_into_one() {
        let mut stream = Stream { layout: Layout::Array, out: BufWriter::new(Box::new(Seen::default())), length: 0 };
        assert!(stream.put(b"{}").is_err());
    }
}
