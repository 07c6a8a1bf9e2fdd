//! A tagger for tests, told beforehand what it finds: by marks in the text, so that rules are tested and no model.
//!
//! `{Ann Lee|PERSON}` is a name, `{Ann Lee|PERSON?}` one that the tagger doubts; `{Ann Lee|s} {said|q} {no|c}` are source, cue
//! and content. A number tells which attribution a role is of: `{said|q2}`. Marks may nest.

use std::ops::Range;

use crate::annotate::{Annotations, annotate};
use crate::article::Article;
use crate::segment::{Segments, Token, segment};
use crate::span::Span;
use crate::tagger::{Attribution, Label, Name, Passage, Tagged, Tagger};

/// How sure it is of what it finds, and of what it doubts.
const SURE: f32 = 0.9;
const DOUBTED: f32 = 0.4;

/// Finds what the marks in one text say.
#[derive(Default)]
pub(crate) struct Scripted {
    names: Vec<(Span, Label, f32)>,
    claims: Vec<Roles>,
    /// Block by block.
    tokens: Vec<Vec<Token>>,
}

/// The roles of an attribution.
#[derive(Clone, Default)]
struct Roles {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
}

impl Scripted {
    /// The article without the marks, and the tagger that finds what they say.
    pub(crate) fn read(marked: &str) -> (Self, Article) {
        let (mut scripted, mut text, mut open) = (Self::default(), String::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '{' => open.push(text.len()),
                '}' => {
                    let start = open.pop().expect("a { before each }");
                    let bar = text.rfind('|').expect("a | in each mark");
                    let tag = text.split_off(bar).split_off(1);
                    scripted.mark(Span::new(start, bar), &tag);
                }
                c => text.push(c),
            }
        }
        scripted.names.sort_by_key(|(span, ..)| span.start);
        let article = Article::from_text(text);
        scripted.tokens = (0..article.blocks.len()).map(|block| tokens(&article, block)).collect();
        (scripted, article)
    }

    /// The article, and what is found in it.
    pub(crate) fn annotate(marked: &str) -> (Article, Annotations) {
        let (scripted, article) = Self::read(marked);
        let annotations = annotate(&scripted, &article);
        (article, annotations)
    }

    fn mark(&mut self, span: Span, tag: &str) {
        let (name, confidence) = tag.strip_suffix('?').map_or((tag, SURE), |name| (name, DOUBTED));
        if let Some(label) = Label::ALL.into_iter().find(|l| l.name() == name) {
            self.names.push((span, label, confidence));
            return;
        }
        let (role, number) = tag.split_at(1);
        let number = if number.is_empty() { 0 } else { number.parse().expect("a number behind s, q or c") };
        self.claims.resize(self.claims.len().max(number + 1), Roles::default());
        let Roles { source, cue, content } = &mut self.claims[number];
        match role {
            "s" => source.push(span),
            "q" => cue.push(span),
            "c" => content.push(span),
            _ => panic!("{tag} is no label and no role"),
        }
    }

    /// What is found in the tokens of one passage.
    fn tagged(&self, tokens: &[Token]) -> Tagged {
        let here = |span: &Span| {
            let from = tokens.partition_point(|t| t.span.end <= span.start);
            let to = tokens.partition_point(|t| t.span.start < span.end);
            (from < to).then_some(from..to)
        };
        let some = |spans: &[Span]| spans.iter().filter_map(here).collect::<Vec<Range<usize>>>();
        let name = |(span, label, confidence): &(Span, Label, f32)| {
            let tokens = here(span)?;
            Some(Name { tokens, label: *label, confidence: *confidence, score: *confidence, labels: [0.0; 9] })
        };
        let claim = |roles: &Roles| {
            let (cue, content) = (some(&roles.cue), some(&roles.content));
            let source = some(&roles.source).into_iter().next();
            let whole = !cue.is_empty() && !content.is_empty();
            whole.then_some(Attribution { cue, source, content, confidence: SURE, score: SURE })
        };
        Tagged {
            names: self.names.iter().filter_map(name).collect(),
            attributions: self.claims.iter().filter_map(claim).collect(),
        }
    }
}

fn tokens(article: &Article, block: usize) -> Vec<Token> {
    let mut segments = Segments::default();
    segment(article, block..block + 1, &mut segments);
    segments.tokens
}

impl Tagger for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    /// Passages count their tokens from wherever the slice began: the first one of a block begins with the block.
    fn tag(&self, passages: &[Passage]) -> Vec<Tagged> {
        let (mut block, mut first) = (usize::MAX, 0);
        let tagged = |passage: &Passage| {
            if passage.block != block {
                (block, first) = (passage.block, passage.tokens.start);
            }
            self.tagged(&self.tokens[block][passage.tokens.start - first..passage.tokens.end - first])
        };
        passages.iter().map(tagged).collect()
    }
}
