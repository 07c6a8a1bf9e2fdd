//! What other tools and corpora call the parts of an attribution.

use crate::attribution::Role;

/// A name without case, signs and the number that tells several of a kind apart: `Source2`.
pub(crate) fn plain(name: &str) -> String {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit()).chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What a part of an attribution is, by the name that an argument, a link or a span has for it.
pub(crate) fn role(name: &str) -> Option<Role> {
    Some(match plain(name).as_str() {
        "source" | "speaker" | "holder" | "author" | "sayer" => Role::Source,
        "cue" | "verb" | "reportingverb" => Role::Cue,
        "content" | "quote" | "quotation" | "statement" | "utterance" | "claim" | "message" => Role::Content,
        _ => return None,
    })
}
