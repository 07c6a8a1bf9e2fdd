//! JSON as one value, as an array, or as values one after the other, a line each: tools change their minds about that.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::export::File;
use crate::export::json::{byte_at, path_at};
use crate::export::v1::{OpenError, at, cut};

/// A value, and where it stands: `news.jsonl: line 3`.
pub(crate) struct Record<T> {
    /// For messages.
    pub(crate) place: String,
    /// What was read.
    pub(crate) value: T,
}

/// All values of a file; `hint` says what to do if they have another shape.
pub(crate) fn records<T: DeserializeOwned>(file: &File, hint: &str) -> Result<Vec<Record<T>>, OpenError> {
    let json = super::text(file)?;
    if json.trim_start().starts_with('[') {
        let all: Vec<T> = super::json(file, json, hint)?;
        let place = |i| format!("{}: [{i}]", file.name);
        return Ok(all.into_iter().enumerate().map(|(i, value)| Record { place: place(i), value }).collect());
    }
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<T>();
    let (mut records, mut line, mut done) = (Vec::new(), 1, 0);
    loop {
        let start = json.len() - json[done..].trim_start().len();
        line += json[done..start].matches('\n').count();
        match values.next() {
            None => return Ok(records),
            Some(Ok(value)) => records.push(Record { place: format!("{}: line {line}", file.name), value }),
            Some(Err(error)) => {
                let path = path_at(json, byte_at(json, error.line(), error.column()));
                let path = if path.is_empty() { path } else { format!(": {path}") };
                return Err(at(&format!("{}: line {}{path}", file.name, error.line()), &cut(&error.to_string()), hint));
            }
        }
        line += json[start..values.byte_offset()].matches('\n').count();
        done = values.byte_offset();
    }
}

/// A list, or `null`, which some write for an empty one.
pub(crate) fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// The keys of the first object in some JSON, which may stand in an array.
pub(crate) fn keys(files: &[File]) -> Vec<String> {
    let Some(Ok(json)) = files.first().map(super::text) else { return Vec::new() };
    let json = json.trim_start();
    let json = json.strip_prefix('[').unwrap_or(json);
    let first = serde_json::Deserializer::from_str(json).into_iter::<Keys>().next();
    first.and_then(Result::ok).map(|keys| keys.0).unwrap_or_default()
}

/// The keys of an object, without what stands there.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// An offset, which some write as a float or in quotation marks.
pub(crate) fn offset(value: &Value) -> Option<usize> {
    match value {
        Value::Number(number) => {
            let whole = number.as_u64().and_then(|n| usize::try_from(n).ok());
            whole.or_else(|| number.as_f64().and_then(from_float))
        }
        Value::String(digits) => digits.trim().parse().ok(),
        _ => None,
    }
}

fn from_float(number: f64) -> Option<usize> {
    let fits = (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "just checked")]
    fits.then_some(number as usize)
}

/// The same, for what is read at a place.
pub(crate) fn offset_at(value: &Value, place: &str) -> Result<usize, OpenError> {
    offset(value).ok_or_else(|| at(place, &format!("{} is no offset", cut(&value.to_string())), "put a whole number"))
}
