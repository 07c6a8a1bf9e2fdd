//! The text of a page, put together from what a parser of HTML reports; the parser is the face's own.

use super::{BlockKind, Hint};
use crate::lexicon::html::{Role, of_class, of_role, of_tag};
use crate::span::Span;

/// Builds the text of an article from the elements of a page.
///
/// Paragraphs are kept, white space is collapsed, scripts, forms, menus and all that is hidden are left out. Character
/// references are the parser's to decode.
///
/// ```
/// use sayso::article::{Article, BlockKind, html::HtmlText};
///
/// let mut page = HtmlText::default();
/// page.open("h1", &[]);
/// page.text("Dam holds");
/// page.close("h1");
/// page.open("script", &[]);
/// page.text("alert(1)");
/// page.close("script");
/// page.open("p", &[]);
/// page.text(" The dam\n held. ");
/// page.close("p");
/// let (text, hints) = page.finish();
/// assert_eq!(text, "Dam holds\n\nThe dam held.");
/// assert_eq!(Article::from_hinted(text, &hints).blocks[0].kind, BlockKind::Headline);
/// ```
#[derive(Debug, Default)]
pub struct HtmlText {
    text: String,
    hints: Vec<Hint>,
    open: Vec<Element>,
    /// Open elements whose text is left out.
    dropping: usize,
    /// Open elements whose line breaks count.
    preformatted: usize,
    /// Open elements that are known to be something.
    known: usize,
    /// What stands between the text so far and what comes next.
    between: Between,
}

#[derive(Debug)]
struct Element {
    tag: String,
    role: Option<Role>,
    /// Lengths of the text and the hints where it begins.
    start: (usize, usize),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Between {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

/// Bytes beyond which a form is the page itself.
const LONGEST_FORM: usize = 600;
/// Bytes beyond which an element is no byline, whatever its class.
const LONGEST_BYLINE: usize = 300;
/// How far up an end tag looks for its element: parsers report balanced ones, so this only bounds the cost.
const CLOSE_REACH: usize = 64;

impl HtmlText {
    /// An element begins; its name and those of its attributes in lower case.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        let role = role(tag, attributes);
        if role == Some(Role::Void) {
            if self.dropping == 0 {
                match tag {
                    "br" if self.between >= Between::Line => self.between = Between::Paragraph,
                    "br" => self.between = Between::Line,
                    "hr" => self.between = Between::Paragraph,
                    _ => {}
                }
            }
            return;
        }
        self.set_off(tag, role);
        match role {
            Some(Role::Drop) => self.dropping += 1,
            Some(Role::Preformatted) => self.preformatted += 1,
            _ if kind(role).is_some() => self.known += 1,
            _ => {}
        }
        let start = (self.text.len(), self.hints.len());
        self.open.push(Element { tag: tag.to_owned(), role, start });
    }

    /// Text stands in the element that is open.
    pub fn text(&mut self, text: &str) {
        if self.dropping > 0 {
            return;
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        if self.preformatted > 0 {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.between = if self.between >= Between::Line { Between::Paragraph } else { Between::Line };
                }
                let line = line.trim_end_matches('\r');
                if !line.trim().is_empty() {
                    self.write(line);
                }
            }
            return;
        }
        if text.starts_with(is_space) {
            self.between = self.between.max(Between::Space);
        }
        for word in text.split(is_space).filter(|w| !w.is_empty()) {
            self.write(word);
            self.between = Between::Space;
        }
        if !text.is_empty() && !text.ends_with(is_space) && self.between == Between::Space {
            self.between = Between::Nothing;
        }
    }

    /// An element ends. One that was never opened is passed over, and those left open inside are ended too.
    pub fn close(&mut self, tag: &str) {
        if let Some(up) = self.open.iter().rev().take(CLOSE_REACH).position(|e| e.tag == tag) {
            for _ in 0..=up {
                self.end();
            }
        }
    }

    /// The text, and what is known of its lines.
    #[must_use]
    pub fn finish(mut self) -> (String, Vec<Hint>) {
        while !self.open.is_empty() {
            self.end();
        }
        (self.text, self.hints)
    }

    fn write(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push_str(match self.between {
                Between::Nothing => "",
                Between::Space => " ",
                Between::Line => "\n",
                Between::Paragraph => "\n\n",
            });
        }
        self.between = Between::Nothing;
        self.text.push_str(words);
    }

    /// What stands before and behind an element.
    fn set_off(&mut self, tag: &str, role: Option<Role>) {
        if self.dropping > 0 {
            return;
        }
        // A byline may be a span; what is known by its class alone is set off by its name.
        let role =
            if matches!(tag, "span" | "a" | "b" | "i" | "em" | "strong" | "time" | "cite") { None } else { role };
        let between = match role {
            None | Some(Role::Time | Role::Void) => return,
            Some(Role::Space) => Between::Space,
            Some(Role::Line) => Between::Line,
            Some(_) => Between::Paragraph,
        };
        self.between = self.between.max(between);
    }

    fn end(&mut self) {
        let Some(Element { tag, role, start: (from, hints) }) = self.open.pop() else { return };
        match role {
            Some(Role::Drop) => self.dropping -= 1,
            Some(Role::Preformatted) => self.preformatted -= 1,
            Some(Role::Form) if self.dropping == 0 && self.text.len() - from < LONGEST_FORM => {
                self.text.truncate(from);
                self.hints.truncate(hints);
            }
            _ => {}
        }
        if let Some(kind) = kind(role) {
            self.known -= 1;
            let span = Span::new(from, self.text.len()).trim(&self.text);
            let fits = kind != BlockKind::Byline || span.len() <= LONGEST_BYLINE;
            // The outermost counts: hints do not overlap.
            if self.known == 0 && self.dropping == 0 && !span.is_empty() && fits {
                self.hints.push(Hint { span, kind });
            }
        }
        self.set_off(&tag, role);
    }
}

fn kind(role: Option<Role>) -> Option<BlockKind> {
    match role? {
        Role::Headline => Some(BlockKind::Headline),
        Role::Heading => Some(BlockKind::Heading),
        Role::Caption => Some(BlockKind::Caption),
        Role::Byline | Role::Time => Some(BlockKind::Byline),
        Role::Deck => Some(BlockKind::Deck),
        _ => None,
    }
}

fn role(tag: &str, attributes: &[(&str, &str)]) -> Option<Role> {
    let by_tag = of_tag(tag);
    if matches!(by_tag, Some(Role::Void | Role::Drop)) {
        return by_tag;
    }
    let mut found = by_tag;
    for &(name, value) in attributes {
        let said = match name {
            "hidden" => (value != "until-found").then_some(Role::Drop),
            "aria-hidden" => (value == "true").then_some(Role::Drop),
            "style" => is_invisible(value).then_some(Role::Drop),
            "role" => of_role(value),
            "rel" | "itemprop" => (value == "author").then_some(Role::Byline),
            "class" => value.split_ascii_whitespace().find_map(of_class),
            _ => None,
        };
        // The whole page is never furniture, whatever its classes.
        let whole = matches!(tag, "html" | "body" | "main" | "article");
        match said {
            Some(Role::Drop) if !whole || name == "hidden" => return Some(Role::Drop),
            Some(role) if !whole && role != Role::Drop && kind(by_tag).is_none() => found = Some(role),
            _ => {}
        }
    }
    found
}

fn is_invisible(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests;
