//! A tagger that finds something nearly everywhere, so that rules have to cope with what no model would say.

use sayso::tagger::features::Features;
use sayso::tagger::{Attribution, Label, Name, Passage, Tagged, Tagger};

/// What it finds hangs on the words alone.
pub(crate) struct Eager;

impl Tagger for Eager {
    fn name(&self) -> &'static str {
        "eager"
    }

    fn tag(&self, passages: &[Passage]) -> Vec<Tagged> {
        passages.iter().map(|passage| tagged(&passage.features)).collect()
    }
}

fn tagged(words: &[Features]) -> Tagged {
    let mut found = Tagged::default();
    let mut at = 0;
    while at < words.len() {
        let chance = words[at].word >> 8;
        let share = |n: u32| f32::from(u8::try_from(chance % n).unwrap_or(0)) / 100.0;
        // Up to three tokens: a name, nothing, or the three roles of an attribution in some order.
        let end = (at + 1 + (chance >> 4) as usize % 3).min(words.len());
        if chance % 4 < 2 {
            let label = Label::ALL[(chance >> 8) as usize % Label::ALL.len()];
            let confidence = share(101);
            found.names.push(Name { tokens: at..end, label, confidence, score: confidence, labels: [0.0; 9] });
        } else if chance % 4 == 2 && at + 3 < words.len() {
            let source = (chance & 64 != 0).then_some(at..at + 1);
            let inside = |from: usize, to: usize| from..to.min(words.len());
            // Without a source, the content is in two parts.
            let before = if source.is_none() { at } else { at + 1 };
            let behind = inside(at + 2, at + 3 + chance as usize % 40);
            let content = [inside(before, at + 1), behind].into_iter().filter(|part| !part.is_empty()).collect();
            let cue = Vec::from([inside(at + 1, at + 2)]);
            found.attributions.push(Attribution { cue, source, content, confidence: share(101), score: 0.5 });
        }
        at = end;
    }
    found
}
