//! `WebAnno` TSV 3.3, for `INCEpTION`: a word a line, a column a feature; offsets count UTF-16.
//!
//! A project that opens it needs the layers that it has: beside that of names, which every project has, a span layer
//! `AttributionPart` with a text feature `role`, and a span layer `Attribution` with the text features `form`, `frame`,
//! `sourceKind` and `stance` and a link feature `parts` to `AttributionPart`.

mod units;

use std::fmt::Write as _;

use super::fit::{Carries, Fitted};
use super::v1::{Document, Range};
use super::words::sentences;
use super::{File, name_of};
use crate::attribution::Role;
use units::{Mark, Unit, Units};

/// The layers, each with its features, as the head of a file declares them.
const LAYERS: [&str; 3] = [
    "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value",
    "#T_SP=webanno.custom.AttributionPart|role",
    "#T_SP=webanno.custom.Attribution|form|frame|sourceKind|stance|ROLE_webanno.custom.Attribution:parts_\
     webanno.custom.AttributionPartsLink|webanno.custom.AttributionPart",
];

/// The columns of each layer.
const COLUMNS: [usize; 3] = [2, 1, 6];

/// Takes out what those layers have no feature for.
#[must_use]
pub fn fit(document: Document) -> Fitted {
    let words: Vec<Range> = sentences(&document).into_iter().flat_map(|sentence| sentence.words).collect();
    let carries = Carries { name: true, overlaps: true, attributions: true, parts: true, fields: true, ..NAMES };
    let mut fitted = carries.fit(document);
    fitted.call_as_file();
    fitted.move_ends(|(start, end)| {
        let first = words.get(words.partition_point(|word| word.1 <= start))?;
        let last = words[..words.partition_point(|word| word.0 < end)].last()?;
        let range = (start.max(first.0), end.min(last.1));
        (range.0 < range.1).then_some(range)
    });
    fitted
}

const NAMES: Carries = Carries::NOTHING_BUT_NAMES;

/// One document.
#[must_use]
pub fn write(document: &Document) -> Vec<File> {
    let signs: Vec<char> = document.text.chars().collect();
    let sentences = sentences(document);
    let units = Units::new(&sentences, marks(document));
    let layers: Vec<usize> = (0..LAYERS.len()).filter(|&layer| units.marks.iter().any(|m| m.layer == layer)).collect();
    let mut out = "#FORMAT=WebAnno TSV 3.3\n".to_owned();
    for &layer in &layers {
        let _ = writeln!(out, "{}", LAYERS[layer]);
    }
    out.push('\n');
    let mut writer = Writer { offsets: utf16(&signs), signs, units: &units, layers, out };
    let mut words = units.words.iter();
    for sentence in &sentences {
        writer.sentence(sentence.range);
        for word in words.by_ref().take(sentence.words.len()) {
            writer.unit(&word.whole);
            word.pieces.iter().for_each(|piece| writer.unit(piece));
        }
    }
    vec![File::of(document, ".tsv", writer.out)]
}

/// UTF-16 units before each code point.
fn utf16(signs: &[char]) -> Vec<usize> {
    let before = signs.iter().scan(0, |units, sign| {
        *units += sign.len_utf16();
        Some(*units)
    });
    std::iter::once(0).chain(before).collect()
}

/// Names, then the parts of attributions, then the attributions.
fn marks(document: &Document) -> Vec<Mark> {
    let name = |e: &super::v1::Entity| Mark {
        layer: 0,
        range: (e.start, e.end),
        values: vec!["*".to_owned(), escaped(&name_of(&e.label))],
        links: Vec::new(),
    };
    let mut marks: Vec<Mark> = document.entities.iter().map(name).collect();
    let mut attributions = Vec::new();
    for a in &document.attributions {
        let mut links = Vec::new();
        for (role, parts) in Role::ALL.into_iter().zip([&a.source, &a.cue, &a.content]) {
            for &range in parts {
                let role = name_of(&role);
                links.push((role.clone(), marks.len()));
                marks.push(Mark { layer: 1, range, values: vec![role], links: Vec::new() });
            }
        }
        let fields = [name_of(&a.form), name_of(&a.frame), name_of(&a.source_kind), name_of(&a.stance)];
        let place = [&a.cue, &a.content, &a.source].into_iter().find_map(|parts| parts.first());
        attributions.extend(place.map(|&range| {
            let values = fields.iter().map(|field| escaped(field)).collect();
            Mark { layer: 2, range, values, links }
        }));
    }
    marks.append(&mut attributions);
    marks
}

/// A value without signs of its own meaning.
fn escaped(value: &str) -> String {
    let mut out = String::new();
    for sign in value.chars() {
        match sign {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    out.replace("->", "\\->")
}

/// A line of the text of a sentence.
fn escaped_line(line: &str) -> String {
    let mut out = String::new();
    for sign in line.chars() {
        match sign {
            '\t' => out.push_str("\\t"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\\' => out.push_str("\\\\"),
            '\0'..='\u{7}' | '\u{e}'..='\u{1f}' => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    out
}

struct Writer<'u> {
    signs: Vec<char>,
    offsets: Vec<usize>,
    units: &'u Units,
    layers: Vec<usize>,
    out: String,
}

impl Writer<'_> {
    fn words(&self, (start, end): Range) -> String {
        self.signs[start..end].iter().collect()
    }

    fn sentence(&mut self, range: Range) {
        self.out.push('\n');
        for line in self.words(range).split('\n') {
            let _ = writeln!(self.out, "#Text={}", escaped_line(line));
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let (start, end) = unit.range;
        let (from, to) = (self.offsets[start], self.offsets[end]);
        let mut line = format!("{}\t{from}-{to}\t{}\t", unit.id, self.words(unit.range));
        for &layer in &self.layers {
            let here = || unit.marks.iter().filter(|mark| self.units.marks[**mark].layer == layer);
            for column in 0..COLUMNS[layer] {
                let values: Vec<String> = here().map(|&mark| self.cell(mark, column)).collect();
                let cell = if values.is_empty() { "_".to_owned() } else { values.join("|") };
                let _ = write!(line, "{cell}\t");
            }
        }
        let _ = writeln!(self.out, "{line}");
    }

    /// What a mark has in a column of its layer; the last two of those with links are their roles and targets.
    fn cell(&self, at: usize, column: usize) -> String {
        let mark = &self.units.marks[at];
        let numbered = |value: &str, number: Option<usize>| match number {
            Some(number) => format!("{value}[{number}]"),
            None => value.to_owned(),
        };
        let number = self.units.number(at);
        match mark.values.get(column) {
            Some(value) => numbered(value, number),
            None if column == mark.values.len() => {
                let roles: Vec<&str> = mark.links.iter().map(|(role, _)| role.as_str()).collect();
                numbered(&roles.join(";"), number)
            }
            None => {
                let target =
                    |(_, target): &(String, usize)| numbered(&self.units.home(*target), self.units.number(*target));
                mark.links.iter().map(target).collect::<Vec<_>>().join(";")
            }
        }
    }
}
