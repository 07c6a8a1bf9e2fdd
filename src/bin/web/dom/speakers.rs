//! Who says what: speakers with what they say.

use leptos::prelude::document;
use sayso::attribution::{Form, Stance};
use sayso::review::{Status, Target};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::article::Scene;
use super::{append, element, focus, labelled, reveal_within, set};
use crate::model::doc::key;
use crate::model::speakers::{Group, Section, groups};
use crate::model::words;

/// Statements of a speaker that are shown at first, and more with each press.
const STATEMENTS: usize = 4;
/// Speakers that are shown at first, and more with each press.
const SPEAKERS: usize = 40;
/// Characters of a statement.
const SNIPPET: usize = 160;

/// Paints the speakers into an element.
pub(crate) struct SpeakersPainter {
    root: HtmlElement,
    groups: Vec<Group>,
    /// How many speakers are shown.
    limit: usize,
    /// How many statements of each are shown.
    limits: Vec<usize>,
}

impl SpeakersPainter {
    pub(crate) fn new(root: HtmlElement) -> Self {
        Self { root, groups: Vec::new(), limit: SPEAKERS, limits: Vec::new() }
    }

    /// Shows nothing that can be asked for.
    pub(crate) fn clear(&mut self) {
        self.groups.clear();
        self.limits.clear();
        self.root.set_text_content(None);
    }

    /// Shows another article's speakers.
    pub(crate) fn open(&mut self, scene: &Scene<'_>) {
        self.groups = groups(scene.doc);
        self.limit = SPEAKERS;
        self.limits = vec![STATEMENTS; self.groups.len()];
        self.paint(scene);
    }

    /// Shows more speakers (`None`) or more of what one says.
    pub(crate) fn more(&mut self, scene: &Scene<'_>, group: Option<usize>) {
        match group {
            None => self.limit += SPEAKERS,
            Some(group) => {
                if let Some(limit) = self.limits.get_mut(group) {
                    *limit += 25;
                }
            }
        }
        self.paint(scene);
    }

    /// Brings some statements up to date.
    pub(crate) fn refresh(&self, scene: &Scene<'_>, targets: &[Target]) {
        if targets.len() > 500 {
            return self.paint(scene);
        }
        for &target in targets {
            if let Some(button) = self.find(target) {
                dress(&button, scene, target);
            }
        }
    }

    /// Shows what is selected now, and scrolls it into view.
    pub(crate) fn select(&mut self, scene: &Scene<'_>, changed: &[Target]) {
        self.refresh(scene, changed);
        let Some(target @ Target::Attribution(index)) = scene.selected else { return };
        if self.find(target).is_none() {
            self.make_room(scene, index);
        }
        if let Some(button) = self.find(target) {
            self.set_stop(&button);
            reveal_within(&self.root, &button);
        }
    }

    /// Moves the focus to the next button, or to the one before.
    pub(crate) fn step(&self, by: isize) -> Option<Element> {
        let buttons = self.root.query_selector_all("button").ok()?;
        let all: Vec<Element> = (0..buttons.length()).filter_map(|i| buttons.item(i)?.dyn_into().ok()).collect();
        let active = document().active_element();
        let place = all.iter().position(|button| Some(button) == active.as_ref())?;
        let next = all.get(place.saturating_add_signed(by).min(all.len() - 1))?;
        self.set_stop(next);
        focus(next);
        reveal_within(&self.root, next);
        Some(next.clone())
    }

    /// Tab reaches one button.
    fn set_stop(&self, stop: &Element) {
        if let Ok(Some(before)) = self.root.query_selector("button[tabindex='0']") {
            set(&before, "tabindex", "-1");
        }
        set(stop, "tabindex", "0");
    }

    /// Raises the limits so that an attribution is among those shown.
    fn make_room(&mut self, scene: &Scene<'_>, index: usize) {
        let Some(group) = self.groups.iter().position(|g| g.said.contains(&index)) else { return };
        let place = self.groups[group].said.iter().position(|&i| i == index).unwrap_or(0);
        // One very talkative speaker is not opened up to the last word: that would take too long to paint.
        if place < 400 && group < 400 {
            self.limits[group] = self.limits[group].max(place + 1);
            self.limit = self.limit.max(group + 1);
            self.paint(scene);
        }
    }

    fn find(&self, target: Target) -> Option<Element> {
        if matches!(target, Target::Mention(_)) {
            return None;
        }
        self.root.query_selector(&format!("button[data-a={}]", key(target))).ok().flatten()
    }

    fn paint(&self, scene: &Scene<'_>) {
        self.root.set_text_content(None);
        if self.groups.is_empty() {
            append(&self.root, &labelled("p", "nothing", "Nobody is quoted or cited in this text."));
            return;
        }
        let mut section = None;
        for (i, group) in self.groups.iter().enumerate().take(self.limit) {
            if section != Some(group.section) {
                section = Some(group.section);
                let all = self.groups.iter().filter(|g| g.section == group.section).map(|g| g.said.len()).sum();
                append(&self.root, &heading(group.section, all));
            }
            append(&self.root, &self.group(scene, i, group));
        }
        if self.groups.len() > self.limit {
            let rest = self.groups.len() - self.limit;
            append(&self.root, &more(None, &format!("Show more of {rest} others")));
        }
        if let Ok(Some(first)) = self.root.query_selector("button") {
            set(&first, "tabindex", "0");
        }
    }

    fn group(&self, scene: &Scene<'_>, index: usize, group: &Group) -> Element {
        let div = element("div", "speaker");
        if !group.name.is_empty() {
            let head = labelled("h4", "name", &group.name);
            set(&head, "dir", "auto");
            append(&head, &labelled("span", "count", &group.said.len().to_string()));
            append(&div, &head);
        }
        let list = element("ul", "statements");
        set(&list, "role", "list");
        for &i in group.said.iter().take(self.limits[index]) {
            append(&list, &statement(scene, i));
        }
        append(&div, &list);
        if let Some(rest) = group.said.len().checked_sub(self.limits[index]).filter(|&rest| rest > 0) {
            append(&div, &more(Some(index), &format!("Show {} more", rest.min(25))));
        }
        div.into()
    }
}

fn heading(section: Section, all: usize) -> Element {
    let name = match section {
        Section::Named => "By name",
        Section::Unnamed => "Unnamed",
        Section::Nobody => "On nobody’s say-so",
    };
    let head = labelled("h3", "section", name);
    append(&head, &labelled("span", "count", &all.to_string()));
    head.into()
}

fn more(group: Option<usize>, text: &str) -> Element {
    let button = labelled("button", "more", text);
    set(&button, "type", "button");
    set(&button, "tabindex", "-1");
    set(&button, "data-more", &group.map_or(String::new(), |g| g.to_string()));
    button.into()
}

fn statement(scene: &Scene<'_>, index: usize) -> Element {
    let a = &scene.doc.review.attributions[index].value;
    let item = element("li", "");
    let button = element("button", "statement");
    set(&button, "type", "button");
    set(&button, "tabindex", "-1");
    set(&button, "data-a", &key(Target::Attribution(index)));
    append(&button, &labelled("span", "sign", ""));
    if a.stance != Stance::Asserts {
        let name = words::stance(a.stance);
        append(&button, &labelled("span", &format!("stance {name}"), name));
    }
    let said = if a.content.is_empty() { &a.cue } else { &a.content };
    let class = if a.form == Form::Direct { "words quoted" } else { "words" };
    let words = labelled("span", class, &scene.doc.quote(said, SNIPPET));
    set(&words, "dir", "auto");
    append(&button, &words);
    append(&button, &labelled("span", "visually-hidden status", ""));
    append(&item, &button);
    dress(&button, scene, Target::Attribution(index));
    item.into()
}

fn dress(button: &Element, scene: &Scene<'_>, target: Target) {
    let status = scene.doc.status(target);
    set(button, "data-status", &words::status(status).to_lowercase());
    if scene.selected == Some(target) {
        set(button, "aria-current", "true");
    } else {
        let _ = button.remove_attribute("aria-current");
    }
    if let Some(sign) = button.first_element_child() {
        sign.set_text_content(Some(words::sign(status)));
        set(&sign, "aria-hidden", "true");
    }
    if let (Some(hidden), true) = (button.last_element_child(), status != Status::Suggested) {
        hidden.set_text_content(Some(&format!(" {}", words::status(status))));
    } else if let Some(hidden) = button.last_element_child() {
        hidden.set_text_content(None);
    }
}
