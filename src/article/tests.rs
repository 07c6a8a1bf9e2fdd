use super::*;

/// Takes lines that begin with the first letters of their kind ("head|", "deck|", "by|", "cap|", "body|", "sub|",
/// "boil|") and checks that each gets it.
#[track_caller]
fn check(marked: &str) {
    let split = |line: &str| line.split_once('|').map(|(kind, words)| (kind.trim().to_owned(), words.to_owned()));
    let lines: Vec<_> = marked.lines().map(|line| split(line.trim_start()).unwrap_or_default()).collect();
    let text = lines.iter().map(|l| l.1.as_str()).collect::<Vec<_>>().join("\n");
    let article = Article::from_text(text);
    let show = |b: &Block| {
        let kind = match b.kind {
            BlockKind::Headline => "head",
            BlockKind::Deck => "deck",
            BlockKind::Byline => "by",
            BlockKind::Caption => "cap",
            BlockKind::Heading => "sub",
            BlockKind::Body => "body",
            BlockKind::Boilerplate => "boil",
        };
        format!("{kind}| {}", article.words(b.span))
    };
    let found: Vec<_> = article.blocks.iter().map(show).collect();
    let expected: Vec<_> =
        lines.iter().filter(|l| !l.0.is_empty()).map(|(kind, words)| format!("{kind}| {}", words.trim())).collect();
    assert_eq!(found, expected, "{:#?}", article.blocks.iter().map(|b| b.reason).collect::<Vec<_>>());
}

#[test]
fn a_wire_story_has_its_parts_told_apart() {
    check(
        "head|Norl Dam Holds as River Falls
         deck|Mayor thanks those who carried sand through the night while two bridges stay closed

         by|By Ann Lee and Bo Orso
         by|March 8, 2019 10:32 GMT

         body|NORL (Vela News) - The dam above the town held through the night, the mayor said on Friday.

         body|Two bridges were closed. A third was being watched.

         sub|What the engineers found

         body|The wall had moved by a hand, one of them said.

         by|(Reporting by Ann Lee; Editing by Bo Orso)
         boil|Our Standards: The Vela Principles
         boil|Read more: Vela opens its second port",
    );
}

#[test]
fn captions_are_known_by_credit_place_and_date() {
    check(
        "cap|Photo: Vela News
         cap|Photo: Vela News
         head|Orso meets Lee in Norl
         cap|Tam Orso (L) shakes hands with Ann Lee at the gate of the dam in Norl, May 3, 2019.
         body|The two met on Friday, the mayor said, for the first time in a year.
         cap|Workers at the dam in Norl. (AP Photo/Bo Orso, File)
         cap|The dam from above
         cap|The dam from above
         body|They will meet again, Orso said.
         cap|Ann Lee, left, attends a meeting in Vela on March 8, 2018. [Reuters]
         body|She left the town (and the country) in May 2019.
         body|Orso added:
         body|The gates were opened at night. (Warning: the video shows a flood)
         by|Vela News, Reuters",
    );
}

#[test]
fn furniture_stays_outside() {
    check(
        "boil|Skip to content
         boil|News
         head|Norl Dam Holds as River Falls
         boil|search
         head|Norl Dam Holds as River Falls
         boil|Facebook Twitter WhatsApp
         body|The dam above the town held through the night, the mayor said on Friday.
         boil|ADVERTISEMENT
         body|Two bridges were closed.
         boil|https://vela.example/a?b=1
         by|Posted by: Tam 2019-03-08
         boil|comments
         boil|new comment
         boil|© 2019 Vela News",
    );
}

#[test]
fn other_scripts_are_furniture_unless_they_bear_a_date() {
    check(
        "head|Norl Dam Holds as River Falls
         body|The dam above the town held through the night, the mayor said on Friday.
         boil|לכל הכתבות
         body|Two bridges were closed.
         by|יום ראשון 08.03.19, 13:32
         boil|Все новости дня",
    );
    check(
        "head|הסכר בנורל עמד בלילה הגשום
         body|הסכר שמעל העיר עמד לאורך הלילה, אמרה ראש העיר ביום שישי.
         boil|Vela Online
         body|שני גשרים נסגרו לתנועה עד הבוקר.",
    );
}

#[test]
fn headings_lists_and_questions_stand_inside_the_story() {
    check(
        "head|# Dam holds
         body|The dam above the town held through the night, the mayor said on Friday.

         sub|## The wall
         body|It had moved by a hand, one of the engineers said.

         sub|What happens next?

         body|They will look at three things, he said:
         body|- the wall
         body|- the gates
         body|2. The road.
         body|He will be back on Monday.",
    );
}

#[test]
fn a_text_of_one_kind_stays_so() {
    check("body|The dam above the town held through the night, the mayor said on Friday.");
    check("head|Norl dam holds");
    check(
        "body|The dam above the town held through the night.
         body|Two bridges were closed, the mayor said.",
    );
    check(
        "body|The river came at night,
         body|it took the lower field
         body|and left a line of light
         body|where corn had been its yield",
    );
}

#[test]
fn wrapped_paragraphs_are_body_on_every_line() {
    check(
        "head|Dam holds as river falls

         body|NORL, 3 May - The dam above the town held through the night, the
         body|mayor said, though the water rose to within a hand of the upper
         body|wall. Two bridges were closed and a third was being watched by a
         body|crew.

         body|She thanked those who had carried sand to the river since Monday
         body|and asked them to rest.",
    );
}

#[test]
fn a_summary_in_the_present_is_a_deck_when_the_story_begins_below_it() {
    check(
        "head|Dam holds as river falls

         deck|Heavy rain raises fears for old walls above Norl as crews carry sand to the river and close bridges.

         body|Norl's dam has held through the night, mayor Ann Lee said on Friday.


         body|Two bridges were closed, she said.


         body|A third was being watched.",
    );
    check(
        "head|Dam holds as river falls

         body|Heavy rain raised fears for the old walls above Norl, the mayor said.

         body|Two bridges were closed, she said.",
    );
}

#[test]
fn a_first_line_longer_than_headlines_is_a_deck() {
    check(
        "deck|Mayor of Norl said to have thanked those who carried sand through the night, while bridges over the river stay closed to all traffic
         body|The dam above the town held through the night, the mayor said on Friday.",
    );
}

#[test]
fn a_sentence_that_only_begins_like_furniture_is_body() {
    check(
        "head|Dam holds as river falls
         body|By Monday the dam had failed, the mayor said.
         body|Share prices of the builder fell by a third on Friday, traders said.
         body|Source of the leak was a gate, one said.
         body|Updated plans call for a wall of 30 metres, she said on Friday.",
    );
}

#[test]
fn title_is_the_headline_or_the_first_line() {
    assert_eq!(Article::from_text("\u{feff}# Dam holds\nIt held, they said.".to_owned()).title(), "Dam holds");
    assert_eq!(Article::from_text("It held, they said.\n".to_owned()).title(), "It held, they said.");
    assert_eq!(Article::from_text(" \n".to_owned()).title(), "");
}

#[test]
fn hints_count_for_more_than_looks() {
    let text = "Vela\nDam holds\nThe dam held, they said on Friday.\nA wall".to_owned();
    let hints = [
        Hint { span: Span::new(5, 14), kind: BlockKind::Headline },
        Hint { span: Span::new(50, 56), kind: BlockKind::Caption },
    ];
    let article = Article::from_hinted(text, &hints);
    let kinds: Vec<_> = article.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Boilerplate, BlockKind::Headline, BlockKind::Body, BlockKind::Caption]);
}

#[test]
fn every_reason_has_a_sentence_of_its_own() {
    let all = [
        Reason::Prose,
        Reason::LongLine,
        Reason::ListItem,
        Reason::Verse,
        Reason::OnlyLine,
        Reason::FirstLine,
        Reason::HeadlineAgain,
        Reason::MarkedHeading,
        Reason::UnderHeadline,
        Reason::LongFirstLine,
        Reason::Summary,
        Reason::BylinePhrase,
        Reason::DateLine,
        Reason::Agencies,
        Reason::NameUnderHeadline,
        Reason::Signature,
        Reason::CaptionPhrase,
        Reason::BracketCredit,
        Reason::PictureText,
        Reason::Repeated,
        Reason::ShortLine,
        Reason::ShortQuestion,
        Reason::FurniturePhrase,
        Reason::Address,
        Reason::OtherScript,
        Reason::NoWords,
        Reason::AboveHeadline,
        Reason::BelowStory,
        Reason::FormLabel,
        Reason::MarkedUp,
        Reason::Given,
    ];
    let sentences: std::collections::HashSet<_> = all.iter().map(|r| r.describe()).collect();
    assert_eq!(sentences.len(), all.len());
    assert!(sentences.iter().all(|s| s.ends_with('.') && s.len() < 90));
}
