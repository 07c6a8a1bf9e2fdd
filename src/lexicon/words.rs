//! Words as the name tables know them: finer than tokens, so that tables and text are cut the same way.
//!
//! Parts of a hyphenated compound stand alone (only the name in "Freedonian-made" is marked), a possessive belongs to
//! no word, and an acronym keeps its full stops ("U.N." is one word).

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// No capital.
    #[default]
    Lower,
    /// A capital and then none.
    Capital,
    /// All capitals, two at least; full stops between them do not count.
    Upper,
    /// One capital letter alone.
    Initial,
    /// Capitals elsewhere, also after a first one: `McCoy`, `eBook`.
    Mixed,
    /// Letters and digits: `G7`, `300s`.
    Alphanumeric,
    /// Digits, with commas, full stops.
    Number,
    /// A sign for a currency or per cent.
    Sign,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    /// The sentence starts here, or something stands there that no name holds.
    #[default]
    Break,
    /// White space.
    Space,
    /// A hyphen or dash without space.
    Hyphen,
    /// A full stop, then space: an abbreviation's.
    Dot,
    /// A comma.
    Comma,
    /// An ampersand.
    Ampersand,
    /// A square bracket, as in an editor's addition to a name.
    Square,
    /// A round bracket opens.
    Open,
    /// A round bracket closes.
    Close,
    /// A colon without space, as in a time of day.
    Colon,
    /// A slash.
    Slash,
    /// A quotation mark or more.
    Quote,
    /// Nothing: a sign and its number.
    Nothing,
}

/// One word of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Byte offset of the first byte.
    pub start: usize,
    /// Byte offset behind the last byte, possessive excluded.
    pub end: usize,
    /// Of the folded letters and digits.
    pub hash: u64,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a possessive `'s` or `'` follows.
    pub possessive: bool,
}

impl Word {
    /// Whether it may be (part of) a name by its capitals.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial)
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Joins the hash of a phrase and that of its next word; starts from 0.
#[must_use]
pub const fn join(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash that [`Word::hash`] has for a lower-case word without marks.
#[must_use]
pub const fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash = SEED;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(PRIME);
        at += 1;
    }
    hash
}

/// A letter without its diacritic, in lower case; letters of other scripts as they are.
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' => c,
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ł' | 'ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' | 'Ș' | 'ș' => 's',
        'Ţ'..='ŧ' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'Ź'..='ž' => 'z',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ')
}

const fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₡' | '₦' | '₪' | '₱' | '₩' | '₽' | '₺' | '₵' | '฿' | '%')
}

/// Appends the words of a piece of text; `offset` is the byte offset of its first byte.
pub fn scan(text: &str, offset: usize, out: &mut Vec<Word>) {
    let mut at = 0;
    let mut gap = Gap::Break;
    while let Some(c) = text[at..].chars().next() {
        if c.is_alphanumeric() {
            let mut word = word(&text[at..]);
            (word.start, word.end, word.gap) = (offset + at, offset + at + word.end, gap);
            at = word.end - offset;
            let after = possessive(&text[at..]);
            word.possessive = after > 0;
            at += after;
            out.push(word);
        } else if is_sign(c) {
            let end = offset + at + c.len_utf8();
            out.push(Word { start: offset + at, end, hash: hash_of(c), shape: Shape::Sign, gap, possessive: false });
            at += c.len_utf8();
        }
        let rest = &text[at..];
        let between = rest.find(|c: char| c.is_alphanumeric() || is_sign(c)).unwrap_or(rest.len());
        gap = classify(&rest[..between]);
        at += between;
    }
}

/// Whether capitals say little among these words, as in a headline in title case: ordinary words, as told for each, have
/// them, and hardly a longer one has none.
pub fn is_loud<'w>(words: impl Iterator<Item = (&'w Word, bool)>) -> bool {
    let (mut capital, mut lower) = (0, 0);
    for (word, common) in words.skip(1).filter(|(w, _)| w.end - w.start > 3) {
        if word.shape == Shape::Lower {
            lower += 1;
        } else if common && word.is_capital() {
            capital += 1;
        }
    }
    capital > 1 && capital > 6 * lower
}

fn hash_of(c: char) -> u64 {
    (SEED ^ u64::from(u32::from(c))).wrapping_mul(PRIME)
}

/// The word that the text starts with; its `end` is its length.
fn word(text: &str) -> Word {
    if let Some(acronym) = dotted(text) {
        return acronym;
    }
    let bytes = text.as_bytes();
    let (mut upper, mut lower, mut digits, mut first_upper) = (0, 0, 0, false);
    let mut hash = SEED;
    let mut at = 0;
    while at < bytes.len() {
        let c = match bytes[at] {
            b if b.is_ascii() => char::from(b),
            _ => text[at..].chars().next().unwrap_or_default(),
        };
        let width = c.len_utf8();
        if c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()) {
            first_upper |= at == 0;
            upper += 1;
        } else if c.is_numeric() {
            digits += 1;
        } else if c.is_alphabetic() {
            lower += 1;
        } else if is_inner(c, &text[at + width..], lower + upper) {
            at += width;
            continue;
        } else {
            break;
        }
        at += width;
        let folded = fold(c);
        hash = (hash ^ u64::from(u32::from(folded))).wrapping_mul(PRIME);
    }
    let shape = match (upper, lower, digits) {
        (0, 0, _) => Shape::Number,
        (_, _, 1..) => Shape::Alphanumeric,
        (0, ..) => Shape::Lower,
        (1, 0, _) => Shape::Initial,
        (_, 0, _) => Shape::Upper,
        (1, ..) if first_upper => Shape::Capital,
        _ => Shape::Mixed,
    };
    Word { end: at, hash, shape, ..Word::default() }
}

/// Whether a mark goes on with the word of so many letters: a combining one, an apostrophe, or one inside a number.
fn is_inner(c: char, after: &str, letters: usize) -> bool {
    match c {
        ',' | '.' => letters == 0 && after.starts_with(|c: char| c.is_ascii_digit()),
        _ => is_combining(c) || letters > 0 && is_apostrophe(c) && joins(after),
    }
}

/// `U.N.`, `a.m.`: single letters, each with a full stop; the last may lack it.
fn dotted(text: &str) -> Option<Word> {
    let bytes = text.as_bytes();
    if bytes.get(1) != Some(&b'.') || !bytes.get(2)?.is_ascii_alphabetic() || !bytes[0].is_ascii_alphabetic() {
        return None;
    }
    let (mut at, mut hash) = (0, SEED);
    // No acronym is longer; a limit keeps long chains of letters and stops cheap.
    while at < 2 * 12 && at < bytes.len() && bytes[at].is_ascii_alphabetic() {
        if bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        hash = (hash ^ u64::from(bytes[at].to_ascii_lowercase())).wrapping_mul(PRIME);
        at += 1;
        if bytes.get(at) != Some(&b'.') {
            break;
        }
        at += 1;
    }
    let shape = if bytes[0].is_ascii_uppercase() { Shape::Upper } else { Shape::Lower };
    Some(Word { end: at, hash, shape, ..Word::default() })
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}')
}

/// Whether an apostrophe before this belongs to the word: a letter follows, and it is no possessive.
fn joins(after: &str) -> bool {
    let mut chars = after.chars();
    match (chars.next(), chars.next()) {
        (Some('s' | 'S'), next) => next.is_some_and(char::is_alphanumeric),
        (Some(c), _) => c.is_alphabetic(),
        _ => false,
    }
}

/// The length of the possessive that the text starts with, or 0.
fn possessive(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(mark) = chars.next().filter(|&c| is_apostrophe(c)) else { return 0 };
    match (chars.next(), chars.next()) {
        (Some('s' | 'S'), next) if !next.is_some_and(char::is_alphanumeric) => mark.len_utf8() + 1,
        (next, _) if next.is_some_and(char::is_whitespace) && mark != '‘' => mark.len_utf8(),
        _ => 0,
    }
}

fn classify(between: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
    let mut marks = between.chars().filter(|c| !c.is_whitespace());
    let spaced = between.contains(char::is_whitespace);
    let (first, second) = (marks.next(), marks.next());
    match (first, second) {
        (None, _) if between.is_empty() => Gap::Nothing,
        (None, _) if between.contains('\n') => Gap::Break,
        (None, _) => Gap::Space,
        (Some('-' | '‐' | '‑' | '–'), None) if !spaced => Gap::Hyphen,
        (Some('.'), None) => Gap::Dot,
        (Some(','), None) => Gap::Comma,
        (Some('&'), None) => Gap::Ampersand,
        (Some('[' | ']'), None) => Gap::Square,
        (Some('('), None) => Gap::Open,
        (Some(')'), None | Some(',' | '.')) => Gap::Close,
        (Some(':'), None) if !spaced => Gap::Colon,
        (Some('/'), None) => Gap::Slash,
        (Some('"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»'), None) => Gap::Quote,
        _ => Gap::Break,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut words = Vec::new();
        scan(text, 0, &mut words);
        let show = |w: &Word| {
            let mark = if w.possessive { "'s" } else { "" };
            format!("{}{mark} {:?} {:?}", &text[w.start..w.end], w.shape, w.gap)
        };
        assert_eq!(words.iter().map(show).collect::<Vec<_>>().join(" | "), expected);
    }

    #[test]
    fn words_are_cut_so_that_names_stand_alone() {
        check("Ann's Zed-made", "Ann's Capital Break | Zed Capital Space | made Lower Hyphen");
        check("U.N. talks", "U.N. Upper Break | talks Lower Space");
        check("Gen. O'Hara", "Gen Capital Break | O'Hara Mixed Dot");
        check("the boys' 1,300", "the Lower Break | boys's Lower Space | 1,300 Number Space");
        check("$5 [Ann] Lee", "$ Sign Break | 5 Number Nothing | Ann Capital Square | Lee Capital Square");
        check("X-300s, \"G7\"", "X Initial Break | 300s Alphanumeric Hyphen | G7 Alphanumeric Break");
    }

    #[test]
    fn marks_and_case_do_not_change_the_hash() {
        let mut words = Vec::new();
        scan("São sao U.S. US Sana'a Sanaa", 0, &mut words);
        for pair in words.chunks(2) {
            assert_eq!(pair[0].hash, pair[1].hash);
        }
        assert_eq!(words[0].hash, hash("sao"));
    }
}
