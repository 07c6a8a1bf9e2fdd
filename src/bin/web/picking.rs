//! Words are picked in the article, and become marks: the mouse, fingers and keys lead to the same.

pub(crate) mod drag;
pub(crate) mod pointer;

use leptos::prelude::*;
use sayso::Span;
use sayso::article::{Block, BlockKind};
use sayso::attribution::Role as Part;
use sayso::entity::Label;
use sayso::review::{Edit, Review, Target};
use web_sys::KeyboardEvent;

use crate::dom::article::places::{caret_byte, selected_bytes, selection};
use crate::dom::focus;
use crate::ids::ARTICLE_TEXT;
use crate::keys::{self, map::Place};
use crate::model::doc::Doc;
use crate::model::edges::{Edge, Unit, Way, moved};
use crate::model::filters::{Filters, Layer};
use crate::model::parts::{Portion, first, portions};
use crate::model::picked::{By, Picked, spans};
use crate::model::words;
use crate::state::{Selected, State};

/// Picks the first word of what is selected, or else of what is shown, for keys to go on from.
pub(crate) fn begin(state: State) {
    if let Some(article) = document().get_element_by_id(ARTICLE_TEXT) {
        focus(&article);
    }
    pick(state, |doc, filters| {
        let at = state.target().filter(|&t| doc.has(t)).map_or(0, |target| doc.span(target).start);
        Picked::word(&doc.review.article, shown(filters), at)
    });
}

/// Nothing is picked any more.
pub(crate) fn end(state: State) {
    state.picked.set(None);
    if let Some(selection) = selection() {
        let _ = selection.remove_all_ranges();
    }
}

/// The same for someone at the keyboard, who goes on at the mark that Tab reaches.
pub(crate) fn leave(state: State) {
    end(state);
    if let Ok(Some(stop)) = document().query_selector(".paper [tabindex='0']") {
        focus(&stop);
    }
}

/// Which blocks are there to be marked.
fn shown(filters: &Filters) -> impl Fn(&Block) -> bool {
    let furniture = filters.shows(Layer::Furniture);
    move |block| furniture || block.kind != BlockKind::Boilerplate
}

fn pick(state: State, find: impl FnOnce(&Doc, &Filters) -> Option<Picked>) {
    let picked = state.filters.with_untracked(|filters| state.with(|doc| find(doc, filters))).flatten();
    let Some(picked) = picked else { return };
    state.picked.set(Some(picked));
    state.said.set(quote(state, picked, 160));
}

/// What is picked, in words.
pub(crate) fn quote(state: State, picked: Picked, limit: usize) -> String {
    state.with(|doc| doc.quote(&spans(&doc.review.article, picked.span()), limit)).unwrap_or_default()
}

/// Moves what is picked, or picks more; gives whether the key was one for that.
pub(crate) fn on_arrow(state: State, event: &KeyboardEvent) -> bool {
    let Some(picked) = state.picked.get_untracked() else { return false };
    let (extend, unit) = (event.shift_key(), if event.alt_key() { Unit::Character } else { Unit::Word });
    if picked.by == By::Pointer && !extend {
        return false;
    }
    match event.key().as_str() {
        key @ ("ArrowLeft" | "ArrowRight") => pick(state, |doc, filters| {
            let article = &doc.review.article;
            let way = Way::of_arrow(key == "ArrowRight", line(doc, picked.focus));
            if extend { picked.extended(article, unit, way) } else { picked.moved(article, shown(filters), way) }
        }),
        "ArrowUp" => by_line(state, "backward", extend),
        "ArrowDown" => by_line(state, "forward", extend),
        key @ ("Home" | "End") => pick(state, |doc, filters| {
            let article = &doc.review.article;
            let block = article.blocks.iter().find(|b| b.span.contains(picked.span()))?.span;
            let focus = if key == "Home" { block.start } else { block.end };
            if extend {
                return Some(Picked { focus, ..picked });
            }
            let outside = Picked { anchor: focus, focus, by: By::Keys };
            let way = if key == "Home" { Way::Forth } else { Way::Back };
            outside.moved(article, shown(filters), way)
        }),
        _ => return false,
    }
    true
}

/// The text of the block that a byte is in.
fn line(doc: &Doc, at: usize) -> &str {
    let article = &doc.review.article;
    let block = article.blocks.iter().find(|block| block.span.end >= at);
    block.map_or("", |block| article.words(block.span))
}

/// Where the next line is, only the browser knows.
fn by_line(state: State, direction: &str, extend: bool) {
    let Some(selection) = selection() else { return };
    let _ = selection.modify(if extend { "extend" } else { "move" }, direction, "line");
    pick(state, |doc, filters| {
        let article = &doc.review.article;
        if extend {
            let (anchor, focus) = selected_bytes()?;
            return Some(Picked { anchor, focus, by: By::Keys }.snapped(article));
        }
        Picked::word(article, shown(filters), caret_byte()?)
    });
}

/// Marks what is picked as the name of something; what is marked already gets that label.
pub(crate) fn label(state: State, label: Label) {
    let Some([span]) = parts(state).as_deref().map(<[Span]>::to_vec).and_then(|all| <[Span; 1]>::try_from(all).ok())
    else {
        return state.said.set("A name lies within one paragraph: pick fewer words.".to_owned());
    };
    let there = state.with(|doc| {
        let same = |&i: &usize| doc.has(Target::Mention(i)) && doc.review.mentions[i].value.span == span;
        (0..doc.review.mentions.len()).find(same)
    });
    let Some(target) = there.flatten().map_or_else(
        || made(state, |review| review.add_mention(span, label), |doc| Target::Mention(doc.review.mentions.len() - 1)),
        |i| {
            state.reshape(|review| review.relabel(&[i], label));
            Some(Target::Mention(i))
        },
    ) else {
        return;
    };
    done(state, target, &format!("{}: {}", words::label(label).0, quote_span(state, span)));
}

/// Makes what is picked a part of the attribution that is selected, or of a new one.
pub(crate) fn part(state: State, role: Part, new: bool) {
    let Some(spans) = parts(state).filter(|spans| !spans.is_empty()) else { return };
    let selected = state.target().filter(|_| !new);
    let target = match selected {
        Some(target @ Target::Attribution(i)) => {
            if state.reshape(|review| review.add_parts(i, role, &spans)).is_none() {
                return;
            }
            Some(target)
        }
        _ => made(
            state,
            |review| review.begin_attribution(role, &spans),
            |doc| Target::Attribution(doc.review.attributions.len() - 1),
        ),
    };
    let Some(target) = target else { return };
    done(state, target, &format!("{}: {}", words::part(role), quote_span(state, spans[0])));
}

/// Lets an annotation begin or end elsewhere, by a handle or by keys.
pub(crate) fn resize(state: State, target: Target, part: Option<(Part, usize)>, to: Span) -> Option<Edit> {
    state.reshape(|review| match (target, part) {
        (Target::Mention(i), _) => review.resize(i, to),
        (Target::Attribution(i), Some((role, part))) => review.resize_part(i, role, part, to),
        (Target::Attribution(_), None) => None,
    })
}

/// Goes to another part of the attribution that is selected, round and round.
pub(crate) fn step_part(state: State, way: Way) {
    let Some(portions) = state.target().and_then(|target| state.with(|doc| portions(doc, target))) else { return };
    let (count, start) = (portions.len(), first(&portions));
    let next = match (state.part.get_untracked(), way) {
        (None, _) => start,
        (Some(now), Way::Forth) => (now + 1) % count.max(1),
        (Some(now), Way::Back) => (now + count.max(1) - 1) % count.max(1),
    };
    go_to_part(state, next);
}

/// Has keys change this part from now on.
pub(crate) fn go_to_part(state: State, number: usize) {
    let Some(portion) = portion(state, number) else { return };
    state.part.set(Some(number));
    let role = portion.part.map_or("", |(role, _)| words::part(role));
    state.said.set(format!("{role}: {}", quote_span(state, portion.interval.span)));
}

/// Takes one part of the attribution that is selected away.
pub(crate) fn remove_part(state: State, number: usize) {
    let (Some(Target::Attribution(i)), Some((role, part))) =
        (state.target(), portion(state, number).and_then(|portion| portion.part))
    else {
        return;
    };
    if state.reshape(|review| review.remove_part(i, role, part)).is_some() {
        state.part.set(None);
        state.said.set(format!("{} removed.", words::part(role)));
    }
}

/// Takes away what is selected: the part that keys are at, or all of it. A suggestion is rejected.
pub(crate) fn remove(state: State) {
    let Some(target) = state.target() else { return };
    match state.part.get_untracked() {
        Some(number) => remove_part(state, number),
        None => {
            if state.reshape(|review| review.remove(&[target])).is_some() {
                state.said.set("Removed.".to_owned());
            }
        }
    }
}

/// Moves an end of what is selected: of a mention, or of the part that keys are at.
pub(crate) fn move_edge(state: State, edge: Edge, unit: Unit, right: bool) {
    let Some(target) = state.target() else { return };
    if let (Target::Attribution(_), None) = (target, state.part.get_untracked()) {
        step_part(state, Way::Forth);
    }
    let number = state.part.get_untracked().unwrap_or_default();
    let Some(Portion { part, interval }) = portion(state, number) else { return };
    let to = state.with(|doc| {
        let article = &doc.review.article;
        let block = article.blocks.iter().find(|block| block.span.contains(interval.span))?;
        let way = Way::of_arrow(right, article.words(block.span));
        moved(&article.text, block.span, interval.span, edge, unit, way)
    });
    if let Some(to) = to.flatten()
        && resize(state, target, part, to).is_some()
    {
        state.said.set(quote_span(state, to));
    }
}

fn portion(state: State, number: usize) -> Option<Portion> {
    let target = state.target()?;
    state.with(|doc| portions(doc, target).get(number).copied()).flatten()
}

/// What is picked, for each paragraph.
fn parts(state: State) -> Option<Vec<Span>> {
    let picked = state.picked.get_untracked()?;
    state.with(|doc| spans(&doc.review.article, picked.span()))
}

fn made(
    state: State,
    act: impl FnOnce(&mut Review) -> Option<Edit>,
    newest: impl FnOnce(&Doc) -> Target,
) -> Option<Target> {
    state.reshape(act)?;
    state.with(newest)
}

fn quote_span(state: State, span: Span) -> String {
    state.with(|doc| doc.quote(&[span], 120)).unwrap_or_default()
}

/// Shows what was made. With keys, the next word is picked: names and parts often follow each other.
fn done(state: State, target: Target, what: &str) {
    let picked = state.picked.get_untracked();
    state.select(Some(Selected::Annotation(target)));
    match picked.filter(|picked| picked.by == By::Keys) {
        Some(picked) => pick(state, |doc, filters| picked.moved(&doc.review.article, shown(filters), Way::Forth)),
        None => end(state),
    }
    state.said.set(format!("{what}. Marked."));
}

/// What a key does with the words that are picked; gives whether it does anything.
pub(crate) fn on_key(state: State, event: &KeyboardEvent) -> bool {
    if state.picked.with_untracked(Option::is_none) {
        return false;
    }
    if on_arrow(state, event) || keys::on_key(state, Place::Words, event) {
        return true;
    }
    if event.key() == "Escape" {
        leave(state);
        return true;
    }
    false
}
