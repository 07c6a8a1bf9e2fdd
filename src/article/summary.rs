//! A standfirst that ends with a full stop, told from a first paragraph.

use super::blocks::Page;
use super::traits::{Ending, Initial, Traits};
use crate::lexicon::layout::Classes;

/// Most words of a standfirst.
const WORDS: std::ops::RangeInclusive<usize> = 8..=45;
/// Paragraphs from which the usual distance between two is told.
const SAMPLE: usize = 12;

/// The unit that sums the story up, if the first one that reads as running text, `story`, does so.
///
/// It stands right under the headline, is one sentence in the present tense that cites nobody and names no day, and
/// what follows begins anew: with a citation, a day or a place line, and set off less than paragraphs are.
pub(super) fn find(page: &Page<'_>, story: usize, under_headline: bool) -> Option<usize> {
    if !under_headline || !is_summary(&page.traits[story]) {
        return None;
    }
    let next = (story + 1..page.units.len()).find(|&i| page.is_prose(i))?;
    (page.traits[next].reports() && gap_before_is_small(page, next)).then_some(story)
}

fn is_summary(traits: &Traits) -> bool {
    WORDS.contains(&traits.words)
        && traits.stops == 0
        && traits.ending == Ending::Stop
        && traits.first == Some(Initial::Upper)
        && !traits.quoted
        && !traits.reports()
        && !traits.past_verb
        && !traits.classes.has(Classes::PAST)
        && !traits.lead.has(Classes::OPENER)
}

/// Whether fewer blank lines stand before this unit than before most paragraphs behind it.
fn gap_before_is_small(page: &Page<'_>, story: usize) -> bool {
    let behind = (story + 1..page.units.len()).filter(|&i| page.is_prose(i)).take(SAMPLE);
    let gaps: Vec<usize> = behind.map(|i| page.units[i].gap).collect();
    let larger = gaps.iter().filter(|&&gap| gap > page.units[story].gap).count();
    larger * 2 > gaps.len()
}
