//! What an annotation is about.

use serde_json::Value;

use crate::attribution::Role;
use crate::export::v1::{OpenError, Range, at, cut};
use crate::import::found::named;
use crate::import::records::offset_at;
use crate::import::ruler::Ruler;
use crate::span::Unit;

/// One target, several, or none.
pub(super) fn targets(item: &Value) -> impl Iterator<Item = &Value> {
    item.get("target")
        .into_iter()
        .flat_map(|target| target.as_array().map_or(std::slice::from_ref(target), Vec::as_slice))
}

/// What the words are to an attribution: as Sayso says, or as the id says that Recogito keeps.
pub(super) fn role(target: &Value) -> Option<Role> {
    if let Some(role) = target.get("sayso:role").and_then(Value::as_str) {
        return named(role);
    }
    let (_, path) = target.get("id")?.as_str()?.split_once("#attributions/")?;
    named(path.rsplit('/').nth(1)?)
}

/// The selectors of a target by their type; what refines another says more than that.
fn selector<'v>(target: &'v Value, kind: &str) -> Option<&'v Value> {
    let selectors = target.get("selector")?;
    let selectors = selectors.as_array().map_or(std::slice::from_ref(selectors), Vec::as_slice);
    let refined = selectors.iter().filter_map(|selector| selector.get("refinedBy"));
    refined.chain(selectors).find(|selector| selector.get("type").and_then(Value::as_str) == Some(kind))
}

/// Finds words in a text.
pub(super) struct Anchor<'t> {
    text: &'t str,
    given: Ruler<'t>,
    bytes: crate::span::Offsets<'t>,
}

/// The words of a quote, and what stands around them.
struct Quote<'v> {
    exact: &'v str,
    prefix: &'v str,
    suffix: &'v str,
}

impl<'v> Quote<'v> {
    fn of(target: &'v Value) -> Option<Self> {
        let quote = selector(target, "TextQuoteSelector")?;
        let string = |key| quote.get(key).and_then(Value::as_str);
        let exact = string("exact").filter(|exact| !exact.is_empty())?;
        Some(Self { exact, prefix: string("prefix").unwrap_or_default(), suffix: string("suffix").unwrap_or_default() })
    }
}

impl<'t> Anchor<'t> {
    pub(super) fn new(text: &'t str, unit: Unit) -> Self {
        let bytes = crate::span::Offsets::new(text, Unit::CodePoint);
        Self { text, given: Ruler::new(text, unit), bytes }
    }

    /// Whether the words at a target's position are those that it quotes.
    pub(super) fn fits(&self, target: &Value) -> bool {
        let position = selector(target, "TextPositionSelector");
        let position = position.and_then(|position| Some((position.get("start")?, position.get("end")?)));
        let words = position.and_then(|(start, end)| {
            let (start, end) = (crate::import::records::offset(start)?, crate::import::records::offset(end)?);
            self.given.words(start, end)
        });
        words.is_some() && words == Quote::of(target).map(|quote| quote.exact)
    }

    /// Where the words of a target stand; nowhere if it is the text as a whole.
    pub(super) fn range(&self, target: &Value, place: &str) -> Result<Option<Range>, OpenError> {
        if target.get("selector").is_none() {
            return Ok(None);
        }
        let quote = Quote::of(target);
        let Some(position) = selector(target, "TextPositionSelector") else {
            let what = "has no TextPositionSelector, and no TextQuoteSelector whose words are in the text";
            let found = quote.and_then(|quote| self.find(&quote));
            return found.map(Some).ok_or_else(|| at(place, what, "write both selectors"));
        };
        let at_key =
            |key: &str| offset_at(position.get(key).unwrap_or(&Value::Null), &format!("{place}.selector.{key}"));
        let (start, end) = (at_key("start")?, at_key("end")?);
        let words = self.given.words(start, end);
        match quote {
            Some(quote) if words != Some(quote.exact) => match self.find(&quote) {
                Some(range) => Ok(Some(range)),
                None => Err(at(
                    place,
                    &format!(
                        "quotes {:?}, but {start} to {end} is {:?}",
                        cut(quote.exact),
                        cut(words.unwrap_or_default())
                    ),
                    "open it with the very text that it was made for",
                )),
            },
            _ => self.given.range(start, end, place).map(Some),
        }
    }

    /// The first place of the words with what stands around them, or the only place of the words.
    fn find(&self, quote: &Quote<'_>) -> Option<Range> {
        let whole = [quote.prefix, quote.exact, quote.suffix].concat();
        let around = self.text.find(&whole).map(|at| at + quote.prefix.len());
        let mut places = self.text.match_indices(quote.exact).map(|(at, _)| at);
        let start = around.or_else(|| places.next().filter(|_| places.next().is_none()))?;
        Some((self.bytes.of_byte(start), self.bytes.of_byte(start + quote.exact.len())))
    }
}
