//! What an annotation says.

use serde_json::Value;

use crate::import::found::{Fields, Told, named};

/// The label, what is told, and the fields of an attribution.
pub(super) fn read(item: &Value) -> (String, Told, Fields) {
    let mut label = String::new();
    let mut notes: Vec<&str> = Vec::new();
    let mut told = Told { id: id(item), ..Told::default() };
    let mut fields = Fields::default();
    let motivation = string(item, "motivation");
    for body in bodies(item) {
        let value = body.as_str().unwrap_or_else(|| string(body, "value"));
        let purpose = string(body, "purpose");
        match if purpose.is_empty() { motivation } else { purpose } {
            "tagging" | "classifying" | "identifying" if label.is_empty() => value.clone_into(&mut label),
            "tagging" | "classifying" | "identifying" => {}
            "assessing" if named::<crate::review::Status>(value).is_some() => told.status = named(value),
            "describing" if body.get("sayso:field").is_some() => fields.set(string(body, "sayso:field"), value),
            _ => notes.push(value),
        }
    }
    notes.retain(|note| !note.is_empty());
    told.note = Some(notes.join("\n"));
    (label, told, fields)
}

/// One body, several, or none.
fn bodies(item: &Value) -> impl Iterator<Item = &Value> {
    let body = item.get("body").or_else(|| item.get("bodyValue"));
    body.into_iter().flat_map(|body| body.as_array().map_or(std::slice::from_ref(body), Vec::as_slice))
}

fn string<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Sayso's name for it, if the IRI has one: `urn:sayso:dam#entities/e12`.
fn id(item: &Value) -> String {
    let iri = string(item, "id");
    let name = ["#entities/", "#attributions/"].iter().find_map(|list| Some(iri.split_once(list)?.1));
    name.filter(|_| iri.starts_with("urn:sayso:")).map(decoded).unwrap_or_default()
}

/// What stands in an IRI as `%C3%A9`.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let hex = behind.get(..2).filter(|_| byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let hex = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(hex.unwrap_or(byte));
        rest = if hex.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
