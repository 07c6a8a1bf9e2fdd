use super::TokenKind::{Number, Punctuation, Word};
use super::*;
use crate::article::Article;

fn segments(text: &str) -> (Article, Segments) {
    let article = Article::from_text(text.to_owned());
    let mut out = Segments::default();
    segment(&article, 0..article.blocks.len(), &mut out);
    (article, out)
}

/// The tokens of a text, with a bar between two.
#[track_caller]
fn check_tokens(expected: &str) {
    let text = expected.replace('|', "");
    let (article, out) = segments(&text);
    let expected: Vec<&str> = expected.split('|').map(str::trim).filter(|w| !w.is_empty()).collect();
    let found: Vec<&str> = out.tokens.iter().map(|t| article.words(t.span)).collect();
    assert_eq!(found, expected);
}

/// The sentences of a text, with a bar between two.
#[track_caller]
fn check_sentences(expected: &str) {
    let text = expected.replace('|', "");
    let (article, out) = segments(&text);
    let found: Vec<&str> = out.sentences.iter().map(|s| article.words(s.span)).collect();
    assert_eq!(found, expected.split('|').collect::<Vec<_>>());
}

#[test]
fn apostrophes_stay_inside_words_and_possessives_leave_them() {
    check_tokens("Vela|'s| don't| O’Brien|’s| guards|'| it|'s| '|90s| rock'n'roll");
    check_tokens("the| U.N.|'s| '|healthy| part|'");
}

#[test]
fn hyphens_divide_words_but_not_designators() {
    check_tokens("Norlish|-|made| S-300s| F-16| MiG-29| Shahed-136| COVID-19| mid|-|2010| surface|-|to|-|air");
    check_tokens("a| 48|-|hour| stay| 2016|-|04|-|18| T|-|shirt| Vela|-|2014");
}

#[test]
fn numbers_keep_their_signs() {
    check_tokens("1,300| and| 3.5|,| 13:32| on| 09.15.15|.");
    check_tokens("$|3.5bn| 1990s| 2|,");
}

#[test]
fn abbreviations_and_initials_keep_their_stop() {
    check_tokens("U.S.| Maj.| Gen.| J.| R.| Lee| in| Jan.| No.| 5| a.m.| and| no|.");
    check_tokens("J.|Lee| has| plan| B|.");
    check_tokens("So| do| I|.| Yes");
}

#[test]
fn marks_run_together_and_graphemes_stay_whole() {
    check_tokens("Well|...| so|…| what|?!| ``|yes|''| --| no");
    check_tokens("👨‍👩‍👧|🇮🇷|🇫🇷| e\u{301}t\u{301}|(\u{301}");
    check_tokens("中|国|人| ไ|ท|ย");
    check_tokens("see| (|https://a.example/x?y=1|)|.");
    check_tokens("write| to| ann@mail.example|,| sayso.example");
}

#[test]
fn a_token_knows_what_it_is_made_of() {
    let (_, out) = segments("F-16 1,300 't; 5th 's");
    let kinds: Vec<_> = out.tokens.iter().map(|t| t.kind).collect();
    assert_eq!(kinds, [Word, Number, Punctuation, Word, Punctuation, Word, Punctuation, Word]);
}

#[test]
fn abbreviations_do_not_end_sentences_unless_one_begins() {
    check_sentences("Maj. Gen. Tam Orso of St. Ives met U.S. President Lee. |He left at 5 p.m. Monday.");
    check_sentences("He lives in the U.S. |The firm is Vela Inc. |But J. R. Orso left. |See No. 5 for it.");
    check_sentences("It closed in Jan. 2015 at 3.5 per cent. |Mr. Lee et al. wrote it.");
    check_sentences("1. The first item is long.");
}

#[test]
fn closing_marks_belong_to_the_sentence_before() {
    check_sentences("\"It is over.\" |Lee left. |“It is over.” |Next.");
    check_sentences("\"We came [to Vela].” |(He saw.) |[So did she.] |« C’est fini. » |Elle part.");
    check_sentences("„Es ist aus.“ |Sie ging.");
}

#[test]
fn quotations_go_on_into_their_own_sentence() {
    check_sentences("\"It is over.\" he said. |\"Is it?\" asked Lee. |“Why now?” Defence Minister Ann Lee asked.");
    check_sentences("\"Stop!\" he said. |“What?!” she cried. |\"Is it?\" |He left.");
}

#[test]
fn brackets_and_ellipses_hold_a_sentence_together() {
    check_sentences("The deal (signed in May. It failed later.) was off. |It was... well, late. |She sat… |Then left.");
    check_sentences("They met (a photo showed. |No bracket closes.");
    check_sentences("(He came. |She left.) |Then.");
}

#[test]
fn other_scripts_end_sentences_their_own_way() {
    check_sentences("他来了。|她走了。|「終わりだ。」と言った。|次。");
    check_sentences("هل جاء؟ |نعم. |לא. |כן.");
}

#[test]
fn a_lost_space_and_a_headline_are_taken_as_they_are() {
    check_sentences("It ends here.|The next one is Node.js, shares of Yahoo! fell. |And so on");
    check_sentences("Vela Talks Fail Again");
}

#[test]
fn slices_give_the_same_as_one_run() {
    let text = "One. Two.\nThree \"four.\n\nFive.\" Six";
    let (article, whole) = segments(text);
    let mut sliced = Segments::default();
    for block in 0..article.blocks.len() {
        segment(&article, block..block + 1, &mut sliced);
    }
    assert_eq!(whole, sliced);
}
