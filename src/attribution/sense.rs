//! What a cue that the tagger found says of its content, by the words in it.

use super::Claim;
use super::draft::Draft;
use crate::article::Article;
use crate::lexicon::cues::{self, Known};
use crate::lexicon::hedges::{Hedge, Sense};
use crate::span::Span;

/// The rule of what the tagger found.
pub(super) const LEARNED: &str = "learned";

/// A claim with the sense of its cue; none if nothing is left of its content without the marks around it.
pub(super) fn draft(article: &Article, claim: Claim) -> Option<Draft> {
    let Claim { mut source, cue, mut content, confidence } = claim;
    // A cue may be no more than a mark: "Report: Ferry sank".
    for parts in [&mut source, &mut content] {
        for part in parts.iter_mut() {
            *part = bare(article, *part);
        }
        parts.retain(|part| !part.is_empty());
    }
    let words: Vec<&str> = cue.iter().map(|&s| article.words(s)).collect();
    let sense = sense(&words.join(" "), source.is_empty());
    Some(Draft { source, cue, content, sense, rule: LEARNED, confidence }).filter(Draft::is_whole)
}

/// A part without the marks that set it off from others.
fn bare(article: &Article, part: Span) -> Span {
    const MARKS: [char; 6] = [',', ';', ':', '—', '–', ' '];
    let words = article.words(part);
    let inner = words.trim_start_matches(MARKS);
    let bare = inner.trim_end_matches(MARKS);
    let start = part.end - inner.len();
    // The comma that closes an apposition belongs to it: "Ada Brook, the mayor,".
    let closes = inner.ends_with(',') && bare.contains(',');
    Span::new(start, if closes { part.end } else { start + bare.len() })
}

/// Frame and stance of a cue; `None` for a plain statement. Where nobody is the source, a hedge's.
fn sense(cue: &str, nobody: bool) -> Option<Sense> {
    let lower: Vec<String> = cue.split(|c: char| c.is_whitespace() || c == '-').map(plain).collect();
    let word = |at: usize| lower.get(at).map_or("", String::as_str);
    let known: Vec<Option<&Known>> = lower.iter().map(|w| cues::known(w)).collect();
    let phrase = (0..lower.len()).find_map(|at| {
        let phrases = known[at].map_or(&[][..], |k| &k.phrases);
        let fitting = phrases.iter().filter_map(|p| Some((p.matches(|offset| word(at + offset))?, p.sense)));
        fitting.max_by_key(|(length, _)| *length).map(|(_, sense)| sense)
    });
    let hedges = [Hedge::Adverb, Hedge::Adjective, Hedge::Noun, Hedge::Participle];
    let hedge = || known.iter().flatten().find_map(|k| hedges.iter().find_map(|&h| k.hedge(h)));
    // "refused to comment": what comes first says how the rest is meant; "say" and the like say nothing.
    let lemma = || known.iter().flatten().find_map(|k| k.cue.as_ref().and_then(|c| c.sense));
    phrase.or_else(|| if nobody { hedge().or_else(lemma) } else { lemma() })
}

/// A word as the tables have it.
fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_cue_say_what_it_means() {
        assert_eq!(sense("said", false), None);
        assert_eq!(sense("flatly denied", false), Some(("statement", "denies")));
        assert_eq!(sense("had no information about", false), Some(("knowledge", "declines")));
        assert_eq!(sense("believes", false).map(|s| s.0), Some("knowledge"));
        assert_eq!(sense("is believed", true).map(|s| s.0), Some("hedge"));
    }
}
