//! Tokens of one block -> where its sentences end.

use super::{Token, TokenKind};
use crate::lexicon::abbreviations::{Stop, starts_sentences, stop_after};

/// How far a bracket is looked for, in tokens: keeps the search for one that never comes cheap.
const BRACKET_REACH: usize = 80;
/// How far a verb of saying may stand behind `?"`, in tokens: `"Why?" Defence Minister Ann Lee asked`.
const SAID_REACH: usize = 6;

/// Verbs that may follow a quotation that ends in ? or ! within the same sentence.
const SAID: [&str; 14] = [
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "wrote",
    "writes",
    "added",
    "replied",
    "shouted",
    "cried",
    "tweeted",
    "demanded",
    "exclaimed",
];

/// The tokens of one block.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    /// The text of the article.
    pub(super) text: &'a str,
    /// The block's tokens.
    pub(super) tokens: &'a [Token],
}

impl<'a> Block<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether token `i` stands right behind the one before it.
    fn adjacent(&self, i: usize) -> bool {
        i > 0 && self.tokens.get(i).is_some_and(|t| t.span.start == self.tokens[i - 1].span.end)
    }

    fn is_word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind != TokenKind::Punctuation)
    }

    /// Gives the index behind the last token of each sentence but the last.
    pub(super) fn ends(&self, mut each: impl FnMut(usize)) {
        let mut first = 0;
        // The innermost bracket that was opened within this sentence, not at its start.
        let mut bracket: Option<usize> = None;
        let mut i = 0;
        while i < self.tokens.len() {
            let word = self.word(i);
            match word {
                "(" | "[" if i > first => bracket = Some(i),
                ")" | "]" => bracket = None,
                _ => {}
            }
            let Some(stop) = stop(word, self.tokens[i].kind) else {
                i += 1;
                continue;
            };
            let behind = self.closers(i + 1);
            if behind < self.tokens.len() && self.breaks(first, i, behind, stop) {
                let closed = |open| (open + 1..behind).any(|j| matches!(self.word(j), ")" | "]"));
                if bracket.is_none_or(|open| closed(open) || !self.closes_later(behind)) {
                    each(behind);
                    (first, bracket) = (behind, None);
                }
            }
            i = behind.max(i + 1);
        }
    }

    /// Behind the closing marks that stand right behind a full stop, or behind a space in the French way.
    fn closers(&self, mut i: usize) -> usize {
        loop {
            let follows = self.adjacent(i);
            let closes = match self.word(i) {
                ")" | "]" | "}" | "”" | "’" | "''" | "」" | "』" | "）" | "》" | "›" | "'" | "‼" => follows,
                // The one that closes here must not open what comes next: `stop."Next`.
                "\"" | "“" | "«" => follows && !(self.adjacent(i + 1) && self.is_word(i + 1)),
                "»" => !(self.adjacent(i + 1) && self.is_word(i + 1)),
                _ => false,
            };
            if !closes {
                return i;
            }
            i += 1;
        }
    }

    /// Whether a sentence ends with the stop at token `at` and what closes behind it; `next` is the token after that.
    fn breaks(&self, first: usize, at: usize, next: usize, stop: End) -> bool {
        let word = self.word(next);
        let spaced = !self.adjacent(next);
        // What the next sentence would begin with, behind opening marks.
        let mut lead = next;
        while lead < next + 3 && lead + 1 < self.tokens.len() && !self.is_word(lead) {
            lead += 1;
        }
        let lead = self.word(lead);
        let initial = lead.chars().next().unwrap_or(' ');
        if initial.is_lowercase() || matches!(word, "," | ";" | ":" | ")" | "]" | "." | "/") {
            return false;
        }
        match stop {
            End::Wide => {
                // 「…。」と: what is quoted goes on into its own clause.
                let quoted = next > at + 1;
                !(quoted && matches!(initial, '\u{3041}'..='\u{309F}'))
            }
            End::Inner => false,
            End::Perhaps => spaced && starts_sentences(lead),
            End::Full if at == first + 1 && self.tokens[first].kind == TokenKind::Number => false,
            End::Full | End::Asking if !spaced => {
                // A space was lost: "the end.The next". Not "Yahoo!Finance", not "5.The".
                next == at + 1
                    && initial.is_uppercase()
                    && lead.len() > 1
                    && self.is_word(next)
                    && at > 0
                    && self.word(at - 1).ends_with(char::is_lowercase)
            }
            End::Full | End::Dots => true,
            End::Asking => !(next > at + 1 && self.said_follows(next)),
        }
    }

    /// Whether a verb of saying comes within the next few words, no mark between: `"Why?" Ann Lee asked.`
    fn said_follows(&self, from: usize) -> bool {
        (from..from + SAID_REACH).take_while(|&i| self.is_word(i)).any(|i| SAID.contains(&self.word(i)))
            && self.word(from).starts_with(char::is_uppercase)
            && !matches!(self.word(from), "He" | "She" | "They" | "I" | "We" | "It")
    }

    /// Whether a closing bracket comes before an opening one.
    fn closes_later(&self, from: usize) -> bool {
        let reach = (from + BRACKET_REACH).min(self.tokens.len());
        let found = (from..reach).map(|i| self.word(i)).find(|w| matches!(*w, ")" | "]" | "(" | "["));
        found.is_some_and(|w| matches!(w, ")" | "]"))
    }
}

/// What a token that may end a sentence is.
#[derive(Clone, Copy)]
enum End {
    Full,
    Asking,
    Dots,
    /// An abbreviation that stands before a name.
    Inner,
    /// An abbreviation or an initial.
    Perhaps,
    /// A full stop of a script without capital letters, or without spaces.
    Wide,
}

fn stop(word: &str, kind: TokenKind) -> Option<End> {
    let last = *word.as_bytes().last()?;
    if kind != TokenKind::Punctuation {
        if last != b'.' {
            return None;
        }
        return Some(match stop_after(&word[..word.len() - 1]) {
            Some(Stop::Inner | Stop::BeforeDigit) => End::Inner,
            _ => End::Perhaps,
        });
    }
    match word {
        "." => Some(End::Full),
        "…" | "⋯" => Some(End::Dots),
        "。" | "！" | "？" | "｡" | "．" | "؟" | "۔" | "।" | "॥" | "։" | "።" | "។" | "။" => {
            Some(End::Wide)
        }
        "‼" | "⁇" | "⁈" | "⁉" => Some(End::Asking),
        _ if matches!(last, b'?' | b'!') => Some(End::Asking),
        _ if last == b'.' => Some(End::Dots),
        _ => None,
    }
}
