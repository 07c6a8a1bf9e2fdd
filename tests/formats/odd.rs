//! Texts that nobody should write come back all the same.

use sayso::export::v1::{Document, Range};
use sayso::formats::FORMATS;

use super::{settled, there_and_back};

/// Every word a name, and every three of them an attribution.
fn marked(text: &str) -> Document {
    let mut words: Vec<Range> = Vec::new();
    let mut start = None;
    for (at, sign) in text.chars().chain([' ']).enumerate() {
        match (start, sign.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    let words = &words[..words.len().min(60)];
    let names: Vec<_> = words
        .iter()
        .map(|(start, end)| serde_json::json!({"start": start, "end": end, "label": "ORG", "entity": null}))
        .collect();
    let said: Vec<_> = words
        .chunks_exact(3)
        .map(|three| {
            let content = (three[0].0, three[2].1);
            serde_json::json!({"source": [three[0]], "cue": [three[1]], "content": [content], "form": "mixed",
                "frame": "decree", "stance": "asks", "source_kind": "unnamed", "speaker": null})
        })
        .collect();
    let json = serde_json::json!({"format": "sayso", "version": 1, "id": "odd", "text": text, "entities": names,
        "attributions": said});
    settled(serde_json::from_value(json).unwrap())
}

#[test]
fn odd_texts_come_back() {
    let controls: String = (0..=0xa0_u8).map(char::from).collect();
    let every: Vec<String> = controls.chars().map(|c| format!("a{c}b {c} c{c}")).collect();
    let texts = [
        "",
        " ",
        "\n",
        "\u{feff}",
        "\u{feff}The dam held.",
        "\r\nThe dam\r\nheld,\rthe mayor\r\n\r\nsaid.\r\n",
        "The\tdam\theld.\t",
        "a\u{85}b c\u{2028}d e\u{2029}f g\u{b}h i\u{c}j",
        "a\u{a0}b c\u{202f}d e\u{3000}f g\u{200b}h",
        "\u{1c}a\u{1d} \u{1e}b\u{1f}",
        "\0 a\0b",
        "👨‍👩‍👧‍👦 🇮🇷🇫🇷🇮 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301}\u{300} \u{301}\u{20e3}",
        "שלום \u{202e}גשר\u{202c} \u{2066}x\u{2069} \u{200f}",
        "-DOCSTART- -X- O O B-PER I-PER # T1 *",
        "T1\tPER 0 3\tAna\n#1\tSayso T1\t{}\n\\n \\ \\\\",
        "<script>alert(1)</script> ]]> &lt; --> </style>",
        "#Text=1-1 [1] | _ -> ; * \\",
        "{\"%TYPES\": {}}",
    ];
    let all = std::iter::once(controls.as_str()).chain(every.iter().map(String::as_str)).chain(texts);
    for document in all.map(marked) {
        for format in FORMATS {
            there_and_back(format, &document);
        }
    }
}
