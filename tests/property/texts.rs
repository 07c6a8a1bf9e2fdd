//! Texts that nobody wrote: odd signs, and lines like those of articles.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Signs that break what was not made for them.
const ODD: &[&str] = &[
    "\0",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "\u{300}\u{301}",
    "e\u{301}",
    "\u{20e3}",
    "1\u{fe0f}\u{20e3}",
    "👨‍👩‍👧‍👦",
    "👍🏽",
    "🇮🇷",
    "🇮",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "‚",
    "«",
    "»",
    "‹",
    "›",
    "`",
    "``",
    "''",
    "「",
    "」",
    "『",
    "』",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    "..",
    "...",
    "…",
    "!",
    "?",
    "?!",
    "。",
    "؟",
    "۔",
    "।",
    ",",
    ";",
    ":",
    "-",
    "--",
    "–",
    "—",
    "\u{2010}",
    "\u{2011}",
    "/",
    "@",
    "#",
    "_",
    "&",
    "%",
    "$",
    "€",
    "°",
    "|",
    "•",
    "©",
    "ß",
    "İ",
    "ı",
    "ﬁ",
    "Ǆ",
    "ǅ",
    "ſ",
    "ª",
    "²",
    "½",
    "Ⅳ",
    "١٢",
    "五",
    "中文",
    "かな",
    "カナ",
    "한국",
    "ไทย",
    "ကို",
    "हिन्दी",
    "עברית",
    "العربية",
    "Ελλ",
    "Рус",
    "𝒜",
    "𝟙",
    "a",
    "A",
    "s",
    "S",
    "'s",
    "’s",
    "I",
    "U.S.",
    "a.m.",
    "J.",
    "Gen.",
    "No.",
    "1",
    "12,",
    "1,300",
    "3.5",
    "F-16",
    "x-1",
    "http://",
    "www.",
    "a@b.c",
    " ",
    "  ",
    "said",
    "The",
    "he",
];

/// Odd signs in a row, some with spaces between.
pub(crate) fn odd() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        8 => select(ODD).prop_map(str::to_owned),
        2 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(sign, 0..40).prop_map(|signs| signs.concat())
}

const PEOPLE: &[&str] = &[
    "Mira Oduya",
    "Gen. Tam Orso",
    "Defence Minister Ann Lee",
    "Oduya",
    "J. R. Orso",
    "Norl’s mayor",
    "a senior official",
    "two sources",
    "he",
    "She",
    "the ministry",
    "Dr. Bo al-Hadi",
    "Prime Minister Lee",
    "President Orso",
    "O'Brien",
];
const PLACES: &[&str] =
    &["Norl", "Ostvik", "Vela", "London", "the U.S.", "Iran", "New York", "Москва", "ירושלים", "東京"];
const CUES: &[&str] = &[
    "said",
    "told Reuters",
    "denied",
    "said on Friday that",
    "was unable to confirm",
    "asked",
    "wrote in a statement:",
    "says",
    "reportedly",
    "believes",
    "plans to",
    "announced",
    "would not comment",
    "added",
];
const CLAIMS: &[&str] = &[
    "the dam would hold",
    "it was over",
    "1,300 people had left",
    "no one was hurt",
    "the S-300s had come",
    "talks were set",
    "prices rose 3.5 percent to $2.5 million",
    "the 48-hour truce began at 5 p.m.",
    "we will not go",
    "who knows",
];
const SINGLES: &[&str] = &[
    "Photo: Vela News",
    "(AP Photo/Bo Orso, File)",
    "By Ann Lee",
    "Published: March 8, 2019",
    "read more:",
    "SHARE",
    "Search",
    "https://vela.example/a?b=1",
    "Dam Holds as River Falls",
    "## The wall",
    "- one",
    "2. two",
    "",
    "",
    "***",
    "שליחה לחבר",
    "May 3, 2019",
    "Reuters, AP",
    "comments",
    "The Vela News Agency contributed reporting.",
    "What next?",
    "\u{feff}",
];
const MARKS: &[(&str, &str)] = &[
    ("\"", "\""),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("« ", " »"),
    ("'", "'"),
    ("‘", "’"),
    ("``", "''"),
    ("\"", "”"),
    ("“", ""),
    ("", "\""),
    ("“‘", "’”"),
    ("(", ")"),
    ("[", "]"),
    ("", ""),
];
const ENDS: &[&str] = &[".", ".", ".", "?", "!", "…", "", ",", ":", " (Reuters)", " [AP]", ".”", ".\"", " U.S."];

/// One sentence with a source, a cue and a claim, in some order.
fn sentence() -> impl Strategy<Value = String> {
    let parts = (select(PEOPLE), select(CUES), select(CLAIMS), select(PLACES), select(MARKS), select(ENDS), 0..7_u8);
    parts.prop_map(|(who, cue, claim, place, (open, close), end, order)| match order {
        0 => format!("{open}{claim},{close} {who} {cue}{end}"),
        1 => format!("{who} {cue} {open}{claim}{close} in {place}{end}"),
        2 => format!("According to {who}, {open}{claim}{close}{end}"),
        3 => format!("{open}{claim}{close} {cue} {who}, {open}{claim} in {place}{end}{close}"),
        4 => format!("{who} of {place} is said to have {cue} {claim}{end}"),
        5 => format!("{place} quoted {who} as saying {open}{claim}{end}{close}"),
        _ => format!("{open}{claim}{end} {who} {cue} {place}"),
    })
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(sentence(), 1..4).prop_map(|sentences| sentences.join(" ")),
        2 => select(SINGLES).prop_map(str::to_owned),
        1 => (select(PEOPLE), select(PLACES)).prop_map(|(who, place)| format!("{who} (L) stands in {place}, May 3, 2019.")),
        1 => (sentence(), 20..60_usize).prop_map(|(words, width)| wrapped(&words.repeat(3), width)),
    ]
}

fn wrapped(words: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in words.split(' ') {
        let chars = word.chars().count();
        if length > 0 {
            length += 1 + chars;
            lines.push(if length > width { '\n' } else { ' ' });
            length = if length > width { chars } else { length };
        } else {
            length = chars;
        }
        lines.push_str(word);
    }
    lines
}

/// A text like an article, its lines broken in one of many ways.
pub(crate) fn article() -> impl Strategy<Value = String> {
    let breaks = select(&["\n", "\n\n", "\r\n", "\r", "\n\n\n", "\u{2028}"][..]);
    vec((line(), breaks, 0..12_u8), 0..14).prop_map(|lines| {
        let mut text = String::new();
        for (line, end, times) in lines {
            // Some lines come twice, as captions do.
            for _ in 0..if times == 0 { 2 } else { 1 } {
                text.push_str(&line);
                text.push_str(end);
            }
        }
        text
    })
}
