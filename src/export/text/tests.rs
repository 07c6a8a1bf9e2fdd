use std::borrow::Cow;

use super::{Ink, NARROWEST, Page, draw};
use crate::annotate::Annotations;
use crate::annotate::scripted::Scripted;
use crate::article::{Article, BlockKind};
use crate::attribution::{Attribution, Form, Frame, SourceKind, Stance};
use crate::entity::{Entity, Label, Mention};
use crate::review::{Review, Status, Target};
use crate::span::Span;

const PLAIN: Page = Page { width: 80, ink: Ink::Plain };

fn of(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("words that are there");
    Span::new(start, start + words.len())
}

/// A review with these words marked: entities, and one attribution.
fn review(text: &str, entities: &[(&str, Label)], [source, cue, content]: [&str; 3]) -> Review {
    let (confidence, rule) = (0.5, Cow::Borrowed("test"));
    let mention = |(i, &(words, label)): (usize, &(&str, Label))| Mention {
        span: of(text, words),
        label,
        entity: i,
        confidence,
        rule: rule.clone(),
    };
    let some = |words: &str| if words.is_empty() { Vec::new() } else { vec![of(text, words)] };
    let attribution = Attribution {
        source: some(source),
        cue: some(cue),
        content: some(content),
        form: Form::Direct,
        frame: Frame::Statement,
        stance: Stance::Asserts,
        source_kind: SourceKind::NamedPerson,
        speaker: None,
        confidence,
        rule: rule.clone(),
    };
    let annotations = Annotations {
        mentions: entities.iter().enumerate().map(mention).collect(),
        entities: entities.iter().map(|&(n, label)| Entity { name: n.to_owned(), label, doubt: None }).collect(),
        attributions: if cue.is_empty() { Vec::new() } else { vec![attribution] },
    };
    let mut article = Article::from_text(text.to_owned());
    // What a line is taken for is not what is tested here.
    article.blocks.iter_mut().for_each(|b| b.kind = BlockKind::Body);
    Review::new("test".to_owned(), article, annotations)
}

fn check(review: &Review, page: Page, drawn: &str) {
    // Blank lines at both ends make the expectations readable.
    assert_eq!(draw(review, page).trim_end(), drawn.trim_matches('\n').trim_end());
}

#[test]
fn marks_stand_under_their_words() {
    let text = "\"It is over,\" Mira Oduya of Ostvik said.";
    let entities = [("Mira Oduya", Label::Person), ("Ostvik", Label::Loc)];
    let mut review = review(text, &entities, ["Mira Oduya of Ostvik", "said", "\"It is over,\""]);
    check(
        &review,
        PLAIN,
        r#"
body        "It is over," Mira Oduya of Ostvik said.
                          PERSON----    LOC---
a1          content------ source-------------- cue-

a1          asserts, statement, direct, named_person: Mira Oduya of Ostvik
"#,
    );
    review.decide(&[Target::Mention(0)], Status::Confirmed);
    review.decide(&[Target::Mention(1)], Status::Rejected);
    assert!(draw(&review, PLAIN).contains("PERSON====\n"));
}

#[test]
fn lines_are_broken_and_marks_with_them() {
    let text = "Mira Oduya said that the dam above the old mill of Ostvik would hold.";
    let content = "that the dam above the old mill of Ostvik would hold";
    let review = review(text, &[("Ostvik", Label::Loc)], ["Mira Oduya", "said", content]);
    check(
        &review,
        Page { width: NARROWEST, ..PLAIN },
        r"
body        Mira Oduya said that the dam
a1          source---- cue- content-----
            above the old mill of Ostvik
                                  LOC---
a1          content---------------------
            would hold.
a1          content---

a1          asserts, statement, direct,…
",
    );
}

#[test]
fn what_nests_gets_a_row_of_its_own() {
    let text = "Ostvik River Police";
    let entities = [("Ostvik River Police", Label::Org), ("Ostvik", Label::Loc), ("River", Label::Loc)];
    check(
        &review(text, &entities, ["", "", ""]),
        PLAIN,
        r"
body        Ostvik River Police
            ORG----------------
            LOC--- LOC--
",
    );
}

#[test]
fn wide_and_joined_characters_keep_marks_in_place() {
    let text = "東京 👨‍👩‍👧 e\u{301}tude 🇮🇷 Ostvik";
    check(
        &review(text, &[("東京", Label::Loc), ("Ostvik", Label::Loc)], ["", "", ""]),
        PLAIN,
        "
body        東京 👨‍👩‍👧 e\u{301}tude 🇮🇷 Ostvik
            LOC-             LOC---
",
    );
}

#[test]
fn control_characters_are_shown_and_not_obeyed() {
    let review =
        review("a\0b \u{1b}[31mred \u{202e}evil\u{202c} \u{7f}\u{9b} Ostvik", &[("Ostvik", Label::Loc)], ["", "", ""]);
    check(
        &review,
        PLAIN,
        "
body        a␀b ␛[31mred \u{fffd}evil\u{fffd} ␡\u{fffd} Ostvik
                                   LOC---
",
    );
}

#[test]
fn writing_from_right_to_left_is_isolated() {
    let drawn = draw(&review("before שלום, עולם. after", &[], ["", "", ""]), PLAIN);
    assert_eq!(drawn, "body        before \u{2068}שלום, עולם\u{2069}. after\n");
}

#[test]
fn colour_is_for_those_who_ask() {
    let review = review("Ostvik", &[("Ostvik", Label::Loc)], ["", "", ""]);
    assert!(!draw(&review, PLAIN).contains('\u{1b}'));
    let drawn = draw(&review, Page { ink: Ink::Ansi, ..PLAIN });
    assert!(drawn.contains("\u{1b}[36mLOC---\u{1b}[0m"), "{drawn:?}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    let text = format!("{} {} x", "w".repeat(500), "y ".repeat(100));
    for line in draw(&review(&text, &[], ["", "", ""]), PLAIN).lines() {
        assert!(line.len() <= PLAIN.width, "{line}");
    }
}

#[test]
fn anything_can_be_drawn() {
    for text in ["", " ", "\u{301}", "\r\n\u{200d}", &"(".repeat(2000), &"e\u{301}".repeat(500)] {
        let (article, annotations) = Scripted::annotate(text);
        let _ = draw(&Review::new("x".to_owned(), article, annotations), PLAIN);
    }
}
