//! The parts of an annotation, each with what names it: a mention has one, an attribution several.

use sayso::attribution::Role as Part;
use sayso::review::Target;

use super::doc::Doc;
use super::layout::{Interval, of_attribution, of_mention};

/// One span of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Portion {
    /// Its role in an attribution, and which of those with that role it is.
    pub(crate) part: Option<(Part, usize)>,
    pub(crate) interval: Interval,
}

/// All of them: sources, cues, contents.
pub(crate) fn portions(doc: &Doc, target: Target) -> Vec<Portion> {
    if !doc.has(target) {
        return Vec::new();
    }
    match target {
        Target::Mention(i) => vec![Portion { part: None, interval: of_mention(i, &doc.review.mentions[i].value) }],
        Target::Attribution(i) => {
            let mut portions: Vec<Portion> = Vec::new();
            for interval in of_attribution(i, &doc.review.attributions[i].value) {
                let role = interval.role.of_part();
                let before = portions.iter().filter(|p| p.interval.role == interval.role).count();
                portions.push(Portion { part: role.map(|role| (role, before)), interval });
            }
            portions
        }
    }
}

/// The one that keys change first: what is said, or else whatever there is.
pub(crate) fn first(portions: &[Portion]) -> usize {
    portions.iter().position(|p| matches!(p.part, Some((Part::Content, _)))).unwrap_or_default()
}
