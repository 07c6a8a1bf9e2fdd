//! Document -> review: whatever comes in is checked, since it may come from anybody.

mod error;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;

pub use error::OpenError;
pub(crate) use error::{at, cut};

use super::{Attribution, Document, Entity, FORMAT, Range, VERSION, write};
use crate::article::{self, Article, Reason};
use crate::attribution;
use crate::entity::{self, EntityId, Mention};
use crate::export::id_from_title;
use crate::export::json::{byte_at, path_at};
use crate::review::{Review, Reviewed};
use crate::span::{Offsets, Span, Unit};

/// What must be right before the rest is looked at: another format has other fields.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: serde_json::Value,
    #[serde(default)]
    version: serde_json::Value,
}

impl Document {
    /// Reads and checks a document in UTF-8, with the decisions that it holds; a byte order mark before it is passed over.
    ///
    /// ```
    /// use sayso::export::v1::Document;
    /// let refused = Document::parse(r#"{"format": "sayso", "version": 9}"#).unwrap_err();
    /// assert!(refused.to_string().contains("newer Sayso"));
    /// ```
    ///
    /// # Errors
    /// If it is no document of a known version, or does not fit its own text; the error says where, and what to do.
    pub fn parse(json: impl AsRef<[u8]>) -> Result<Review, OpenError> {
        let json = std::str::from_utf8(json.as_ref()).map_err(|e| OpenError::NotUtf8 { byte: e.valid_up_to() })?;
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let Header { format, version } = serde_json::from_str(json).map_err(|e| OpenError::json("", &e))?;
        if format.as_str() != Some(FORMAT) {
            return Err(OpenError::Format { found: cut(&format.to_string()) });
        }
        match version.as_u64() {
            Some(v) if v == u64::from(VERSION) => {}
            Some(v) if v > u64::from(VERSION) => return Err(OpenError::Newer { version: v }),
            _ => return Err(OpenError::Version { found: cut(&version.to_string()) }),
        }
        let document: Self = serde_json::from_str(json).map_err(|e| {
            let at = byte_at(json, e.line(), e.column());
            OpenError::json(&path_at(json, at), &e)
        })?;
        document.into_review()
    }

    /// Checks a document and makes a review of it.
    ///
    /// # Errors
    /// If its parts do not fit its text or each other.
    pub fn into_review(self) -> Result<Review, OpenError> {
        let Self { id, text, text_sha256, blocks, entities, clusters, attributions, .. } = self;
        if !text_sha256.is_empty() && !text_sha256.eq_ignore_ascii_case(&write::sha256(&text)) {
            return Err(at(
                "text_sha256",
                "does not fit \"text\": the text was changed after it was annotated",
                "use the file as it was downloaded, or take the field out if the offsets fit the text as it is",
            ));
        }
        let reader = Reader { text: &text, offsets: Offsets::new(&text, Unit::CodePoint) };
        let blocks = reader.blocks(&blocks)?;
        let mut known = Clusters::new(clusters)?;
        let mentions = reader.mentions(entities, &mut known)?;
        let attributions = reader.attributions(attributions, &known)?;
        let article = if blocks.is_empty() { Article::from_text(text) } else { Article { text, blocks } };
        let id = if id.is_empty() { id_from_title(article.title()) } else { id };
        Ok(Review::from_parts(id, article, mentions, attributions, known.entities).with_cluster_ids(known.ids))
    }
}

/// The clusters of a document, and what their ids stand for.
struct Clusters {
    ids: Vec<String>,
    entities: Vec<entity::Entity>,
    index: HashMap<String, EntityId>,
}

impl Clusters {
    fn new(clusters: Vec<super::Cluster>) -> Result<Self, OpenError> {
        let mut known = Self { ids: Vec::new(), entities: Vec::new(), index: HashMap::new() };
        for (i, cluster) in clusters.into_iter().enumerate() {
            if known.index.insert(cluster.id.clone(), i).is_some() {
                return Err(twice(&format!("clusters[{i}].id"), &cluster.id));
            }
            known.ids.push(cluster.id);
            known.entities.push(entity::Entity { name: cluster.name, label: cluster.label, doubt: cluster.doubt });
        }
        Ok(known)
    }

    fn find(&self, id: &str, path: &str) -> Result<EntityId, OpenError> {
        self.index.get(id).copied().ok_or_else(|| {
            at(path, &format!("there is no cluster {:?}", cut(id)), "add it to \"clusters\", or put null here")
        })
    }

    /// A cluster of its own for a mention that names none.
    fn add(&mut self, name: &str, label: entity::Label) -> EntityId {
        let id = unused("c", self.ids.len() + 1, |id| self.index.contains_key(id));
        self.index.insert(id.clone(), self.ids.len());
        self.ids.push(id);
        self.entities.push(entity::Entity { name: name.to_owned(), label, doubt: None });
        self.ids.len() - 1
    }
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
}

impl Reader<'_> {
    fn span(&self, (start, end): Range, path: &str) -> Result<Span, OpenError> {
        let total = self.offsets.of_byte(self.text.len());
        if start >= end {
            let what = format!("start {start} is not before end {end}");
            return Err(at(path, &what, "a range is [start, end) and holds one code point at least"));
        }
        match (self.offsets.to_byte(start), self.offsets.to_byte(end)) {
            (Some(start), Some(end)) => Ok(Span::new(start, end)),
            _ => Err(at(
                path,
                &format!("{start} to {end} reaches beyond the text, which has {total} code points"),
                "count offsets in Unicode code points of \"text\", not in bytes or UTF-16",
            )),
        }
    }

    fn spans(&self, ranges: &[Range], path: &str) -> Result<Vec<Span>, OpenError> {
        let one = |(i, &range): (usize, &Range)| self.span(range, &format!("{path}[{i}]"));
        let mut spans = ranges.iter().enumerate().map(one).collect::<Result<Vec<_>, _>>()?;
        spans.sort_unstable();
        Ok(spans)
    }

    fn blocks(&self, blocks: &[super::Block]) -> Result<Vec<article::Block>, OpenError> {
        let mut read: Vec<article::Block> = Vec::with_capacity(blocks.len());
        let mut done = 0;
        for (i, block) in blocks.iter().enumerate() {
            let path = format!("blocks[{i}]");
            let span = self.span((block.start, block.end), &path)?;
            if span.start < done {
                return Err(at(
                    &path,
                    "starts before the block above it ends",
                    "put blocks in text order, side by side",
                ));
            }
            self.blank(done, span.start, &path)?;
            done = span.end;
            let reason = block.reason.as_deref().and_then(reason).unwrap_or(Reason::Given);
            read.push(article::Block { span, kind: block.kind, reason });
        }
        // Without any block they are found afresh.
        if !blocks.is_empty() {
            self.blank(done, self.text.len(), "blocks")?;
        }
        Ok(read)
    }

    /// Checks that nothing but white space is left out between blocks.
    fn blank(&self, from: usize, to: usize, path: &str) -> Result<(), OpenError> {
        let between = &self.text[from..to];
        match between.find(|c: char| !c.is_whitespace()) {
            None => Ok(()),
            Some(byte) => Err(at(
                path,
                &format!("the text at {} belongs to no block", self.offsets.of_byte(from + byte)),
                "put all but white space into a block, or leave \"blocks\" out to have them found afresh",
            )),
        }
    }

    fn mentions(&self, entities: Vec<Entity>, known: &mut Clusters) -> Result<Vec<Reviewed<Mention>>, OpenError> {
        let ids = unique(entities.iter().map(|e| e.id.as_str()), "entities", "e")?;
        let mut mentions = Vec::with_capacity(entities.len());
        for (i, (e, id)) in entities.into_iter().zip(ids).enumerate() {
            let path = format!("entities[{i}]");
            let span = self.span((e.start, e.end), &path)?;
            let words = span.of(self.text);
            if !e.text.is_empty() && e.text != words {
                return Err(at(
                    &format!("{path}.text"),
                    &format!("says {:?}, but {} to {} of the text is {:?}", cut(&e.text), e.start, e.end, cut(words)),
                    "count offsets in Unicode code points of \"text\", not in bytes or UTF-16",
                ));
            }
            let entity = match e.entity {
                Some(cluster) => known.find(&cluster, &format!("{path}.entity"))?,
                None => known.add(words, e.label),
            };
            let confidence = share(e.confidence, &path)?;
            let value =
                Mention { span, label: e.label, entity, confidence, rule: Cow::Owned(e.rule.unwrap_or_default()) };
            mentions.push(Reviewed {
                id,
                value,
                status: e.status,
                origin: e.origin,
                flagged: e.flagged,
                note: e.note,
                gone: false,
            });
        }
        mentions.sort_by_key(|m| (m.value.span.start, std::cmp::Reverse(m.value.span.end)));
        Ok(mentions)
    }

    fn attributions(
        &self,
        attributions: Vec<Attribution>,
        known: &Clusters,
    ) -> Result<Vec<Reviewed<attribution::Attribution>>, OpenError> {
        let ids = unique(attributions.iter().map(|a| a.id.as_str()), "attributions", "a")?;
        let mut read = Vec::with_capacity(attributions.len());
        for (i, (a, id)) in attributions.into_iter().zip(ids).enumerate() {
            let path = format!("attributions[{i}]");
            let speaker = a.speaker.map(|s| known.find(&s, &format!("{path}.speaker"))).transpose()?;
            let value = attribution::Attribution {
                source: self.spans(&a.source, &format!("{path}.source"))?,
                cue: self.spans(&a.cue, &format!("{path}.cue"))?,
                content: self.spans(&a.content, &format!("{path}.content"))?,
                form: a.form,
                frame: a.frame,
                stance: a.stance,
                source_kind: a.source_kind,
                speaker,
                confidence: share(a.confidence, &path)?,
                rule: Cow::Owned(a.rule.unwrap_or_default()),
            };
            read.push(Reviewed {
                id,
                value,
                status: a.status,
                origin: a.origin,
                flagged: a.flagged,
                note: a.note,
                gone: false,
            });
        }
        read.sort_by_key(|a| start(&a.value));
        Ok(read)
    }
}

/// Where the first word of any role stands.
fn start(attribution: &attribution::Attribution) -> usize {
    let attribution::Attribution { source, cue, content, .. } = attribution;
    source.iter().chain(cue).chain(content).map(|s| s.start).min().unwrap_or_default()
}

fn share(confidence: f32, path: &str) -> Result<f32, OpenError> {
    if (0.0..=1.0).contains(&confidence) {
        return Ok(confidence);
    }
    Err(at(&format!("{path}.confidence"), &format!("{confidence} is no share"), "put a number from 0 to 1"))
}

/// The known reason of that name; a newer Sayso may have others.
fn reason(name: &str) -> Option<Reason> {
    let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    Reason::deserialize(name).ok()
}

fn twice(path: &str, id: &str) -> OpenError {
    at(path, &format!("{:?} is there twice", cut(id)), "give each an id of its own")
}

/// The ids of a list, checked to differ, with new ones for those that are empty.
fn unique<'a>(ids: impl Iterator<Item = &'a str> + Clone, list: &str, letter: &str) -> Result<Vec<String>, OpenError> {
    let mut seen = HashSet::new();
    for (i, id) in ids.clone().enumerate() {
        if !id.is_empty() && !seen.insert(Cow::Borrowed(id)) {
            return Err(twice(&format!("{list}[{i}].id"), id));
        }
    }
    let mut name = |(i, id): (usize, &str)| {
        if !id.is_empty() {
            return id.to_owned();
        }
        let id = unused(letter, i + 1, |id| seen.contains(id));
        seen.insert(Cow::Owned(id.clone()));
        id
    };
    Ok(ids.enumerate().map(&mut name).collect())
}

/// `e12`, or `e12x` and so on if that is taken.
fn unused(letter: &str, number: usize, taken: impl Fn(&str) -> bool) -> String {
    let mut id = format!("{letter}{number}");
    while taken(&id) {
        id.push('x');
    }
    id
}
