//! Decoding beside `training/decode.py`, and where it does more.

use serde::Deserialize;

use super::*;
use crate::tagger::label::Label;

const THRESHOLDS: Thresholds =
    Thresholds { cue: 0.5, candidate: 0.5, switch: 1.5, source: 0.25, least_name: 0.0, least_attribution: 0.0 };

#[derive(Deserialize)]
struct File {
    decoding: Vec<Case>,
}

/// Scores out of thin air, and what `decode.py` makes of them.
#[derive(Deserialize)]
struct Case {
    names: Vec<Vec<f32>>,
    cues: Vec<[f32; 3]>,
    /// For each cue that it found.
    roles: Vec<Vec<[f32; 4]>>,
    found: Vec<(usize, usize, String)>,
    attributions: Vec<Expected>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

fn cases() -> Vec<Case> {
    let file: File =
        serde_json::from_str(include_str!("../../../tests/tagger/parity.json")).expect("what export.py wrote");
    file.decoding
}

fn found_cues(scores: &[[f32; 3]], thresholds: &Thresholds) -> Vec<Cue> {
    let mut probabilities = scores.to_vec();
    for p in &mut probabilities {
        softmax(p);
    }
    cues(&probabilities, thresholds)
}

#[test]
fn names_are_those_of_the_training() {
    for case in cases() {
        let found = names(&case.names.concat(), case.names[0].len());
        let found: Vec<_> =
            found.into_iter().map(|f| (f.tokens.start, f.tokens.end, Label::ALL[f.label].name().to_owned())).collect();
        assert_eq!(found, case.found);
    }
}

fn spans(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<(usize, usize)> {
    ranges.into_iter().map(|r| (r.start, r.end)).collect()
}

fn marked(mask: &[bool]) -> Vec<(usize, usize)> {
    spans(regions(mask.iter().copied()))
}

#[test]
fn attributions_are_those_of_the_training() {
    for mut case in cases() {
        let found = found_cues(&case.cues, &THRESHOLDS);
        assert_eq!(found.len(), case.roles.len());
        let drafts = found.iter().zip(&case.roles).filter_map(|(cue, roles)| attribution(roles, cue, &THRESHOLDS));
        let found = merge(drafts.collect(), &THRESHOLDS).into_iter().map(|draft| Expected {
            source: spans(draft.source),
            cue: marked(&draft.cue),
            content: marked(&draft.content),
        });
        let mut found: Vec<_> = found.collect();
        // Of a source that the cue cuts in two only the longer part is kept here.
        for expected in &mut case.attributions {
            let longest = expected.source.iter().rev().max_by_key(|(start, end)| end - start).copied();
            expected.source = longest.into_iter().collect();
        }
        found.sort();
        case.attributions.sort();
        assert_eq!(found, case.attributions);
    }
}

/// Tokens that are in a cue with these probabilities, the first of each run first.
fn inside(probabilities: &[f32]) -> Vec<[f32; 3]> {
    probabilities.iter().map(|p| [1.0 - p, 0.0, *p]).collect()
}

#[test]
fn doubtful_cues_are_kept_where_no_sure_one_is() {
    let thresholds = Thresholds { candidate: 0.2, ..THRESHOLDS };
    let found = cues(&inside(&[0.0, 0.3, 0.4, 0.0, 0.3, 0.9, 0.8, 0.3, 0.0]), &thresholds);
    let tokens: Vec<_> = found.iter().map(|cue| cue.tokens.clone()).collect();
    assert_eq!(tokens, [1..3, 5..7]);
    assert!((found[0].sure - 0.4).abs() < 1e-6);
}

#[test]
fn there_are_never_too_many_cues() {
    let all: Vec<[f32; 3]> = (0..100_u8).map(|n| [0.2, 0.8 - f32::from(n) / 1000.0, 0.0]).collect();
    let found = cues(&all, &THRESHOLDS);
    assert_eq!(found.len(), 29);
    assert_eq!(found[28].tokens, 28..29, "the surest stay");
}

fn draft(cue: Range<usize>, content: Range<usize>, sure: f32) -> Draft {
    let mask = |range: Range<usize>| (0..12).map(|at| range.contains(&at)).collect();
    Draft { source: None, content: mask(content), cue: mask(cue), sure, score: sure }
}

#[test]
fn cues_that_say_the_same_are_one() {
    let merged = merge(vec![draft(1..2, 4..12, 0.6), draft(3..4, 5..12, 0.7)], &THRESHOLDS);
    assert_eq!(merged.len(), 1);
    assert_eq!(marked(&merged[0].cue), [(1, 2), (3, 4)]);
    assert_eq!(marked(&merged[0].content), [(5, 12)]);
    let far = merge(vec![draft(0..1, 5..12, 0.6), draft(4..5, 6..12, 0.7)], &THRESHOLDS);
    assert_eq!(far.len(), 2);
}

#[test]
fn a_doubtful_cue_adds_nothing_to_a_sure_one() {
    let merged = merge(vec![draft(1..2, 4..12, 0.3), draft(3..4, 5..12, 0.7), draft(0..1, 2..4, 0.3)], &THRESHOLDS);
    let cues: Vec<_> = merged.iter().map(|d| marked(&d.cue)).collect();
    assert_eq!(cues, [[(0, 1)], [(3, 4)]]);
}

#[test]
fn without_content_there_is_no_attribution() {
    let nothing = vec![[5.0, 0.0, 0.0, 0.0]; 4];
    assert_eq!(attribution(&nothing, &Cue { tokens: 1..2, sure: 0.9 }, &THRESHOLDS), None);
}
