//! Files that may be of one document: those of one folder whose names differ in their endings only, such as a text and what
//! is marked in it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sayso::formats::FORMATS;

use crate::paths::Found;

/// Puts such files side by side, where the first of them stood.
pub(super) fn together(files: Vec<Found>) -> Vec<Vec<Found>> {
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut known: HashMap<PathBuf, usize> = HashMap::new();
    for found in files {
        let stem = found.as_ref().ok().filter(|path| path.as_os_str() != "-").map(|path| stem(path));
        let at = stem.map(|stem| *known.entry(stem).or_insert(groups.len()));
        match at.and_then(|at| groups.get_mut(at)) {
            // A file that is named twice is read twice.
            Some(group) if !group.contains(&found) => group.push(found),
            _ => groups.push(vec![found]),
        }
    }
    groups
}

/// A path without what a format puts behind a document's name, or else without its extension.
fn stem(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stems = FORMATS.iter().filter_map(|format| name.strip_suffix(format.suffix));
    stems.min_by_key(|stem| stem.len()).map_or_else(|| path.with_extension(""), |stem| path.with_file_name(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_and_its_marks_belong_together() {
        let named = ["a/x.txt", "a/y.ann", "b/x.ann", "a/x.ann", "-", "-", "a/y.ann", "a/x.recogito.json"];
        let groups = together(named.iter().map(|name| Ok(PathBuf::from(name))).collect());
        let groups: Vec<Vec<String>> = groups
            .into_iter()
            .map(|group| group.into_iter().map(|found| found.unwrap().display().to_string()).collect())
            .collect();
        let expected: [&[&str]; 6] =
            [&["a/x.txt", "a/x.ann", "a/x.recogito.json"], &["a/y.ann"], &["b/x.ann"], &["-"], &["-"], &["a/y.ann"]];
        assert_eq!(groups, expected);
    }
}
