//! Which key does what: one table, from which keys are looked up, the help is made and other keys are chosen.

use std::collections::BTreeMap;

use sayso::attribution::Role as Part;
use sayso::entity::Label;
use sayso::review::Status;
use serde::{Deserialize, Serialize};

use crate::model::edges::{Edge, Unit, Way};
use crate::model::words;

/// All that a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Annotate,
    Undo,
    Redo,
    Search,
    Help,
    History,
    Export,
    Pick,
    Step(Step),
    Decide(Status),
    DecideAlike(Status),
    RelabelAlike,
    ConfirmSure,
    Skip,
    LeastSure,
    Queue,
    Flag,
    Label(Label),
    Edge(Edge, Unit, Side),
    Part(Way),
    Remove,
    Correct,
    Merge,
    /// What is picked, as a part of the attribution that is selected.
    AddPart(Part),
    /// The same, of a new one.
    BeginPart(Part),
}

/// Which annotation is selected next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    By(isize),
    First,
    Last,
}

/// Of the window; which way that is in the text, depends on the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Anywhere on the page, unless someone is writing.
    Page,
    /// In the article and in the lists.
    Marks,
    /// As long as words are picked.
    Words,
    /// In both.
    MarksAndWords,
    /// In the text box.
    TextBox,
}

impl Place {
    /// Whether what works here is asked for there.
    fn is_at(self, there: Self) -> bool {
        self == there || (self == Self::MarksAndWords && matches!(there, Self::Marks | Self::Words))
    }

    /// Whether one key can't mean two things here and there.
    fn meets(self, other: Self) -> bool {
        let bits = |place| match place {
            Self::Page | Self::MarksAndWords => 0b011,
            Self::Marks => 0b001,
            Self::Words => 0b010,
            Self::TextBox => 0b100,
        };
        bits(self) & bits(other) != 0
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) action: Action,
    pub(crate) place: Place,
    /// What it is saved under.
    name: String,
    /// At first, with spaces between them.
    keys: &'static str,
    pub(crate) what: String,
}

/// Keys of the labels, in the order in which the page lists them.
const DIGITS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "="];

/// All there is, in the order of the help.
pub(crate) fn entries() -> Vec<Entry> {
    use Action as A;
    use Place::{Marks, MarksAndWords, Page, TextBox, Words};
    let entry = |action, place, name: &str, keys, what: &str| Entry {
        action,
        place,
        name: name.to_owned(),
        keys,
        what: what.to_owned(),
    };
    let (word, letter) = (Unit::Word, Unit::Character);
    let edge = |edge, unit, side, name, keys, what| entry(A::Edge(edge, unit, side), Marks, name, keys, what);
    let mut all = vec![
        entry(A::Annotate, TextBox, "annotate", "Ctrl+Enter", "annotate what is in the text box"),
        entry(A::Undo, Page, "undo", "Ctrl+z", "undo"),
        entry(A::Redo, Page, "redo", "Ctrl+Shift+z Ctrl+y", "redo"),
        entry(A::History, Page, "history", "h", "what was done so far"),
        entry(A::Export, Page, "export", "Ctrl+s", "export: other formats, or a link"),
        entry(A::Search, Page, "search", "/", "search the article"),
        entry(A::Help, Page, "help", "?", "this help"),
        entry(
            A::Step(Step::By(1)),
            Marks,
            "next",
            "ArrowDown ArrowRight j n",
            "next annotation, in the article or the list",
        ),
        entry(A::Step(Step::By(-1)), Marks, "previous", "ArrowUp ArrowLeft k p", "the one before"),
        entry(A::Step(Step::By(10)), Marks, "ten-on", "PageDown", "ten on"),
        entry(A::Step(Step::By(-10)), Marks, "ten-back", "PageUp", "ten back"),
        entry(A::Step(Step::First), Marks, "first", "Home", "the first"),
        entry(A::Step(Step::Last), Marks, "last", "End", "the last"),
        entry(A::Decide(Status::Confirmed), Marks, "confirm", "a c", "confirm, and on to the next that is open"),
        entry(A::Decide(Status::Rejected), Marks, "reject", "x", "reject, and on"),
        entry(
            A::DecideAlike(Status::Confirmed),
            Marks,
            "confirm-alike",
            "A",
            "confirm all alike: mentions of one thing, or one source with one cue; shows them first",
        ),
        entry(A::DecideAlike(Status::Rejected), Marks, "reject-alike", "X", "reject all alike"),
        entry(A::RelabelAlike, Marks, "relabel-alike", "r", "another label for all alike"),
        entry(
            A::ConfirmSure,
            Marks,
            "confirm-sure",
            "s",
            "confirm all that is as sure as you choose; shows them first",
        ),
        entry(A::Skip, Marks, "skip", "Space", "skip to the next that is open"),
        entry(A::LeastSure, Marks, "least-sure", "l", "to the least sure that is open"),
        entry(A::Queue, Marks, "queue", "q", "go on in reading order, or with the least sure"),
        entry(A::Flag, Marks, "flag", "f", "flag: to be discussed"),
        entry(A::Correct, Marks, "correct", "e", "correct the fields of what is selected; Escape leads back"),
        entry(A::Merge, Marks, "merge", "m", "merge what it names with something else"),
        entry(A::Undo, Marks, "take-back", "Backspace u", "undo"),
        entry(A::Remove, Marks, "remove", "Delete", "take away what you made, or the part that keys are at"),
        entry(A::Part(Way::Forth), Marks, "next-part", ".", "next part of an attribution"),
        entry(A::Part(Way::Back), Marks, "previous-part", ",", "the part before"),
        edge(Edge::End, word, Side::Right, "end-right", "Shift+ArrowRight", "move the end by a word, to the right"),
        edge(Edge::End, word, Side::Left, "end-left", "Shift+ArrowLeft", "… to the left"),
        edge(
            Edge::Start,
            word,
            Side::Right,
            "start-right",
            "Ctrl+Shift+ArrowRight",
            "move the start by a word, to the right",
        ),
        edge(Edge::Start, word, Side::Left, "start-left", "Ctrl+Shift+ArrowLeft", "… to the left"),
        edge(Edge::End, letter, Side::Right, "end-right-letter", "Alt+Shift+ArrowRight", "the end by a letter"),
        edge(Edge::End, letter, Side::Left, "end-left-letter", "Alt+Shift+ArrowLeft", "… to the left"),
        edge(
            Edge::Start,
            letter,
            Side::Right,
            "start-right-letter",
            "Ctrl+Alt+Shift+ArrowRight",
            "the start by a letter",
        ),
        edge(Edge::Start, letter, Side::Left, "start-left-letter", "Ctrl+Alt+Shift+ArrowLeft", "… to the left"),
        entry(
            A::Pick,
            Page,
            "pick",
            "i",
            "pick words to mark: arrows go on, with Shift they pick more, Escape ends it",
        ),
        entry(A::AddPart(Part::Source), Words, "source", "s", "what is picked: source of the selected attribution"),
        entry(A::AddPart(Part::Cue), Words, "cue", "c", "… its cue"),
        entry(A::AddPart(Part::Content), Words, "content", "o", "… its content"),
        entry(A::BeginPart(Part::Source), Words, "new-source", "S", "what is picked: source of a new attribution"),
        entry(A::BeginPart(Part::Cue), Words, "new-cue", "C", "… its cue"),
        entry(A::BeginPart(Part::Content), Words, "new-content", "O", "… its content"),
    ];
    all.extend(words::LABELS.iter().zip(DIGITS).map(|(&label, key)| {
        let (name, _, class) = words::label(label);
        entry(A::Label(label), MarksAndWords, &format!("label-{class}"), key, &format!("label: {name}"))
    }));
    all
}

/// The keys that someone uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Keymap {
    /// Whether keys that are a single character do nothing: who speaks to a computer sets them off unawares (WCAG 2.1.4).
    #[serde(default)]
    pub(crate) no_characters: bool,
    /// In place of the keys at first, by the names of the entries.
    #[serde(default)]
    own: BTreeMap<String, String>,
}

impl Keymap {
    /// What a key does in a place.
    pub(crate) fn action(&self, place: Place, key: &str) -> Option<Action> {
        if self.no_characters && is_character(key) {
            return None;
        }
        let found = |entry: &Entry| entry.place.is_at(place) && self.keys(entry).any(|k| k == key);
        entries().into_iter().find(found).map(|entry| entry.action)
    }

    /// The keys of an entry.
    pub(crate) fn keys<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
        self.own.get(&entry.name).map_or(entry.keys, String::as_str).split(' ')
    }

    /// The first key of what does something; nothing if that is switched off.
    pub(crate) fn key_of(&self, action: Action) -> String {
        let all = entries();
        let keys = all.iter().filter(|entry| entry.action == action).flat_map(|entry| self.keys(entry));
        let mut keys = keys.filter(|key| !(self.no_characters && is_character(key)));
        keys.next().map(shown).unwrap_or_default()
    }

    /// Gives an entry another key, in place of those that it has. What has that key already is the error.
    pub(crate) fn set(&mut self, entry: &Entry, key: &str) -> Result<(), Entry> {
        let clashes = |other: &Entry| {
            other.name != entry.name && other.place.meets(entry.place) && self.keys(other).any(|k| k == key)
        };
        if let Some(other) = entries().into_iter().find(clashes) {
            return Err(other);
        }
        // With words picked, arrows move what is picked before anything else is looked up.
        if entry.place.meets(Place::Words) && moves_the_cursor(key) {
            return Err(entries()
                .into_iter()
                .find(|other| other.action == Action::Pick)
                .unwrap_or_else(|| entry.clone()));
        }
        self.own.insert(entry.name.clone(), key.to_owned());
        Ok(())
    }

    pub(crate) fn is_changed(&self) -> bool {
        !self.own.is_empty()
    }

    /// With the keys that there were at first; characters that are switched off stay off.
    pub(crate) fn reset(&self) -> Self {
        Self { own: BTreeMap::new(), ..*self }
    }
}

/// Whether a key, whatever is held beside it, moves what is picked.
fn moves_the_cursor(key: &str) -> bool {
    let key = key.rsplit('+').next().unwrap_or(key);
    matches!(key, "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End" | "Escape" | "Enter" | "Tab")
}

/// Whether a key is a single character; the space bar is none that speech or chance would press.
fn is_character(key: &str) -> bool {
    key.chars().count() == 1
}

/// A key as it is written on keyboards.
pub(crate) fn shown(key: &str) -> String {
    let parts = key.split_inclusive('+').map(|part| match part {
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        other => other,
    });
    parts.collect::<String>().replace('+', " ").trim().replace("  ", " +")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let map = Keymap::default();
        let all = entries();
        for (i, a) in all.iter().enumerate() {
            for b in &all[i + 1..] {
                assert_ne!(a.name, b.name);
                let clash = a.place.meets(b.place) && map.keys(a).any(|key| map.keys(b).any(|k| k == key));
                assert!(!clash, "{} and {}", a.name, b.name);
            }
        }
    }

    #[test]
    fn other_keys_can_be_chosen_but_not_those_that_are_taken() {
        let mut map = Keymap::default();
        let entry = |name: &str| entries().into_iter().find(|e| e.name == name).expect("a name of the table");
        let flag = entry("flag");
        assert_eq!(map.set(&flag, "x").map_err(|other| other.name), Err("reject".to_owned()));
        let cue = entry("cue");
        assert_eq!(map.set(&cue, "Shift+Home").map_err(|other| other.name), Err("pick".to_owned()));
        assert_eq!(map.set(&flag, "S"), Ok(()), "with words picked it means something else, but not here");
        assert_eq!(map.action(Place::Marks, "S"), Some(Action::Flag));
        assert_eq!(map.action(Place::Marks, "f"), None);
        assert_eq!(map.action(Place::Words, "3"), Some(Action::Label(words::LABELS[2])));
        let saved = serde_json::to_string(&map).expect("it is plain data");
        assert_eq!(serde_json::from_str::<Keymap>(&saved).expect("what was written"), map);
        assert!(map.is_changed());
    }

    #[test]
    fn single_characters_can_be_switched_off() {
        let map = Keymap { no_characters: true, ..Keymap::default() };
        assert_eq!(map.action(Place::Marks, "x"), None);
        assert_eq!(map.action(Place::Page, "?"), None);
        assert_eq!(map.action(Place::Marks, "ArrowDown"), Some(Action::Step(Step::By(1))));
        assert_eq!(map.action(Place::Page, "Ctrl+z"), Some(Action::Undo));
        assert_eq!((map.key_of(Action::Flag), map.key_of(Action::Redo)), (String::new(), "Ctrl Shift z".to_owned()));
    }
}
