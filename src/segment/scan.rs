//! One pass over a block: text -> tokens.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Token, TokenKind};
use crate::lexicon::abbreviations::{Stop, stop_after};
use crate::span::Span;

/// Appends the tokens of a span of the text.
pub(super) fn tokens(text: &str, span: Span, out: &mut Vec<Token>) {
    let text = &text[..span.end];
    let mut at = span.start;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let Some(c) = char_at(text, at) else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let glued = out.last().is_some_and(|t| t.span.end == at && t.kind != TokenKind::Punctuation);
        let (end, kind) = if c.is_alphanumeric() {
            word(text, at, c)
        } else if let Some(end) = possessive(text, at).filter(|_| glued) {
            (end, TokenKind::Word)
        } else {
            (mark(text, at, c), TokenKind::Punctuation)
        };
        out.push(Token { span: Span::new(at, end), kind });
        at = end;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn byte_at(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(b' ')
}

fn is_alphanumeric_at(text: &str, at: usize) -> bool {
    match byte_at(text, at) {
        byte if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        _ => char_at(text, at).is_some_and(char::is_alphanumeric),
    }
}

fn is_letter_at(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_alphabetic)
}

/// The end of an apostrophe, straight or curly, that starts here.
fn apostrophe(text: &str, at: usize) -> Option<usize> {
    match byte_at(text, at) {
        b'\'' => Some(at + 1),
        0xE2 if text[at..].starts_with('’') => Some(at + '’'.len_utf8()),
        _ => None,
    }
}

/// The end of an 's that starts here and ends a word: a token of its own, so that names lose it.
fn possessive(text: &str, at: usize) -> Option<usize> {
    let s = apostrophe(text, at)?;
    (matches!(byte_at(text, s), b's' | b'S') && !is_alphanumeric_at(text, s + 1)).then_some(s + 1)
}

/// Scripts that put no spaces between words; each sign is a token, since one without end would be worse.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{309F}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The end of the grapheme that starts here: marks, joiners and variation selectors stay with what they are on.
fn grapheme(text: &str, at: usize) -> usize {
    at + text[at..].graphemes(true).next().map_or(1, str::len)
}

/// A word or number that starts here with `first`.
fn word(text: &str, start: usize, first: char) -> (usize, TokenKind) {
    if is_unspaced(first) {
        return (grapheme(text, start), TokenKind::Word);
    }
    if let Some(end) = address(text, start) {
        return (end, TokenKind::Word);
    }
    if let Some(end) = dotted(text, start) {
        return (end, TokenKind::Word);
    }
    let (mut at, mut letters) = (start, false);
    // Where the last char starts: the grapheme from there on tells whether what follows belongs to it.
    let mut last = start;
    loop {
        let byte = byte_at(text, at);
        if byte.is_ascii_alphanumeric() {
            letters |= byte.is_ascii_alphabetic();
            (last, at) = (at, at + 1);
        } else if byte.is_ascii() {
            let Some(end) = joined(text, start, at, letters) else { break };
            (last, at) = (at, end);
        } else {
            let Some(c) = char_at(text, at) else { break };
            if c.is_alphanumeric() && !is_unspaced(c) {
                letters |= c.is_alphabetic();
                (last, at) = (at, at + c.len_utf8());
            } else if let Some(end) = joined(text, start, at, letters) {
                (last, at) = (at, end);
            } else {
                let end = grapheme(text, last);
                if end <= at {
                    break;
                }
                at = end;
                last = end - text[..end].chars().next_back().map_or(0, char::len_utf8);
            }
        }
    }
    if byte_at(text, at) == b'.' && letters && keeps_stop(text, start, at) {
        at += 1;
    }
    (at, if letters { TokenKind::Word } else { TokenKind::Number })
}

/// Behind a sign inside a word or number that goes on behind it: "don't", "1,300", "S-300", "sayso.example".
fn joined(text: &str, start: usize, at: usize, letters: bool) -> Option<usize> {
    let byte = byte_at(text, at);
    let digit = |at: usize| byte_at(text, at).is_ascii_digit();
    match byte {
        b'\'' | 0xE2 => {
            if let Some(end) = apostrophe(text, at) {
                return (is_letter_at(text, end) && possessive(text, at).is_none()).then_some(end);
            }
            (text[at..].starts_with('\u{2011}') && designator(text, start, at, at + 3)).then_some(at + 3)
        }
        b'-' => designator(text, start, at, at + 1).then_some(at + 1),
        b',' | b':' => (!letters && digit(at - 1) && digit(at + 1)).then_some(at + 1),
        b'.' => {
            let lower = |at: usize| byte_at(text, at).is_ascii_lowercase();
            let inner = digit(at - 1) && digit(at + 1) || lower(at - 1) && lower(at + 1);
            inner.then_some(at + 1)
        }
        b'_' | b'@' => is_alphanumeric_at(text, at + 1).then_some(at + 1),
        // A soft hyphen only says where a word may be broken.
        0xC2 => (text[at..].starts_with('\u{AD}') && is_letter_at(text, at + 2)).then_some(at + 2),
        _ => None,
    }
}

/// Whether a hyphen at `at` joins letters to a number as in S-300, MiG-29, COVID-19, Shahed-136; not in mid-2010.
fn designator(text: &str, start: usize, at: usize, next: usize) -> bool {
    let head = &text.as_bytes()[start..at];
    if head.len() > 12 || !head.is_ascii() {
        return false;
    }
    let digits = text.as_bytes()[next..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let capitals = head.iter().filter(|b| b.is_ascii_uppercase()).count();
    let lowers = head.iter().filter(|b| b.is_ascii_lowercase()).count();
    // More digits are a year: "Sochi-2014".
    head[0].is_ascii_uppercase() && head.len() == capitals + lowers && (1..4).contains(&digits)
}

/// Letters with a stop behind each: U.S., a.m., J.R.R.; also an initial run into the name, "J.Lee" -> "J." "Lee".
fn dotted(text: &str, start: usize) -> Option<usize> {
    let letter = |at: usize| byte_at(text, at).is_ascii_alphabetic();
    if !(letter(start) && byte_at(text, start + 1) == b'.' && letter(start + 2)) {
        return None;
    }
    let mut at = start;
    while letter(at) && byte_at(text, at + 1) == b'.' {
        at += 2;
    }
    if byte_at(text, at).is_ascii_alphanumeric() && !is_alphanumeric_at(text, at + 1) {
        at += 1;
    }
    // "x.com" is no initial; an initial has a capital.
    (at > start + 2 || byte_at(text, start).is_ascii_uppercase()).then_some(at)
}

/// The end of a web address that starts here.
fn address(text: &str, start: usize) -> Option<usize> {
    if !matches!(byte_at(text, start), b'h' | b'w' | b'H' | b'W') {
        return None;
    }
    let is = |prefix: &str| text.get(start..start + prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
    if !["http://", "https://", "www."].into_iter().any(is) {
        return None;
    }
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || "\"<>()[]{}“”«»".contains(c)).unwrap_or(rest.len());
    Some(start + rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len())
}

/// Whether the full stop at `at` belongs to the word before it: an abbreviation or an initial.
fn keeps_stop(text: &str, start: usize, at: usize) -> bool {
    let word = &text[start..at];
    let behind = text[at + 1..].trim_start();
    if word.chars().nth(1).is_none() {
        let initial = |s: &str| s.starts_with(char::is_uppercase);
        let another = || behind.chars().nth(1) == Some('.');
        return initial(word) && initial(behind) && (word != "I" || another())
            || word.is_ascii() && number_follows(word, behind);
    }
    match stop_after(word) {
        Some(Stop::Inner | Stop::MayEnd) => true,
        Some(Stop::BeforeDigit) => number_follows(word, behind),
        None => false,
    }
}

fn number_follows(word: &str, behind: &str) -> bool {
    stop_after(word) == Some(Stop::BeforeDigit) && behind.starts_with(|c: char| c.is_ascii_digit())
}

/// The end of a punctuation mark that starts here: runs of dots, dashes, and ?! are one, and so is an emoji family.
fn mark(text: &str, at: usize, c: char) -> usize {
    let run = |same: fn(u8) -> bool| at + text.as_bytes()[at..].iter().take_while(|&&b| same(b)).count();
    let end = match c {
        '.' => run(|b| b == b'.'),
        '-' => run(|b| b == b'-'),
        '?' | '!' => run(|b| matches!(b, b'?' | b'!')),
        // ``TeX'' and OCR quotation marks; three apostrophes are none.
        '`' | '\'' => {
            let doubled = byte_at(text, at + 1) == text.as_bytes()[at] && byte_at(text, at + 2) != text.as_bytes()[at];
            at + 1 + usize::from(doubled)
        }
        _ => at,
    };
    // The last sign of a run may carry marks.
    grapheme(text, end.saturating_sub(1).max(at))
}
