//! What comes in: files and standard input, as jobs that can be done side by side.

mod html;
mod refusal;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use sayso::export::id_from_title;
use sayso::export::v1::Document;
use sayso::{Article, Review, annotate};
use serde::Deserialize;

pub(crate) use refusal::Refusal;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// One article as plain text
    Text,
    /// One article as a web page
    Html,
    /// Many articles: one object with "id" and "text" a line
    Jsonl,
    /// A Sayso document, shown with its decisions instead of annotated anew
    Json,
}

impl Input {
    /// What a file of that name holds, if nobody says.
    fn of(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "jsonl" | "ndjson" => Self::Jsonl,
            "json" => Self::Json,
            _ => Self::Text,
        }
    }
}

/// One file to read, with what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    path: PathBuf,
    /// What it holds.
    pub(crate) input: Input,
}

impl Source {
    pub(crate) fn new(path: PathBuf, input: Option<Input>) -> Self {
        let input = input.unwrap_or_else(|| Input::of(&path));
        Self { path, input }
    }

    fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// How messages call it.
    pub(crate) fn name(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { self.path.display().to_string() }
    }

    /// Bytes in it, if that is known beforehand.
    pub(crate) fn size(&self) -> Option<u64> {
        let data = std::fs::metadata(&self.path).ok().filter(|_| !self.is_stdin())?;
        data.is_file().then_some(data.len())
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Whatever the system has against it.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.is_stdin() {
            return Ok(Box::new(io::stdin()));
        }
        let file = File::open(&self.path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Box::new(file))
    }

    /// The work in it: one job, or one for each line.
    pub(crate) fn jobs(self) -> Box<dyn Iterator<Item = Job> + Send> {
        if self.input != Input::Jsonl {
            return Box::new(std::iter::once(Job::File(self)));
        }
        let name = self.name();
        match self.open() {
            Ok(file) => Box::new(Lines { name, number: 0, file: Some(BufReader::new(file)) }),
            Err(error) => Box::new(std::iter::once(Job::Refused(Refusal::io(name, &error)))),
        }
    }
}

/// One article to be read and annotated.
pub(crate) enum Job {
    File(Source),
    Line { name: String, number: u64, bytes: Vec<u8> },
    Refused(Refusal),
}

impl Job {
    /// How many bytes of what there is to read it is.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::File(source) => source.size().unwrap_or_default(),
            Self::Line { bytes, .. } => bytes.len() as u64,
            Self::Refused(_) => 0,
        }
    }

    /// Reads the article and annotates it.
    pub(crate) fn run(self) -> Result<Review, Refusal> {
        match self {
            Self::Refused(refusal) => Err(refusal),
            Self::Line { name, number, bytes } => {
                let line: Line = serde_json::from_slice(&bytes).map_err(|e| Refusal::line(&name, number, &e))?;
                Ok(reviewed(line.id, Article::from_text(line.text)))
            }
            Self::File(source) => {
                let name = source.name();
                let mut bytes = Vec::new();
                source.open().and_then(|mut f| f.read_to_end(&mut bytes)).map_err(|e| Refusal::io(name.clone(), &e))?;
                if source.input == Input::Json {
                    return Document::parse(&bytes).map_err(|e| Refusal::document(name, &e));
                }
                let text = String::from_utf8(bytes).map_err(|e| Refusal::encoding(name, &e))?;
                let article = match source.input {
                    Input::Html => html::article(&text),
                    _ => Article::from_text(text),
                };
                let id = match source.path.file_stem() {
                    Some(stem) if !source.is_stdin() => stem.to_string_lossy().into_owned(),
                    _ => id_from_title(article.title()),
                };
                Ok(reviewed(id, article))
            }
        }
    }
}

/// Annotates an article, as every command does.
pub(crate) fn reviewed(id: String, article: Article) -> Review {
    let annotations = annotate(crate::model::tagger(), &article);
    Review::new(id, article, annotations)
}

/// One line of JSON lines; what else is on it is passed over.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

/// The lines of a file that are not blank, each read when it is asked for.
struct Lines<R> {
    name: String,
    number: u64,
    file: Option<BufReader<R>>,
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            let mut bytes = Vec::new();
            self.number += 1;
            let name = || self.name.clone();
            match self.file.as_mut()?.read_until(b'\n', &mut bytes) {
                Ok(0) => self.file = None,
                Ok(_) => {
                    if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                        bytes.drain(..3);
                    }
                    bytes.truncate(bytes.trim_ascii_end().len());
                    if !bytes.is_empty() {
                        return Some(Job::Line { name: name(), number: self.number, bytes });
                    }
                }
                Err(error) => {
                    let refusal = Refusal::io(name(), &error);
                    self.file = None;
                    return Some(Job::Refused(refusal));
                }
            }
        }
    }
}
