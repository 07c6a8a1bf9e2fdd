//! Plain text -> blocks: each unit by itself first, then by where it stands.

use super::lines::{self, Line, Unit};
use super::local::{self, Verdict};
use super::script::Scripts;
use super::traits::{self, Ending, Initial, Traits};
use super::{Block, BlockKind, Hint, Reason, summary};

/// Most words of a headline.
const HEADLINE_WORDS: usize = 30;
/// Most characters of one; longer first lines are standfirsts that lost their headline.
const HEADLINE_CHARS: usize = 120;
/// Fewest words that make a headline rather than a label of a section above it.
const HEADLINE_FEWEST: usize = 4;
/// Most words of a heading inside the story.
const HEADING_WORDS: usize = 12;
/// Most words of a label or menu item.
const LABEL_WORDS: usize = 3;
/// Most words of furniture below the story.
const TAIL_WORDS: usize = 15;

/// One block per line that is not blank; hints say what some of them are.
pub(super) fn classify(text: &str, hints: &[Hint]) -> Vec<Block> {
    let lines = lines::lines(text);
    let units = lines::units(text, &lines);
    let mut page = Page::read(text, units, hints);
    page.place();
    page.blocks(&lines)
}

/// The units of a text, and what they are taken for so far.
pub(super) struct Page<'t> {
    text: &'t str,
    pub(super) units: Vec<Unit>,
    pub(super) traits: Vec<Traits>,
    verdicts: Vec<Option<Verdict>>,
}

impl<'t> Page<'t> {
    fn read(text: &'t str, units: Vec<Unit>, hints: &[Hint]) -> Self {
        let counts: Vec<Scripts> = units.iter().map(|unit| traits::scripts(unit.span.of(text))).collect();
        let mut scripts = Scripts::default();
        for count in &counts {
            scripts.add(count);
        }
        let main = scripts.main();
        let mut hints = hints.iter().peekable();
        let mut judge = |(unit, scripts): (&Unit, Scripts)| {
            while hints.next_if(|h| h.span.end <= unit.span.start).is_some() {}
            let hint = hints.peek().filter(|h| h.span.contains(unit.span));
            let hint = hint.map(|hint| (hint.kind, Reason::MarkedUp));
            let unit = unit.span.of(text);
            if traits::is_long(unit) {
                return (Traits::of_long(unit), hint);
            }
            let lower = traits::lower(unit);
            let words = traits::words(unit, &lower);
            let traits = Traits::of(unit, &words, scripts);
            let verdict = hint.or_else(|| local::verdict(unit, &words, &traits, main));
            (traits, verdict)
        };
        let (traits, verdicts) = units.iter().zip(counts).map(&mut judge).unzip();
        Self { text, units, traits, verdicts }
    }

    fn words(&self, i: usize) -> &'t str {
        self.units[i].span.of(self.text)
    }

    fn set(&mut self, i: usize, kind: BlockKind, reason: Reason) {
        self.verdicts[i] = Some((kind, reason));
    }

    fn is(&self, i: usize, kind: BlockKind) -> bool {
        self.verdicts.get(i).is_some_and(|v| v.is_some_and(|v| v.0 == kind))
    }

    /// Whether nothing is known of a unit but that it reads as running text.
    pub(super) fn is_prose(&self, i: usize) -> bool {
        self.verdicts.get(i).is_some_and(Option::is_none) && self.traits[i].is_prose()
    }

    fn is_list_item(&self, i: usize) -> bool {
        let words = self.units.get(i).map_or("", |unit| unit.span.of(self.text));
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = rest.len() < words.len() && words.len() - rest.len() < 4 && rest.starts_with(['.', ')']);
        let bullet = words.starts_with(['-', '*', '•', '–', '—', '·', '▪', '●', '>']);
        let mark = if numbered { rest } else { words };
        (bullet || numbered) && mark.chars().nth(1).is_some_and(char::is_whitespace)
    }

    fn place(&mut self) {
        let n = self.units.len();
        let prose = |i: &usize| self.is_prose(*i) && !self.is_question_above(*i);
        let (Some(first), Some(last)) = ((0..n).find(prose), (0..n).rfind(|&i| self.is_prose(i))) else {
            self.place_without_story();
            return;
        };
        self.place_top(first);
        if let Some(deck) = summary::find(self, first, self.is(first.wrapping_sub(1), BlockKind::Headline)) {
            self.set(deck, BlockKind::Deck, Reason::Summary);
        }
        self.place_repeated(first);
        for i in first..=last {
            self.place_inside(i);
        }
        self.place_tail(last + 1);
    }

    /// A question or exclamation that comes before everything else and above a longer paragraph is a headline.
    fn is_question_above(&self, i: usize) -> bool {
        let traits = &self.traits[i];
        traits.ending == Ending::Ask
            && traits.stops == 0
            && traits.words <= TAIL_WORDS
            && (0..i).all(|j| self.verdicts[j].is_some())
            && self.traits.get(i + 1).is_some_and(|next| next.words > traits.words)
    }

    fn is_label(&self, i: usize) -> bool {
        let traits = &self.traits[i];
        traits.ending == Ending::Colon && traits.words <= LABEL_WORDS + 1
            || traits.first == Some(Initial::Lower) && traits.words <= LABEL_WORDS && traits.ending != Ending::Comma
    }

    /// Two to four words with capitals, nothing else.
    fn is_name(&self, i: usize) -> bool {
        let traits = &self.traits[i];
        (2..=4).contains(&traits.words)
            && traits.capitals == traits.words
            && !traits.digits
            && traits.ending == Ending::Open
            && !traits.classes.has(crate::lexicon::layout::Classes::OPENER)
    }

    /// What stands above the story: labels, headline, standfirst, name.
    fn place_top(&mut self, story: usize) {
        let open = |page: &Self, i: usize| page.verdicts[i].is_none();
        let fits = |page: &Self, i: usize| {
            let t = &page.traits[i];
            open(page, i) && !page.is_label(i) && t.words <= HEADLINE_WORDS && t.chars <= HEADLINE_CHARS
        };
        let marked = (0..self.units.len()).find(|&i| self.is(i, BlockKind::Headline));
        // Without a title, the first heading of the page is it.
        let marked = marked.or_else(|| (0..story).find(|&i| self.is(i, BlockKind::Heading)));
        let long = |i: &usize| fits(self, *i) && self.traits[*i].words >= HEADLINE_FEWEST && !self.is_list_item(*i);
        // A text of a picture stands twice above the headline; only without another line is it the headline itself.
        let twice = |i: usize| self.next_is_same(i) || i > 0 && self.next_is_same(i - 1);
        let headline = marked
            .or_else(|| (0..story).filter(long).find(|&i| !twice(i)))
            .or_else(|| (0..story).find(long))
            .or_else(|| (0..story).find(|&i| fits(self, i) && !self.is_list_item(i)));
        let Some(headline) = headline.filter(|&h| h <= story || marked.is_some()) else {
            for i in (0..story).filter(|&i| self.verdicts[i].is_none()).collect::<Vec<_>>() {
                let verdict = match &self.traits[i] {
                    t if t.chars > HEADLINE_CHARS => (BlockKind::Deck, Reason::LongFirstLine),
                    _ if self.is_list_item(i) => (BlockKind::Body, Reason::ListItem),
                    _ => (BlockKind::Boilerplate, Reason::FormLabel),
                };
                self.verdicts[i] = Some(verdict);
            }
            return;
        };
        match marked {
            None => self.set(headline, BlockKind::Headline, Reason::FirstLine),
            Some(_) if self.is(headline, BlockKind::Heading) => {
                self.set(headline, BlockKind::Headline, Reason::MarkedUp);
            }
            Some(_) => {}
        }
        for i in 0..story {
            if self.is(i, BlockKind::Heading) && i > headline {
                self.set(i, BlockKind::Deck, Reason::MarkedUp);
            }
            if self.verdicts[i].is_none() {
                self.verdicts[i] = Some(self.beside_headline(i, headline));
            }
        }
    }

    fn beside_headline(&self, i: usize, headline: usize) -> Verdict {
        let traits = &self.traits[i];
        let twice = self.next_is_same(i) || i > 0 && self.next_is_same(i - 1);
        if self.words(i) == self.words(headline) {
            (BlockKind::Headline, Reason::HeadlineAgain)
        } else if twice {
            (BlockKind::Caption, Reason::Repeated)
        } else if self.is_label(i) {
            (BlockKind::Boilerplate, Reason::FormLabel)
        } else if i < headline && traits.chars > HEADLINE_CHARS {
            (BlockKind::Deck, Reason::LongFirstLine)
        } else if i < headline {
            (BlockKind::Boilerplate, Reason::AboveHeadline)
        } else if self.is_list_item(i) {
            (BlockKind::Body, Reason::ListItem)
        } else if self.is_name(i) {
            (BlockKind::Byline, Reason::NameUnderHeadline)
        } else {
            (BlockKind::Deck, Reason::UnderHeadline)
        }
    }

    fn next_is_same(&self, i: usize) -> bool {
        i + 1 < self.units.len() && self.words(i) == self.words(i + 1)
    }

    /// The same line twice in a row, once the story is about to begin, belongs to a picture.
    fn place_repeated(&mut self, story: usize) {
        for i in story..self.units.len() {
            if self.next_is_same(i) {
                for i in [i, i + 1] {
                    if self.verdicts[i].is_none() {
                        self.set(i, BlockKind::Caption, Reason::Repeated);
                    }
                }
            }
        }
    }

    /// A unit between the first paragraph and the last.
    fn place_inside(&mut self, i: usize) {
        if self.verdicts[i].is_some() {
            return;
        }
        let traits = &self.traits[i];
        let apart = |next: usize| self.units.get(next).is_none_or(|u| u.gap > 0);
        let alone = apart(i) && apart(i + 1);
        let leads = |next: usize| self.traits.get(next).is_some_and(|t| t.goes_on() && t.words > HEADING_WORDS / 2);
        let before_prose = self.is_prose(i + 1) || self.is_list_item(i + 1) || leads(i + 1);
        let after_prose = i > 0 && self.is(i - 1, BlockKind::Body);
        let verdict = if self.is_list_item(i) {
            (BlockKind::Body, Reason::ListItem)
        } else if traits.long {
            (BlockKind::Body, Reason::LongLine)
        } else if alone && before_prose && after_prose && traits.is_short_question() {
            (BlockKind::Heading, Reason::ShortQuestion)
        } else if traits.is_prose() || traits.goes_on() || traits.words > HEADING_WORDS {
            (BlockKind::Body, Reason::Prose)
        } else if traits.first == Some(Initial::Lower) {
            let verse = traits.words > LABEL_WORDS;
            if verse { (BlockKind::Body, Reason::Verse) } else { (BlockKind::Boilerplate, Reason::FormLabel) }
        } else if !before_prose && self.verdicts.get(i + 1).is_some_and(Option::is_none) && !self.next_is_heading(i) {
            (BlockKind::Body, Reason::Verse)
        } else {
            (BlockKind::Heading, Reason::ShortLine)
        };
        self.verdicts[i] = Some(verdict);
    }

    /// Whether the unit behind this one, no sentence either, is the last before a paragraph: two headings in a row.
    fn next_is_heading(&self, i: usize) -> bool {
        i + 2 < self.units.len() && self.is_prose(i + 2)
    }

    /// What stands below the story.
    fn place_tail(&mut self, from: usize) {
        let open: Vec<usize> = (from..self.units.len()).filter(|&i| self.verdicts[i].is_none()).collect();
        for &i in &open {
            let traits = &self.traits[i];
            let verdict = if self.is_list_item(i) {
                (BlockKind::Body, Reason::ListItem)
            } else if open.len() == 1 && i == from && self.is_name(i) {
                (BlockKind::Byline, Reason::Signature)
            } else if traits.words > TAIL_WORDS {
                (BlockKind::Body, Reason::LongLine)
            } else if traits.ending == Ending::Comma && i == from {
                (BlockKind::Body, Reason::Verse)
            } else {
                (BlockKind::Boilerplate, Reason::BelowStory)
            };
            self.verdicts[i] = Some(verdict);
        }
    }

    /// A text without a single sentence: a headline alone, a list, a poem.
    fn place_without_story(&mut self) {
        let open: Vec<usize> = (0..self.units.len()).filter(|&i| self.verdicts[i].is_none()).collect();
        let known = self.verdicts.iter().any(|v| v.is_some_and(|v| v.0 == BlockKind::Headline));
        for (nth, &i) in open.iter().enumerate() {
            let traits = &self.traits[i];
            let first = nth == 0 && !known && traits.chars <= HEADLINE_CHARS && !self.is_list_item(i);
            let verse = open.get(1).is_some_and(|&next| self.units[next].gap == 0) && open.len() > 2;
            let ended = matches!(traits.ending, Ending::Stop | Ending::Comma | Ending::Colon);
            let verdict = if first && !verse && !ended {
                (BlockKind::Headline, Reason::FirstLine)
            } else if self.units.len() == 1 {
                (BlockKind::Body, Reason::OnlyLine)
            } else if self.is_list_item(i) {
                (BlockKind::Body, Reason::ListItem)
            } else {
                (BlockKind::Body, Reason::Verse)
            };
            self.verdicts[i] = Some(verdict);
        }
    }

    fn blocks(self, lines: &[Line]) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(lines.len());
        for (unit, verdict) in self.units.iter().zip(&self.verdicts) {
            let (kind, reason) = verdict.unwrap_or((BlockKind::Body, Reason::Prose));
            blocks.extend(lines[unit.lines.clone()].iter().map(|line| Block { span: line.span, kind, reason }));
        }
        blocks
    }
}
