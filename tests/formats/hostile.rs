//! Spoilt files: whatever is read gives documents or an error, and nothing panics.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use sayso::export::File;
use sayso::export::v1::Document;
use sayso::formats::{FORMATS, Format};

use super::documents;

/// Spoilt files for each format.
const MUTATIONS: usize = 10_000;

/// What numbers are replaced with.
const NUMBERS: &[&str] =
    &["-1", "1e300", "0.5", "18446744073709551616", "4294967295", "7", "null", "\"3\"", "[]", "1E-9"];

/// A cheap generator of numbers, always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}

/// Spoils some bytes.
fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(bytes.len());
        match dice.roll(6) {
            _ if bytes.is_empty() => return,
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, b"[{\"".repeat(dice.roll(300)))),
            3 => {
                let end = bytes.len().min(at + dice.roll(200));
                let copy = bytes[at..end].to_vec();
                bytes.splice(end..end, copy);
            }
            _ => number(bytes, at, dice),
        }
    }
}

/// Puts another number, or something else, for the next one.
fn number(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|skipped| at + skipped) else { return };
    let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.splice(start..end, NUMBERS[dice.roll(NUMBERS.len())].bytes());
}

fn try_to_read(format: &Format, files: &[File]) {
    let _ = (format.looks)(files);
    let Some(read) = format.read else { return };
    for document in read(files).into_iter().flatten() {
        let _ = document.into_review();
    }
}

/// Spoils the files of one format in turn.
fn spoil_all(format: &Format, documents: &[Document]) {
    let mut dice = Dice(1);
    let valid: Vec<_> = documents.iter().map(|d| (format.write)(&(format.fit)(d.clone()).document)).collect();
    for turn in 0..MUTATIONS {
        let mut files = valid[turn % valid.len()].clone();
        let one = dice.roll(files.len());
        spoil(&mut files[one].bytes, &mut dice);
        try_to_read(format, &files);
    }
}

#[test]
fn spoilt_files_are_refused_or_read_and_nothing_panics() {
    let mut runner = TestRunner::deterministic();
    let documents: Vec<_> = (0..20).map(|_| documents::made_up().new_tree(&mut runner).unwrap().current()).collect();
    let documents = documents.as_slice();
    std::thread::scope(|scope| {
        for format in FORMATS.iter().filter(|format| format.read.is_some()) {
            scope.spawn(move || spoil_all(format, documents));
        }
    });
}

#[test]
fn files_of_nonsense_are_refused() {
    let deep = "[".repeat(200_000);
    let objects = "{\"data\":".repeat(200_000);
    for json in ["", " ", "null", "[]", "{}", "[[]]", "[1e999]", "{\"text\":1}", "\u{feff}{", &deep, &objects] {
        for format in FORMATS {
            try_to_read(format, &[File { name: "nonsense".to_owned(), bytes: json.into() }]);
            try_to_read(format, &[]);
        }
    }
}
