//! Which script a text is written in.

/// A script, as far as telling one from another needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Indic,
    /// Chinese and Japanese.
    Han,
    Korean,
    Other,
}

/// How many letters of each script.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scripts([u32; 9]);

impl Scripts {
    /// Counts the letters of a text.
    pub(super) fn count(text: &str) -> Self {
        let mut scripts = Self::default();
        if text.is_ascii() {
            let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
            scripts.0[Script::Latin as usize] = u32::try_from(letters).unwrap_or(u32::MAX);
            return scripts;
        }
        for c in text.chars() {
            if let Some(script) = script(c) {
                scripts.0[script as usize] += 1;
            }
        }
        scripts
    }

    /// Adds the letters of another text.
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, n) in self.0.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(n);
        }
    }

    /// All letters.
    pub(super) fn total(&self) -> u32 {
        self.0.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// Letters of scripts that put no spaces between words.
    pub(super) fn unspaced(&self) -> u32 {
        self.of(Script::Han).saturating_add(self.of(Script::Other) / 3)
    }

    /// The letters of one script.
    pub(super) fn of(&self, script: Script) -> u32 {
        self.0[script as usize]
    }

    /// The script with the most letters; the first of two with as many.
    pub(super) fn main(&self) -> Script {
        use Script::{Arabic, Cyrillic, Greek, Han, Hebrew, Indic, Korean, Latin, Other};
        let all = [Latin, Greek, Cyrillic, Hebrew, Arabic, Indic, Han, Korean, Other];
        all.into_iter().rev().max_by_key(|&s| self.of(s)).unwrap_or(Latin)
    }
}

fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::Latin);
    }
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c {
        ..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{590}'..='\u{5FF}' => Script::Hebrew,
        '\u{600}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => {
            Script::Arabic
        }
        '\u{900}'..='\u{DFF}' => Script::Indic,
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'.. => Script::Han,
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}' => Script::Korean,
        _ => Script::Other,
    })
}
