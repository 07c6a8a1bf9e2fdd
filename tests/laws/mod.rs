//! What holds for every text, as checks that panic: property tests, bad input and fuzzing share them.

pub(crate) mod eager;
#[path = "../model/mod.rs"]
mod model;

use std::ops::Range;

use sayso::annotate::{Annotations, annotate, mark, settle, slices};
use sayso::article::{Article, BlockKind};
use sayso::export::v1::Document;
use sayso::quotation::{self, Closing, Quotation};
use sayso::review::{Review, Status, Target};
use sayso::segment::{self, Segments, TokenKind};
use sayso::span::Span;
use sayso::tagger::Tagger;

/// Checks the laws of annotations as the model makes them.
pub(crate) fn check_learned(text: &str) {
    check_annotations(model::tagger(), &Article::from_text(text.to_owned()));
}

/// Checks every law on one text, where much is found that no model would find.
pub(crate) fn check_eager(text: &str) {
    let article = Article::from_text(text.to_owned());
    blocks_hold_all_but_white_space(&article, text);
    let segments = segments(&article);
    sentences_tile_blocks(&article, &segments);
    tokens_hold_all_but_white_space(&article, &segments);
    let quotations = quotations(&article, &segments);
    quotations_nest(&article, &quotations);
    slices_tile_blocks(&article);
    check_annotations(&eager::Eager, &article);
}

fn check_annotations(tagger: &dyn Tagger, article: &Article) {
    let annotations = annotate(tagger, article);
    annotations_stand_in_blocks(article, &annotations);
    slices_in_any_order_are_the_same(tagger, article, &annotations);
    block_by_block_is_the_same(tagger, article, &annotations);
    documents_come_back(Review::new("a".to_owned(), article.clone(), annotations));
}

fn is_valid(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

fn blocks_hold_all_but_white_space(article: &Article, text: &str) {
    assert_eq!(article.text, text, "the text was changed");
    let mut end = 0;
    for block in &article.blocks {
        assert!(is_valid(text, block.span) && !block.span.is_empty(), "{block:?}");
        assert_eq!(block.span.trim(text), block.span, "white space at the ends of {block:?}");
        let between = text.get(end..block.span.start).expect("blocks are in order");
        assert!(between.trim().is_empty(), "{between:?} is in no block");
        let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
        assert!(!article.words(block.span).contains(breaks), "two lines in {block:?}");
        end = block.span.end;
    }
    assert!(text[end..].trim().is_empty(), "{:?} is in no block", &text[end..]);
    assert!(text.contains(article.title()), "a title from elsewhere");
}

fn segments(article: &Article) -> Segments {
    let mut segments = Segments::default();
    segment::segment(article, 0..article.blocks.len(), &mut segments);
    segments
}

fn quotations(article: &Article, segments: &Segments) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    quotation::find(article, segments, 0..article.blocks.len(), &mut quotations);
    quotations
}

fn sentences_tile_blocks(article: &Article, segments: &Segments) {
    let mut sentences = segments.sentences.iter().peekable();
    let mut token = 0;
    for (i, block) in article.blocks.iter().enumerate() {
        let mut end = block.span.start;
        while let Some(sentence) = sentences.next_if(|s| s.block == i) {
            assert!(is_valid(&article.text, sentence.span) && !sentence.span.is_empty(), "{sentence:?}");
            assert_eq!(sentence.span.start, end, "a gap before {sentence:?}");
            assert_eq!(sentence.tokens.start, token, "a token in no sentence before {sentence:?}");
            let tokens = &segments.tokens[sentence.tokens.clone()];
            assert!(!tokens.is_empty(), "no token in {sentence:?}");
            assert!(tokens.iter().all(|t| sentence.span.contains(t.span)), "a token outside {sentence:?}");
            assert_eq!(segments.tokens_in(sentence.span), sentence.tokens, "{sentence:?}");
            (end, token) = (sentence.span.end, sentence.tokens.end);
        }
        assert_eq!(end, block.span.end, "sentences stop before the end of {block:?}");
    }
    assert!(sentences.next().is_none(), "sentences out of order");
    assert_eq!(token, segments.tokens.len(), "tokens behind the last sentence");
}

fn tokens_hold_all_but_white_space(article: &Article, segments: &Segments) {
    let mut end = 0;
    for token in &segments.tokens {
        assert!(is_valid(&article.text, token.span) && !token.span.is_empty(), "{token:?}");
        let between = article.text.get(end..token.span.start).expect("tokens are in order");
        assert!(between.trim().is_empty(), "{between:?} is in no token");
        let words = article.words(token.span);
        assert!(!words.contains(char::is_whitespace), "white space in {words:?}");
        // A mark that counts as a letter may follow what is none.
        let alphanumeric = words.starts_with(char::is_alphanumeric) || words.ends_with(['s', 'S']);
        assert_eq!(token.kind != TokenKind::Punctuation, alphanumeric, "{words:?} is {:?}", token.kind);
        let letter = words.contains(|c: char| c.is_ascii_alphabetic());
        assert!(token.kind != TokenKind::Number || !letter, "{words:?} has a letter");
        end = token.span.end;
    }
    assert!(article.text[end..].trim().is_empty(), "text behind the last token");
}

fn quotations_nest(article: &Article, quotations: &[Quotation]) {
    let mut around: Vec<Span> = Vec::new();
    let mut start = 0;
    for quotation in quotations {
        let span = quotation.span;
        let block = &article.blocks[quotation.block];
        assert!(is_valid(&article.text, span) && block.span.contains(span), "{quotation:?}");
        assert_ne!(block.kind, BlockKind::Boilerplate, "{quotation:?}");
        assert!(span.start >= start, "out of order: {quotation:?}");
        start = span.start;
        while around.last().is_some_and(|outer| outer.end <= span.start) {
            around.pop();
        }
        assert!(around.last().is_none_or(|outer| outer.contains(span)), "crossing: {quotation:?}");
        let continued = quotation.closing == Closing::Continued;
        assert!(!continued || span.end == block.span.end, "{quotation:?} goes on before its block ends");
        // Marks around nothing were left out, so there may be fewer around it than its depth says, never more.
        assert!(around.len() <= usize::from(quotation.depth) || quotation.depth == u8::MAX, "{quotation:?}");
        around.push(span);
    }
}

fn annotations_stand_in_blocks(article: &Article, annotations: &Annotations) {
    let inside = |span: Span| {
        let after = article.blocks.partition_point(|b| b.span.start <= span.start);
        let block = after.checked_sub(1).map(|i| &article.blocks[i]);
        is_valid(&article.text, span)
            && !span.is_empty()
            && block.is_some_and(|b| b.span.contains(span) && b.kind != BlockKind::Boilerplate)
    };
    let mut last = (0, std::cmp::Reverse(usize::MAX));
    for mention in &annotations.mentions {
        assert!(inside(mention.span), "{mention:?} stands in no block");
        assert!(annotations.entities.get(mention.entity).is_some(), "{mention:?} is of nothing");
        assert!((0.0..=1.0).contains(&mention.confidence), "{mention:?}");
        assert_eq!(mention.span.trim(&article.text), mention.span, "white space at the ends of {mention:?}");
        let order = (mention.span.start, std::cmp::Reverse(mention.span.end));
        assert!(last <= order, "out of order: {mention:?}");
        last = order;
    }
    let mut first = 0;
    for attribution in &annotations.attributions {
        let roles = [&attribution.source, &attribution.cue, &attribution.content];
        assert!(roles.iter().any(|role| !role.is_empty()), "an empty attribution");
        for role in roles {
            assert!(role.iter().all(|&span| inside(span)), "{attribution:?} stands in no block");
            assert!(role.windows(2).all(|pair| pair[0].end <= pair[1].start), "a role out of order: {attribution:?}");
        }
        let start = roles.iter().filter_map(|role| role.first()).map(|span| span.start).min().unwrap_or_default();
        assert!(start >= first, "out of order: {attribution:?}");
        first = start;
        assert!(attribution.speaker.is_none_or(|s| s < annotations.entities.len()), "{attribution:?} by nobody");
        assert!((0.0..=1.0).contains(&attribution.confidence), "{attribution:?}");
    }
}

fn slices_tile_blocks(article: &Article) {
    let mut end = 0;
    for blocks in slices(article) {
        assert!(blocks.start == end && blocks.end > end, "{blocks:?} behind {end}");
        end = blocks.end;
    }
    assert_eq!(end, article.blocks.len(), "blocks in no slice");
}

/// What is marked slice by slice, each by itself, put in text order and settled.
fn marked(tagger: &dyn Tagger, article: &Article, slices: &[Range<usize>]) -> Annotations {
    let mut parts: Vec<_> = slices.iter().rev().map(|b| mark(tagger, article, b.clone())).collect();
    let mut found = Annotations::default();
    while let Some(part) = parts.pop() {
        found.append(part);
    }
    settle(article, &mut found);
    found
}

/// Several workers mark an article together, and none knows of the others.
fn slices_in_any_order_are_the_same(tagger: &dyn Tagger, article: &Article, annotations: &Annotations) {
    assert_eq!(marked(tagger, article, &slices(article)), *annotations, "not the same in another order");
}

fn block_by_block_is_the_same(tagger: &dyn Tagger, article: &Article, annotations: &Annotations) {
    let blocks: Vec<_> = (0..article.blocks.len()).map(|i| i..i + 1).collect();
    let found = marked(tagger, article, &blocks);
    let apart = found.mentions.iter().zip(&annotations.mentions).find(|(a, b)| a != b);
    assert!(apart.is_none(), "block by block is not the same: {apart:?}");
    assert_eq!(found.mentions.len(), annotations.mentions.len(), "block by block is not the same");
    assert_eq!(found.entities, annotations.entities, "block by block is not the same");
    // Attributions are not compared: a quotation that goes on in the next block is joined within a slice.
}

fn documents_come_back(mut review: Review) {
    let all = (0..review.mentions.len()).map(Target::Mention);
    let all: Vec<Target> = all.chain((0..review.attributions.len()).map(Target::Attribution)).collect();
    let before = (review.mentions.clone(), review.attributions.clone());
    let edits: Vec<_> = [Status::Confirmed, Status::Rejected].iter().map(|&to| review.decide(&all, to)).collect();
    for edit in edits.iter().flatten() {
        assert_eq!(edit.inverse().inverse(), *edit);
    }
    while review.undo().is_some() {}
    assert_eq!((&review.mentions, &review.attributions), (&before.0, &before.1), "undo does not restore");
    let odd: Vec<Target> = all.into_iter().step_by(2).collect();
    review.decide(&odd, Status::Confirmed);
    let document = Document::from(&review);
    let json = serde_json::to_string(&document).expect("a document is JSON");
    let opened = Document::parse(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(Document::from(&opened), document, "a document does not come back");
}
