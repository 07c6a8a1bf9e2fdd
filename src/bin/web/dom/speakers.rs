//! Who says what: speakers with what they say.

use leptos::prelude::document;
use sayso::attribution::{Form, Stance};
use sayso::review::{Status, Target};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::article::Scene;
use super::{append, element, focus, has_focus, labelled, reveal_within, set};
use crate::model::doc::key;
use crate::model::look::sign;
use crate::model::speakers::{Group, Order, Section, groups};
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
    /// What is shown although it lies behind the limits: the group and the place in it of what is selected.
    sought: Option<(usize, usize)>,
}

impl SpeakersPainter {
    pub(crate) fn new(root: HtmlElement) -> Self {
        Self { root, groups: Vec::new(), limit: SPEAKERS, sought: None }
    }

    /// Shows nothing that can be asked for.
    pub(crate) fn clear(&mut self) {
        self.groups.clear();
        (self.limit, self.sought) = (SPEAKERS, None);
        self.root.set_text_content(None);
        self.root.set_scroll_top(0);
    }

    /// Shows who says what now. Whoever reads or works in it finds all where it was.
    pub(crate) fn update(&mut self, scene: &Scene<'_>, order: Order) {
        let reading = self.root.scroll_top() > 0 || has_focus(&self.root);
        let order = if reading { Order::Kept } else { order };
        self.groups = groups(scene.doc, scene.filters, &self.groups, order, STATEMENTS);
        self.sought = self.place_of(scene.selected);
        let focused = document().active_element().filter(|_| reading && has_focus(&self.root));
        let focused = focused.and_then(|button| button.get_attribute("data-a"));
        let place = |button: &Element| button.get_bounding_client_rect().top();
        let anchor = if reading { self.first_visible() } else { None };
        let anchor = anchor.and_then(|button| Some((button.get_attribute("data-a")?, place(&button))));
        self.paint(scene);
        if let Some(button) = focused.and_then(|key| self.button(&key)) {
            self.set_stop(&button);
            focus(&button);
        }
        if let Some((button, before)) = anchor.and_then(|(key, top)| Some((self.button(&key)?, top))) {
            #[expect(clippy::cast_possible_truncation, reason = "pixels")]
            self.root.set_scroll_top(self.root.scroll_top() + (place(&button) - before) as i32);
        }
    }

    /// The first statement in sight.
    fn first_visible(&self) -> Option<Element> {
        let top = self.root.get_bounding_client_rect().top();
        let all = self.root.query_selector_all("button[data-a]").ok()?;
        let buttons = (0..all.length()).filter_map(|i| all.item(i)?.dyn_into::<Element>().ok());
        buttons.into_iter().find(|button| button.get_bounding_client_rect().bottom() > top)
    }

    /// Shows more speakers (`None`) or more of what one says.
    pub(crate) fn more(&mut self, scene: &Scene<'_>, group: Option<usize>) {
        match group {
            None => self.limit += SPEAKERS,
            Some(group) => {
                if let Some(group) = self.groups.get_mut(group) {
                    group.limit += 25;
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
        for &target in targets.iter().filter(|&&target| scene.doc.has(target)) {
            if let Some(button) = self.find(target) {
                dress(&button, scene, target);
            }
        }
    }

    /// Scrolls what is selected into view.
    pub(crate) fn reveal(&mut self, scene: &Scene<'_>) {
        let Some(target @ Target::Attribution(_)) = scene.selected else { return };
        if self.find(target).is_none() {
            self.seek(scene, target);
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

    /// Shows an attribution that lies behind the limits, and no longer the one before: all up to it would be too many.
    fn seek(&mut self, scene: &Scene<'_>, target: Target) {
        let place = self.place_of(Some(target));
        let before = std::mem::replace(&mut self.sought, place);
        let beyond = |sought: Option<(usize, usize)>| sought.is_some_and(|(group, _)| group >= self.limit);
        if beyond(before) || beyond(self.sought) {
            return self.paint(scene);
        }
        for (index, _) in before.into_iter().chain(self.sought) {
            let old = self.root.query_selector(&format!("[data-group='{index}']")).ok().flatten();
            if let (Some(old), Some(group)) = (old, self.groups.get(index)) {
                let _ = old.replace_with_with_node_1(&self.speaker(scene, index, group));
            }
        }
    }

    fn place_of(&self, target: Option<Target>) -> Option<(usize, usize)> {
        let Some(Target::Attribution(attribution)) = target else { return None };
        let place = |group: &Group| group.said.iter().position(|&i| i == attribution);
        self.groups.iter().enumerate().find_map(|(index, group)| Some((index, place(group)?)))
    }

    fn find(&self, target: Target) -> Option<Element> {
        if matches!(target, Target::Mention(_)) {
            return None;
        }
        self.button(&key(target))
    }

    fn button(&self, key: &str) -> Option<Element> {
        self.root.query_selector(&format!("button[data-a={key}]")).ok().flatten()
    }

    fn paint(&self, scene: &Scene<'_>) {
        self.root.set_text_content(None);
        if self.groups.is_empty() {
            let why = match scene.doc {
                _ if scene.filters.found.is_some() => {
                    "Nobody is quoted or cited beside what you search for, as far as it is shown."
                }
                doc if !doc.review.attributions.is_empty() => "All of it is hidden by what you have chosen under Show.",
                doc if doc.whole => "Nobody is quoted or cited in this text.",
                _ => "Nobody is quoted or cited so far.",
            };
            return append(&self.root, &labelled("p", "nothing", why));
        }
        let mut section = None;
        let sought = self.sought.map(|(group, _)| group);
        let shown = |&(i, _): &(usize, &Group)| i < self.limit || sought == Some(i);
        for (i, group) in self.groups.iter().enumerate().filter(shown) {
            if section != Some(group.section) {
                section = Some(group.section);
                let all = self.groups.iter().filter(|g| g.section == group.section).map(|g| g.said.len()).sum();
                append(&self.root, &heading(group.section, all));
            }
            append(&self.root, &self.speaker(scene, i, group));
        }
        if self.groups.len() > self.limit {
            let rest = self.groups.len() - self.limit;
            append(&self.root, &more(None, &format!("Show more of {rest} others")));
        }
        if let Ok(Some(first)) = self.root.query_selector("button") {
            set(&first, "tabindex", "0");
        }
    }

    fn speaker(&self, scene: &Scene<'_>, index: usize, group: &Group) -> Element {
        let div = element("div", "speaker");
        set(&div, "data-group", &index.to_string());
        if !group.name.is_empty() {
            let head = element("h4", "name");
            append(&head, &name(scene, group));
            append(&head, &labelled("span", "count", &group.said.len().to_string()));
            append(&div, &head);
        }
        let list = element("ul", "statements");
        set(&list, "role", "list");
        for &i in group.said.iter().take(group.limit) {
            append(&list, &statement(scene, i));
        }
        if let Some((_, place)) = self.sought.filter(|&(i, place)| i == index && place >= group.limit) {
            if place > group.limit {
                append(&list, &labelled("li", "left-out", "…"));
            }
            append(&list, &statement(scene, group.said[place]));
        }
        append(&div, &list);
        if let Some(rest) = group.said.len().checked_sub(group.limit).filter(|&rest| rest > 0) {
            append(&div, &more(Some(index), &format!("Show {} more", rest.min(25))));
        }
        div.into()
    }
}

/// A speaker's name; it leads to where the speaker is named, if that is known.
fn name(scene: &Scene<'_>, group: &Group) -> Element {
    let speaker = group.said.first().and_then(|&i| scene.doc.review.attributions[i].value.speaker);
    let name = labelled(if speaker.is_some() { "button" } else { "span" }, "", &group.name);
    set(&name, "dir", "auto");
    if let Some(speaker) = speaker {
        set(&name, "type", "button");
        set(&name, "class", "to-mentions");
        set(&name, "tabindex", "-1");
        set(&name, "data-e", &speaker.to_string());
    }
    name.into()
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
    let sign = sign(scene.doc, target);
    if let Some(first) = button.first_element_child() {
        first.set_text_content(Some(sign));
        set(&first, "aria-hidden", "true");
    }
    let _ = button.class_list().toggle_with_force("unsure", sign == words::DOUBT);
    let hidden = match status {
        Status::Suggested if sign == words::DOUBT => " doubtful".to_owned(),
        Status::Suggested => String::new(),
        _ => format!(" {}", words::status(status)),
    };
    if let Some(last) = button.last_element_child() {
        last.set_text_content(Some(&hidden));
    }
}
