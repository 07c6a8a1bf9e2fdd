//! What the worker says, and what becomes of it on the page.

use leptos::prelude::*;
use sayso::review::{Batch, Edit, Review, Settlement};
use sayso::{Annotations, Article};

use super::opened::Offers;
use super::{State, Work, memory};
use crate::dom::jobs::{Job, later};
use crate::dom::{mark, when_idle};
use crate::files::save_as;
use crate::intake;
use crate::model::doc::Doc;
use crate::model::filters::Filters;
use crate::protocol::{End, Input, Model, Part, Reply, Request, Saved};

impl State {
    pub(super) fn receive(self, reply: Reply) {
        let newest = self.desk.with_value(|desk| desk.version);
        match reply {
            Reply::Ready { saved } => self.begin(saved),
            Reply::Model(model) => {
                let name = match &model {
                    Model::Loading => "loading",
                    Model::Ready => "ready",
                    Model::Failed(_) => "failed",
                };
                let _ = body().set_attribute("data-model", name);
                self.model.set(model);
            }
            Reply::Part { version, part } if version == newest => self.desk.update_value(|desk| match part {
                Part::Text(text) => desk.text = text,
                Part::Blocks(blocks) => desk.blocks.extend(blocks),
            }),
            Reply::Opened { version, id, key, kept } if version == newest => {
                self.desk.update_value(|desk| desk.reading = false);
                memory::remember_open(&key);
                self.key.set(key);
                self.open(id, kept);
            }
            Reply::Grown { version, batch, share } if version == newest => self.grow(batch, share),
            Reply::Settled { version, part } if version == newest => self.desk.update_value(|desk| {
                let settlement = desk.settlement.get_or_insert_default();
                settlement.entities.extend(part.entities);
                settlement.mentions.extend(part.mentions);
                settlement.attributions.extend(part.attributions);
            }),
            Reply::Done { version, end } if version == newest => self.finish(end),
            Reply::History { version, done, undone } if version == newest => self.restore(done, undone),
            Reply::Unchanged { version } if version == newest => self.unchanged(),
            Reply::Refused { version, message } if version == newest => {
                self.desk.update_value(|desk| desk.reading = false);
                let file = self.desk.with_value(|desk| desk.file.clone());
                let what = file.map_or_else(String::new, |name| format!("{name}: "));
                self.complain(format!("{what}{message}. Nothing on the page has changed."));
                self.rest();
            }
            Reply::Compared { version, compared } if version == newest => {
                self.desk.update_value(|desk| desk.reading = false);
                self.open_now().compared.set(Some(compared));
                self.rest();
            }
            // No longer wanted.
            Reply::Part { .. }
            | Reply::Opened { .. }
            | Reply::Grown { .. }
            | Reply::Settled { .. }
            | Reply::Done { .. }
            | Reply::History { .. }
            | Reply::Unchanged { .. }
            | Reply::Compared { .. }
            | Reply::Refused { .. } => {}
            Reply::Offers { offers, link } => self.open_now().offers.set(Some(Offers { offers, link })),
            Reply::Download { name, media, bytes } => save_as(&name, &media, &bytes),
            Reply::Saved { saved } => self.saved.set(saved),
            Reply::Stored { count } => self.stored(count),
            Reply::NotSaved { message } => self.not_saved(message),
            Reply::Copied { key, title } => self.copied(key, &title),
            Reply::Warned { message } => self.complain(message),
        }
    }

    /// The worker listens.
    fn begin(self, saved: Vec<Saved>) {
        let before = memory::was_open().filter(|key| saved.iter().any(|s| s.key == *key));
        self.saved.set(saved);
        if let (Some(key), 0) = (before.filter(|_| !intake::link(self)), self.desk.with_value(|desk| desk.version)) {
            self.read(Input::Saved(key), None, None);
        }
        let _ = body().set_attribute("data-ready", "true");
        mark("sayso:ready");
    }

    /// Shows an article; its annotations are to come.
    fn open(self, id: String, kept: usize) {
        let (text, blocks) = self
            .desk
            .try_update_value(|desk| (std::mem::take(&mut desk.text), std::mem::take(&mut desk.blocks)))
            .unwrap_or_default();
        let doc = Doc::new(Review::new(id, Article { text, blocks }, Annotations::default()));
        let text = &doc.review.article.text;
        if !self.desk.with_value(|desk| desk.given.as_ref().is_some_and(|(given, _)| given == text)) {
            intake::show(self, text);
        }
        // Another article is read from its beginning; of the same one readers stay where they are.
        if self.with(|doc| doc.review.article.text != *text).unwrap_or(true) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        let before = self.desk.try_update_value(|desk| {
            desk.kept = kept;
            desk.touched.clear();
            desk.doc.replace(doc)
        });
        // A long one takes a while even to be forgotten.
        later(Job::Tidy, move || drop(before));
        self.selected.set(None);
        self.now.set(None);
        // Only then: what follows from it is painted at once, and the first marks of this article are about to come.
        if self.filters.with_untracked(Filters::is_of_an_article) {
            self.filters.update(Filters::turn_over);
        }
        self.opened.update(|n| *n += 1);
    }

    /// Takes in more annotations.
    fn grow(self, batch: Batch, share: f32) {
        let first = self.with(|doc| doc.items.is_empty()).unwrap_or(false);
        self.desk.update_value(|desk| {
            if let Some(doc) = &mut desk.doc {
                let touched = doc.extend(batch);
                desk.touched.extend(touched);
            }
        });
        self.work.set(Work::Working(share));
        self.grown.update(|n| *n += 1);
        if first {
            when_idle(|| mark("sayso:first"));
        }
    }

    /// All has come in.
    fn finish(self, end: End) {
        let settlement = self.desk.try_update_value(|desk| {
            let settlement = desk.settlement.take();
            if let Some(doc) = &mut desk.doc {
                (doc.whole, doc.settled) = (end.whole, true);
            }
            settlement
        });
        if let Some(settlement) = settlement.flatten() {
            self.settle(settlement);
        }
        self.end.set(end);
        self.settled.update(|n| *n += 1);
        let opened = self.opened.get_untracked();
        when_idle(move || {
            if self.opened.get_untracked() == opened && matches!(self.work.get_untracked(), Work::Working(_)) {
                mark("sayso:painted");
                self.work.set(Work::Done);
                self.say_what_came(end);
            }
        });
    }

    fn settle(self, settlement: Settlement) {
        let version = self.desk.try_update_value(|desk| {
            if let Some(doc) = &mut desk.doc {
                doc.settle(settlement);
            }
            desk.version
        });
        if let Some(version) = version {
            self.tell(&Request::Settled { version });
        }
    }

    /// What was done and undone in the article before.
    fn restore(self, done: Vec<Edit>, undone: Vec<Edit>) {
        self.desk.update_value(|desk| {
            if let Some(doc) = &mut desk.doc {
                doc.review.restore(done, undone);
            }
        });
        // Undo and Redo look whether there is something to do.
        self.changed.set(Vec::new());
    }

    /// What was to be marked is marked.
    fn unchanged(self) {
        self.desk.update_value(|desk| desk.reading = false);
        self.said.set("This text is marked already; nothing has changed.".to_owned());
        self.rest();
    }

    fn say_what_came(self, end: End) {
        let count = self.with(|doc| doc.items.len()).unwrap_or(0);
        let kept = match self.desk.with_value(|desk| desk.kept) {
            0 => "",
            _ => " What you decided before is kept under Earlier articles.",
        };
        let stopped = if end.whole { "" } else { "Stopped. " };
        self.said.set(format!("{stopped}{count} annotations.{kept}"));
    }
}

fn body() -> web_sys::HtmlElement {
    document().body().expect("the page has a body")
}
