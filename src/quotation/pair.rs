//! One pass over the marks of a block: which ones open, and what closes them.

use super::Closing;
use super::marks::{self, Style};
use crate::lexicon::elisions::is_elision;
use crate::segment::{Token, TokenKind};
use crate::span::Span;

/// A quotation as it is found, before those that never close are cut to size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) style: Style,
    pub(super) closing: Closing,
    /// Behind the opening mark.
    pub(super) inner: usize,
}

/// How many open quotations a closing mark looks through for its own.
const OPEN_REACH: usize = 16;
/// How many tokens a closing single mark is looked for behind what may be a plural possessive.
const PLURAL_REACH: usize = 60;

struct Pairs<'a> {
    text: &'a str,
    tokens: &'a [Token],
    block: Span,
    open: Vec<Draft>,
    done: Vec<Draft>,
    /// Where the last mark that opened ends: what stands right behind it may open too.
    opened_to: usize,
}

/// The quotations of one block in no special order.
pub(super) fn pair(text: &str, tokens: &[Token], block: Span) -> Vec<Draft> {
    let mut pairs = Pairs { text, tokens, block, open: Vec::new(), done: Vec::new(), opened_to: usize::MAX };
    for (i, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Punctuation {
            pairs.mark(i);
        }
    }
    let Pairs { open, mut done, .. } = pairs;
    // An apostrophe opens nothing; only the curly mark that begins a block is surely none.
    let kept = |d: &Draft| !d.style.is_single() || d.style == Style::SingleCurly && d.span.start == block.start;
    done.extend(open.into_iter().filter(kept));
    done
}

impl Pairs<'_> {
    fn before(&self, at: usize) -> Option<char> {
        self.text[self.block.start..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..self.block.end].chars().next()
    }

    fn mark(&mut self, i: usize) {
        let span = self.tokens[i].span;
        let mark = span.of(self.text);
        if !matches!(mark.as_bytes()[0], b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3) {
            return;
        }
        let Some(style) = Style::opened_by(mark).or_else(|| only_closing_style(mark)) else { return };
        let (before, after) = (self.before(span.start), self.after(span.end));
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // צה"ל and 6'2" hold no quotation; neither does anything within a Latin word.
        if matches!(mark, "\"" | "'") && letter(before) && letter(after) && !latin(before, after)
            || self.is_measure(span, mark)
        {
            return;
        }
        if marks::only_opens(mark) {
            self.push(span, style);
            return;
        }
        if !marks::only_closes(mark) && self.may_open(i, style, mark) {
            self.push(span, style);
            return;
        }
        if before.is_some() {
            self.close(i, mark);
        }
    }

    /// Whether a mark that can be either opens here.
    fn may_open(&self, i: usize, style: Style, mark: &str) -> bool {
        let span = self.tokens[i].span;
        let before = self.before(span.start);
        let left = before.is_none_or(marks::is_opening) || self.opened_to == span.start;
        // Straight marks on the right are looked through: `"'Tis`.
        let after = self.text[span.end..self.block.end].chars().take(4).find(|&c| !marks::is_straight(c));
        let right =
            after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']'));
        let answers = self.open.iter().rev().take(OPEN_REACH).any(|d| d.style.closed_by(mark).is_some());
        match mark {
            // « C’est »: French marks are set off by spaces, so only the direction counts.
            "«" => !answers,
            "»" | "›" | "‹" | "”" => left && !right && !answers,
            "“" => !(answers && !left && !self.open.iter().rev().take(OPEN_REACH).any(|d| d.style == Style::Curly)),
            "‘" => !answers && !self.is_elision(i),
            "’" => false,
            "'" | "`" => left && !right && !self.is_elision(i),
            _ if answers => left && !right,
            _ => left && (!right || style == Style::Straight && before.is_none()),
        }
    }

    /// 'tis, 'em, '90s.
    fn is_elision(&self, i: usize) -> bool {
        let Some(next) = self.tokens.get(i + 1).filter(|t| t.span.start == self.tokens[i].span.end) else {
            return false;
        };
        let word = next.span.of(self.text);
        is_elision(word) || word.ends_with(['s', 'S']) && word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a mark is that of feet, or of the inches behind them: 6'2".
    fn is_measure(&self, span: Span, mark: &str) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match mark {
            "'" | "’" => digit(self.before(span.start)) && digit(self.after(span.end)),
            "\"" | "''" | "”" => {
                let head = &self.text[self.block.start..span.start];
                let inches = head.trim_end_matches(|c: char| c.is_ascii_digit());
                let foot = inches.strip_suffix(['\'', '’']);
                inches.len() < head.len() && foot.is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => false,
        }
    }

    fn push(&mut self, mark: Span, style: Style) {
        self.opened_to = mark.end;
        let span = Span::new(mark.start, self.block.end);
        self.open.push(Draft { span, style, closing: Closing::Missing, inner: mark.end });
    }

    fn close(&mut self, i: usize, mark: &str) {
        let span = self.tokens[i].span;
        let single = matches!(mark, "'" | "’" | "‘");
        let fit = |wanted: Closing| {
            let open = self.open.iter().enumerate().rev().take(if single { 1 } else { OPEN_REACH });
            open.map(|(at, d)| (at, d.style.closed_by(mark))).find(|&(_, c)| c == Some(wanted)).map(|(at, _)| at)
        };
        let found = fit(Closing::Matched).map(|at| (at, Closing::Matched));
        let Some((at, closing)) = found.or_else(|| fit(Closing::Mismatched).map(|at| (at, Closing::Mismatched))) else {
            return;
        };
        if single && (self.before(span.start).is_none_or(char::is_whitespace) || self.is_plural(i)) {
            return;
        }
        // What was opened inside and never closed ends here.
        for inner in self.open.drain(at + 1..).filter(|d| !d.style.is_single()) {
            self.done.push(Draft { span: Span::new(inner.span.start, span.start).trim(self.text), ..inner });
        }
        if let Some(draft) = self.open.pop() {
            self.done.push(Draft { span: Span::new(draft.span.start, span.end), closing, ..draft });
        }
    }

    /// Whether an apostrophe behind an s is a plural's: another one closes what is open.
    fn is_plural(&self, i: usize) -> bool {
        let span = self.tokens[i].span;
        if !matches!(self.before(span.start), Some('s' | 'S')) || !self.after(span.end).is_some_and(char::is_whitespace)
        {
            return false;
        }
        let ahead = self.tokens[i + 1..].iter().take(PLURAL_REACH);
        for token in ahead.filter(|t| matches!(t.span.of(self.text), "'" | "’" | "‘")) {
            if self.before(token.span.start).is_none_or(marks::is_opening) {
                return false;
            }
            if !self.after(token.span.end).is_some_and(char::is_alphanumeric) {
                return true;
            }
        }
        false
    }
}

fn latin(before: Option<char>, after: Option<char>) -> bool {
    let is = |c: Option<char>| c.is_some_and(|c| c < '\u{250}' || c.is_numeric());
    is(before) && is(after)
}

fn only_closing_style(mark: &str) -> Option<Style> {
    match mark {
        "」" => Some(Style::Corner),
        "』" => Some(Style::WhiteCorner),
        "’" => Some(Style::SingleCurly),
        _ => None,
    }
}
