//! A text by code points and by tokens.
//!
//! Words and white space are what Python's regular expressions take for them, since the figures of other systems that ours
//! are compared with were counted there.

use std::collections::BTreeSet;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

use super::document::Range;

/// Tokens by their number in the text.
pub(super) type Tokens = BTreeSet<usize>;

/// A text that offsets in code points lead into.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) chars: Vec<char>,
    /// For each code point the number of its token; `None` for white space.
    tokens: Vec<Option<usize>>,
}

impl Text {
    /// Tokens are runs of word characters, and each other code point that is not white space.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut tokens = Vec::with_capacity(chars.len());
        let (mut next, mut in_word) = (0, false);
        for &c in &chars {
            let word = is_word(c);
            if is_space(c) {
                tokens.push(None);
            } else {
                next += usize::from(!(word && in_word));
                tokens.push(Some(next - 1));
            }
            in_word = word;
        }
        Self { chars, tokens }
    }

    /// All tokens that some of these ranges touch.
    pub(super) fn tokens(&self, ranges: &[Range]) -> Tokens {
        ranges.iter().flat_map(|&(start, end)| self.tokens[start..end].iter().flatten().copied()).collect()
    }
}

/// Python's `\w`: letters, numbers and the underscore. Not `char::is_alphanumeric`, which takes vowel signs and circled
/// letters in too.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

/// Python's `\s`: Unicode's white space and the four separators of ASCII.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_numbers_and_underscores() {
        for c in "aZ0_éß٣²½Ⅷ〇漢ªʰ".chars() {
            assert!(is_word(c), "{c:?}");
        }
        // The last five: combining tilde, Devanagari vowel signs (Mc, Mn), circled letter, zero width joiner.
        for c in "-'’.$°©‿\u{303}\u{93f}\u{941}ⓐ\u{200d}".chars() {
            assert!(!is_word(c), "{c:?}");
        }
    }

    #[test]
    fn space_is_white_and_the_separators_of_ascii() {
        for c in " \t\n\u{b}\u{c}\r\u{1c}\u{1f}\u{85}\u{a0}\u{2009}\u{2028}\u{3000}".chars() {
            assert!(is_space(c), "{c:?}");
        }
        for c in "a_\u{1b}\u{200b}\u{feff}\u{2060}".chars() {
            assert!(!is_space(c), "{c:?}");
        }
    }

    #[test]
    fn tokens_are_words_and_single_marks() {
        let text = Text::new("No-one’s  “10%”\u{303}x.");
        let found = |start, end| text.tokens(&[(start, end)]).into_iter().collect::<Vec<_>>();
        assert_eq!(found(0, text.chars.len()), (0..12).collect::<Vec<_>>());
        assert_eq!(found(0, 1), [0], "part of a word is the word");
        assert_eq!(found(8, 10), [0; 0]);
        assert_eq!(found(7, 12), [4, 5, 6]);
        assert_eq!(text.tokens(&[(0, 3), (2, 4)]).into_iter().collect::<Vec<_>>(), [0, 1, 2]);
    }
}
