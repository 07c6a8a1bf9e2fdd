//! What is named on the command line, as a list of files: folders with all that is in them, patterns with all that they match.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::input::Refusal;

/// What files, folders and patterns may be named.
#[derive(Args, Clone, Debug)]
pub(crate) struct Named {
    /// Files, folders (with all folders in them), patterns such as "news/**/*.txt", "-" for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
}

/// A file to read, or why there is none.
pub(crate) type Found = Result<PathBuf, Refusal>;

impl Named {
    /// Where nothing is named, standard input is, unless that is somebody at a keyboard.
    ///
    /// # Errors
    /// In that case.
    pub(crate) fn or_standard_input(&mut self) -> anyhow::Result<()> {
        if self.inputs.is_empty() {
            anyhow::ensure!(
                !io::stdin().is_terminal(),
                "there is nothing to read: name files, folders or patterns, or pipe something into it; --help has examples"
            );
            self.inputs.push(PathBuf::from("-"));
        }
        Ok(())
    }

    /// The files, in the order in which they are named, those of a folder or a pattern by name; `own` are never among what
    /// folders and patterns give, since a command must not read what it writes.
    ///
    /// # Errors
    /// If one of `own` is named itself: it would be gone before it is read.
    pub(crate) fn files(&self, own: &[PathBuf]) -> anyhow::Result<Vec<Found>> {
        let own: Vec<PathBuf> = own.iter().filter_map(|path| absolute(path)).collect();
        let is_own = |path: &Path| absolute(path).is_some_and(|path| own.iter().any(|one| path.starts_with(one)));
        let wanted = |file: &Found| own.is_empty() || file.as_ref().map_or(true, |path| !is_own(path));
        let mut found = Vec::new();
        for input in &self.inputs {
            let place = input.display().to_string();
            if input.is_file() && !own.is_empty() && is_own(input) {
                anyhow::bail!("{place}: this is what is written to: name another place with -o");
            }
            let all = expand(input);
            let before = found.len();
            found.extend(all.into_iter().filter(wanted));
            if found.len() == before {
                found.push(Err(Refusal::new(place, "there is nothing in it but what this command writes")));
            }
        }
        Ok(found)
    }
}

/// The same path from the root, through whatever links there are; a file that is not there yet stands in its folder.
fn absolute(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(parent.canonicalize().ok()?.join(path.file_name()?))
    })
}

fn expand(input: &Path) -> Vec<Found> {
    if input.is_dir() {
        let place = input.display().to_string();
        let mut files = Vec::new();
        return match walk(input, &mut files) {
            Err(error) => vec![Err(Refusal::io(place, &error))],
            Ok(()) if files.is_empty() => vec![Err(Refusal::new(place, "there is no file in this folder"))],
            Ok(()) => files.into_iter().map(Ok).collect(),
        };
    }
    match input.to_str() {
        Some(pattern) if pattern.contains(['*', '?', '[']) && !input.exists() => matching(pattern),
        _ => vec![Ok(input.to_owned())],
    }
}

/// The files that a pattern matches; hidden ones only where it says so.
fn matching(pattern: &str) -> Vec<Found> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let refused = |why: &str| Err(Refusal::new(pattern.to_owned(), why));
    let paths = match glob::glob_with(pattern, options) {
        Ok(paths) => paths,
        Err(error) => return vec![refused(&format!("no such file, and no pattern: {}", error.msg))],
    };
    let one = |path: Result<PathBuf, glob::GlobError>| match path {
        Ok(path) if path.is_dir() => None,
        Ok(path) => Some(Ok(path)),
        Err(error) => Some(Err(Refusal::io(error.path().display().to_string(), error.error()))),
    };
    let mut found: Vec<Found> = paths.filter_map(one).collect();
    if found.is_empty() {
        found.push(refused("no file matches this pattern: ** stands for any folders, * for anything in a name"));
    }
    found
}

/// All files below a folder, by name, hidden ones left out; a link to a folder is not followed, it may lead in circles.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut open = vec![folder.to_owned()];
    // The last in the list is the next to be looked into: a folder's entries go there backwards.
    while let Some(path) = open.pop() {
        if path != folder && !path.symlink_metadata()?.is_dir() {
            if !path.is_dir() {
                files.push(path);
            }
            continue;
        }
        let hidden = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        let entries = fs::read_dir(&path)?.collect::<io::Result<Vec<_>>>()?;
        let mut entries: Vec<_> = entries.into_iter().filter(|e| !hidden(e)).map(|e| e.path()).collect();
        entries.sort_unstable_by(|a, b| b.cmp(a));
        open.extend(entries);
    }
    Ok(())
}
