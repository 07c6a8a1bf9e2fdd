//! The files in a zip, of whoever made it.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::export::File;
use crate::export::v1::{OpenError, at, cut};

/// Files at most: more are no articles, but an attempt to fill the memory.
const FILES: usize = 20_000;

/// Bytes of all files together at most.
const BYTES: u64 = 200_000_000;

/// Whether bytes are a zip.
#[must_use]
pub fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files in a zip, without its folders and what systems put beside files.
///
/// # Errors
/// If it is damaged, encrypted, larger than this machine should take, or names files outside itself.
pub fn unpack(name: &str, bytes: &[u8]) -> Result<Vec<File>, OpenError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(name, &e))?;
    if zip.len() > FILES {
        let what = format!("it holds {} files, more than {FILES}", zip.len());
        return Err(at(name, &what, "split it, or unpack it and use the command line"));
    }
    let (mut files, mut left) = (Vec::new(), BYTES);
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(|e| damaged(name, &e))?;
        let called = entry.name().map_err(|e| damaged(name, &e))?.into_owned();
        let inside = entry.enclosed_name().filter(|path| path.components().count() > 0);
        let Some(inside) = inside.filter(|_| !called.starts_with('/') && !called.contains(['\\', ':', '\0'])) else {
            let what = format!("it holds a file {:?}, which would lie outside", cut(&called));
            return Err(at(name, &what, "do not trust it; ask for another from whoever made it"));
        };
        let inside = inside.to_string_lossy().into_owned();
        if entry.is_dir() || inside.starts_with("__MACOSX") || inside.ends_with(".DS_Store") {
            continue;
        }
        let mut bytes = Vec::new();
        // What the entry says of its size may be a lie.
        let read = entry.by_ref().take(left + 1).read_to_end(&mut bytes);
        read.map_err(|e| at(&format!("{name}/{inside}"), &cut(&e.to_string()), "make the zip anew"))?;
        let Some(rest) = left.checked_sub(bytes.len() as u64) else {
            let what = format!("it unpacks to more than {} MB", BYTES / 1_000_000);
            return Err(at(name, &what, "split it, or unpack it and use the command line"));
        };
        left = rest;
        files.push(File { name: inside, bytes });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn damaged(name: &str, error: &ZipError) -> OpenError {
    let hint = match error {
        ZipError::UnsupportedArchive(_) => "make a plain zip, without a password",
        _ => "take the file as it was downloaded, or make the zip anew",
    };
    at(name, &format!("it is no zip that can be read ({})", cut(&error.to_string())), hint)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::export::zip::pack;

    fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
        File { name: name.to_owned(), bytes: bytes.into() }
    }

    /// A zip that names its one file so, and says so of its size.
    fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_come_back_and_names_are_told_apart() {
        let zip = pack(&[file("b/שלום.txt", "x".repeat(9_000)), file("a.ann", ""), file("a.ann", "2")]);
        assert!(zip.len() < 1_000 && looks(&zip));
        let names: Vec<_> = unpack("z.zip", &zip).unwrap().into_iter().map(|f| (f.name, f.bytes.len())).collect();
        assert_eq!(names, [("a-2.ann".into(), 1), ("a.ann".into(), 0), ("b/שלום.txt".into(), 9_000)]);
    }

    #[test]
    fn nothing_leads_outside() {
        for name in ["../x", "a/../../x", "/etc/passwd", "C:\\x", "..\\x"] {
            let told = unpack("z.zip", &zipped(name, b"x")).unwrap_err().to_string();
            assert!(told.contains("outside"), "{name}: {told}");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = zipped("zeros", &vec![0; 201_000_000]);
        assert!(bomb.len() < 1_000_000);
        assert!(unpack("z.zip", &bomb).unwrap_err().to_string().contains("more than 200 MB"));
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let zip = pack(&[file("a.txt", "The dam held. ".repeat(50))]);
        for at in 0..zip.len() {
            let mut damaged = zip.clone();
            damaged[at] ^= 0x55;
            let _ = unpack("z.zip", &damaged);
            let _ = unpack("z.zip", &zip[..at]);
        }
        assert!(unpack("z.zip", b"PK\x03\x04").is_err());
    }
}
