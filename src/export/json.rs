//! Where in JSON something stands, for messages: `entities[3].start`.

/// One value that something stands in.
enum Step {
    /// An object, with the key read last.
    Key(Option<String>),
    /// An array, with the number of elements before.
    Index(usize),
}

/// The path of the value that ends at a byte of some JSON, or stands there; JSON that breaks off is fine.
///
/// ```
/// # use sayso::export::json::path_at;
/// let json = r#"{"a": [{}, {"b": "five"}]}"#;
/// assert_eq!(path_at(json, 23), "a[1].b");
/// assert_eq!(path_at(json, 25), "a");
/// assert_eq!(path_at(json, 0), "");
/// ```
#[must_use]
pub fn path_at(json: &str, end: usize) -> String {
    let mut steps = Vec::new();
    let mut rest = json.as_bytes()[..end.min(json.len())].iter().enumerate();
    while let Some((at, byte)) = rest.next() {
        match (byte, steps.last_mut()) {
            (b'"', top) => {
                let mut escaped = false;
                let closing = rest.find(|(_, byte)| {
                    let closes = **byte == b'"' && !escaped;
                    escaped = **byte == b'\\' && !escaped;
                    closes
                });
                if let (Some(Step::Key(key @ None)), Some((close, _))) = (top, closing) {
                    *key = json.get(at..=close).and_then(|quoted| serde_json::from_str(quoted).ok());
                }
            }
            (b'{', _) => steps.push(Step::Key(None)),
            (b'[', _) => steps.push(Step::Index(0)),
            (b'}' | b']', _) => drop(steps.pop()),
            (b',', Some(Step::Key(key))) => *key = None,
            (b',', Some(Step::Index(index))) => *index += 1,
            _ => {}
        }
    }
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Key(None) => path,
        Step::Key(Some(key)) if path.is_empty() => key.clone(),
        Step::Key(Some(key)) => format!("{path}.{key}"),
        Step::Index(index) => format!("{path}[{index}]"),
    })
}

/// The byte at a line and a column, both from 1, the column in bytes: as `serde_json` counts them.
pub(crate) fn byte_at(json: &str, line: usize, column: usize) -> usize {
    let line = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    (line + column).min(json.len())
}
