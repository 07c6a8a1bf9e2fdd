//! Documents to be written in every format.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sayso::attribution::{Form, Frame, SourceKind, Stance};
use sayso::entity::Label;
use sayso::export::v1::{Attribution, Cluster, Document, Entity, Range};
use sayso::review::{Origin, Status};
use sayso::{Article, Review, annotate};

use super::{model, settled};

const PIECES: &[&str] = &[
    "The",
    "dam",
    "held",
    "said",
    "Ana",
    "Varga",
    "mayor",
    "of",
    "Brodek",
    "in",
    "a",
    "report",
    ",",
    ".",
    "“We",
    "knew”",
    "\"it",
    "is\"",
    "e\u{301}t\u{e9}",
    "👩‍👩‍👧",
    "🇮🇷",
    "שלום",
    "גשר",
    "=SUM(A1)",
    "-1",
    "@all",
    "O'Neil",
    "x\ty",
    "a\\b",
    "<b>",
    "&amp;",
    "|",
    "*",
    "B-PER",
    "T1",
    "#",
    "]]>",
    "naïve",
];
const SPACES: &[&str] = &[" ", " ", " ", " ", "\n", "\n\n", "", "  ", "\u{a0}", "\r\n"];
const LABELS: &[Label] = &[
    Label::Person,
    Label::Title,
    Label::Org,
    Label::Loc,
    Label::Fac,
    Label::Norp,
    Label::Date,
    Label::Time,
    Label::Money,
    Label::Quantity,
    Label::Product,
    Label::Misc,
];

/// What stands beside the words of an annotation.
type About = (Status, f32, Origin, bool, &'static str, Option<&'static str>);

fn about() -> impl Strategy<Value = About> {
    (
        select(vec![Status::Suggested, Status::Confirmed, Status::Rejected]),
        select(vec![1.0_f32, 0.5, 0.1, 0.934_521_3]),
        select(vec![Origin::Suggestion, Origin::Person]),
        any::<bool>(),
        select(vec!["", "", "Ask the desk.", "two\nlines \"quoted\" \\ and a\ttab; שלום 🇮🇷"]),
        select(vec![None, Some("tagger"), Some("hedge")]),
    )
}

/// Cuts a text at random places into ranges that begin and end with a sign that is no white space.
fn range(text: &[char], a: Index, b: Index) -> Option<Range> {
    let (a, b) = (a.index(text.len() + 1), b.index(text.len() + 1));
    // Short ones mostly, as in life.
    let (mut start, mut end) = (a.min(b), a.max(b).min(a.min(b) + 30));
    while start < end && text[start].is_whitespace() {
        start += 1;
    }
    while start < end && text[end - 1].is_whitespace() {
        end -= 1;
    }
    (start < end).then_some((start, end))
}

/// Those that stand apart from those before.
fn apart(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut apart: Vec<Range> = Vec::new();
    for range in ranges {
        if apart.last().is_none_or(|last| last.1 < range.0) {
            apart.push(range);
        }
    }
    apart
}

/// Any document: odd signs, nested and crossing names, interrupted roles, decisions, notes.
pub(crate) fn made_up() -> impl Strategy<Value = Document> {
    let text = vec((select(PIECES), select(SPACES)), 1..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(word, space)| [word, space]).collect::<String>());
    let ends = || vec((any::<Index>(), any::<Index>()), 0..4);
    let entities =
        vec((any::<Index>(), any::<Index>(), select(LABELS), proptest::option::of(0..4_usize), about()), 0..12);
    let fields = (
        select(vec![Form::Direct, Form::Indirect, Form::Mixed]),
        select(vec![Frame::Statement, Frame::Hedge, Frame::Decree]),
        select(vec![Stance::Asserts, Stance::Denies, Stance::Asks]),
        select(vec![SourceKind::NamedPerson, SourceKind::Unnamed, SourceKind::None]),
        proptest::option::of(0..4_usize),
    );
    let attributions = vec((ends(), ends(), ends(), fields, about()), 0..5);
    (text, entities, attributions).prop_map(|(text, entities, attributions)| build(text, entities, attributions))
}

type Ends = Vec<(Index, Index)>;
type Fields = (Form, Frame, Stance, SourceKind, Option<usize>);

fn build(
    text: String,
    entities: Vec<(Index, Index, Label, Option<usize>, About)>,
    attributions: Vec<(Ends, Ends, Ends, Fields, About)>,
) -> Document {
    let signs: Vec<char> = text.chars().collect();
    let mut document =
        Document { format: "sayso".to_owned(), version: 1, id: "made up".to_owned(), text, ..Document::default() };
    let cluster = |n: usize| Cluster {
        id: format!("k{n}"),
        name: ["Ana Varga", "Brodek", "the dam", "שלום"][n].to_owned(),
        label: LABELS[n],
        doubt: (n == 2).then(|| "two first names".to_owned()),
    };
    document.clusters = (0..4).map(cluster).collect();
    for (a, b, label, entity, (status, confidence, origin, flagged, note, rule)) in entities {
        let Some((start, end)) = range(&signs, a, b) else { continue };
        if document.entities.iter().any(|e| (e.start, e.end, e.label) == (start, end, label)) {
            continue;
        }
        document.entities.push(Entity {
            id: String::new(),
            start,
            end,
            label,
            text: String::new(),
            entity: entity.map(|n| format!("k{n}")),
            confidence,
            status,
            origin,
            flagged,
            note: note.to_owned(),
            rule: rule.map(str::to_owned),
        });
    }
    for (source, cue, content, fields, (status, confidence, origin, flagged, note, rule)) in attributions {
        let ranges = |ends: Ends| apart(ends.into_iter().filter_map(|(a, b)| range(&signs, a, b)).collect());
        let (source, cue, content) = (ranges(source), ranges(cue), ranges(content));
        let same = |a: &Attribution| (&a.source, &a.cue, &a.content) == (&source, &cue, &content);
        if (source.is_empty() && cue.is_empty() && content.is_empty()) || document.attributions.iter().any(same) {
            continue;
        }
        let (form, frame, stance, source_kind, speaker) = fields;
        document.attributions.push(Attribution {
            id: String::new(),
            source,
            cue,
            content,
            form,
            frame,
            stance,
            source_kind,
            speaker: speaker.map(|n| format!("k{n}")),
            confidence,
            status,
            origin,
            flagged,
            note: note.to_owned(),
            rule: rule.map(str::to_owned),
        });
    }
    settled(document)
}

/// The five seed articles as the annotator marks them, every third decided on; none where they are not at hand.
pub(crate) fn seeds() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return Vec::new();
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let decided = |path: &std::path::PathBuf| {
        let article = Article::from_text(fs::read_to_string(path).unwrap());
        let annotations = annotate(model::tagger(), &article);
        let review = Review::new(path.file_stem().unwrap().to_string_lossy().into_owned(), article, annotations);
        let mut document = Document::from(&review);
        let decision = |n: usize| [Status::Suggested, Status::Confirmed, Status::Rejected][n % 3];
        document.entities.iter_mut().enumerate().for_each(|(n, e)| e.status = decision(n));
        document.attributions.iter_mut().enumerate().for_each(|(n, a)| a.status = decision(n));
        document
    };
    files.iter().map(decided).collect()
}

/// The seeds, and a hundred generated documents, always the same.
pub(crate) fn samples() -> Vec<Document> {
    let mut runner = TestRunner::deterministic();
    let made = (0..100).map(|_| made_up().new_tree(&mut runner).unwrap().current());
    seeds().into_iter().chain(made).collect()
}
