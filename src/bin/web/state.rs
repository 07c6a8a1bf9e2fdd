//! What the page knows, and the only place where it changes.

use gloo::storage::{SessionStorage, Storage};
use leptos::prelude::*;
use sayso::article::{Article, Block};
use sayso::attribution::Attribution;
use sayso::entity::{Entity, Mention};
use sayso::review::{Edit, Review, Reviewed, Status, Target};

use crate::dom::article::Scene;
use crate::dom::{after_paint, mark, soon};
use crate::engine::Engine;
use crate::files::save_as;
use crate::intake;
use crate::model::doc::Doc;
use crate::model::filters::Filters;
use crate::model::words;
use crate::protocol::{Input, Part, Reply, Request, Saved, Version};

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
    /// What the last step changed.
    pub(crate) changed: RwSignal<Vec<Target>>,
    pub(crate) selected: RwSignal<Option<Selected>>,
    pub(crate) filters: RwSignal<Filters>,
    pub(crate) work: RwSignal<Work>,
    /// What went wrong, where, and what to do.
    pub(crate) problem: RwSignal<Option<String>>,
    /// What happened, for those who can't see it.
    pub(crate) said: RwSignal<String>,
    pub(crate) saved: RwSignal<Vec<Saved>>,
    /// What this article is saved under.
    pub(crate) key: RwSignal<String>,
    /// Milliseconds of annotating.
    pub(crate) millis: RwSignal<f64>,
}

#[derive(Default)]
struct Desk {
    doc: Option<Doc>,
    engine: Option<Engine>,
    version: Version,
    /// The name of the file that is being read.
    file: Option<String>,
    pending: Pending,
    /// The text that was given last, and what the text box made of it.
    given: Option<(String, String)>,
}

/// A result that has not come in whole.
#[derive(Default)]
struct Pending {
    text: String,
    blocks: Vec<Block>,
    entities: Vec<Entity>,
    mentions: Vec<Reviewed<Mention>>,
    attributions: Vec<Reviewed<Attribution>>,
}

impl Pending {
    fn take(&mut self, part: Part) {
        match part {
            Part::Text(text) => self.text = text,
            Part::Blocks(blocks) => self.blocks.extend(blocks),
            Part::Entities(entities) => self.entities.extend(entities),
            Part::Mentions(mentions) => self.mentions.extend(mentions),
            Part::Attributions(attributions) => self.attributions.extend(attributions),
        }
    }

    fn review(self, id: String) -> Review {
        let article = Article { text: self.text, blocks: self.blocks };
        Review::from_parts(id, article, self.mentions, self.attributions, self.entities)
    }
}

impl State {
    /// Nothing on the page, and a worker on its way.
    pub(crate) fn new() -> Self {
        let state = Self {
            desk: StoredValue::new_local(Desk::default()),
            opened: RwSignal::new(0),
            changed: RwSignal::new(Vec::new()),
            selected: RwSignal::new(None),
            filters: RwSignal::new(Filters::default()),
            work: RwSignal::new(Work::Idle),
            problem: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            saved: RwSignal::new(Vec::new()),
            key: RwSignal::new(String::new()),
            millis: RwSignal::new(0.0),
        };
        let failed = move || {
            state.complain("The annotator stopped. What you decided is still here: download it, then reload the page.");
            state.settle();
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
            self.with(|doc| paint(&Scene { doc, filters, selected }));
        });
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
        self.desk.update_value(|desk| {
            desk.version += 1;
            desk.file = file;
            desk.pending = Pending::default();
            if let Some(engine) = &desk.engine {
                engine.send(&Request::Read { version: desk.version, name, input });
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

    /// Gives up what is being read.
    pub(crate) fn cancel(self) {
        self.desk.update_value(|desk| {
            desk.version += 1;
            if let Some(engine) = &desk.engine {
                engine.send(&Request::Cancel { version: desk.version });
            }
        });
        self.settle();
        self.said.set("Stopped.".to_owned());
    }

    /// Says what is wrong; nothing else changes.
    pub(crate) fn complain(self, message: impl Into<String>) {
        self.problem.set(Some(message.into()));
    }

    /// Selects, everywhere.
    pub(crate) fn select(self, selected: Option<Selected>) {
        if self.selected.get_untracked() != selected {
            self.selected.set(selected);
        }
    }

    /// Decides on annotations as one step.
    pub(crate) fn decide(self, targets: Vec<Target>, to: Status) {
        let edit = self.change(|review| review.decide(&targets, to));
        if let Some(edit) = edit {
            self.tell(&Request::Decide { targets, to });
            self.changed_by(&edit);
            let count = targets_of(&edit).len();
            let what = if count == 1 { "1 annotation".to_owned() } else { format!("{count} annotations") };
            self.said.set(format!("{}: {what}.", words::status(to)));
        }
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        if let Some(edit) = self.change(Review::undo) {
            self.tell(&Request::Undo);
            self.changed_by(&edit);
            self.said.set("Undone.".to_owned());
        }
    }

    /// Does it again.
    pub(crate) fn redo(self) {
        if let Some(edit) = self.change(Review::redo) {
            self.tell(&Request::Redo);
            self.changed_by(&edit);
            self.said.set("Done again.".to_owned());
        }
    }

    /// Tells the worker.
    pub(crate) fn tell(self, request: &Request) {
        self.desk.with_value(|desk| desk.engine.iter().for_each(|engine| engine.send(request)));
    }

    fn change(self, change: impl FnOnce(&mut Review) -> Option<Edit>) -> Option<Edit> {
        mark("sayso:decided");
        self.desk.try_update_value(|desk| desk.doc.as_mut().and_then(|doc| change(&mut doc.review))).flatten()
    }

    fn changed_by(self, edit: &Edit) {
        self.changed.set(targets_of(edit));
        after_paint(|| mark("sayso:repainted"));
    }

    /// Back to what was there before.
    fn settle(self) {
        let there = self.with(|_| ()).is_some();
        self.work.set(if there { Work::Done } else { Work::Idle });
    }

    fn receive(self, reply: Reply) {
        let newest = self.desk.with_value(|desk| desk.version);
        match reply {
            Reply::Ready { saved } => {
                let before = was_open().filter(|key| saved.iter().any(|s| s.key == *key));
                self.saved.set(saved);
                if let (Some(key), 0) = (before, newest) {
                    self.read(Input::Saved(key), None, None);
                }
                let _ = body().set_attribute("data-ready", "true");
                mark("sayso:ready");
            }
            Reply::Progress { version, share } if version == newest => self.work.set(Work::Working(share)),
            Reply::Part { version, part } if version == newest => {
                self.desk.update_value(|desk| desk.pending.take(part));
            }
            Reply::Done { version, id, key, millis } if version == newest => {
                remember_open(&key);
                self.key.set(key);
                self.open(id, millis);
            }
            Reply::Refused { version, message } if version == newest => {
                let file = self.desk.with_value(|desk| desk.file.clone());
                let what = file.map_or_else(String::new, |name| format!("{name}: "));
                self.complain(format!("{what}{message}. Nothing on the page has changed."));
                self.settle();
            }
            // No longer wanted.
            Reply::Progress { .. } | Reply::Part { .. } | Reply::Done { .. } | Reply::Refused { .. } => {}
            Reply::Document { id, json } => save_as(&format!("{id}.json"), &json),
            Reply::Saved { saved } => self.saved.set(saved),
            Reply::NotSaved { message } => self.complain(message),
        }
    }

    /// Shows what came in.
    fn open(self, id: String, millis: f64) {
        let version = self.desk.with_value(|desk| desk.version);
        let pending = self.desk.try_update_value(|desk| std::mem::take(&mut desk.pending)).unwrap_or_default();
        let doc = Doc::new(pending.review(id));
        soon(doc.items.len(), move || {
            if self.desk.with_value(|desk| desk.version) == version {
                self.show(doc, millis);
            }
        });
    }

    fn show(self, doc: Doc, millis: f64) {
        let decided = |doc: &Doc| doc.items.len() - doc.count(Status::Suggested);
        let (before, count) = (self.with(decided).unwrap_or(0), doc.items.len());
        let gone = before > decided(&doc);
        let given = |desk: &Desk| desk.given.as_ref().is_some_and(|(given, _)| *given == doc.review.article.text);
        if !self.desk.with_value(given) {
            intake::show(self, &doc.review.article.text);
        }
        self.desk.update_value(|desk| desk.doc = Some(doc));
        self.selected.set(None);
        self.millis.set(millis);
        self.opened.update(|n| *n += 1);
        let newest = self.opened.get_untracked();
        after_paint(move || {
            if self.opened.get_untracked() == newest && matches!(self.work.get_untracked(), Work::Working(_)) {
                mark("sayso:painted");
                self.work.set(Work::Done);
            }
        });
        let kept = if gone { " What you decided before is kept under Earlier articles." } else { "" };
        self.said.set(format!("{count} annotations.{kept}"));
    }
}

fn targets_of(edit: &Edit) -> Vec<Target> {
    match edit {
        Edit::SetStatus(changes) => changes.iter().map(|change| change.target).collect(),
    }
}

/// The key of what this tab shows, kept over a reload.
const OPEN: &str = "sayso:open";

fn remember_open(key: &str) {
    // Full or forbidden: then a reload starts empty, and the article is still in the list of saved ones.
    let _ = SessionStorage::set(OPEN, key);
}

fn was_open() -> Option<String> {
    SessionStorage::get(OPEN).ok()
}

fn body() -> web_sys::HtmlElement {
    document().body().expect("the page has a body")
}
