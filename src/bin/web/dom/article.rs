//! The article's text with its marks. Chunks near the window are painted, the others wait until they come near.

mod found;
pub(crate) mod handles;
pub(crate) mod places;
mod print;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::{document, window};
use sayso::article::BlockKind;
use sayso::review::Target;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    ScrollLogicalPosition,
};

use super::{append, element, focus, has_focus, in_place, reveal, set, set_or_remove, style};
use crate::model::doc::Doc;
use crate::model::filters::{Filters, Layer};
use crate::model::layout::{Layout, Segment};
use crate::model::look::{Look, look};
use crate::model::words;

/// Of a longer one, as many as fill a large window: what comes in is one task, and no task should be long.
const FIRST: usize = 2;
/// How far from the window a chunk is painted.
const NEAR: &str = "1200px 0px";

/// Where the window begins to show the article: below the bar.
const TOP: f64 = 56.0;

/// Height of a line, roughly, in CSS pixels.
const LINE: usize = 32;

/// From so many annotations on, whatever is painted is looked at instead of each.
const MANY: usize = 500;

/// What a painter needs to know of the page's state.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) doc: &'a Doc,
    pub(crate) filters: &'a Filters,
    pub(crate) selected: Option<Target>,
    /// Which part of it keys change.
    pub(crate) part: Option<usize>,
    /// The match that the search is at.
    pub(crate) now: Option<usize>,
}

/// Paints the article into an element.
pub(crate) struct ArticlePainter {
    root: HtmlElement,
    views: Vec<View>,
    observer: Option<IntersectionObserver>,
    /// The one mark that Tab reaches.
    stop: Option<Element>,
    stale: Stale,
    /// The match that is shown as the one the search is at.
    at_match: Option<usize>,
}

/// What of that which is painted is no longer up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stale {
    Nothing,
    Marks,
    Article,
}

struct View {
    element: HtmlElement,
    /// Its marks, once painted.
    marks: Option<Vec<Mark>>,
    near: bool,
}

/// A segment that is drawn, and how it looks.
struct Mark {
    element: Element,
    segment: Segment,
    look: Look,
}

impl ArticlePainter {
    /// `came_near` is called with the indices of chunks that came near the window.
    pub(crate) fn new(root: HtmlElement, came_near: impl Fn(Vec<(usize, bool)>) + 'static) -> Rc<RefCell<Self>> {
        let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let moved = |entry: JsValue| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                let index = entry.target().get_attribute("data-chunk")?.parse().ok()?;
                Some((index, entry.is_intersecting()))
            };
            came_near(entries.iter().filter_map(moved).collect());
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok();
        callback.forget();
        Rc::new(RefCell::new(Self {
            root,
            views: Vec::new(),
            observer,
            stop: None,
            stale: Stale::Article,
            at_match: None,
        }))
    }

    /// Forgets the article that is shown; another one is to come.
    pub(crate) fn clear(&mut self) {
        self.stale = Stale::Article;
        self.root.set_text_content(None);
        self.views.clear();
        self.stop = None;
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }

    /// All that is painted no longer tells what it should.
    pub(crate) fn outdate(&mut self) {
        self.stale = self.stale.max(Stale::Marks);
    }

    /// Paints what is not up to date; `touched` are the chunks in which more is marked than before.
    pub(crate) fn catch_up(&mut self, scene: &Scene<'_>, touched: &BTreeSet<usize>) {
        match std::mem::replace(&mut self.stale, Stale::Nothing) {
            Stale::Article => self.open(scene),
            Stale::Marks => self.repaint(scene),
            Stale::Nothing => self.grow(scene, touched),
        }
    }

    fn open(&mut self, scene: &Scene<'_>) {
        self.clear();
        self.stale = Stale::Nothing;
        let fragment = document().create_document_fragment();
        let layout = &scene.doc.layout;
        let long = scene.doc.is_long();
        let at_once = if long { FIRST } else { layout.chunks.len() };
        let _ = self.root.class_list().toggle_with_force("long", long);
        let letters = usize::try_from(self.root.client_width()).unwrap_or(0).saturating_sub(60).max(160) / 8;
        for (i, chunk) in layout.chunks.iter().enumerate() {
            let div = element("div", "chunk");
            set(&div, "data-chunk", &i.to_string());
            if long {
                // Roughly the height it will have, so that the scroll bar hardly moves.
                let lines = chunk.span.len() / letters + chunk.pieces.len();
                style(&div, "--height", &format!("{}px", lines * LINE + chunk.pieces.len() * LINE / 2));
                if i >= at_once {
                    div.set_class_name("chunk bare");
                }
            }
            let _ = fragment.append_child(&div);
            self.views.push(View { element: div, marks: None, near: i < at_once });
        }
        for i in 0..at_once {
            self.paint(scene, i);
        }
        let _ = self.root.append_child(&fragment);
        if long && let Some(observer) = &self.observer {
            self.views.iter().for_each(|view| observer.observe(&view.element));
        }
        self.set_stop(self.root.query_selector("mark").ok().flatten());
    }

    /// Takes note of chunks that came near the window or left it.
    pub(crate) fn moved(&mut self, scene: &Scene<'_>, moved: &[(usize, bool)]) {
        for &(i, near) in moved {
            if let Some(view) = self.views.get_mut(i) {
                view.near = near;
                if near && view.marks.is_none() {
                    self.paint(scene, i);
                }
            }
        }
    }

    /// Paints what has been marked meanwhile. What is on the screen stays where it is.
    fn grow(&mut self, scene: &Scene<'_>, touched: &BTreeSet<usize>) {
        let mut near = Vec::new();
        for &i in touched {
            let Some(view) = self.views.get_mut(i) else { continue };
            view.marks = None;
            if view.near {
                near.push(i);
            }
        }
        let Some(&first) = near.first() else { return };
        let focused = has_focus(&self.root);
        let anchor = self.anchor().filter(|&(chunk, _)| first <= chunk);
        let views: Vec<HtmlElement> = self.views.iter().map(|view| view.element.clone()).collect();
        let anchor = || anchor.and_then(|(chunk, child)| views[chunk].children().item(child));
        in_place(anchor, || near.iter().for_each(|&i| self.paint(scene, i)));
        if self.stop.as_ref().is_none_or(|stop| !stop.is_connected()) {
            let stop = scene.selected.and_then(|target| self.first_mark(scene, target));
            self.set_stop(stop.or_else(|| self.root.query_selector("mark").ok().flatten()));
            if let (true, Some(stop)) = (focused, &self.stop) {
                focus(stop);
            }
        }
    }

    /// What stands at the top of the window: a chunk, and which of its paragraphs. None as long as nobody has scrolled.
    fn anchor(&self) -> Option<(usize, u32)> {
        if window().scroll_y().unwrap_or(0.0) < 1.0 {
            return None;
        }
        let chunk = self.first_visible()?;
        let children = self.views[chunk].element.children();
        let visible = |&i: &u32| children.item(i).is_some_and(|c| c.get_bounding_client_rect().bottom() > TOP);
        Some((chunk, (0..children.length()).find(visible).unwrap_or(0)))
    }

    /// Handles let the pointer through as long as one of them is dragged.
    pub(crate) fn set_dragging(&self, dragging: bool) {
        let _ = self.root.class_list().toggle_with_force("dragging", dragging);
    }

    /// The first chunk in the window.
    pub(crate) fn first_visible(&self) -> Option<usize> {
        let first = self.views.partition_point(|view| view.element.get_bounding_client_rect().bottom() <= TOP);
        (first < self.views.len()).then_some(first)
    }

    /// Repaints all, since what is shown has changed.
    fn repaint(&mut self, scene: &Scene<'_>) {
        let focused = has_focus(&self.root);
        for i in 0..self.views.len() {
            if self.views[i].near {
                self.paint(scene, i);
            } else {
                self.views[i].marks = None;
            }
        }
        let stop = scene.selected.and_then(|target| self.first_mark(scene, target));
        self.set_stop(stop.or_else(|| self.root.query_selector("mark").ok().flatten()));
        if let (true, Some(stop)) = (focused, &self.stop) {
            focus(stop);
        }
    }

    /// Brings the marks of some annotations up to date.
    pub(crate) fn refresh(&mut self, scene: &Scene<'_>, targets: &[Target]) {
        if targets.len() > MANY {
            return self.redress(scene);
        }
        for &target in targets.iter().filter(|&&target| scene.doc.has(target)) {
            for i in scene.doc.layout.chunks_of(scene.doc.span(target)) {
                let Some(View { near, marks, .. }) = self.views.get_mut(i) else { continue };
                if !*near {
                    *marks = None;
                    continue;
                }
                marks.iter_mut().flatten().filter(|mark| mark.segment.is_of(target)).for_each(|mark| mark.dress(scene));
            }
        }
    }

    /// Brings all marks up to date.
    fn redress(&mut self, scene: &Scene<'_>) {
        for View { near, marks, .. } in &mut self.views {
            if !*near {
                *marks = None;
                continue;
            }
            marks.iter_mut().flatten().for_each(|mark| mark.dress(scene));
        }
    }

    /// Shows what is selected now; what was before, and all of its kin, lose their signs.
    pub(crate) fn select(&mut self, scene: &Scene<'_>, changed: &[Target]) {
        self.refresh(scene, changed);
        self.hold(scene);
    }

    /// Scrolls what is selected into view; the focus, if it is in the article, goes along.
    pub(crate) fn reveal(&mut self, scene: &Scene<'_>) {
        let focused = has_focus(&self.root);
        let Some(first) = scene.selected.and_then(|target| self.first_mark(scene, target)) else { return };
        self.set_stop(Some(first.clone()));
        if focused {
            focus(&first);
        }
        reveal(&first, ScrollLogicalPosition::Nearest);
    }

    /// The first mark of an annotation; paints its chunk if need be.
    fn first_mark(&mut self, scene: &Scene<'_>, target: Target) -> Option<Element> {
        if !scene.filters.draws_target(scene.doc, target) {
            return None;
        }
        let layout = &scene.doc.layout;
        for i in layout.chunks_of(scene.doc.span(target)) {
            if self.views.get(i)?.marks.is_none() {
                self.paint(scene, i);
            }
            let mut marks = self.views[i].marks.iter().flatten();
            if let Some(mark) = marks.find(|mark| mark.segment.is_of(target)) {
                return Some(mark.element.clone());
            }
        }
        None
    }

    fn set_stop(&mut self, stop: Option<Element>) {
        if let Some(old) = self.stop.take() {
            let _ = old.remove_attribute("tabindex");
        }
        if let Some(new) = &stop {
            set(new, "tabindex", "0");
        }
        self.stop = stop;
    }

    fn paint(&mut self, scene: &Scene<'_>, index: usize) {
        let Scene { doc, filters, .. } = scene;
        let chunk = &doc.layout.chunks[index];
        let view = &mut self.views[index];
        let fragment = document().create_document_fragment();
        let mut marks = Vec::new();
        for piece in &doc.layout.pieces[chunk.pieces.clone()] {
            let block = &doc.review.article.blocks[piece.block];
            if block.kind == BlockKind::Boilerplate && !filters.shows(Layer::Furniture) {
                continue;
            }
            let (name, class) = words::block(block.kind);
            let tag = match block.kind {
                BlockKind::Headline => "h2",
                BlockKind::Heading => "h3",
                _ => "p",
            };
            let paragraph = element(tag, "block");
            let _ = paragraph.class_list().add_1(class);
            if block.span.start != piece.span.start {
                let _ = paragraph.class_list().add_1("continued");
            }
            set(&paragraph, "dir", "auto");
            set(&paragraph, "data-block", &piece.block.to_string());
            set(&paragraph, "data-from", &piece.span.start.to_string());
            set(&paragraph, "data-kind", name);
            let found = filters.found.as_deref();
            for segment in Layout::segments(chunk, piece, found, |i| filters.shows_interval(doc, i)) {
                let text = doc.review.article.words(segment.span);
                if segment.covers.is_empty() && segment.found.is_none() {
                    let _ = paragraph.append_child(&document().create_text_node(text));
                    continue;
                }
                // Not everything that was found is an annotation.
                let element: Element = element(if segment.covers.is_empty() { "span" } else { "mark" }, "").into();
                element.set_text_content(Some(text));
                append(&paragraph, &element);
                let mut mark = Mark { element, segment, look: Look::default() };
                mark.dress(scene);
                marks.push(mark);
            }
            let _ = fragment.append_child(&paragraph);
        }
        view.element.set_text_content(None);
        let _ = view.element.append_child(&fragment);
        if view.marks.is_none() {
            view.element.set_class_name("chunk");
        }
        view.marks = Some(marks);
        if scene.selected.is_some_and(|t| doc.has(t) && chunk.span.overlaps(doc.span(t))) {
            self.hold(scene);
        }
    }
}

impl Mark {
    /// Gives it the looks that it should have now. What is the same is not touched: the browser would take it for a change.
    fn dress(&mut self, scene: &Scene<'_>) {
        let look = look(scene.doc, scene.selected, scene.now, &self.segment);
        if look == self.look {
            return;
        }
        self.element.set_class_name(&look.class);
        for (name, value, before) in [
            ("data-a", &*look.keys, &*self.look.keys),
            ("data-tag", &look.tag, &self.look.tag),
            ("data-sign", look.sign, self.look.sign),
            ("data-role", look.role, self.look.role),
        ] {
            if value != before {
                set_or_remove(&self.element, name, value);
            }
        }
        self.look = look;
    }
}
