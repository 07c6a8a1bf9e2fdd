//! The rules by name, each in one plain sentence, and how far each can be trusted.

/// Name of a rule, and what it says to somebody who wonders why a passage is marked.
pub const RULES: &[(&str, &str)] = &[
    ("learned", "The tagger has learnt from annotated articles that this is said on somebody's say-so."),
    ("quoted-as-saying", "Somebody quotes somebody else: “Reuters quoted an official as saying …”."),
    ("hedge-adverb", "An adverb says that something is said, not by whom: “reportedly”."),
    ("hedge-adjective", "An adjective says that something is said, not by whom: “the alleged meeting”."),
    ("hedge-noun", "A noun says that something is said, not by whom: “reports of a meeting”."),
    (
        "hedge-participle",
        "A passive says that something is said, not by whom: “is believed to be …”, “said to have …”.",
    ),
    ("unclear", "Something is said to be unclear, not by whom: “it was not clear whether …”."),
    ("asked", "Somebody was asked, not told by whom: “Asked about the dam, …”."),
];

/// How sure a rule is, from 0 to 1: set by hand after the guidelines, since no training corpus marks hedges or nested
/// quotations.
pub(super) fn confidence(rule: &str) -> f32 {
    match rule {
        "asked" => 0.74,
        "quoted-as-saying" => 0.7,
        "hedge-participle" => 0.6,
        "hedge-adverb" => 0.55,
        "unclear" => 0.45,
        _ => 0.4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_one_name_and_one_sentence() {
        for (index, (name, sentence)) in RULES.iter().enumerate() {
            assert!(RULES[..index].iter().all(|(other, _)| other != name), "twice: {name}");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-') && sentence.ends_with('.'), "{name}");
        }
    }

    #[test]
    fn every_rule_has_a_confidence() {
        for (name, _) in RULES {
            assert!((0.0..=1.0).contains(&confidence(name)), "{name}");
        }
    }
}
