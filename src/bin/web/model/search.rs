//! Finding words in the article: whatever their case, their accents, and the shape of their quotation marks.

use std::ops::Range;

use sayso::{Article, Span};

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// In text order, not overlapping.
    pub(crate) matches: Vec<Span>,
    /// The blocks that they stand in, in text order.
    blocks: Vec<Span>,
}

impl Found {
    /// Looks for `query`; for nothing if that is blank. No match reaches beyond a block.
    pub(crate) fn new(article: &Article, query: &str) -> Self {
        let mut found = Self::default();
        let mut folded = Folded::default();
        folded.fold(query.trim());
        let needle = std::mem::take(&mut folded.text);
        if needle.is_empty() {
            return found;
        }
        for block in &article.blocks {
            folded.fold(article.words(block.span));
            let before = found.matches.len();
            for (at, _) in folded.text.match_indices(&needle) {
                let end = folded.starts.get(at + needle.len()).map_or(block.span.len(), |&end| end as usize);
                let start = folded.starts[at] as usize;
                found.matches.push(Span::new(block.span.start + start, block.span.start + end));
            }
            if found.matches.len() > before {
                found.blocks.push(block.span);
            }
        }
        found
    }

    /// The matches that reach into a span.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let first = self.matches.partition_point(|m| m.end <= span.start);
        let end = self.matches.partition_point(|m| m.start < span.end);
        first..end.max(first)
    }

    /// Whether a span has a part in a block with a match.
    pub(crate) fn is_beside(&self, span: Span) -> bool {
        let next = self.blocks.partition_point(|block| block.end <= span.start);
        self.blocks.get(next).is_some_and(|block| block.start < span.end)
    }
}

/// A text as it is compared: without case and accents.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

/// A text as it is compared, and where each of its bytes comes from. Kept from block to block: most of the time would go into
/// asking for memory.
#[derive(Default)]
struct Folded {
    text: String,
    /// For each byte, where its character begins in the text as it is.
    starts: Vec<u32>,
}

impl Folded {
    fn fold(&mut self, text: &str) {
        self.text.clear();
        self.starts.clear();
        for (at, c) in text.char_indices() {
            let Some(c) = plain(c) else { continue };
            self.text.push(c);
            // A block has fewer than 4 GB.
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.starts.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
    }
}

/// A character without its case and accent; nothing for an accent that stands by itself. One for one, so that each match is
/// made of whole characters: no "ss" for "ß".
fn plain(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(if c.is_ascii_whitespace() { ' ' } else { c.to_ascii_lowercase() });
    }
    let c = c.to_lowercase().next().unwrap_or(c);
    Some(match c {
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '‘' | '’' | '‚' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, query: &str) -> Vec<String> {
        let article = Article::from_text(text.to_owned());
        Found::new(&article, query).matches.iter().map(|&m| article.words(m).to_owned()).collect()
    }

    #[test]
    fn case_accents_and_the_shape_of_quotation_marks_do_not_count() {
        let text = "Łódź held. “Lodz,” he said; LODZ’S dam, and Lo\u{301}dz too.";
        assert_eq!(found(text, "lodz"), ["Łódź", "Lodz", "LODZ", "Lo\u{301}dz"]);
        assert_eq!(found(text, "\"lodz,\""), ["“Lodz,”"]);
        assert_eq!(found(text, "lodz's"), ["LODZ’S"]);
        assert_eq!(found(text, "ódź HELD"), ["ódź held"]);
    }

    #[test]
    fn blank_and_missing_words_find_nothing_and_no_match_crosses_a_block() {
        assert!(found("The dam held.", "  ").is_empty());
        assert!(found("The dam held.", "\u{301}").is_empty());
        assert!(found("The dam\nheld", "dam held").is_empty());
        assert_eq!(found("Haus und Straße.", "strasse").len(), 0, "one character stands for one");
    }

    #[test]
    fn what_stands_in_a_block_with_a_match_is_beside_it() {
        let article = Article::from_text("The dam held.\nRain fell.\nThe dam broke.".to_owned());
        let found = Found::new(&article, "DAM");
        assert_eq!(found.matches.len(), 2);
        let beside = |block: usize| found.is_beside(article.blocks[block].span);
        assert_eq!([beside(0), beside(1), beside(2)], [true, false, true]);
        assert_eq!(found.within(article.blocks[2].span), 1..2);
        assert_eq!(found.within(article.blocks[1].span), 1..1);
    }
}
