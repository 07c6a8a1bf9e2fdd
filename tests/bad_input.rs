//! What nobody should paste and somebody will: no panic, no hang, and every law holds.
//!
//! The bounds on time are wide: they tell work that grows with the square of the text from work that does not.

mod laws;

use std::time::{Duration, Instant};

/// More than any of these takes even in a build for debugging on a busy machine; a square would take many times that.
const BOUND: Duration = Duration::from_secs(20);

/// Bytes that the model reads of each: it goes token by token, and what is there over and over it need not see as often.
const LEARNED: usize = 8 * 1024;

#[track_caller]
fn check(text: &str) {
    let begun = Instant::now();
    let article = sayso::Article::from_text(text.to_owned());
    let annotations = sayso::annotate(&laws::eager::Eager, &article);
    let took = begun.elapsed();
    let start: String = text.chars().take(20).collect();
    assert!(took < BOUND, "{start:?}… of {} bytes took {took:?}", text.len());
    assert!(annotations.mentions.len() <= text.len());
    laws::check_eager(text);
    laws::check_learned(&text[..text.floor_char_boundary(LEARNED)]);
}

#[test]
fn nothing_at_all() {
    for text in
        ["", " ", "\n", "\r\n\r\n", "\t \u{a0}\u{3000}\n", "\u{feff}", "\u{200b}", ".", "\"", "'", "a", "A", "1", "é"]
    {
        check(text);
    }
}

#[test]
fn controls() {
    check("\0");
    check("The dam\0held, the mayor\0 said.\0\n\0\0");
    check("The dam held.\rThe mayor said so.\r\r\"It is over,\" she said.\r");
    check("\u{feff}Dam holds\n\nThe dam held, the mayor said.");
    check("The \u{202e}dam\u{202c} held, \u{2066}Ann Lee\u{2069} said\u{200f}.\u{200e} \u{61c}It is over.");
    let controls: String = (0..=0xa0_u8).map(char::from).collect();
    check(&controls.repeat(20));
}

#[test]
fn signs_of_many_parts() {
    check("👨‍👩‍👧‍👦 said 🇮🇷🇫🇷🇮 \"👍🏽!\" 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️‍🔥 \u{200d}\u{200d}\u{fe0f}.");
    check(&"👨‍👩‍👧‍👦".repeat(20_000));
    check(&"🇮".repeat(50_001));
    check(&"\u{200d}👩".repeat(20_000));
    check(&format!("e{} said.", "\u{301}".repeat(100_000)));
    check(&"e\u{301}\u{300} a\u{20e3} ".repeat(10_000));
    check(&format!("Z{}lgo said \"no\".", "\u{36f}\u{489}".repeat(200)));
}

#[test]
fn marks_that_never_close() {
    for mark in
        ["\"", "“", "”", "„", "«", "»", "'", "‘", "’", "`", "``", "''", "「", "(", "[", "{", "<", "(\"", "“‘", "\"'"]
    {
        check(&mark.repeat(20_000));
        check(&format!("{mark} ").repeat(20_000));
        check(&format!("{mark}a ").repeat(20_000));
        check(&format!("He said {mark}it is over. ").repeat(2_000));
        check(&format!("{mark}It is over.\n").repeat(5_000));
    }
    check(&("“「".repeat(10_000) + "a" + &"」”".repeat(10_000)));
}

#[test]
fn stops_without_end() {
    for part in [
        ".", ". ", "...", "!?", "U.S.", "U.S. ", "a.", "A. ", "J.", "1.", "1,", "-", "F-", "F-1-", "'s", "’s ", "@",
        "a@", "_",
    ] {
        check(&part.repeat(20_000));
    }
    check(&"(a. B ".repeat(20_000));
    check(&"dogs' ".repeat(20_000));
    check(&"'dogs' ".repeat(20_000));
    check(&"\"Why?\" Ann Lee Bo Orso ".repeat(5_000));
}

#[test]
fn one_word_without_end() {
    for letter in ["a", "A", "Aa", "é", "1", "中", "ไ", "ש", "a-", "a'", "a.b", "http://", "İ"] {
        check(&letter.repeat(500_000 / letter.len()));
    }
    check(&format!("Ann {} said so.", "Lee".repeat(150_000)));
}

#[test]
fn one_paragraph_without_end() {
    check(&"The dam held, Ann Lee of Norl said on Friday. \"It is over,\" she told Reuters in the U.S. ".repeat(5_000));
    check(&"word ".repeat(100_000));
    check(&"Ann Lee ".repeat(50_000));
    check(&" ".repeat(500_000));
}

#[test]
fn lines_without_end() {
    check(&"a\n".repeat(100_000));
    check(&"\n".repeat(500_000));
    check(&"Dam Holds\n\n".repeat(20_000));
    check(&"The dam held, she said.\r\n".repeat(20_000));
    check(&"\"The dam held.\n\n".repeat(20_000));
    check(&"- one\n# two\n> three\nsearch\n".repeat(10_000));
    check(&"the dam above the old mill of the town of Norl held, the\n".repeat(10_000));
}

#[test]
fn markup_stays_text() {
    check("<script>alert(\"1\")</script><p onclick='x()'>The dam held, Ann Lee said.</p>");
    check(&"<div>".repeat(20_000));
    check(&"{\"a\":[".repeat(20_000));
}
