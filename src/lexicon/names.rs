//! Names, titles and the words that shape them, in one table of phrases.

use std::sync::OnceLock;

use super::words::{Gap, Shape, Word, join, scan};

/// What kinds of things a phrase may be; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

macro_rules! kinds {
    ($($bit:literal $name:ident $word:literal $doc:literal;)*) => {
        impl Kinds {
            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*

            fn of_row(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

kinds! {
    0 COUNTRY "country" "A country.";
    1 CAPITAL "capital" "A capital.";
    2 CITY "city" "Another city.";
    3 REGION "region" "A region, sea, river, or state of a federation.";
    4 NORP "norp" "A nationality, religion or political group.";
    5 ORG "org" "An organisation.";
    6 MEDIA "media" "A newspaper, agency or broadcaster.";
    7 PRODUCT "product" "A weapon, vehicle or device.";
    8 EVENT "event" "An event, treaty, law, award.";
    9 OFFICE "office" "A title that may stand for its holder.";
    10 RANK "rank" "A title before a name.";
    11 ROLE "role" "A title in apposition to a name.";
    12 TOPIC "topic" "What an office or role is about.";
    13 FIRST "first" "A given name.";
    14 SURNAME "surname" "A family name that stands first.";
    15 COMMON "common" "An ordinary word.";
    16 HONORIFIC "honorific" "Stands before a name and is no title.";
    17 PARTICLE "particle" "A small word inside names.";
    18 ORG_HEAD "orghead" "Ends the name of an organisation.";
    19 ORG_OF "orgof" "Starts the name of an organisation, before `of`.";
    20 LOC_HEAD "lochead" "Ends the name of a place.";
    21 LOC_PRE "locpre" "Starts the name of a place.";
    22 LOC_OF "locof" "Starts the name of a place, before `of`.";
    23 FAC_HEAD "fachead" "Ends the name of a building.";
    24 MISC_HEAD "mischead" "Ends the name of an event, treaty, law.";
    25 MONTH "month" "A month.";
    26 WEEKDAY "weekday" "A day of the week.";
    27 DATE_UNIT "dateunit" "A day or longer.";
    28 TIME_UNIT "timeunit" "An hour or less.";
    29 DAY_PART "daypart" "A part of the day.";
    30 DATE_WORD "dateword" "A day seen from today.";
    31 SEASON "season" "A season.";
    32 NUMBER "number" "A number below a hundred.";
    33 SCALE "scale" "Multiplies a number.";
    34 SCALES "scales" "An unclear number.";
    35 FRACTION "fraction" "A part of a whole.";
    36 CURRENCY "currency" "A currency.";
    37 UNIT "unit" "A measure.";
    38 ORDINAL "ordinal" "A place in a row.";
    39 FUNCTION "function" "A word of grammar.";
    40 RELATIVE "relative" "Places a time by another: `last`, `next`.";
    41 DEGREE "degree" "Early or late in a time.";
    42 VAGUE "vague" "An unclear number that is no quantity.";
    43 SPEECH "speech" "A verb that people are the subjects of.";
    45 INSTITUTION "institution" "A body that is named by this word alone.";
    46 NO_NAME "noname" "Capitals that are no name by themselves.";
    44 LEAD "lead" "A word that places follow.";
}

impl Kinds {
    /// Any place.
    pub const PLACE: Self = Self(Self::COUNTRY.0 | Self::CAPITAL.0 | Self::CITY.0 | Self::REGION.0);
    /// Any name that tables know by itself.
    pub const NAME: Self =
        Self(Self::PLACE.0 | Self::NORP.0 | Self::ORG.0 | Self::MEDIA.0 | Self::PRODUCT.0 | Self::EVENT.0);
    /// Any title.
    pub const TITLE: Self = Self(Self::OFFICE.0 | Self::RANK.0 | Self::ROLE.0);

    /// One bit a kind, in the order of the tables' words.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether the two share a kind.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of this that the other has too.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// What is known of one phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    hash: u64,
    /// Whatever the case of the text.
    plain: Kinds,
    /// Only if the text is in capitals: `WHO` is not `who`.
    upper: Kinds,
    /// One name for all spellings.
    pub canonical: &'static str,
    /// The country of a capital or nationality; else empty.
    pub country: &'static str,
    /// Words in the longest phrase that starts with this one.
    longest: u8,
}

impl Entry {
    /// The number of words in the longest phrase that starts with this one.
    #[must_use]
    pub fn longest_phrase(&self) -> usize {
        usize::from(self.longest)
    }

    /// The kinds that hold for a text of this shape.
    #[must_use]
    pub fn kinds(&self, shape: Shape) -> Kinds {
        match shape {
            Shape::Upper | Shape::Alphanumeric => self.plain.or(self.upper),
            _ => self.plain,
        }
    }
}

/// All tables; built once, read only.
pub struct Lexicon {
    entries: Vec<Entry>,
    /// Open addressing: index into `entries` plus one, or 0.
    slots: Vec<u32>,
}

const SLOTS: usize = 1 << 16;

/// The tables with the kind of rows that name none.
pub(crate) const TABLES: &[(&str, &str, Kinds)] = &[
    ("places", include_str!("data/places.tsv"), Kinds::COUNTRY),
    ("peoples", include_str!("data/peoples.tsv"), Kinds::NORP),
    ("organisations", include_str!("data/organisations.tsv"), Kinds::ORG),
    ("products", include_str!("data/products.tsv"), Kinds::PRODUCT),
    ("titles", include_str!("data/titles.tsv"), Kinds::OFFICE),
    ("shapes", include_str!("data/shapes.tsv"), Kinds::COMMON),
    ("cities", include_str!("data/cities.tsv"), Kinds::CITY),
    ("surnames", include_str!("data/surnames.tsv"), Kinds::SURNAME),
    ("first_names", include_str!("data/first_names.tsv"), Kinds::FIRST),
    ("common_words", include_str!("data/common_words.tsv"), Kinds::COMMON),
];

impl Lexicon {
    /// The tables, built on first use; the same ever after.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::build)
    }

    fn build() -> Self {
        let mut lexicon = Self { entries: Vec::with_capacity(SLOTS / 2), slots: vec![0; SLOTS] };
        lexicon.entries.push(Entry::default());
        let mut words = Vec::new();
        for &(_, table, kind) in TABLES {
            for row in table.lines().filter(|row| !row.starts_with('#')) {
                lexicon.add(row, kind, &mut words);
            }
        }
        lexicon
    }

    fn add(&mut self, row: &'static str, default: Kinds, words: &mut Vec<Word>) {
        let mut columns = row.split('\t');
        let name = columns.next().unwrap_or_default();
        let kind = columns.next().and_then(Kinds::of_row).unwrap_or(default);
        let canonical = columns.next().filter(|c| !c.is_empty()).unwrap_or(name);
        words.clear();
        scan(name, 0, words);
        let Some(first) = words.first() else { return };
        let longest = u8::try_from(words.len()).unwrap_or(u8::MAX);
        let head = self.slot(join(0, first.hash));
        self.entries[head].longest = self.entries[head].longest.max(longest);
        let phrase = words.iter().fold(0, |phrase, word| join(phrase, word.hash));
        let at = self.slot(phrase);
        let entry = &mut self.entries[at];
        if words.len() == 1 && first.shape == Shape::Upper {
            entry.upper = entry.upper.or(kind);
        } else {
            entry.plain = entry.plain.or(kind);
        }
        if entry.canonical.is_empty() {
            entry.canonical = canonical;
        }
        if entry.country.is_empty() {
            entry.country = columns.next().unwrap_or_default();
        }
    }

    /// Index of the entry of a hash, a new one if need be.
    fn slot(&mut self, hash: u64) -> usize {
        let mut slot = Self::home(hash);
        loop {
            let index = self.slots[slot] as usize;
            if index == 0 {
                self.slots[slot] = u32::try_from(self.entries.len()).unwrap_or(0);
                self.entries.push(Entry { hash, ..Entry::default() });
                return self.entries.len() - 1;
            }
            if self.entries[index].hash == hash {
                return index;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    fn home(hash: u64) -> usize {
        usize::try_from(hash >> 48).unwrap_or(0) % SLOTS
    }

    /// What is known of a phrase by its hash.
    #[must_use]
    pub fn entry(&self, phrase: u64) -> Option<&Entry> {
        let mut slot = Self::home(phrase);
        loop {
            let index = self.slots[slot] as usize;
            if index == 0 {
                return None;
            }
            if self.entries[index].hash == phrase {
                return Some(&self.entries[index]);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// What is known of one word.
    #[must_use]
    pub fn word(&self, word: &Word) -> Option<&Entry> {
        self.entry(join(0, word.hash))
    }

    /// What is known of a phrase given as text.
    #[must_use]
    pub fn phrase(&self, text: &str) -> Option<&Entry> {
        let mut words = Vec::new();
        scan(text, 0, &mut words);
        self.entry(words.iter().fold(0, |phrase, word| join(phrase, word.hash)))
            .filter(|e| e.longest != 0 || !e.canonical.is_empty())
    }

    /// The longest phrase of one of these kinds that the words start with, with its number of words.
    #[must_use]
    pub fn longest(&self, words: &[Word], kinds: Kinds) -> Option<(usize, &Entry)> {
        let first = words.first()?;
        let head = self.word(first)?;
        let mut phrase = join(0, first.hash);
        let mut best = head.kinds(first.shape).any(kinds).then_some((1, head));
        for (n, word) in words.iter().enumerate().take(usize::from(head.longest)).skip(1) {
            let joined =
                matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Dot | Gap::Ampersand | Gap::Nothing | Gap::Slash);
            if !joined {
                break;
            }
            phrase = join(phrase, word.hash);
            if let Some(entry) = self.entry(phrase).filter(|e| e.kinds(word.shape).any(kinds)) {
                best = Some((n + 1, entry));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn tables_have_provenance_known_kinds_and_no_row_twice() {
        for &(name, table, _) in TABLES {
            assert!(table.starts_with('#') && table.contains("Source: ") && table.contains("Licence: "), "{name}");
            let mut seen = HashSet::new();
            for row in table.lines().filter(|row| !row.starts_with('#')) {
                let mut columns = row.split('\t');
                let phrase = columns.next().unwrap();
                let kind = columns.next().unwrap_or_default();
                assert!(!phrase.trim().is_empty() && phrase == phrase.trim(), "{name}: {row:?}");
                assert!(kind.is_empty() || Kinds::of_row(kind).is_some(), "{name}: {row:?}");
                assert!(columns.count() <= 2, "{name}: {row:?}");
                assert!(seen.insert((phrase, kind)), "{name}: {row:?} twice");
            }
        }
    }

    #[test]
    fn every_row_is_found_again() {
        let lexicon = Lexicon::get();
        for &(name, table, kind) in TABLES {
            for row in table.lines().filter(|row| !row.starts_with('#')) {
                let mut columns = row.split('\t');
                let phrase = columns.next().unwrap();
                let kind = columns.next().and_then(Kinds::of_row).unwrap_or(kind);
                let mut words = Vec::new();
                scan(phrase, 0, &mut words);
                let found = lexicon.longest(&words, kind);
                assert_eq!(found.map(|(n, _)| n), Some(words.len()), "{name}: {phrase}");
            }
        }
    }

    #[test]
    fn an_acronym_is_not_a_word() {
        let lexicon = Lexicon::get();
        let who = lexicon.phrase("WHO").unwrap();
        assert!(who.kinds(Shape::Upper).any(Kinds::ORG));
        assert!(!who.kinds(Shape::Capital).any(Kinds::ORG));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let mut words = Vec::new();
        scan("New York Times reporters", 0, &mut words);
        let (count, entry) = Lexicon::get().longest(&words, Kinds::NAME).unwrap();
        assert_eq!((count, entry.canonical), (3, "New York Times"));
    }
}
