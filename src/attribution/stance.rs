//! Where the source stands to the content: reads cue and content together.

use super::{Frame, Stance};
use crate::lexicon::cues::{self, Class};

/// What a cue and its content say, given what the cue's lemma says.
pub(super) fn stance(frame: Frame, lemma: Stance, cue: &str, content: &str) -> Stance {
    let cue = cue.to_lowercase();
    let words: Vec<&str> = cue.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    let negated = words.iter().any(|w| class_of(w).is(Class::NEGATION)) || has("no") || has("without");
    if has("unable") || has("declined") || has("refused") || has("position") && negated {
        return Stance::Declines;
    }
    match lemma {
        // "did not deny" is no confirmation either.
        Stance::Denies | Stance::Confirms if negated => Stance::Declines,
        Stance::Asserts if !negated && frame == Frame::Statement => of_content(content),
        Stance::Asserts if !negated => lemma,
        Stance::Asserts => match frame {
            Frame::Statement | Frame::Decree => Stance::Declines,
            Frame::Knowledge if words.iter().any(|w| matches!(*w, "know" | "aware" | "information" | "knowledge")) => {
                Stance::Declines
            }
            Frame::Knowledge => Stance::Doubts,
            Frame::Intention | Frame::Attitude | Frame::Hedge => Stance::Denies,
        },
        _ => lemma,
    }
}

/// At most so many words of the content tell its stance: its subject and its first verb.
const OPENING: usize = 9;

/// What a plain "said" comes to by what is said.
fn of_content(content: &str) -> Stance {
    let lower: String =
        content.chars().take(160).map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }).collect();
    let words: Vec<&str> =
        lower.split_whitespace().take(OPENING).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let after = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(w));
    let first = words
        .iter()
        .position(|w| class_of(w).is(Class::BE | Class::HAVE | Class::DO | Class::MODAL | Class::CONTRACTION));
    if let Some(verb) = first {
        let (mut behind, mut not) = (verb + 1, class_of(words[verb]).is(Class::NEGATION));
        while after(behind, &["not", "never", "yet", "also", "currently"]) {
            not |= after(behind, &["not", "never"]);
            behind += 1;
        }
        let telling = ["confirm", "comment", "say", "verify", "discuss", "disclose", "elaborate"];
        let withheld = after(behind, &["no"]) && after(behind + 1, &["information", "comment", "knowledge", "details"])
            || after(behind, &["unable"])
            || not && (after(behind, &telling) || after(behind, &["in"]) && words.contains(&"position"));
        if withheld {
            return Stance::Declines;
        }
        let past = matches!(words[verb], "was" | "were" | "is" | "are" | "did" | "had" | "has" | "have")
            || class_of(words[verb]).is(Class::NEGATION);
        if past && not && !content.starts_with(['"', '“']) {
            return Stance::Denies;
        }
        if words[..verb].contains(&"there") && after(behind, &["no"]) && !words[..verb].contains(&"while") {
            return Stance::Denies;
        }
    }
    let guesses = ["likely", "probably", "possibly", "perhaps", "might", "may"];
    // The month is no guess.
    if words.iter().any(|w| guesses.contains(w)) {
        return Stance::Speculates;
    }
    Stance::Asserts
}

fn class_of(word: &str) -> Class {
    cues::known(word).map_or(Class::default(), |k| k.class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Stance, cue: &str, content: &str) {
        assert_eq!(stance(Frame::Statement, Stance::Asserts, cue, content), expected, "{cue} | {content}");
    }

    #[test]
    fn plain_statements_assert() {
        check(Stance::Asserts, "said", "the dam would hold");
        check(Stance::Asserts, "said", "\"We are not afraid.\"");
        check(Stance::Asserts, "claimed", "that while there was no sign of rain, the river could rise");
    }

    #[test]
    fn a_negated_verb_denies() {
        check(Stance::Denies, "said", "the visit was not on the minister's list");
        check(Stance::Denies, "told", "that it did not sell the boats");
        check(Stance::Denies, "said", "there was no deal");
    }

    #[test]
    fn what_is_withheld_declines() {
        check(Stance::Declines, "said", "it had no information on the ship");
        check(Stance::Declines, "added", "that Vela is not in a position to confirm it");
        check(Stance::Declines, "did not say", "whom he met");
        check(Stance::Declines, "was unable to confirm", "them");
        check(Stance::Declines, "declined to say", "whether he would come");
    }

    #[test]
    fn guesses_speculate() {
        check(Stance::Speculates, "said", "Orso's most likely route would be by sea");
    }

    #[test]
    fn a_negated_confirmation_declines() {
        assert_eq!(stance(Frame::Statement, Stance::Confirms, "did not confirm", "it"), Stance::Declines);
        assert_eq!(stance(Frame::Knowledge, Stance::Asserts, "do not believe", "it"), Stance::Doubts);
        assert_eq!(stance(Frame::Statement, Stance::Denies, "denied", "that it was so"), Stance::Denies);
    }
}
