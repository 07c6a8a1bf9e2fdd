//! Documents in any format of the registry: inputs as jobs that can be done side by side, and what there is in each.
//!
//! What holds a document a line is read line by line, so that it may be longer than there is memory. Everything else is read
//! whole, a file at a time, but for formats that have several files for a document, which are read together.

mod pairs;

use std::fs::File as Disk;
use std::io::{self, BufRead as _, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use sayso::export::File;
use sayso::export::v1::{Document, OpenError};
use sayso::formats::{FORMATS, Format, Layout, detect, find, sort};
use sayso::import::{brat, zip};
use serde::de::IgnoredAny;

use crate::input::Refusal;
use crate::paths::Found;

/// A format, as the command line names it.
///
/// # Errors
/// If there is none of that name: the message lists those that there are.
pub(crate) fn format(name: &str) -> anyhow::Result<&'static Format> {
    find(name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        anyhow::anyhow!("there is no format {name:?}: take one of {}", names.join(", "))
    })
}

/// The format to read, as the command line names it; none if it is to be found out.
///
/// # Errors
/// If there is none of that name, or if it is only written.
pub(crate) fn readable(name: Option<&str>) -> anyhow::Result<Option<&'static Format>> {
    let Some(format) = name.map(format).transpose()? else { return Ok(None) };
    if format.read.is_none() {
        anyhow::bail!("{} is only written, not read: take the documents that it was made from", format.name);
    }
    Ok(Some(format))
}

/// A list of formats, for the help.
pub(crate) fn table() -> String {
    let line = |format: &Format| {
        let only = if format.read.is_some() { "" } else { " (is only written)" };
        format!("  {:<14} {}: {}{only}\n", format.name, format.title, format.purpose)
    };
    FORMATS.iter().map(line).collect()
}

/// Something to read documents from.
pub(crate) enum Job {
    /// One document, on a line of a longer file.
    Line {
        format: &'static Format,
        name: Arc<str>,
        number: u64,
        bytes: Vec<u8>,
    },
    /// What belongs together if its format says so, else each for itself.
    Whole {
        format: Option<&'static Format>,
        files: Vec<Opened>,
    },
    Refused(Refusal),
}

/// A file of which the first line was looked at.
pub(crate) struct Opened {
    /// How messages call it.
    name: String,
    size: u64,
    bytes: Box<dyn Read + Send>,
}

/// The jobs in some files, in their order.
pub(crate) fn jobs(files: Vec<Found>, from: Option<&'static Format>) -> impl Iterator<Item = Job> + Send {
    pairs::together(files).into_iter().flat_map(move |group| group_jobs(group, from))
}

fn group_jobs(group: Vec<Found>, from: Option<&'static Format>) -> Box<dyn Iterator<Item = Job> + Send> {
    let mut jobs: Vec<Box<dyn Iterator<Item = Job> + Send>> = Vec::new();
    let mut rest = Vec::new();
    for found in group {
        match found.and_then(|path| start(&path, from)) {
            Ok(Start::Lines(lines)) => jobs.push(Box::new(lines)),
            Ok(Start::Whole(opened)) => rest.push(opened),
            Err(refusal) => jobs.push(Box::new(std::iter::once(Job::Refused(refusal)))),
        }
    }
    if !rest.is_empty() {
        jobs.push(Box::new(std::iter::once(Job::Whole { format: from, files: rest })));
    }
    Box::new(jobs.into_iter().flatten())
}

enum Start {
    Lines(Lines),
    Whole(Opened),
}

/// Opens a file, and finds out from its first line whether each line is a document.
fn start(path: &Path, from: Option<&'static Format>) -> Result<Start, Refusal> {
    let (name, size, file) = open(path)?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    let refused = |error| Refusal::io(name.clone(), &error);
    let mut head = Vec::new();
    let mut number = 0;
    let first = loop {
        let begin = head.len();
        let read = file.read_until(b'\n', &mut head).map_err(refused)?;
        number += 1;
        let line = bare(&head[begin..], number);
        if read == 0 || !line.is_empty() {
            break line;
        }
    };
    let wanted = |format: &&Format| format.layout == Layout::Lines && format.read.is_some();
    let whole = first.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(first).is_ok();
    let line = || File { name: last(&name), bytes: first.to_vec() };
    if whole && let Some(format) = from.or_else(|| detect(&[line()])).filter(wanted) {
        let first = Some(first.to_vec());
        return Ok(Start::Lines(Lines { format, name: name.into(), number, first, file: Some(file) }));
    }
    Ok(Start::Whole(Opened { name, size, bytes: Box::new(Cursor::new(head).chain(file)) }))
}

type Source = Box<dyn Read + Send>;

fn open(path: &Path) -> Result<(String, u64, Source), Refusal> {
    if path.as_os_str() == "-" {
        return Ok(("standard input".to_owned(), 0, Box::new(io::stdin())));
    }
    let name = path.display().to_string();
    let open = || -> io::Result<(u64, Source)> {
        let file = Disk::open(path)?;
        Ok((file.metadata()?.len(), Box::new(file)))
    };
    let (size, file) = open().map_err(|error| Refusal::io(name.clone(), &error))?;
    Ok((name, size, file))
}

/// A line without its end, the first one without a byte order mark.
fn bare(line: &[u8], number: u64) -> &[u8] {
    let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
    line.trim_ascii()
}

/// A file's name without its folders: formats make names of documents from it.
fn last(name: &str) -> String {
    Path::new(name).file_name().map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The lines of a file that are not blank, each read when it is asked for.
struct Lines {
    format: &'static Format,
    name: Arc<str>,
    number: u64,
    first: Option<Vec<u8>>,
    file: Option<BufReader<Source>>,
}

impl Iterator for Lines {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let mut bytes = self.first.take().unwrap_or_default();
        while bytes.is_empty() {
            self.number += 1;
            match self.file.as_mut()?.read_until(b'\n', &mut bytes) {
                Ok(0) => self.file = None,
                Ok(_) => bytes.truncate(bytes.trim_ascii_end().len()),
                Err(error) => {
                    self.file = None;
                    return Some(Job::Refused(Refusal::io(self.name.to_string(), &error)));
                }
            }
        }
        Some(Job::Line { format: self.format, name: self.name.clone(), number: self.number, bytes })
    }
}

/// A document, and the format that it came in.
pub(crate) type Taken = Result<(Document, &'static Format), Refusal>;

impl Job {
    /// How many bytes of what there is to read it is.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Line { bytes, .. } => bytes.len() as u64 + 1,
            Self::Whole { files, .. } => files.iter().map(|file| file.size).sum(),
            Self::Refused(_) => 0,
        }
    }

    /// The documents in it, each checked against its text.
    pub(crate) fn run(self) -> Vec<Taken> {
        match self {
            Self::Refused(refusal) => vec![Err(refusal)],
            Self::Line { format, name, number, bytes } => {
                read(format, &format!("{name}:{number}"), &[File { name: last(&name), bytes }])
            }
            Self::Whole { format, files } => {
                let mut refused = Vec::new();
                let mut read = Vec::new();
                for file in files {
                    match file.read() {
                        Ok(files) => read.extend(files),
                        Err(refusal) => refused.push(Err(refusal)),
                    }
                }
                refused.extend(whole(format, read));
                refused
            }
        }
    }
}

impl Opened {
    fn read(mut self) -> Result<Vec<(String, File)>, Refusal> {
        let mut bytes = Vec::new();
        self.bytes.read_to_end(&mut bytes).map_err(|error| Refusal::io(self.name.clone(), &error))?;
        unpack(self.name, bytes)
    }
}

/// The files in a zip, or a file as it is.
fn unpack(name: String, bytes: Vec<u8>) -> Result<Vec<(String, File)>, Refusal> {
    if !zip::looks(&bytes) {
        let file = File { name: last(&name), bytes };
        return Ok(vec![(name, file)]);
    }
    let files = zip::unpack(&last(&name), &bytes);
    let files = files.map_err(|error| refusal(&name, &[File { name: last(&name), bytes: Vec::new() }], &error))?;
    Ok(files.into_iter().map(|file| (format!("{name}/{}", file.name), file)).collect())
}

/// The documents in files that may belong together.
fn whole(format: Option<&'static Format>, all: Vec<(String, File)>) -> Vec<Taken> {
    let (places, files): (Vec<String>, Vec<File>) =
        all.into_iter().filter(|(_, file)| !brat::is_configuration(&file.name)).unzip();
    let sorted = match format {
        Some(named) if named.layout == Layout::Files => vec![(format, (0..files.len()).collect())],
        Some(_) => (0..files.len()).map(|file| (format, vec![file])).collect(),
        None => sort(&files),
    };
    let mut files: Vec<Option<File>> = files.into_iter().map(Some).collect();
    let together = |(format, group): (Option<&'static Format>, Vec<usize>)| {
        let own: Vec<File> = group.iter().filter_map(|&file| files[file].take()).collect();
        let place = &places[group[0]];
        match format {
            Some(format) => read(format, place, &own),
            None => own.into_iter().map(|file| Err(unknown(place.clone(), file))).collect(),
        }
    };
    sorted.into_iter().filter(|(_, group)| !group.is_empty()).flat_map(together).collect()
}

fn unknown(name: String, file: File) -> Refusal {
    let readable: Vec<_> = FORMATS.iter().filter(|f| f.read.is_some()).map(|f| f.name).collect();
    match String::from_utf8(file.bytes) {
        Err(error) => Refusal::encoding(name, &error),
        Ok(text) if text.trim().is_empty() => Refusal::new(name, "there is nothing in it"),
        Ok(_) => {
            let readable = readable.join(", ");
            Refusal::new(name, &format!("looks like none of {readable}: name what it is with --from"))
        }
    }
}

/// Reads documents of a format, and checks each.
fn read(format: &'static Format, place: &str, files: &[File]) -> Vec<Taken> {
    let Some(reader) = format.read else {
        return vec![Err(Refusal::new(place.to_owned(), "this format is only written, not read"))];
    };
    let documents = match reader(files) {
        Ok(documents) => documents,
        Err(error) => return vec![Err(refusal(place, files, &error))],
    };
    if documents.is_empty() {
        return vec![Err(Refusal::new(place.to_owned(), &format!("there is no document of {} in it", format.title)))];
    }
    let several = documents.len() > 1;
    let sound = |(i, document): (usize, Document)| {
        // Sayso's own are checked as they are read.
        if format.name == "sayso" {
            return Ok((document, format));
        }
        let place = if several { format!("{place}: document {}", i + 1) } else { place.to_owned() };
        let review = document.into_review().map_err(|error| refusal(&place, files, &error))?;
        Ok((Document::from(&review), format))
    };
    documents.into_iter().enumerate().map(sound).collect()
}

/// What is wrong; formats that name the file themselves need not have it named twice.
fn refusal(place: &str, files: &[File], error: &OpenError) -> Refusal {
    let text = error.to_string();
    let own = files.iter().find_map(|file| text.strip_prefix(&format!("{}: ", file.name)));
    Refusal::new(place.to_owned(), if files.len() > 1 { &text } else { own.unwrap_or(&text) })
}
