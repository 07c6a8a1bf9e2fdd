//! Which kinds of gold attributions are found: the recall of "full" by form and by kind of source.
//!
//! Recall only: what a prediction that matches nothing should have been, nobody knows.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::attributions::{Sides, is_quote};
use super::document::{Pair, Range};
use super::figures::{Rows, share};
use super::text::is_word;

/// Gold attributions of one kind, and how many of them were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Recall {
    pub(super) found: usize,
    pub(super) gold: usize,
}

impl Recall {
    pub(super) fn share(self) -> f64 {
        share(self.found, self.gold)
    }
}

impl Serialize for Recall {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Recall", 3)?;
        out.serialize_field("R", &self.share())?;
        out.serialize_field("tp", &self.found)?;
        out.serialize_field("gold", &self.gold)?;
        out.end()
    }
}

/// The breakdowns.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Kinds {
    /// By the quotation marks in the content.
    pub(super) form: Rows<Recall>,
    /// By the gold's own word for it; empty where the gold has none.
    #[serde(skip_serializing_if = "none")]
    pub(super) source_kind: Rows<Recall>,
}

fn none<T>(rows: &Rows<T>) -> bool {
    rows.0.is_empty()
}

impl Kinds {
    pub(super) fn new(pairs: &[&Pair]) -> Self {
        let mut by_form = FORMS.map(|form| (form.to_owned(), Recall::default()));
        let mut by_source: BTreeMap<String, Recall> = BTreeMap::new();
        for pair in pairs {
            let sides = Sides::new(pair);
            let mut found = vec![0; sides.gold.len()];
            for (i, _) in sides.full.one_to_one(|_| true) {
                found[i] = 1;
            }
            for (said, found) in sides.gold.iter().zip(found) {
                let count = |recall: &mut Recall| {
                    recall.found += found;
                    recall.gold += 1;
                };
                let [.., content] = said.record.roles();
                count(&mut by_form[form(&pair.text.chars, content)].1);
                if let Some(kind) = said.record.fields.get("source_kind").and_then(Value::as_str) {
                    count(by_source.entry(kind.to_owned()).or_default());
                }
            }
        }
        Self { form: Rows(by_form.into()), source_kind: Rows(by_source.into_iter().collect()) }
    }
}

const FORMS: [&str; 3] = ["direct", "mixed", "indirect"];

/// Letters and numbers that may stand outside the quotation marks of a direct content: "that".
const OUTSIDE: usize = 4;

/// Which of [`FORMS`] a content has, by its double quotation marks alone.
fn form(text: &[char], content: &[Range]) -> usize {
    let parts = content.iter().map(|&(start, end)| &text[start..end]);
    if !parts.clone().any(|part| part.iter().any(|&c| is_quote(c))) {
        return 2;
    }
    usize::from(parts.map(outside).sum::<usize>() > OUTSIDE)
}

/// Word characters outside the quotation marks.
fn outside(part: &[char]) -> usize {
    let mut inside = begins_inside(part);
    let mut count = 0;
    for &c in part {
        match c {
            '"' => inside = !inside,
            '“' | '„' | '«' => inside = true,
            '”' | '»' => inside = false,
            _ => count += usize::from(!inside && is_word(c)),
        }
    }
    count
}

/// Whether a quotation is open before the first mark, which was left out or stands in an earlier part.
fn begins_inside(part: &[char]) -> bool {
    let mut marks = part.iter().filter(|&&c| is_quote(c));
    match marks.next() {
        Some('”' | '»') => true,
        // A straight one alone closes, unless it stands in front.
        Some('"') => marks.count() % 2 == 0 && part.iter().find(|&&c| is_quote(c) || is_word(c)) != Some(&'"'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: &[&str], expected: &str) {
        let text: Vec<char> = parts.concat().chars().collect();
        let mut end = 0;
        let content: Vec<Range> = parts
            .iter()
            .map(|part| {
                let start = end;
                end += part.chars().count();
                (start, end)
            })
            .collect();
        assert_eq!(FORMS[form(&text, &content)], expected, "{parts:?}");
    }

    #[test]
    fn forms() {
        check(&["the dam would hold"], "indirect");
        check(&["“The dam will hold,”"], "direct");
        check(&["that \"the dam will hold\""], "direct");
        check(&["the dam was “safe” now"], "mixed");
        check(&["\"It is over,\"", "\"We can go home.\""], "direct");
        check(&["\"It is over,\"", "and the town was safe"], "mixed");
    }

    #[test]
    fn marks_may_be_left_out() {
        check(&["The dam will hold,”"], "direct");
        check(&["“The dam will hold. It is safe."], "direct");
        check(&["The dam will hold,\""], "direct");
        check(&["\"The dam will hold"], "direct");
        check(&["the town called it \"a disaster"], "mixed");
    }
}
