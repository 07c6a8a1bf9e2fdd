//! Words that a person has picked to mark them: with a pointer, or word by word with keys.

use sayso::Span;
use sayso::article::{Article, Block};

use super::edges::{Edge, Unit, Way, next_stop, word_at};

/// A stretch of the text. It is only ever made by these functions, so both ends are on char boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Picked {
    /// The end that stays.
    pub(crate) anchor: usize,
    /// The end that moves.
    pub(crate) focus: usize,
    pub(crate) by: By,
}

/// What they were picked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Pointer,
    Keys,
}

impl Picked {
    pub(crate) fn span(self) -> Span {
        Span::new(self.anchor.min(self.focus), self.anchor.max(self.focus))
    }

    /// The same with whole words at its ends, if there are any in it.
    pub(crate) fn snapped(self, article: &Article) -> Self {
        let spans = spans(article, self.span());
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return self };
        let start = word_at(article, first.start).map_or(first.start, |word| word.start.min(first.start));
        let end = word_at(article, last.end.saturating_sub(1)).map_or(last.end, |word| word.end.max(last.end));
        let (anchor, focus) = if self.anchor <= self.focus { (start, end) } else { (end, start) };
        Self { anchor, focus, ..self }
    }

    /// The word that stands at a place, or the first one behind it.
    pub(crate) fn word(article: &Article, shown: impl Fn(&Block) -> bool, at: usize) -> Option<Self> {
        let mut blocks = article.blocks.iter().filter(|block| block.span.end > at && shown(block));
        blocks.find_map(|block| first_word(article, block.span, at.max(block.span.start)))
    }

    /// The next word in some direction; within the blocks that are shown.
    pub(crate) fn moved(self, article: &Article, shown: impl Fn(&Block) -> bool, way: Way) -> Option<Self> {
        let span = self.span();
        match way {
            Way::Forth => Self::word(article, shown, span.end),
            Way::Back => {
                let mut blocks = article.blocks.iter().rev().filter(|b| b.span.start < span.start && shown(b));
                blocks.find_map(|block| last_word(article, block.span, span.start.min(block.span.end)))
            }
        }
    }

    /// With its moving end at the next stop, within its block. Past the end that stays, it takes that along.
    pub(crate) fn extended(self, article: &Article, unit: Unit, way: Way) -> Option<Self> {
        let block = article.blocks.iter().find(|b| b.span.contains(Span::new(self.focus, self.focus)))?.span;
        let edge = match way {
            Way::Back => Edge::Start,
            Way::Forth => Edge::End,
        };
        let focus = next_stop(&article.text, block, self.focus, edge, unit, way)?;
        if focus != self.anchor {
            return Some(Self { focus, ..self });
        }
        // Nothing would be left: it goes on beyond, and keeps what it was at.
        let beyond = next_stop(&article.text, block, focus, edge, unit, way)?;
        Some(Self { anchor: self.focus, focus: beyond, ..self })
    }
}

/// What of a stretch can be marked: its part in each block, without the white space around it.
pub(crate) fn spans(article: &Article, whole: Span) -> Vec<Span> {
    let from = article.blocks.partition_point(|block| block.span.end <= whole.start);
    let blocks = article.blocks[from..].iter().take_while(|block| block.span.start < whole.end);
    let within = |b: &Block| Span::new(b.span.start.max(whole.start), b.span.end.min(whole.end)).trim(&article.text);
    blocks.map(within).filter(|span| !span.is_empty()).collect()
}

fn first_word(article: &Article, block: Span, at: usize) -> Option<Picked> {
    let mut from = at;
    loop {
        let end = next_stop(&article.text, block, from, Edge::End, Unit::Word, Way::Forth)?;
        let word = word_at(article, end - 1)?;
        if is_word(word.of(&article.text)) {
            return Some(by_keys(word));
        }
        from = end;
    }
}

fn last_word(article: &Article, block: Span, at: usize) -> Option<Picked> {
    let mut from = at;
    loop {
        let start = next_stop(&article.text, block, from, Edge::Start, Unit::Word, Way::Back)?;
        let word = word_at(article, start)?;
        if is_word(word.of(&article.text)) {
            return Some(by_keys(word));
        }
        from = start;
    }
}

fn by_keys(word: Span) -> Picked {
    Picked { anchor: word.start, focus: word.end, by: By::Keys }
}

/// Whether it is more than a comma.
fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(article: &Article, from: &str, to: &str) -> Picked {
        let anchor = article.text.find(from).expect("words of the text");
        let focus = article.text.find(to).expect("words of the text") + to.len();
        Picked { anchor, focus, by: By::Pointer }
    }

    fn words(article: &Article, picked: Picked) -> Vec<&str> {
        spans(article, picked.span()).into_iter().map(|span| article.words(span)).collect()
    }

    #[test]
    fn ends_snap_to_whole_words_but_not_to_what_hangs_on_them() {
        let article = Article::from_text("“Øst Dam’s wall,” she said.\n\nIt held.\n".to_owned());
        let snapped = |from, to| words(&article, picked(&article, from, to).snapped(&article)).join("|");
        assert_eq!(snapped("st D", "st D"), "Øst Dam");
        assert_eq!(snapped("Øst", "Dam"), "Øst Dam");
        assert_eq!(snapped(" she ", " she "), "she");
        assert_eq!(snapped("said", "It h"), "said.|It held");
    }

    #[test]
    fn keys_go_from_word_to_word_and_over_paragraphs() {
        let article = Article::from_text("The dam, Ines\n\nheld.\n".to_owned());
        let all = |_: &Block| true;
        let mut now = Picked::word(&article, all, 0).expect("a word");
        let mut seen = vec![words(&article, now).join("")];
        while let Some(next) = now.moved(&article, all, Way::Forth) {
            now = next;
            seen.push(words(&article, now).join(""));
        }
        assert_eq!(seen, ["The", "dam", "Ines", "held"]);
        while let Some(next) = now.moved(&article, all, Way::Back) {
            now = next;
        }
        assert_eq!(words(&article, now), ["The"]);
    }

    #[test]
    fn more_words_are_picked_on_either_side() {
        let article = Article::from_text("So the dam held.\n".to_owned());
        let dam = Picked::word(&article, |_| true, 7).expect("a word");
        let more = |picked: Picked, unit, way| picked.extended(&article, unit, way).expect("there is more");
        let two = more(dam, Unit::Word, Way::Forth);
        assert_eq!(words(&article, two), ["dam held"]);
        assert_eq!(words(&article, more(two, Unit::Character, Way::Back)), ["dam hel"]);
        let back = more(dam, Unit::Word, Way::Back);
        assert_eq!(words(&article, back), ["the dam"]);
        assert_eq!(words(&article, more(back, Unit::Word, Way::Forth)), ["dam"]);
    }
}
