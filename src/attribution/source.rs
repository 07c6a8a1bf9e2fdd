//! What kind of source a source is.

use super::{Context, SourceKind};
use crate::entity::{EntityId, Label, Mention};
use crate::lexicon::cues::{self, Class};
use crate::lexicon::names::{Kinds, Lexicon};
use crate::lexicon::sources::{Number, SourceNoun, source_noun};
use crate::lexicon::words::Shape;
use crate::span::Span;

/// What heads a source: the noun that the rest describes.
pub(super) struct Head<'a> {
    /// The word itself.
    pub(super) word: &'a str,
    /// The name that it ends, if it is one.
    pub(super) mention: Option<&'a Mention>,
    /// Whether other words stand before it.
    pub(super) definite: bool,
}

/// The mentions that lie inside a span.
fn mentions_in<'a>(context: &Context<'a>, span: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
    let from = context.mentions.partition_point(|m| m.span.start < span.start);
    context.mentions[from..].iter().take_while(move |m| m.span.start < span.end).filter(move |m| m.span.end <= span.end)
}

/// The head of a source.
pub(super) fn head<'a>(context: &Context<'a>, source: Span) -> Option<Head<'a>> {
    let (article, segments) = (context.article, context.segments);
    let range = segments.tokens_in(source);
    let tokens = &segments.tokens[range];
    let class = |at: usize| class_of(article.words(tokens[at].span));
    let breaks = Class::PREPOSITION | Class::RELATIVE | Class::TO;
    let is_name = |at: usize| mentions_in(context, source).any(|m| m.span.contains(tokens[at].span));
    let marks = |at: usize| {
        article
            .words(tokens[at].span)
            .chars()
            .all(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.' | '"' | '“' | '”'))
    };
    let end = (1..tokens.len()).find(|&at| marks(at) || class(at).is(breaks) && !is_name(at)).unwrap_or(tokens.len());
    let at = (0..end).rev().find(|&at| article.words(tokens[at].span).chars().any(char::is_alphanumeric))?;
    let token = tokens[at].span;
    let mention = mentions_in(context, Span::new(source.start, token.end)).filter(|m| m.span.end == token.end);
    Some(Head {
        word: article.words(token),
        mention: mention.max_by_key(|m| (rank(m.label), m.span.len())),
        definite: at > 0 && article.words(tokens[0].span).eq_ignore_ascii_case("the"),
    })
}

/// Names of those who can speak come before other names of the same words.
fn rank(label: Label) -> u8 {
    match label {
        Label::Person => 3,
        Label::Org => 2,
        Label::Loc | Label::Fac => 1,
        _ => 0,
    }
}

fn class_of(word: &str) -> Class {
    cues::known(&word.to_lowercase()).map_or(Class::default(), |k| k.class)
}

/// Whether a word is in no name as a rule: "One of them", "Neighbours".
fn is_ordinary(word: &str) -> bool {
    Lexicon::get().phrase(word).is_some_and(|e| e.kinds(Shape::Capital).any(Kinds::COMMON.or(Kinds::NUMBER)))
}

/// Whether a source is a pronoun.
pub(super) fn is_pronoun(word: &str) -> bool {
    class_of(word).is(Class::SUBJECT | Class::OBJECT | Class::RELATIVE | Class::POSSESSIVE | Class::CONTRACTION)
}

/// The kind of a source, and whom it names.
pub(super) fn kind(context: &Context<'_>, source: &[Span]) -> (SourceKind, Option<EntityId>) {
    let Some(&first) = source.first() else { return (SourceKind::None, None) };
    let words = context.article.words(first);
    if !words.contains(' ') && is_pronoun(words) {
        return (SourceKind::Pronoun, None);
    }
    let Some(head) = head(context, first) else { return (SourceKind::Unnamed, None) };
    // "the newspaper Vela Courier", whatever the name looks like.
    let called = |m: &Mention| {
        let before = context.article.words(Span::new(first.start, m.span.start.max(first.start)));
        let noun = before.trim_end().rsplit(' ').next().and_then(source_noun);
        matches!(noun, Some((SourceNoun::Organization, Number::Singular)))
    };
    if let Some(mention) = head.mention {
        match mention.label {
            Label::Person if called(mention) => return (SourceKind::NamedOrganization, Some(mention.entity)),
            Label::Person => return (SourceKind::NamedPerson, Some(mention.entity)),
            Label::Org | Label::Loc | Label::Fac => {
                let several = words.contains(" and ");
                return (SourceKind::NamedOrganization, (!several).then_some(mention.entity));
            }
            _ => {}
        }
    }
    // "the head of the Guards, Tam Orso"; not "a spokesman for Tam Orso", not "Tam Orso's lawyer".
    let apposition = mentions_in(context, first).find(|m| {
        let before = context.article.words(Span::new(first.start, m.span.start));
        m.label == Label::Person && before.trim_end().ends_with(',')
    });
    if let Some(person) = apposition {
        return (SourceKind::NamedPerson, Some(person.entity));
    }
    let known = source_noun(&head.word.to_lowercase());
    let kind = match known {
        Some((SourceNoun::Document, _)) => SourceKind::Document,
        Some((SourceNoun::Organization, Number::Singular)) => SourceKind::NamedOrganization,
        // "the newspaper Vela Courier".
        None if words.split(' ').any(|w| matches!(source_noun(w), Some((SourceNoun::Organization, _)))) => {
            SourceKind::NamedOrganization
        }
        // A capital and no name that we know: a name all the same, if it is no word that a sentence begins with.
        None if head.word.starts_with(char::is_uppercase) && head.word != words && !is_ordinary(head.word) => {
            SourceKind::NamedPerson
        }
        _ => SourceKind::Unnamed,
    };
    (kind, None)
}
