//! Several files as one zip.

use std::collections::HashSet;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::File;

/// Packs files; where two have one name, the second gets a number.
///
/// The same files make the same bytes: no times are written.
///
/// # Panics
/// Never: memory takes whatever is written.
#[must_use]
pub fn pack(files: &[File]) -> Vec<u8> {
    const MEMORY: &str = "memory takes whatever is written";
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = HashSet::new();
    for File { name, bytes } in files {
        let mut free = name.clone();
        let (stem, suffix) = name.rsplit_once('.').unwrap_or((name, ""));
        for number in 2.. {
            if taken.insert(free.clone()) {
                break;
            }
            free = format!("{stem}-{number}.{suffix}");
        }
        zip.start_file(free, options).expect(MEMORY);
        zip.write_all(bytes).expect(MEMORY);
    }
    zip.finish().expect(MEMORY).into_inner()
}
