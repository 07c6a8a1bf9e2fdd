//! Where results go: standard output, a file or a folder; and how a run goes on that was killed.
//!
//! A run into a file or a folder keeps a journal beside it, `OUT.progress`: how many inputs are done, and how long the file
//! was then. What was written since is cut off and written again, so that a run that was killed any number of times ends with
//! the same bytes as one that was not. At the end the journal is deleted.

mod folder;
mod journal;
mod stream;
mod work;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::Args;
use sayso::export::File;
use sayso::export::fit::Losses;
use sayso::formats::Layout;
use serde::{Deserialize, Serialize};

use folder::{Folder, Zip};
use journal::{Journal, Left};
use stream::Stream;

pub(crate) use journal::run_of;

/// How much work may have to be done again after a kill.
const CHECKPOINT: Duration = Duration::from_millis(100);

/// Where to write.
#[derive(Args, Clone, Debug)]
pub(crate) struct Target {
    /// Write to this file, or into this folder where a format has files of its own for each document
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Go on with a run into OUT that was interrupted: nothing is done twice, and OUT is the same in the end
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
}

impl Target {
    /// Whether files of all documents are packed together.
    pub(crate) fn is_zip(&self) -> bool {
        let ending = self.output.as_ref().and_then(|out| out.extension());
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    }

    /// What the command writes, and must not read.
    pub(crate) fn own(&self) -> Vec<PathBuf> {
        self.output.iter().flat_map(|out| [out.clone(), journal::path(out)]).collect()
    }
}

/// What is written for one document.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// How the names of its files begin.
    pub(crate) stem: String,
    /// How they might begin, if no other document's do.
    pub(crate) wanted: String,
    /// One, but for formats that have files of their own for each document.
    pub(crate) files: Vec<File>,
    /// What the format cannot carry.
    pub(crate) losses: Losses,
}

impl Piece {
    /// What is just written behind what was before.
    pub(crate) fn text(text: String) -> Self {
        Self { files: vec![File { name: String::new(), bytes: text.into_bytes() }], ..Self::default() }
    }
}

/// What was done so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Articles and files that were looked at.
    pub(crate) inputs: u64,
    /// Those among them that could not be read as a whole.
    pub(crate) failed: u64,
    /// Bytes written, if it is one file.
    length: u64,
    /// What was lost on the way.
    pub(crate) losses: Losses,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} inputs failed", self.failed, self.inputs)
    }
}

/// Takes what is written, in order.
pub(crate) struct Output {
    sink: Sink,
    journal: Option<Journal>,
    tally: Tally,
    checked: Instant,
}

enum Sink {
    Stream(Stream),
    Folder(Folder),
    Zip(Zip),
}

impl Output {
    /// Opens what is written to; nothing if it is complete already.
    ///
    /// `run` stands for all that the result depends on: a run is gone on with by the same command only.
    ///
    /// # Errors
    /// If it cannot be written to, or another run would be lost or mixed up with this one.
    pub(crate) fn open(target: &Target, layout: Layout, run: &str) -> anyhow::Result<Option<Self>> {
        let Some(out) = target.output.as_ref().filter(|out| out.as_os_str() != "-") else {
            if layout == Layout::Files {
                bail!("this format has files of its own for each document: name a folder for them with -o DIR");
            }
            return Ok(Some(Self::new(Sink::Stream(Stream::standard(layout)), None, Tally::default())));
        };
        let place = || out.display().to_string();
        // A pipe or a device: nothing that could be gone on with. Nor is a zip: its list of files comes last.
        if target.is_zip() {
            anyhow::ensure!(!target.resume, "{}: a zip is written in the end: for --resume, name a folder", place());
            let sink = Sink::Zip(Zip::new(out));
            return Ok(Some(Self::new(sink, None, Tally::default())));
        }
        if layout != Layout::Files && out.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()) {
            let sink = Sink::Stream(Stream::file(out, layout, 0).with_context(place)?);
            return Ok(Some(Self::new(sink, None, Tally::default())));
        }
        let left = journal::left(out, run)?;
        if !target.resume && !matches!(left, Left::Nothing) {
            let journal = journal::path(out);
            bail!(
                "{} says that a run into {} was interrupted: add --resume to go on with it, or delete {0} to start anew",
                journal.display(),
                out.display(),
            );
        }
        if target.resume && matches!(left, Left::Nothing) && complete(out) {
            return Ok(None);
        }
        let (tally, names, journal) = match left {
            Left::Interrupted(tally, names, journal) => (tally, names, journal),
            Left::Nothing | Left::Begun => (Tally::default(), Vec::new(), Journal::create(out, run)?),
        };
        let sink = match layout {
            Layout::Files => Folder::open(out, names).map(Sink::Folder),
            _ => Stream::file(out, layout, tally.length).map(Sink::Stream),
        };
        match sink.with_context(place) {
            Ok(sink) => Ok(Some(Self::new(sink, Some(journal), tally))),
            Err(error) => {
                // There is nothing to go on with.
                if tally == Tally::default() {
                    journal.delete()?;
                }
                Err(error)
            }
        }
    }

    fn new(sink: Sink, journal: Option<Journal>, tally: Tally) -> Self {
        Self { sink, journal, tally, checked: Instant::now() }
    }

    /// How many inputs were done before the run was interrupted.
    fn done(&self) -> usize {
        usize::try_from(self.tally.inputs).unwrap_or(usize::MAX)
    }

    /// Writes what there is of one document.
    ///
    /// # Errors
    /// If it cannot be written.
    fn put(&mut self, piece: &Piece) -> anyhow::Result<()> {
        self.tally.losses.merge(&piece.losses);
        match &mut self.sink {
            Sink::Stream(stream) => piece.files.iter().try_for_each(|file| stream.put(&file.bytes)),
            Sink::Folder(folder) => folder.put(piece),
            Sink::Zip(zip) => {
                zip.put(piece);
                Ok(())
            }
        }
    }

    /// An input is done: from here on it need not be done again.
    ///
    /// # Errors
    /// If it cannot be written.
    fn next(&mut self, failed: bool) -> anyhow::Result<()> {
        self.tally.inputs += 1;
        self.tally.failed += u64::from(failed);
        // Whoever waits at the other end of a pipe sees each as soon as it is done.
        if self.journal.is_none() || self.checked.elapsed() >= CHECKPOINT {
            self.checkpoint()?;
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> anyhow::Result<()> {
        let names = match &mut self.sink {
            Sink::Stream(stream) => {
                self.tally.length = stream.flush()?;
                Vec::new()
            }
            Sink::Folder(folder) => folder.fresh(),
            Sink::Zip(_) => Vec::new(),
        };
        if let Some(journal) = &mut self.journal {
            journal.add(&self.tally, names)?;
        }
        self.checked = Instant::now();
        Ok(())
    }

    /// Writes what comes after the last document, and deletes the journal.
    ///
    /// # Errors
    /// If it cannot be written.
    fn finish(mut self) -> anyhow::Result<Tally> {
        match &mut self.sink {
            Sink::Stream(stream) => stream.end()?,
            Sink::Folder(_) => {}
            Sink::Zip(zip) => zip.end()?,
        }
        if let Some(journal) = self.journal {
            journal.delete()?;
        }
        Ok(self.tally)
    }
}

/// Whether something was written there, and no journal tells that it is not all.
fn complete(out: &Path) -> bool {
    match out.read_dir() {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => out.metadata().is_ok_and(|data| data.len() > 0),
    }
}
