//! Spellings of one name: transliterations differ in vowels, in doubled letters and in which consonant stands for a sound.

use crate::lexicon::words::fold;

/// A name's spelling with what transliterations disagree on taken out, and its consonants alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    /// Case and marks folded away, nothing else.
    pub(super) plain: String,
    /// Vowels of three kinds, runs of one letter as one: `suliman` for Suleiman and Soliman.
    sound: String,
    /// No vowels but a first one: equal for all that can be one name.
    pub(super) skeleton: String,
}

impl Spelling {
    /// The spelling of one word.
    pub(super) fn new(word: &str) -> Self {
        let plain: String = word.chars().filter(|c| c.is_alphanumeric()).map(fold).collect();
        let mut sound = String::with_capacity(plain.len());
        let mut letters = plain.chars().peekable();
        while let Some(letter) = letters.next() {
            let next = letters.peek().copied();
            let (heard, silent) = match (letter, next) {
                ('p', Some('h')) => ('f', true),
                ('k' | 'g', Some('h')) | ('c', Some('h' | 'k')) => ('k', true),
                ('d' | 't' | 's' | 'z', Some('h')) => (letter, true),
                ('c', Some('e' | 'i' | 'y')) => ('s', false),
                ('q' | 'c' | 'g', _) => ('k', false),
                ('w', _) => ('v', false),
                ('o' | 'u', _) => ('u', false),
                ('e' | 'i' | 'y', _) => ('i', false),
                _ => (letter, false),
            };
            if silent {
                letters.next();
            }
            if !sound.ends_with(heard) {
                sound.push(heard);
            }
        }
        let skeleton =
            sound.char_indices().filter(|&(at, c)| at == 0 || !matches!(c, 'a' | 'i' | 'u')).map(|(_, c)| c).collect();
        Self { plain, sound, skeleton }
    }

    /// Whether the two may be one name: the same, or the same consonants and at most one vowel that differs.
    pub(super) fn matches(&self, other: &Self) -> bool {
        if self.plain == other.plain {
            return true;
        }
        // Short names have too little in them to be spelt in two ways: Lee is not Li.
        let long = self.skeleton.chars().count() > 1 && self.plain.len() > 3 && other.plain.len() > 3;
        long && self.skeleton == other.skeleton && self.vowels_differ(other) <= 1
    }

    /// How many gaps between consonants hold different vowels.
    fn vowels_differ(&self, other: &Self) -> usize {
        let vowels = |c: char| matches!(c, 'a' | 'i' | 'u');
        let split = |s: &Self| s.sound.split(|c| !vowels(c)).map(|run| run.chars().next()).collect::<Vec<_>>();
        let (ours, theirs) = (split(self), split(other));
        let first = usize::from(self.sound.chars().next() != other.sound.chars().next());
        first + ours.iter().zip(&theirs).filter(|(a, b)| a != b).count()
    }

    /// Whether this is the initial of the other.
    pub(super) fn is_initial_of(&self, other: &Self) -> bool {
        self.plain.chars().count() == 1 && other.plain.starts_with(self.plain.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(Spelling::new(one).matches(&Spelling::new(other)), same, "{one} {other}");
    }

    #[test]
    fn transliterations_match() {
        for (one, other) in [
            ("Soleimani", "Suleimani"),
            ("Qassem", "Qasem"),
            ("Qassem", "Kassim"),
            ("Mohammad", "Muhammad"),
            ("Mohammed", "Mohamed"),
            ("Gaddafi", "Qaddafi"),
            ("Gaddafi", "Kadhafi"),
            ("Lattakiya", "Latakia"),
            ("Rouhani", "Ruhani"),
            ("Assad", "Asad"),
            ("González", "Gonzalez"),
            ("Hezbollah", "Hizbullah"),
        ] {
            check(one, other, true);
        }
    }

    #[test]
    fn different_names_do_not() {
        for (one, other) in [
            ("Martin", "Morton"),
            ("Lee", "Li"),
            ("Kim", "Kam"),
            ("Putin", "Patton"),
            ("Kerry", "Karroo"),
            ("Khan", "Kan"),
        ] {
            check(one, other, false);
        }
    }
}
