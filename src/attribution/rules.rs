//! The rules by name, each in one plain sentence, and how far each can be trusted.

/// Name of a rule, and what it says to somebody who wonders why a passage is marked.
pub const RULES: &[(&str, &str)] = &[
    ("source-cue-content", "Somebody, a word that attributes, then what is attributed: “Lee said the dam holds”."),
    ("content-source-cue", "What is attributed, then somebody with a word that attributes: “The dam holds, Lee said”."),
    (
        "content-cue-source",
        "What is attributed, then a word that attributes before somebody: “The dam holds, said Lee”.",
    ),
    ("shared-source", "A second word that attributes, with the source of the first: “Lee said … and added …”."),
    ("participle", "A word that attributes in its -ing form, with the subject of its sentence: “…, saying that …”."),
    ("infinitive", "A purpose that attributes: “Lee came to discuss the dam”."),
    ("passive", "A passive that attributes without telling to whom: “Lee is expected to …”."),
    ("passive-by", "A passive that attributes, with its source behind “by”: “was denied by the ministry”."),
    ("noun", "A noun that attributes, with what is attributed behind it: “Lee's claim that …”."),
    ("phrase", "Several words that attribute together: “had no information about”, “shrugged off”."),
    ("according-to", "“According to” somebody."),
    ("quoted-as-saying", "Somebody quotes somebody else: “Reuters quoted an official as saying …”."),
    ("headline-colon", "A line that starts with its source and a colon: “Report: …”."),
    ("set-out-in", "Something is set out in a document, which is its source."),
    ("subject-to", "Somebody is subject to a ban or to sanctions; whoever imposed them is the source."),
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

/// How sure a rule is where the table of cues gives the cue word so many percent, from 0 to 1.
///
/// Shares of suggestions with the right source and content in `PolNeAR`'s training part, which knows no nested quotations and
/// few hedges: those of the hedges are set by hand, after the guidelines.
pub(super) fn confidence(rule: &str, percent: u8) -> f32 {
    let cue = f32::from(percent) / 100.0;
    let (least, most) = match rule {
        "content-source-cue" => (0.6, 0.94),
        "content-cue-source" => (0.4, 0.88),
        "according-to" => return 0.78,
        "asked" => return 0.74,
        "source-cue-content" => (0.15, 0.75),
        "participle" => (0.1, 0.8),
        "shared-source" => (0.05, 0.75),
        "infinitive" => (0.1, 0.5),
        "passive" => (0.1, 0.75),
        "passive-by" => (0.3, 0.7),
        "noun" => (0.2, 0.4),
        "quoted-as-saying" => return 0.7,
        "hedge-participle" | "set-out-in" | "subject-to" => return 0.6,
        "hedge-adverb" => return 0.55,
        "headline-colon" => return 0.5,
        "unclear" | "phrase" => return 0.45,
        _ => return 0.4,
    };
    least + (most - least) * cue
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
    fn a_likelier_cue_is_trusted_more() {
        for (name, _) in RULES {
            assert!(confidence(name, 90) >= confidence(name, 40), "{name}");
            assert!((0.0..=1.0).contains(&confidence(name, 100)), "{name}");
        }
    }
}
