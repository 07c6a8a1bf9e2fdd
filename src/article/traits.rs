//! What a unit looks like, taken by itself.

use crate::lexicon::abbreviations::stop_after;
use crate::lexicon::layout::{Classes, classes};

use super::script::Scripts;

/// Bytes beyond which a unit is running text, whatever it looks like; also keeps the cost of a long line small.
const LONG: usize = 400;
/// The same for one that ends with a bracket, which may hold a credit.
const LONG_BRACKETED: usize = 800;
/// Bytes of a unit from which its script is told.
const SAMPLE: usize = 400;

/// What a unit ends with, closing marks aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop, or dots.
    Stop,
    /// ? or !
    Ask,
    Colon,
    /// A mark that says that more comes.
    Comma,
    /// None of these.
    Open,
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Initial {
    Upper,
    Lower,
    Digit,
    /// A letter of a script without case.
    Plain,
}

/// A word of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'l> {
    /// In lower case, without the marks around it.
    pub(super) bare: &'l str,
    pub(super) initial: Initial,
    /// Whether a colon stands behind it.
    pub(super) colon: bool,
    pub(super) classes: Classes,
}

/// What a unit looks like.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "signs that come in any combination")]
pub(super) struct Traits {
    /// [`is_long`]; then the rest is not looked at.
    pub(super) long: bool,
    /// Words; two letters count as one where words are not parted by spaces.
    pub(super) words: usize,
    pub(super) chars: usize,
    pub(super) ending: Ending,
    /// Full stops and the like inside, before a capital.
    pub(super) stops: usize,
    pub(super) capitals: usize,
    pub(super) digits: bool,
    pub(super) first: Option<Initial>,
    /// Union over all words.
    pub(super) classes: Classes,
    /// Classes of the first word.
    pub(super) lead: Classes,
    pub(super) quoted: bool,
    pub(super) date: bool,
    pub(super) ends_with_date: bool,
    /// Words that are no part of a date.
    pub(super) dateless: usize,
    /// "(L)", ", left,".
    pub(super) side: bool,
    /// A verb of pose among the first words.
    pub(super) pose: bool,
    /// A credit in brackets at its end.
    pub(super) credited: bool,
    /// "destroyed three", "killed in".
    pub(super) past_verb: bool,
    pub(super) scripts: Scripts,
}

/// Words in which a verb of pose is looked for.
const POSE_REACH: usize = 24;
/// Bytes that a credit in brackets may take.
const CREDIT_REACH: usize = 160;

/// The scripts at the start of a unit.
pub(super) fn scripts(text: &str) -> Scripts {
    Scripts::count(&text[..text.floor_char_boundary(SAMPLE)])
}

/// Whether a unit is too long to be anything but running text.
pub(super) fn is_long(text: &str) -> bool {
    text.len() > if text.ends_with([')', ']']) { LONG_BRACKETED } else { LONG }
}

/// The text in lower case, apostrophes made straight: what [`words`] are taken from.
pub(super) fn lower(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'") } else { lower }
}

/// The words of a unit, given with its text in lower case.
pub(super) fn words<'l>(text: &str, lower: &'l str) -> Vec<Word<'l>> {
    const PARTS: [char; 6] = [':', '：', '/', '|', '•', '·'];
    let mut words: Vec<Word<'l>> = Vec::new();
    for (raw, low) in text.split_whitespace().zip(lower.split_whitespace()) {
        // 13:32 and 3/5/2021 stay whole.
        let whole = low.starts_with(|c: char| c.is_ascii_digit());
        let part = |c: char| !whole && PARTS.contains(&c);
        let mut rest = low;
        for (raw, part) in raw.split(part).zip(low.split(part)) {
            rest = rest.get(part.len()..).unwrap_or_default();
            let colon = rest.starts_with([':', '：']) || part.ends_with(':');
            rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
            let Some(first) = raw.chars().find(|c| c.is_alphanumeric()) else {
                if let Some(last) = words.last_mut() {
                    last.colon |= colon;
                }
                continue;
            };
            let initial = match first {
                c if c.is_uppercase() => Initial::Upper,
                c if c.is_lowercase() => Initial::Lower,
                c if c.is_numeric() => Initial::Digit,
                _ => Initial::Plain,
            };
            let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
            words.push(Word { bare, initial, colon, classes: classes(bare) });
        }
    }
    words
}

impl Traits {
    /// Looks at a unit that is too long for all but running text.
    pub(super) fn of_long(text: &str) -> Self {
        let mut traits = Self::of("", &[], Scripts::default());
        traits.long = true;
        traits.words = text.len() / 8;
        traits.chars = text.len();
        traits.ending = Ending::Stop;
        // Stories of that length cite someone.
        traits.classes = Classes::SAYS;
        traits
    }

    /// Looks at a unit, given with its words.
    pub(super) fn of(text: &str, words: &[Word<'_>], scripts: Scripts) -> Self {
        let unspaced = usize::try_from(scripts.unspaced()).unwrap_or_default();
        let (core, credited) = credit(text);
        let count = |initial| words.iter().filter(|w| w.initial == initial).count();
        let dates = Dates::of(words);
        Self {
            long: false,
            words: words.len().max(unspaced / 2),
            chars: text.chars().count(),
            ending: ending(text, words.len()),
            stops: stops(text),
            capitals: count(Initial::Upper),
            digits: text.bytes().any(|b| b.is_ascii_digit()) || words.iter().any(|w| w.initial == Initial::Digit),
            first: words.first().map(|w| w.initial),
            classes: words.iter().fold(Classes::default(), |all, w| all.with(w.classes)),
            lead: words.first().map_or(Classes::default(), |w| w.classes),
            quoted: text.contains(['"', '“', '”', '„', '«', '»']),
            date: dates.full,
            ends_with_date: dates.last_year.is_some_and(|year| year + 1 >= words_in(core)),
            dateless: dates.others,
            side: side(text),
            pose: words.iter().skip(1).take(POSE_REACH).any(|w| w.classes.has(Classes::POSE)),
            credited,
            past_verb: words.windows(2).any(|pair| {
                pair[0].bare.len() > 4 && pair[0].bare.ends_with("ed") && pair[1].classes.has(Classes::OPENER)
            }),
            scripts,
        }
    }

    /// Whether it reads as a sentence or more.
    pub(super) fn is_prose(&self) -> bool {
        let ended = matches!(self.ending, Ending::Stop | Ending::Ask);
        self.long || self.words >= 4 && (ended || self.stops > 0) || self.words >= 45
    }

    /// "What happens next?"
    pub(super) fn is_short_question(&self) -> bool {
        self.ending == Ending::Ask && (2..=8).contains(&self.words) && !self.quoted && self.stops == 0
    }

    /// Whether it is part of running text, though no sentence: a line of speech, one that leads to what is below it.
    pub(super) fn goes_on(&self) -> bool {
        match self.ending {
            Ending::Stop | Ending::Ask | Ending::Comma => true,
            // "Orso added:"
            Ending::Colon => self.words >= 4 || self.classes.has(Classes::SAYS),
            Ending::Open => self.quoted,
        }
    }

    /// Whether someone is cited, or a day named: what stories do and summaries leave out.
    pub(super) fn reports(&self) -> bool {
        self.classes.has(Classes::SAYS.with(Classes::WEEKDAY).with(Classes::AGO)) || self.date
    }
}

fn words_in(text: &str) -> usize {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | '|'));
    parts.filter(|p| p.contains(char::is_alphanumeric)).count()
}

/// The text without a bracket at its end, and whether that bracket is a credit: "(AP Photo/Ann Lee, File)".
fn credit(text: &str) -> (&str, bool) {
    let Some(inner) = text.strip_suffix([')', ']']) else { return (text, false) };
    let from = text.ceil_char_boundary(text.len().saturating_sub(CREDIT_REACH));
    let Some(open) = inner[from..].rfind(['(', '[']).map(|at| from + at) else { return (text, false) };
    let inside = inner[open + 1..].to_lowercase();
    let known = |w: Option<&str>| w.is_some_and(|w| classes(w).has(Classes::CREDIT));
    let words = || inside.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    // "Video" in the middle of a sentence in brackets credits nobody.
    let credited = known(words().next()) || known(words().next_back()) || words().any(|w| w == "via");
    (text[..open].trim_end(), credited)
}

/// What stands behind closing marks is not its end.
fn unclosed(text: &str) -> &str {
    text.trim_end_matches(['"', '\'', '”', '’', '“', '»', '«', '›', ')', ']', '}', '*', '_', ' ', '\u{a0}'])
}

fn ending(text: &str, words: usize) -> Ending {
    let text = unclosed(text);
    match text.chars().next_back() {
        Some('.') => {
            let word = text[..text.len() - 1].rsplit([' ', '\u{a0}', '-']).next().unwrap_or_default();
            let abbreviated = word.contains('.') || stop_after(word).is_some() && word.len() > 2;
            if words <= 16 && abbreviated && !text.ends_with("..") { Ending::Open } else { Ending::Stop }
        }
        Some('…' | '。' | '।' | '۔' | '։' | '．' | '።' | '។' | '။') => Ending::Stop,
        Some('?' | '!' | '؟' | '？' | '！') => Ending::Ask,
        Some(':' | '：') => Ending::Colon,
        Some(',' | ';' | '،' | '、' | '，' | '—' | '–' | '-') => Ending::Comma,
        _ => Ending::Open,
    }
}

/// Full stops and the like that end a word before a capital; dotted abbreviations and initials are none.
fn stops(text: &str) -> usize {
    let mut stops = 0;
    let mut ended = false;
    for word in text.split_whitespace() {
        if ended && word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()) {
            stops += 1;
        }
        let end = unclosed(word);
        ended = match end.chars().next_back() {
            Some('?' | '!' | '…' | '۔' | '।' | '؟') => true,
            Some('.') => {
                let head = &end[..end.len() - 1];
                head.len() > 1 && !head.contains('.') && stop_after(head).is_none()
            }
            _ => false,
        };
    }
    stops + text.matches(['。', '！', '？']).count().saturating_sub(1)
}

/// Whether someone's place in a picture is named: "(L)", "(right)", ", left,".
fn side(text: &str) -> bool {
    let mut comma = false;
    text.split_whitespace().any(|raw| {
        let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let after = std::mem::replace(&mut comma, raw.ends_with(','));
        let single = bare.len() == 1;
        let known = bare.len() <= 12 && classes(&bare.to_lowercase()).has(Classes::SIDE);
        let bracketed = raw.starts_with(['(', '[']) && raw.trim_end_matches([',', '.', ';', ':']).ends_with([')', ']']);
        known
            && (bracketed && !(single && bare.starts_with(char::is_lowercase))
                || after && !single && raw.ends_with([',', '.']))
    })
}

/// Where dates stand among words.
struct Dates {
    /// A day is named by month and number, or all in numbers.
    full: bool,
    /// The last word that ends a date with a year.
    last_year: Option<usize>,
    others: usize,
}

impl Dates {
    fn of(words: &[Word<'_>]) -> Self {
        let mut dates = Self { full: false, last_year: None, others: 0 };
        let mut month: Option<usize> = None;
        let mut day: Option<usize> = None;
        for (i, word) in words.iter().enumerate() {
            let number = word.bare.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok();
            if word.classes.has(Classes::MONTH) {
                month = Some(i);
                dates.full |= day.is_some_and(|d| d + 3 > i);
            } else if is_numeric_date(word.bare) {
                (dates.full, dates.last_year) = (true, Some(i));
            } else if let Some(number) = number {
                let near = month.is_some_and(|m| m + 3 > i);
                if (1..=31).contains(&number) {
                    day = Some(i);
                    dates.full |= near;
                }
                if (1900..2200).contains(&number) && near {
                    dates.last_year = Some(i);
                }
            } else if !word.classes.has(Classes::WEEKDAY.with(Classes::AGO))
                && !matches!(
                    word.bare,
                    "at" | "on" | "of" | "de" | "am" | "pm" | "a.m" | "p.m" | "gmt" | "utc" | "et" | "est"
                )
            {
                dates.others += 1;
            }
        }
        dates
    }
}

/// 2016-04-18, 09.15.15, 3/5/2021, also with a time run on: 2016-04-18T10.
fn is_numeric_date(word: &str) -> bool {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let separated = |separator: char| {
        let mut parts = word.splitn(3, separator);
        let (Some(a), Some(b), Some(c)) = (parts.next(), parts.next(), parts.next()) else { return false };
        (1..=4).contains(&a.len())
            && digits(a) == a.len()
            && (1..=2).contains(&b.len())
            && digits(b) == b.len()
            && matches!(digits(c), 1 | 2 | 4)
    };
    word.len() <= 32 && word.starts_with(|c: char| c.is_ascii_digit()) && ['-', '.', '/'].into_iter().any(separated)
}
