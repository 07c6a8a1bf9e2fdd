//! A table, a row an annotation, for spreadsheets: RFC 4180, UTF-8 with a byte order mark, so that Excel takes it for that.

use std::collections::HashMap;

use super::fit::{Carries, Fitted, Loss};
use super::v1::{Attribution, Cluster, Document, Entity, Range};
use super::{File, name_of};
use crate::review::{Origin, Status};

/// What stands over the columns.
const TITLES: [&str; 24] = [
    "document",
    "id",
    "kind",
    "label",
    "start",
    "end",
    "words",
    "cluster",
    "name",
    "doubt",
    "source",
    "cue",
    "content",
    "parts",
    "form",
    "frame",
    "stance",
    "source_kind",
    "status",
    "confidence",
    "origin",
    "rule",
    "flagged",
    "note",
];

/// Takes out what a table of annotations has no row for: the layout, and the words that are not marked.
#[must_use]
pub fn fit(document: Document) -> Fitted {
    let mut fitted = Carries { blocks: false, ..Carries::EVERYTHING }.fit(document);
    fitted.losses.add(Loss::Unmarked, 1);
    fitted
}

/// The table, with its titles.
#[must_use]
pub fn write(document: &Document) -> Vec<File> {
    let mut table = Table {
        text: document.text.chars().collect(),
        clusters: document.clusters.iter().map(|c| (c.id.as_str(), c)).collect(),
        out: "\u{feff}".to_owned(),
    };
    table.row(TITLES.map(str::to_owned));
    document.entities.iter().for_each(|entity| table.entity(&document.id, entity));
    document.attributions.iter().for_each(|attribution| table.attribution(&document.id, attribution));
    vec![File::of(document, ".csv", table.out)]
}

struct Table<'d> {
    text: Vec<char>,
    clusters: HashMap<&'d str, &'d Cluster>,
    out: String,
}

impl Table<'_> {
    fn row(&mut self, cells: [String; TITLES.len()]) {
        let cells = cells.map(|cell| quoted(&harmless(cell)));
        self.out.push_str(&cells.join(","));
        self.out.push_str("\r\n");
    }

    fn words(&self, parts: &[Range]) -> String {
        let word = |&(start, end): &Range| self.text.get(start..end).unwrap_or_default().iter().collect::<String>();
        parts.iter().map(word).collect::<Vec<_>>().join(" … ")
    }

    /// A cluster's id, name and doubt.
    fn cluster(&self, id: Option<&str>) -> [String; 3] {
        let cluster = id.and_then(|id| self.clusters.get(id));
        let name = cluster.map(|c| c.name.clone()).unwrap_or_default();
        let doubt = cluster.and_then(|c| c.doubt.clone()).unwrap_or_default();
        [id.unwrap_or_default().to_owned(), name, doubt]
    }

    fn entity(&mut self, document: &str, e: &Entity) {
        let [cluster, name, doubt] = self.cluster(e.entity.as_deref());
        let [status, confidence, origin, rule, flagged, note] =
            about(e.status, e.confidence, e.origin, e.rule.as_deref(), e.flagged, &e.note);
        let empty = String::new;
        self.row([
            document.to_owned(),
            e.id.clone(),
            "name".to_owned(),
            name_of(&e.label),
            e.start.to_string(),
            e.end.to_string(),
            self.words(&[(e.start, e.end)]),
            cluster,
            name,
            doubt,
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            status,
            confidence,
            origin,
            rule,
            flagged,
            note,
        ]);
    }

    fn attribution(&mut self, document: &str, a: &Attribution) {
        let roles = [("source", &a.source), ("cue", &a.cue), ("content", &a.content)];
        let all = || roles.iter().flat_map(|(_, parts)| parts.iter());
        let offset = |offset: Option<usize>| offset.map(|offset| offset.to_string()).unwrap_or_default();
        let [cluster, name, doubt] = self.cluster(a.speaker.as_deref());
        let [status, confidence, origin, rule, flagged, note] =
            about(a.status, a.confidence, a.origin, a.rule.as_deref(), a.flagged, &a.note);
        self.row([
            document.to_owned(),
            a.id.clone(),
            "attribution".to_owned(),
            String::new(),
            offset(all().map(|r| r.0).min()),
            offset(all().map(|r| r.1).max()),
            String::new(),
            cluster,
            name,
            doubt,
            self.words(&a.source),
            self.words(&a.cue),
            self.words(&a.content),
            roles.map(|(role, parts)| places(role, parts)).join(" ").trim().to_owned(),
            name_of(&a.form),
            name_of(&a.frame),
            name_of(&a.stance),
            name_of(&a.source_kind),
            status,
            confidence,
            origin,
            rule,
            flagged,
            note,
        ]);
    }
}

/// Where the parts of a role stand: `content:18-27;32-37`.
fn places(role: &str, parts: &[Range]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = parts.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    format!("{role}:{}", parts.join(";"))
}

/// Status, confidence, origin, rule, flag and note.
fn about(
    status: Status,
    confidence: f32,
    origin: Origin,
    rule: Option<&str>,
    flagged: bool,
    note: &str,
) -> [String; 6] {
    let flag = if flagged { "yes" } else { "" };
    let rule = rule.unwrap_or_default().to_owned();
    [name_of(&status), confidence.to_string(), name_of(&origin), rule, flag.to_owned(), note.to_owned()]
}

/// A cell that no spreadsheet takes for a formula: those that begin like one get an apostrophe before them.
fn harmless(cell: String) -> String {
    const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(FORMULAS) { format!("'{cell}") } else { cell }
}

/// A cell in quotation marks, if it needs them.
fn quoted(cell: &str) -> String {
    let needs = cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_none() {
        let cell = |words: &str| quoted(&harmless(words.to_owned()));
        assert_eq!(cell("the dam"), "the dam");
        assert_eq!(cell("\"We knew,\" she said"), "\"\"\"We knew,\"\" she said\"");
        assert_eq!(cell("two\nlines"), "\"two\nlines\"");
        for start in ["=SUM(A1)", "+1", "-1", "@all", "\tx", "＝1"] {
            assert_eq!(cell(start), format!("'{start}"));
        }
        assert_eq!(cell("\rx"), "\"'\rx\"");
    }

    #[test]
    fn a_row_is_written_for_each_annotation() {
        let json = r#"{"format": "sayso", "version": 1, "id": "dam", "text": "“It held,” said Ana.",
            "entities": [{"start": 16, "end": 19, "label": "PERSON", "entity": "c1", "status": "confirmed"}],
            "clusters": [{"id": "c1", "name": "Ana Varga", "label": "PERSON"}],
            "attributions": [{"source": [[16, 19]], "cue": [[11, 15]], "content": [[0, 10]], "form": "direct",
            "frame": "statement", "stance": "asserts", "source_kind": "named_person", "speaker": "c1",
            "confidence": 0.5, "origin": "suggestion", "note": "=1"}]}"#;
        let document = Document::from(&Document::parse(json).unwrap());
        let file = write(&document).remove(0);
        assert_eq!(file.name, "dam.csv");
        let text = String::from_utf8(file.bytes).unwrap();
        let rows: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().split_terminator("\r\n").collect();
        assert_eq!(rows[0], TITLES.join(","));
        assert_eq!(rows[1], "dam,e1,name,PERSON,16,19,Ana,c1,Ana Varga,,,,,,,,,,confirmed,1,person,,,");
        assert_eq!(
            rows[2],
            "dam,a1,attribution,,0,19,,c1,Ana Varga,,Ana,said,\"“It held,”\",source:16-19 cue:11-15 content:0-10,\
             direct,statement,asserts,named_person,suggested,0.5,suggestion,,,'=1"
        );
        assert_eq!(rows.len(), 3);
    }
}
