//! What outlives the tab: one file a format, each versioned.

pub mod text;
pub mod v1;
pub mod work;

/// Words of a title that go into an id: enough to tell files apart, short enough for a file name.
const ID_WORDS: usize = 8;

/// Name for a document that came without one, made from its title: `dam-held-officials-said`.
///
/// ```
/// assert_eq!(sayso::export::id_from_title("\"Dam held,\" officials said"), "dam-held-officials-said");
/// assert_eq!(sayso::export::id_from_title(" … "), "article");
/// ```
#[must_use]
pub fn id_from_title(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let id = words.take(ID_WORDS).map(str::to_lowercase).collect::<Vec<_>>().join("-");
    // One "word" may be half a million letters long.
    let id: String = id.chars().take(60).collect();
    if id.is_empty() { "article".to_owned() } else { id }
}

/// A value's name as serde spells it, for enums without fields: `named_person`.
fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
