//! The lines of an `.ann`, each checked against the text.

use std::collections::{HashMap, HashSet};

use crate::export::v1::{OpenError, Range, at, cut};

/// What a file of annotations says, in its order.
#[derive(Debug, Default)]
pub(super) struct Lines<'f> {
    /// Text-bound annotations.
    pub(super) spans: Vec<TextBound<'f>>,
    /// Where each is, by its id.
    pub(super) known: HashMap<&'f str, usize>,
    /// Events.
    pub(super) events: Vec<Event<'f>>,
    /// Relations: type, and the ids of both ends.
    pub(super) relations: Vec<(&'f str, [&'f str; 2])>,
    /// What is said of annotations.
    pub(super) said: HashMap<&'f str, Said<'f>>,
    /// Which are the same thing.
    pub(super) same: Vec<Vec<&'f str>>,
}

/// A type and the words that it is said of.
#[derive(Debug)]
pub(super) struct TextBound<'f> {
    /// Such as `T4`.
    pub(super) id: &'f str,
    /// Its type.
    pub(super) kind: &'f str,
    /// In the order of the file.
    pub(super) fragments: Vec<Range>,
}

/// A trigger and what belongs to it.
#[derive(Debug)]
pub(super) struct Event<'f> {
    /// Such as `E4`.
    pub(super) id: &'f str,
    /// Its type.
    pub(super) kind: &'f str,
    /// The id of its trigger.
    pub(super) trigger: &'f str,
    /// Roles and ids.
    pub(super) arguments: Vec<(&'f str, &'f str)>,
}

/// Attributes and notes of one annotation.
#[derive(Debug, Default)]
pub(super) struct Said<'f> {
    /// Names and values; those of which it only matters that they are there have none.
    pub(super) attributes: HashMap<&'f str, &'f str>,
    /// What a person has to say.
    pub(super) notes: Vec<String>,
    /// What Sayso says beside that, as JSON.
    pub(super) beside: Option<&'f str>,
}

/// Reads all lines.
pub(super) fn parse<'f>(file: &'f str, annotations: &'f str, text: &str) -> Result<Lines<'f>, OpenError> {
    let mut reader = Reader { file, number: 0, text: text.chars().collect(), lines: Lines::default() };
    for (number, line) in (1..).zip(annotations.split('\n')) {
        reader.number = number;
        reader.line(line.strip_suffix('\r').unwrap_or(line))?;
    }
    reader.check()?;
    Ok(reader.lines)
}

struct Reader<'f> {
    file: &'f str,
    number: usize,
    text: Vec<char>,
    lines: Lines<'f>,
}

impl<'f> Reader<'f> {
    fn error(&self, what: &str, hint: &str) -> OpenError {
        at(&format!("{}, line {}", self.file, self.number), what, hint)
    }

    fn line(&mut self, line: &'f str) -> Result<(), OpenError> {
        if line.trim().is_empty() {
            return Ok(());
        }
        let (id, rest) = line.split_once('\t').unwrap_or((line, ""));
        match line.chars().next() {
            Some('T') => self.span(id, rest),
            Some('E') => self.event(id, rest),
            Some('R') => self.relation(rest),
            Some('A' | 'M') => self.attribute(rest),
            Some('N') => self.normalization(rest),
            Some('#') => self.note(rest),
            Some('*') => {
                self.lines.same.push(rest.split_whitespace().skip(1).collect());
                Ok(())
            }
            _ => {
                let what = format!("{:?} is no line of brat's", cut(line));
                Err(self.error(&what, "take the file as brat wrote it: lines begin with T, E, R, A, M, N, # or *"))
            }
        }
    }

    fn span(&mut self, id: &'f str, rest: &'f str) -> Result<(), OpenError> {
        let (data, words) = rest.split_once('\t').unwrap_or((rest, ""));
        let (kind, offsets) = data.trim().split_once(' ').unwrap_or((data, ""));
        let fragments = offsets.split(';').map(|offsets| self.fragment(offsets)).collect::<Result<Vec<_>, _>>()?;
        self.compare(&fragments, words)?;
        if self.lines.known.insert(id, self.lines.spans.len()).is_some() {
            return Err(self.error(&format!("{:?} is there twice", cut(id)), "give each annotation an id of its own"));
        }
        self.lines.spans.push(TextBound { id, kind, fragments });
        Ok(())
    }

    fn fragment(&self, offsets: &str) -> Result<Range, OpenError> {
        let mut numbers = offsets.split_whitespace().map(str::parse::<usize>);
        let (Some(Ok(start)), Some(Ok(end)), None) = (numbers.next(), numbers.next(), numbers.next()) else {
            let what = format!("{:?} is no pair of offsets", cut(offsets));
            return Err(self.error(&what, "write a start and an end with a space between them"));
        };
        let total = self.text.len();
        if start >= end || end > total {
            let what = format!("{start} to {end} is no part of the text, which has {total} code points");
            return Err(self.error(&what, "open the .txt that was annotated; brat counts code points"));
        }
        Ok((start, end))
    }

    /// Whether the words are those of the text; tools differ in what they make of white space.
    fn compare(&self, fragments: &[Range], words: &str) -> Result<(), OpenError> {
        let mut there = fragments.iter().flat_map(|&(start, end)| &self.text[start..end]);
        let mut said = words.chars().filter(|c| !c.is_whitespace()).peekable();
        if said.peek().is_none() || said.all(|c| there.by_ref().find(|t| !t.is_whitespace()) == Some(&c)) {
            return Ok(());
        }
        let there: String = fragments.iter().flat_map(|&(start, end)| &self.text[start..end]).collect();
        let what = format!("says {:?}, but the text there is {:?}", cut(words), cut(&there));
        Err(self.error(&what, "open the .txt that was annotated; brat counts code points"))
    }

    fn event(&mut self, id: &'f str, rest: &'f str) -> Result<(), OpenError> {
        let mut pairs = rest.split_whitespace().map(|pair| pair.split_once(':').ok_or(pair));
        let wrong = |pair: &str, reader: &Self| {
            let what = format!("{:?} is no type with an id", cut(pair));
            reader.error(&what, "write it as in Source:T1")
        };
        let (kind, trigger) = pairs.next().unwrap_or(Err("")).map_err(|pair| wrong(pair, self))?;
        let arguments = pairs.collect::<Result<Vec<_>, _>>().map_err(|pair| wrong(pair, self))?;
        self.lines.events.push(Event { id, kind, trigger, arguments });
        Ok(())
    }

    fn relation(&mut self, rest: &'f str) -> Result<(), OpenError> {
        let mut words = rest.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let mut ends = words.map(|word| word.split_once(':').map_or(word, |(_, id)| id));
        let (Some(from), Some(to)) = (ends.next(), ends.next()) else {
            return Err(self.error("the relation has no two ends", "write it as in R1, tab, Speaker Arg1:E1 Arg2:T1"));
        };
        self.lines.relations.push((kind, [from, to]));
        Ok(())
    }

    fn attribute(&mut self, rest: &'f str) -> Result<(), OpenError> {
        let mut words = rest.trim_end().splitn(3, ' ');
        let (Some(name), Some(target)) = (words.next(), words.next()) else {
            return Err(self.error("the attribute is of nothing", "write it as in A1, tab, Status T1 Confirmed"));
        };
        self.lines.said.entry(target).or_default().attributes.insert(name, words.next().unwrap_or_default());
        Ok(())
    }

    /// What an annotation is in some data base is kept as a note.
    fn normalization(&mut self, rest: &'f str) -> Result<(), OpenError> {
        let (data, name) = rest.split_once('\t').unwrap_or((rest, ""));
        let mut words = data.split_whitespace().skip(1);
        let (Some(target), Some(reference)) = (words.next(), words.next()) else {
            return Err(self.error("it names nothing", "write it as in N1, tab, Reference T1 Wikidata:Q42, tab, name"));
        };
        let note = if name.is_empty() { reference.to_owned() } else { format!("{reference} {name}") };
        self.lines.said.entry(target).or_default().notes.push(note);
        Ok(())
    }

    fn note(&mut self, rest: &'f str) -> Result<(), OpenError> {
        let (data, text) = rest.split_once('\t').unwrap_or((rest, ""));
        let (kind, target) = data.split_once(' ').unwrap_or((data, ""));
        if target.is_empty() {
            return Err(self.error("the note is on nothing", "write it as in #1, tab, AnnotatorNotes T1, tab, text"));
        }
        let said = self.lines.said.entry(target).or_default();
        if kind == "Sayso" {
            said.beside = Some(text);
        } else if !text.is_empty() {
            said.notes.push(text.to_owned());
        }
        Ok(())
    }

    /// Whether all that is named is there, once all lines are read: brat lets them come in any order.
    fn check(&self) -> Result<(), OpenError> {
        let events: HashSet<&str> = self.lines.events.iter().map(|e| e.id).collect();
        let known = |id: &str| self.lines.known.contains_key(id) || events.contains(id);
        for event in &self.lines.events {
            let ids = event.arguments.iter().map(|(_, id)| *id).chain([event.trigger]);
            if let Some(id) = ids.into_iter().find(|id| !known(id)) {
                let what = format!("there is no {:?}", cut(id));
                return Err(at(&format!("{}, event {}", self.file, event.id), &what, "take the file as brat wrote it"));
            }
        }
        Ok(())
    }
}
