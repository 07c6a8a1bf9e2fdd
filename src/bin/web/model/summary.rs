//! At a glance: what the article rests on, who is quoted most, and what is denied. Of the whole article, whatever is shown.

use std::collections::HashMap;

use sayso::attribution::{Attribution, Form, Stance};
use sayso::review::{Status, Target};

use super::backing::{BACKINGS, Backing};
use super::doc::Doc;
use super::speakers::name;

/// Speakers that are named.
const MOST: usize = 5;
/// Characters of what is denied.
const SNIPPET: usize = 80;

/// What the whole article tells; what was rejected does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// How many attributions have each backing, in the order of [`BACKINGS`].
    pub(crate) backings: [usize; BACKINGS.len()],
    /// Those who are quoted most, by the words between their quotation marks.
    pub(crate) most: Vec<Quoted>,
    pub(crate) denials: Vec<Denial>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) name: String,
    pub(crate) statements: usize,
    /// Words between quotation marks.
    pub(crate) words: usize,
}

/// Something that is denied or doubted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Denial {
    pub(crate) target: Target,
    pub(crate) who: String,
    pub(crate) stance: Stance,
    pub(crate) what: String,
}

impl Summary {
    pub(crate) fn of(doc: &Doc) -> Self {
        let mut summary = Self::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut all: Vec<Quoted> = Vec::new();
        for &target in &doc.items {
            let Target::Attribution(i) = target else { continue };
            if doc.status(target) == Status::Rejected {
                continue;
            }
            let a = &doc.review.attributions[i].value;
            let backing = Backing::of(&doc.review, a);
            summary.backings[backing as usize] += 1;
            let who = name(doc, a);
            if matches!(a.stance, Stance::Denies | Stance::Doubts) {
                let said = if a.content.is_empty() { &a.cue } else { &a.content };
                let (what, who) = (doc.quote(said, SNIPPET), who.clone());
                summary.denials.push(Denial { target, who, stance: a.stance, what });
            }
            if !who.is_empty() {
                let place = *places.entry(who.to_lowercase()).or_insert_with(|| {
                    all.push(Quoted { name: who, ..Quoted::default() });
                    all.len() - 1
                });
                all[place].statements += 1;
                all[place].words += quoted(doc, a);
            }
        }
        all.retain(|quoted| quoted.words > 0);
        all.sort_by_key(|quoted| std::cmp::Reverse((quoted.words, quoted.statements)));
        all.truncate(MOST);
        summary.most = all;
        summary
    }
}

/// How many words of an attribution's content stand between quotation marks.
fn quoted(doc: &Doc, a: &Attribution) -> usize {
    let words = |text: &str| text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
    let contents = a.content.iter().map(|&span| doc.review.article.words(span));
    match a.form {
        Form::Indirect => 0,
        Form::Direct => contents.map(words).sum(),
        // Every other part between marks: single marks are left alone, since most of them are apostrophes.
        Form::Mixed => contents.flat_map(|text| text.split(['“', '”', '"']).skip(1).step_by(2)).map(words).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{doc, says};

    #[test]
    fn words_between_quotation_marks_are_counted_and_rejected_ones_are_not() {
        let text = "Ann Lee said “it broke” on Monday.\nTom Roe denies it leaks.\nAnn Lee said “no, never”.";
        let at = |words: &str| text.find(words).expect("words of the text");
        let (tom, again) = (at("Tom"), text.rfind("Ann").expect("twice"));
        let mixed = Attribution { form: Form::Mixed, ..says(0, 8, 13, at(" on Monday")) };
        let denies = Attribution { stance: Stance::Denies, ..says(tom, tom + 8, tom + 15, tom + 23) };
        let direct = Attribution { form: Form::Direct, ..says(again, again + 8, again + 13, text.len() - 1) };
        let mut doc = doc(text, vec![mixed, denies, direct]);
        let summary = Summary::of(&doc);
        assert_eq!(summary.backings, [3, 0, 0, 0, 0, 0]);
        assert_eq!(summary.most, [Quoted { name: "Ann Lee".to_owned(), statements: 2, words: 4 }]);
        assert_eq!((summary.denials[0].who.as_str(), summary.denials[0].target), ("Tom Roe", Target::Attribution(1)));
        doc.review.decide(&[Target::Attribution(1), Target::Attribution(2)], Status::Rejected);
        let summary = Summary::of(&doc);
        assert_eq!((summary.backings[0], summary.most[0].words, summary.denials.len()), (1, 2, 0));
    }
}
