//! What rules add to claims that a tagger found: hedges, quotations of quotations, fields; drawn under the words.

use super::*;
use crate::annotate::Annotations;
use crate::annotate::scripted::Scripted;

/// Draws each attribution on a line: s source, q cue, c content.
fn draw(article: &Article, found: &[Attribution]) -> Vec<String> {
    let text = article.text.as_str();
    let line = |a: &Attribution| {
        let mut marks = vec![' '; text.chars().count()];
        for (spans, letter) in [(&a.content, 'c'), (&a.source, 's'), (&a.cue, 'q')] {
            for span in spans {
                let from = text[..span.start].chars().count();
                let count = span.of(text).chars().count();
                marks[from..from + count].fill(letter);
            }
        }
        marks.into_iter().collect::<String>().trim_end().to_owned()
    };
    found.iter().map(line).collect()
}

/// Of the picture, the first line is the text without marks, each further one an attribution in it.
#[track_caller]
fn check(marked: &str, picture: &str) {
    let (article, found) = Scripted::annotate(marked);
    let mut lines = picture.lines();
    assert_eq!(lines.next(), Some(article.text.as_str()));
    let expected: Vec<&str> = lines.map(str::trim_end).collect();
    let found = draw(&article, &found.attributions);
    assert_eq!(found, expected, "\n{}\n{}\n", article.text, found.join("\n"));
}

/// As [`check`], where the tagger finds nothing.
#[track_caller]
fn check_rules(picture: &str) {
    check(picture.lines().next().unwrap_or(""), picture);
}

/// What the only attribution of a text says of its content.
#[track_caller]
fn only(marked: &str) -> Attribution {
    let (article, Annotations { attributions, .. }) = Scripted::annotate(marked);
    assert_eq!(attributions.len(), 1, "{marked}\n{}", draw(&article, &attributions).join("\n"));
    attributions.into_iter().next().unwrap()
}

/// The names of the speakers.
fn speakers(marked: &str) -> Vec<Option<String>> {
    let found = Scripted::annotate(marked).1;
    let name = |id: EntityId| found.entities[id].name.clone();
    found.attributions.iter().map(|a| a.speaker.map(name)).collect()
}

#[test]
fn what_the_tagger_finds_stays_as_it_is() {
    check(
        "{The pump|c}, {officials|s} {said|q}, {was never tested|c}.",
        "\
The pump, officials said, was never tested.
cccccccc  sssssssss qqqq  cccccccccccccccc",
    );
    check(
        "{Brook|s} {said|q} {the wall was sound|c}, but {{Lee|s2} {denied|q2} {that|c2}|c1} {he|s1} {said|q1}.",
        "\
Brook said the wall was sound, but Lee denied that he said.
sssss qqqq cccccccccccccccccc
                                   ccccccccccccccc ss qqqq
                                   sss qqqqqq cccc",
    );
}

#[test]
fn who_quotes_and_who_is_quoted() {
    let picture = "\
The newspaper quoted a sailor as saying the ferry had sunk.
sssssssssssss qqqqqq ccccccccccccccccccccccccccccccccccccc
                     ssssssss qqqqqqqqq cccccccccccccccccc";
    check_rules(picture);
    // The tagger, who has never seen one in the other, finds one of them, or both as one.
    check("{The newspaper|s} {quoted|q} {a sailor as saying the ferry had sunk|c}.", picture);
    check("The newspaper quoted {a sailor|s} {as saying|q} {the ferry had sunk|c}.", picture);
    check("{The newspaper|s} {quoted|q} a sailor {as saying|q} {the ferry had sunk|c}.", picture);
}

#[test]
fn hedges_have_no_source() {
    check_rules(
        "\
Brook is believed to be in Vela.
ccccc qqqqqqqqqqq ccccccccccccc",
    );
    check_rules(
        "\
The alleged theft was in May.
    qqqqqqq ccccc",
    );
    check_rules(
        "\
The ferry reportedly sank at noon.
ccccccccc qqqqqqqqqq cccccccccccc",
    );
    check_rules(
        "\
It was not clear whether the ferry had sunk.
qqqqqqqqqqqqqqqq cccccccccccccccccccccccccc",
    );
    check_rules(
        "\
Reports of a theft came in May.
qqqqqqqqqq ccccccc",
    );
    check_rules(
        "\
Asked about the dam, he left.
qqqqqqqqqqq ccccccc",
    );
}

#[test]
fn a_hedge_overrules_the_tagger_whom_no_corpus_taught_it() {
    check(
        "{Brook|s} is {believed|q} {to be in Vela|c}.",
        "\
Brook is believed to be in Vela.
ccccc qqqqqqqqqqq ccccccccccccc",
    );
    // Another cue in the same words leaves it alone.
    check(
        "{Lee|s} {said|q} {the ferry reportedly sank|c}.",
        "\
Lee said the ferry reportedly sank.
sss qqqq ccccccccccccccccccccccccc
         ccccccccc qqqqqqqqqq cccc",
    );
}

#[test]
fn a_quotation_that_stands_alone_goes_on_with_the_one_before() {
    let found = only("{\"The pump failed,\"|c} {Ada Brook|s} {said|q}. \"We could not mend it.\"");
    assert_eq!((found.content.len(), found.form), (2, Form::Direct));
    let found = only("{\"The pump failed,\"|c} {Ada Brook|s} {said|q}.\n\n\"We could not mend it.\"");
    assert_eq!(found.content.len(), 2);
    let found = only("{\"The pump failed,\"|c} {Ada Brook|s} {said|q}. The \"pump\" was old.");
    assert_eq!(found.content.len(), 1);
}

#[test]
fn a_quotation_over_two_paragraphs_is_one_content() {
    let found = only("{Ada Brook|s} {said|q}: {\"The pump failed in the night.|c}\n\n\"We could not mend it.\"");
    assert_eq!(found.content.len(), 2);
}

#[test]
fn forms_are_told_by_quotation_marks() {
    assert_eq!(only("{Brook|s} {said|q} {the wall was sound|c}.").form, Form::Indirect);
    assert_eq!(only("{Brook|s} {said|q} {the wall was \"quite sound\" for its age|c}.").form, Form::Mixed);
    assert_eq!(only("{\"The wall is sound,\"|c} {Brook|s} {said|q}.").form, Form::Direct);
    assert_eq!(only("{Brook|s} {said|q} {that \"the wall is sound.\"|c}").form, Form::Direct);
}

#[test]
fn kinds_of_source() {
    let kind = |source: &str| only(&format!("{{{source}|s}} {{said|q}} {{the wall was sound|c}}.")).source_kind;
    assert_eq!(kind("Officials"), SourceKind::Unnamed);
    assert_eq!(kind("He"), SourceKind::Pronoun);
    assert_eq!(kind("The report"), SourceKind::Document);
    assert_eq!(kind("The court"), SourceKind::NamedOrganization);
    assert_eq!(kind("The newspaper Amsel Courier"), SourceKind::NamedOrganization);
    assert_eq!(kind("The newspaper {Amsel Courier|PERSON}"), SourceKind::NamedOrganization);
    assert_eq!(kind("{Reuters|ORG}"), SourceKind::NamedOrganization);
    assert_eq!(kind("{Peru|LOC}"), SourceKind::NamedOrganization);
    assert_eq!(kind("Engineer {Mary Brook|PERSON}"), SourceKind::NamedPerson);
    assert_eq!(kind("{Mary Brook|PERSON}, an engineer at {Vela Dam|FAC},"), SourceKind::NamedPerson);
    assert_eq!(kind("Neighbour Tam Orso"), SourceKind::NamedPerson, "a capital, though no name was found");
    assert_eq!(kind("One of them"), SourceKind::Unnamed);
    assert_eq!(kind("A spokesman for {Mary Brook|PERSON}"), SourceKind::Unnamed);
    assert_eq!(kind("{Mary Brook|PERSON}'s lawyer"), SourceKind::Unnamed);
    assert_eq!(only("{The wall was sound|c}, {it was said|q}.").source_kind, SourceKind::None);
}

#[test]
fn frames_and_stances() {
    let sense = |marked: &str| {
        let found = only(marked);
        (found.frame, found.stance)
    };
    let of = |cue: &str, content: &str| sense(&format!("{{The ministry|s}} {{{cue}|q}} {{{content}|c}}."));
    assert_eq!(of("denied", "that the wall was weak"), (Frame::Statement, Stance::Denies));
    assert_eq!(of("confirmed", "that the wall was weak"), (Frame::Statement, Stance::Confirms));
    assert_eq!(of("declined to say", "whether it was weak"), (Frame::Statement, Stance::Declines));
    assert_eq!(of("wants", "to mend the wall"), (Frame::Intention, Stance::Asserts));
    assert_eq!(of("banned", "the ferry"), (Frame::Decree, Stance::Asserts));
    assert_eq!(of("believes", "that the wall is weak"), (Frame::Knowledge, Stance::Asserts));
    assert_eq!(of("said", "the wall was not weak"), (Frame::Statement, Stance::Denies));
    assert_eq!(sense("{The dam|c} {is said|q} {to leak|c}.").0, Frame::Hedge);
}

#[test]
fn pronouns_resolve_where_it_is_safe() {
    let said = "{She|s} {said|q} {it was sound|c}.";
    let one = format!("{{Mary Brook|PERSON}} built the dam. {said}");
    assert_eq!(speakers(&one), [Some("Mary Brook".to_owned())]);
    let two = format!("{{Mary Brook|PERSON}} met {{Anna Lee|PERSON}}. {said}");
    assert_eq!(speakers(&two), [None], "two may be meant");
    let far =
        "{{Mary Brook|PERSON}|s} {said|q} {it was old|c}. It rained. It snowed. {She|s1} {said|q1} {it was sound|c1}.";
    assert_eq!(speakers(far), [Some("Mary Brook".to_owned()), Some("Mary Brook".to_owned())]);
}

#[test]
fn a_description_is_the_one_of_its_kind_who_spoke_last() {
    let text = "{{Quillon Bank|ORG}|s} {said|q} {it was old|c}. {The company|s1} {said|q1} {it was sound|c1}.";
    assert_eq!(speakers(text), [Some("Quillon Bank".to_owned()), Some("Quillon Bank".to_owned())]);
    let said = "{said|q} {it was old|c}. {The mayor|s1} {said|q1} {it was sound|c1}.";
    let mayor = Some("Ada Brook".to_owned());
    assert_eq!(speakers(&format!("{{{{Ada Brook|PERSON}}, the mayor|s}} {said}")), [mayor.clone(), mayor.clone()]);
    assert_eq!(speakers(&format!("{{Mayor {{Ada Brook|PERSON}}|s}} {said}")), [mayor.clone(), mayor.clone()]);
    assert_eq!(speakers(&format!("{{{{Ada Brook|PERSON}}, a banker|s}} {said}")), [mayor, None], "no mayor");
}

#[test]
fn marks_around_what_the_tagger_finds_are_no_part_of_it() {
    check(
        "{Ada Brook,|s} {said|q}{: it was old|c}{,|c} {and sound,|c} then left.",
        "\
Ada Brook, said: it was old, and sound, then left.
sssssssss  qqqq  cccccccccc  ccccccccc",
    );
    check("{Ada Brook|s} {said|q} {,|c} and left.", "Ada Brook said , and left.");
    check(
        "{Report|s}{:|q} {Ferry sank|c}",
        "\
Report: Ferry sank
ssssssq cccccccccc",
    );
}

#[test]
fn every_rule_that_finds_something_is_documented() {
    let text = "{Lee|s} {said|q} {so|c}. He is believed to be in Vela. The ferry reportedly sank. Rumours that it sank grew. \
        The alleged theft was in May. It was unclear why. A paper quoted Lee as saying that he was ill.";
    let found = Scripted::annotate(text).1.attributions;
    assert!(found.len() > 6);
    for found in found {
        assert!(RULES.iter().any(|(name, _)| *name == found.rule), "{}", found.rule);
    }
}

#[test]
fn strange_text_does_no_harm() {
    let texts = [
        "",
        "reportedly",
        "\"",
        "alleged alleged alleged",
        "reports of",
        "quoted",
        "“““ quoted him as saying",
        "asked about",
        "is believed to",
        ": :",
        "{.|s} {,|q} {;|c}",
        "{a|c}{b|q}{c|s}",
    ];
    for text in texts {
        for found in Scripted::annotate(&text.repeat(3)).1.attributions {
            let spans = [&found.source, &found.cue, &found.content];
            assert!(spans.into_iter().flatten().all(|s| !s.is_empty()), "{text}");
        }
    }
}
