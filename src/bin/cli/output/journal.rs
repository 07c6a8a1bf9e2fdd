//! What was done of a run, in case that it is killed.
//!
//! One JSON object a line: first what run it is, then what was done, again and again. A line that was torn off counts for
//! nothing, since the one before it says what was done until then.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Tally;
use crate::paths::Found;

/// The file that says what was done.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

/// What there is of an earlier run.
pub(super) enum Left {
    /// Nothing to go on with.
    Nothing,
    /// It was killed before anything was done.
    Begun,
    /// What was done, the names that were taken, and where to go on with the telling.
    Interrupted(Tally, Vec<String>, Journal),
}

#[derive(Serialize, Deserialize)]
struct Header {
    run: String,
}

#[derive(Serialize, Deserialize)]
struct Record {
    #[serde(flatten)]
    tally: Tally,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<String>,
}

/// Where the journal of an output stands: beside it, even if it is a folder with a slash behind its name.
pub(super) fn path(out: &Path) -> PathBuf {
    let mut name = out.components().collect::<PathBuf>().into_os_string();
    name.push(".progress");
    PathBuf::from(name)
}

/// What a run is known by: its options, and the names and sizes of what it reads.
pub(crate) fn run_of(options: &[&str], inputs: &[Found]) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    for option in options {
        add(option.as_bytes());
    }
    for input in inputs {
        match input {
            Ok(path) => {
                add(path.as_os_str().as_encoded_bytes());
                add(&path.metadata().map_or(0, |data| data.len()).to_le_bytes());
            }
            Err(refusal) => add(refusal.to_string().as_bytes()),
        }
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What an earlier run has left, if it was this one.
pub(super) fn left(out: &Path, run: &str) -> anyhow::Result<Left> {
    let path = path(out);
    if !path.exists() {
        return Ok(Left::Nothing);
    }
    let place = || path.display().to_string();
    let mut lines = BufReader::new(File::open(&path).with_context(place)?);
    let mut line = Vec::new();
    let mut whole = 0;
    let mut next = |line: &mut Vec<u8>| -> std::io::Result<bool> {
        line.clear();
        Ok(lines.read_until(b'\n', line)? > 0 && line.ends_with(b"\n"))
    };
    if !next(&mut line).with_context(place)? {
        return Ok(Left::Begun);
    }
    match serde_json::from_slice::<Header>(&line) {
        Ok(header) if header.run == run => whole += line.len() as u64,
        _ => bail!(
            "{} is of another run: its inputs, their sizes or the options were others; \
             name what it was begun with, or delete it to start anew",
            path.display()
        ),
    }
    let length = fs::metadata(out).map_or(0, |data| data.len());
    let (mut tally, mut names) = (None, Vec::new());
    while next(&mut line).with_context(place)? {
        let Ok(record) = serde_json::from_slice::<Record>(&line) else { break };
        // The machine itself may have gone down before all was on the disk.
        if record.tally.length > length {
            break;
        }
        names.extend(record.names);
        tally = Some(record.tally);
        whole += line.len() as u64;
    }
    let Some(tally) = tally else { return Ok(Left::Begun) };
    let file = OpenOptions::new().append(true).open(&path).with_context(place)?;
    file.set_len(whole).with_context(place)?;
    Ok(Left::Interrupted(tally, names, Journal { path, file }))
}

impl Journal {
    /// Begins the journal of a run, before anything of its output is touched.
    pub(super) fn create(out: &Path, run: &str) -> anyhow::Result<Self> {
        let path = path(out);
        let begin = || -> anyhow::Result<File> {
            let mut file = File::create(&path)?;
            file.write_all(&line(&Header { run: run.to_owned() })?)?;
            Ok(file)
        };
        let file = begin().with_context(|| path.display().to_string())?;
        Ok(Self { path, file })
    }

    /// Tells what is done by now, all of which is written.
    pub(super) fn add(&mut self, tally: &Tally, names: Vec<String>) -> anyhow::Result<()> {
        Ok(self.file.write_all(&line(&Record { tally: tally.clone(), names })?)?)
    }

    /// The run is at its end.
    pub(super) fn delete(self) -> anyhow::Result<()> {
        fs::remove_file(&self.path).with_context(|| self.path.display().to_string())
    }
}

fn line(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}
