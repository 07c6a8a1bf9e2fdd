//! Each rule on invented sentences: the attributions drawn under the words.

use super::*;

/// Draws each attribution on a line under the text: s source, q cue, c content.
fn draw(text: &str) -> Vec<String> {
    let found = crate::annotate(&Article::from_text(text.to_owned())).attributions;
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

/// The first line is the text, each further one an attribution in it.
#[track_caller]
fn check(picture: &str) {
    let mut lines = picture.lines();
    let text = lines.next().unwrap_or("");
    let expected: Vec<&str> = lines.map(str::trim_end).collect();
    let found = draw(text);
    assert_eq!(found, expected, "\n{text}\n{}\n", found.join("\n"));
}

/// What the only attribution of a text says of its content.
#[track_caller]
fn only(text: &str) -> Attribution {
    let found = crate::annotate(&Article::from_text(text.to_owned())).attributions;
    assert_eq!(found.len(), 1, "{text}\n{}", draw(text).join("\n"));
    found.into_iter().next().unwrap()
}

#[test]
fn a_source_a_cue_and_what_follows() {
    check(
        "\
The harbour master said the ferry had sunk on Tuesday.
ssssssssssssssssss qqqq ccccccccccccccccccccccccccccc",
    );
    check(
        "\
The mayor has also said that the bridge would close.
sssssssss qqqqqqqqqqqqq ccccccccccccccccccccccccccc",
    );
    check(
        "\
Ada Brook told the council that the well was dry.
sssssssss qqqq             ccccccccccccccccccccc",
    );
}

#[test]
fn a_content_before_its_source() {
    check(
        "\
The ferry sank in the night, sources said on Friday.
ccccccccccccccccccccccccccc  sssssss qqqq",
    );
    check(
        "\
\"It is over,\" said Ada Brook, a Norlish engineer.
ccccccccccccc qqqq sssssssssssssssssssssssssssss",
    );
    check(
        "\
\"It is over,\" Ada Brook told the council.
ccccccccccccc sssssssss qqqq",
    );
}

#[test]
fn a_cue_inside_its_content() {
    check(
        "\
\"We tried,\" Brook said, \"but the pump failed.\"
ccccccccccc sssss qqqq  cccccccccccccccccccccc",
    );
    check(
        "\
The pump, officials said, was never tested.
cccccccc  sssssssss qqqq  cccccccccccccccc",
    );
}

#[test]
fn an_apposition_belongs_to_the_source_and_a_relative_clause_does_not() {
    check(
        "\
Ada Brook, an engineer at the dam, said the wall was sound.
sssssssssssssssssssssssssssssssss  qqqq cccccccccccccccccc",
    );
    check(
        "\
Ada Brook, who built the dam, said the wall was sound.
sssssssss                     qqqq cccccccccccccccccc",
    );
}

#[test]
fn a_second_cue_shares_the_source() {
    check(
        "\
Brook said the wall was sound, but added that the pump leaked.
sssss qqqq cccccccccccccccccc
sssss                              qqqqq cccccccccccccccccccc",
    );
    check(
        "\
Brook rejected the plan, saying that the wall was sound.
sssss qqqqqqqq cccccccc
sssss                    qqqqqq ccccccccccccccccccccccc",
    );
}

#[test]
fn according_to_stands_before_behind_and_inside() {
    check(
        "\
According to the newspaper, the ferry sank.
qqqqqqqqqqqq sssssssssssss  cccccccccccccc",
    );
    check(
        "\
The ferry sank, according to the newspaper.
cccccccccccccc  qqqqqqqqqqqq sssssssssssss",
    );
    check(
        "\
The ferry, according to the newspaper, sank at noon.
ccccccccc  qqqqqqqqqqqq sssssssssssss  cccccccccccc",
    );
}

#[test]
fn who_quotes_and_who_is_quoted() {
    check(
        "\
The newspaper quoted a sailor as saying the ferry had sunk.
sssssssssssss qqqqqq ccccccccccccccccccccccccccccccccccccc
                     ssssssss qqqqqqqqq cccccccccccccccccc",
    );
}

#[test]
fn hedges_have_no_source() {
    check(
        "\
Brook is believed to be in Vela.
ccccc qqqqqqqqqqq ccccccccccccc",
    );
    check(
        "\
The alleged theft was in May.
    qqqqqqq ccccc",
    );
    check(
        "\
The ferry reportedly sank at noon.
ccccccccc qqqqqqqqqq cccccccccccc",
    );
    check(
        "\
It was not clear whether the ferry had sunk.
qqqqqqqqqqqqqqqq cccccccccccccccccccccccccc",
    );
}

#[test]
fn a_headline_names_its_source_before_a_colon() {
    check(
        "\
Report: Ferry sank at noon
ssssssq cccccccccccccccccc",
    );
}

#[test]
fn a_passive_names_its_source_behind_by() {
    check(
        "\
The claim was denied by the ministry.
ccccccccc qqqqqqqqqqqqq ssssssssssss",
    );
}

#[test]
fn a_quotation_that_stands_alone_goes_on_with_the_one_before() {
    let found = only("\"The pump failed,\" Ada Brook said. \"We could not mend it.\"");
    assert_eq!((found.content.len(), found.form), (2, Form::Direct));
    let found = only("\"The pump failed,\" Ada Brook said.\n\n\"We could not mend it.\"");
    assert_eq!(found.content.len(), 2);
}

#[test]
fn a_quotation_over_two_paragraphs_is_one_content() {
    let found = only("Ada Brook said: \"The pump failed in the night.\n\n\"We could not mend it.\"");
    assert_eq!(found.content.len(), 2);
}

#[test]
fn words_that_only_look_like_cues_are_left_alone() {
    for text in ["The State House is old.", "The report is long.", "A think tank stands there.", "He ran home."] {
        assert_eq!(draw(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn forms_are_told_by_quotation_marks() {
    assert_eq!(only("Brook said the wall was sound.").form, Form::Indirect);
    assert_eq!(only("Brook said the wall was \"quite sound\" for its age.").form, Form::Mixed);
    assert_eq!(only("\"The wall is sound,\" Brook said.").form, Form::Direct);
    assert_eq!(only("Brook said that \"the wall is sound.\"").form, Form::Direct);
}

#[test]
fn kinds_of_source() {
    let kind = |text: &str| only(text).source_kind;
    assert_eq!(kind("Officials said the wall was sound."), SourceKind::Unnamed);
    assert_eq!(kind("He said the wall was sound."), SourceKind::Pronoun);
    assert_eq!(kind("The report said the wall was sound."), SourceKind::Document);
    assert_eq!(kind("The court said the wall was sound."), SourceKind::NamedOrganization);
    assert_eq!(kind("The newspaper Amsel Courier said the wall was sound."), SourceKind::NamedOrganization);
    assert_eq!(kind("Reuters said the wall was sound."), SourceKind::NamedOrganization);
    assert_eq!(kind("Engineer Mary Brook said the wall was sound."), SourceKind::NamedPerson);
    assert_eq!(kind("A spokesman for Mary Brook said the wall was sound."), SourceKind::Unnamed);
}

#[test]
fn frames_and_stances() {
    let sense = |text: &str| {
        let found = only(text);
        (found.frame, found.stance)
    };
    assert_eq!(sense("The ministry denied that the wall was weak."), (Frame::Statement, Stance::Denies));
    assert_eq!(sense("The ministry confirmed that the wall was weak."), (Frame::Statement, Stance::Confirms));
    assert_eq!(sense("The ministry declined to say whether it was weak."), (Frame::Statement, Stance::Declines));
    assert_eq!(sense("The ministry wants to mend the wall."), (Frame::Intention, Stance::Asserts));
    assert_eq!(sense("The ministry banned the ferry."), (Frame::Decree, Stance::Asserts));
    assert_eq!(sense("Residents believe that the wall is weak."), (Frame::Knowledge, Stance::Asserts));
    assert_eq!(sense("The ministry said the wall was not weak."), (Frame::Statement, Stance::Denies));
}

#[test]
fn pronouns_resolve_where_it_is_safe() {
    let text = "Mary Brook built the dam. She said it was sound.";
    let found = crate::annotate(&Article::from_text(text.to_owned()));
    let speaker = found.attributions.last().and_then(|a| a.speaker);
    assert_eq!(speaker.map(|id| found.entities[id].name.as_str()), Some("Mary Brook"));
    let text = "Mary Brook met Anna Lee. She said the dam was sound.";
    let found = crate::annotate(&Article::from_text(text.to_owned()));
    assert_eq!(found.attributions.last().and_then(|a| a.speaker), None, "two may be meant");
}

#[test]
fn every_rule_that_finds_something_is_documented() {
    let text = "Report: Brook said so. It was denied by him. \"Yes,\" he said. He is believed to be in Vela. \
        According to Lee, he left, saying that he was ill and adding that he wanted to rest.";
    for found in crate::annotate(&Article::from_text(text.to_owned())).attributions {
        assert!(RULES.iter().any(|(name, _)| *name == found.rule), "{}", found.rule);
    }
}

#[test]
fn strange_text_does_no_harm() {
    let texts = [
        "",
        "said",
        "\"",
        "said said said",
        "according to",
        "quoted",
        "“““ said he",
        "asked about",
        "is believed to",
        ": :",
    ];
    for text in texts {
        for found in crate::annotate(&Article::from_text(text.repeat(3))).attributions {
            let spans = [&found.source, &found.cue, &found.content];
            assert!(spans.into_iter().flatten().all(|s| !s.is_empty()), "{text}");
        }
    }
}
