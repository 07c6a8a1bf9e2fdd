//! What the page knows, and the only place where it changes.

mod memory;
mod opened;
mod receive;
mod saving;
mod travel;

use std::collections::BTreeSet;

use leptos::prelude::*;
use sayso::article::Block;
use sayso::review::{Change, Edit, Review, Settlement, Status, Target};

use crate::dom::article::Scene;
use crate::dom::jobs::{Job, in_frame, later};
use crate::dom::{after_paint, mark, when_idle};
use crate::engine::Engine;
use crate::keys::Queue;
use crate::keys::map::Keymap;
use crate::model::doc::Doc;
use crate::model::filters::{Filters, Taste};
use crate::model::picked::Picked;
use crate::model::tally::Tally;
use crate::model::words;
use crate::protocol::{End, Input, Model, Request, Saved, Version};

use opened::Opened;
pub(crate) use saving::Saving;

/// What is selected: everywhere on the page at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Selected {
    Annotation(Target),
    /// Index of a block.
    Block(usize),
}

/// What the worker is at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Work {
    /// There is nothing on the page yet.
    Idle,
    /// The share done.
    Working(f32),
    /// All is painted.
    Done,
}

/// Handles to all that changes; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct State {
    desk: StoredValue<Desk, LocalStorage>,
    /// Goes up with every article that is shown.
    pub(crate) opened: RwSignal<u32>,
    /// Goes up whenever more of it is marked.
    pub(crate) grown: RwSignal<u32>,
    /// Goes up when marks turn out to be something else than they were at first.
    pub(crate) settled: RwSignal<u32>,
    /// What the last step changed.
    pub(crate) changed: RwSignal<Vec<Target>>,
    pub(crate) selected: RwSignal<Option<Selected>>,
    pub(crate) filters: RwSignal<Filters>,
    /// The match that the search is at.
    pub(crate) now: RwSignal<Option<usize>>,
    /// Words that are about to be marked.
    pub(crate) picked: RwSignal<Option<Picked>>,
    /// Which part of the attribution that is selected keys move: its number among all.
    pub(crate) part: RwSignal<Option<usize>>,
    pub(crate) keymap: RwSignal<Keymap>,
    /// In which order one goes on after a decision.
    pub(crate) queue: RwSignal<Queue>,
    pub(crate) tally: RwSignal<Tally>,
    pub(crate) work: RwSignal<Work>,
    pub(crate) model: RwSignal<Model>,
    /// What went wrong, where, and what to do.
    pub(crate) problem: RwSignal<Option<String>>,
    /// What happened, for those who can't see it.
    pub(crate) said: RwSignal<String>,
    pub(crate) saved: RwSignal<Vec<Saved>>,
    /// How far what was done is saved.
    pub(crate) saving: RwSignal<Saving>,
    /// What this article is saved under.
    pub(crate) key: RwSignal<String>,
    pub(crate) end: RwSignal<End>,
}

#[derive(Default)]
struct Desk {
    doc: Option<Doc>,
    engine: Option<Engine>,
    version: Version,
    /// Whether another article is on its way: what is done to the one on the page would meet it.
    reading: bool,
    /// The name of the file that is being read.
    file: Option<String>,
    /// An article that has not come in whole.
    text: String,
    blocks: Vec<Block>,
    /// What was settled, and has not come in whole.
    settlement: Option<Settlement>,
    /// Chunks in which more is marked than is painted.
    touched: BTreeSet<usize>,
    /// How many decisions on the article before could not be taken over to this one.
    kept: usize,
    /// The text that was given last, and what the text box made of it.
    given: Option<(String, String)>,
    opened: Opened,
}

impl State {
    /// Nothing on the page, and a worker on its way.
    pub(crate) fn new() -> Self {
        let state = Self {
            desk: StoredValue::new_local(Desk::default()),
            opened: RwSignal::new(0),
            grown: RwSignal::new(0),
            settled: RwSignal::new(0),
            changed: RwSignal::new(Vec::new()),
            selected: RwSignal::new(None),
            filters: RwSignal::new(Filters::new(memory::remembered(memory::TASTE))),
            now: RwSignal::new(None),
            picked: RwSignal::new(None),
            part: RwSignal::new(None),
            keymap: RwSignal::new(memory::remembered(memory::KEYS)),
            queue: RwSignal::new(memory::remembered(memory::QUEUE)),
            tally: RwSignal::new(Tally::default()),
            work: RwSignal::new(Work::Idle),
            model: RwSignal::new(Model::Loading),
            problem: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            saved: RwSignal::new(Vec::new()),
            saving: RwSignal::new(Saving::default()),
            key: RwSignal::new(String::new()),
            end: RwSignal::new(End::default()),
        };
        let failed = move || {
            state.complain("The annotator stopped. What you decided is still here: download it, then reload the page.");
            state.rest();
        };
        let engine = Engine::start(move |reply| state.receive(reply), failed);
        if engine.is_none() {
            state.complain(
                "This browser can\u{2019}t run a web worker, so nothing can be annotated. Any current browser can.",
            );
        }
        state.desk.update_value(|desk| desk.engine = engine);
        state
    }

    /// Looks at what is on the page; `None` if there is nothing yet.
    pub(crate) fn with<T>(self, look: impl FnOnce(&Doc) -> T) -> Option<T> {
        self.desk.with_value(|desk| desk.doc.as_ref().map(look))
    }

    /// The same for painters.
    pub(crate) fn paint(self, paint: impl FnOnce(&Scene<'_>)) {
        let selected = self.target();
        self.filters.with_untracked(|filters| {
            let (part, now) = (self.part.get_untracked(), self.now.get_untracked());
            self.with(|doc| paint(&Scene { doc, filters, selected, part, now }));
        });
    }

    /// Has the marks in the article painted: of a short one in the next frame, of a long one in a task of its own.
    pub(crate) fn soon_in_article(self, act: impl FnOnce() + 'static) {
        if self.is_long() { later(Job::Article, act) } else { in_frame(Job::Article, act) }
    }

    /// Whether what is on the page is long.
    pub(crate) fn is_long(self) -> bool {
        self.with(Doc::is_long).unwrap_or(false)
    }

    /// The chunks in which more is marked than is painted; whoever asks is going to paint them.
    pub(crate) fn take_touched(self) -> BTreeSet<usize> {
        self.desk.try_update_value(|desk| std::mem::take(&mut desk.touched)).unwrap_or_default()
    }

    /// The annotation that is selected.
    pub(crate) fn target(self) -> Option<Target> {
        match self.selected.get_untracked() {
            Some(Selected::Annotation(target)) => Some(target),
            Some(Selected::Block(_)) | None => None,
        }
    }

    /// Has something read; `name` becomes the document's id, `file` is named if it is refused.
    pub(crate) fn read(self, input: Input, name: Option<String>, file: Option<String>) {
        mark("sayso:paste");
        self.problem.set(None);
        self.work.set(Work::Working(0.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
        let cores = window().navigator().hardware_concurrency() as u32;
        self.desk.update_value(|desk| {
            desk.version += 1;
            (desk.reading, desk.file) = (true, file);
            (desk.text, desk.blocks, desk.settlement) = (String::new(), Vec::new(), None);
            if let Some(engine) = &desk.engine {
                engine.send(&Request::Read { version: desk.version, name, input, cores });
            }
        });
    }

    /// Remembers a text, and what the text box shows for it.
    pub(crate) fn remember(self, text: &str, shown: String) {
        self.desk.update_value(|desk| desk.given = Some((text.to_owned(), shown)));
    }

    /// The text that the text box shows as this.
    pub(crate) fn remembered(self, shown: &str) -> Option<String> {
        let given = |desk: &Desk| desk.given.as_ref().filter(|(_, s)| s == shown).map(|(text, _)| text.clone());
        self.desk.with_value(given)
    }

    /// Has no more marked; what is marked stays.
    pub(crate) fn stop(self) {
        let version = self.desk.with_value(|desk| desk.version);
        self.tell(&Request::Stop { version });
    }

    /// Has what stands at a block marked before the rest.
    pub(crate) fn look(self, block: usize) {
        let version = self.desk.with_value(|desk| desk.version);
        self.tell(&Request::Look { version, block });
    }

    /// Shows and hides by how sure a mark is and what kind it is, now and on the next visit.
    pub(crate) fn set_taste(self, change: impl FnOnce(&mut Taste)) {
        self.filter(|filters| change(&mut filters.taste));
        memory::remember(memory::TASTE, &self.filters.with_untracked(|filters| filters.taste));
    }

    /// Has other keys do things, now and on the next visit.
    pub(crate) fn set_keymap(self, map: Keymap) {
        memory::remember(memory::KEYS, &map);
        self.keymap.set(map);
    }

    /// Goes on in another order, now and on the next visit.
    pub(crate) fn set_queue(self, queue: Queue) {
        memory::remember(memory::QUEUE, &queue);
        self.queue.set(queue);
    }

    /// Shows and hides; everything follows.
    pub(crate) fn filter(self, change: impl FnOnce(&mut Filters)) {
        mark("sayso:filtered");
        self.filters.update(change);
        when_idle(|| mark("sayso:refiltered"));
    }

    /// Says what is wrong; nothing else changes.
    pub(crate) fn complain(self, message: impl Into<String>) {
        self.problem.set(Some(message.into()));
    }

    /// Selects, everywhere.
    pub(crate) fn select(self, selected: Option<Selected>) {
        if self.selected.get_untracked() != selected {
            self.part.set(None);
            self.selected.set(selected);
        }
    }

    /// Decides on annotations as one step.
    pub(crate) fn decide(self, targets: &[Target], to: Status) {
        if let Some(edit) = self.act(|review| review.decide(targets, to)) {
            let what = words::count(edit.targets().len(), "annotation");
            self.said.set(format!("{}: {what}.", words::status(to)));
        }
    }

    /// Does what a person wants done; gives the edit, or `None` if nothing changes.
    pub(crate) fn act(self, act: impl FnOnce(&mut Review) -> Option<Edit>) -> Option<Edit> {
        let edit = self.change(act)?;
        self.tell_step(&Request::Edit(edit.clone()));
        self.changed_by(&edit);
        Some(edit)
    }

    /// The same for what changes more than a decision: where marks stand, or what belongs together. While an article is still
    /// being marked that would be in the way, so it is refused, and said.
    pub(crate) fn reshape(self, act: impl FnOnce(&mut Review) -> Option<Edit>) -> Option<Edit> {
        if self.with(|doc| doc.settled).unwrap_or(false) {
            return self.act(act);
        }
        self.complain("The article is still being marked. Wait until that is done, or press Stop, then try again.");
        None
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        if let Some(edit) = self.change(Review::undo) {
            self.tell_step(&Request::Undo);
            self.changed_by(&edit);
            self.said.set("Undone.".to_owned());
        }
    }

    /// Does it again.
    pub(crate) fn redo(self) {
        if let Some(edit) = self.change(Review::redo) {
            self.tell_step(&Request::Redo);
            self.changed_by(&edit);
            self.said.set("Done again.".to_owned());
        }
    }

    /// Has the document written in the format of that name; of what is still being marked, what there is by now.
    pub(crate) fn download(self, format: &str) {
        self.tell(&Request::Encode { format: format.to_owned() });
        if let Work::Working(share) = self.work.get_untracked() {
            let percent = share * 100.0;
            self.said.set(format!("Downloaded what is marked so far: {percent:.0} % of the text."));
        }
    }

    /// Tells the worker.
    pub(crate) fn tell(self, request: &Request) {
        self.desk.with_value(|desk| desk.engine.iter().for_each(|engine| engine.send(request)));
    }

    fn change(self, change: impl FnOnce(&mut Review) -> Option<Edit>) -> Option<Edit> {
        mark("sayso:decided");
        if self.desk.with_value(|desk| desk.reading) {
            self.said.set("Another article is being opened.".to_owned());
            return None;
        }
        self.desk.try_update_value(|desk| desk.doc.as_mut().and_then(|doc| change(&mut doc.review))).flatten()
    }

    fn changed_by(self, edit: &Edit) {
        let mut targets = edit.targets();
        if edit.regroups() {
            self.desk.update_value(|desk| {
                let Desk { doc: Some(doc), touched, .. } = desk else { return };
                if edit.moves() {
                    touched.extend(doc.follow(&targets));
                }
            });
            let gone = |target| self.with(|doc| !doc.has(target)).unwrap_or(false);
            if self.target().is_some_and(gone) {
                self.select(None);
            }
            self.follow_speaker(edit);
            self.grown.update(|n| *n += 1);
        }
        targets.retain(|&target| self.with(|doc| doc.has(target)).unwrap_or(false));
        self.changed.set(targets);
        after_paint(|| mark("sayso:repainted"));
    }

    /// Who filters by a speaker that has become one with another goes on with that one.
    fn follow_speaker(self, edit: &Edit) {
        let Some(speaker) = self.filters.with_untracked(|filters| filters.speaker) else { return };
        let left = self.with(|doc| doc.review.mentions_of(speaker).next().is_some()).unwrap_or(false);
        let into = edit.changes.iter().find_map(|change| match change {
            Change::Cluster(_, swap) if swap.from == speaker => Some(swap.to),
            _ => None,
        });
        if !left && into.is_some() {
            self.filter(|filters| filters.speaker = into);
        }
    }

    /// Nothing more is to come.
    fn rest(self) {
        let there = self.with(|_| ()).is_some();
        self.work.set(if there { Work::Done } else { Work::Idle });
    }
}
