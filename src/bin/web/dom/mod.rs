//! Painted by hand: what is too large to compare with what was there before.

pub(crate) mod article;
pub(crate) mod jobs;
pub(crate) mod list;
pub(crate) mod speakers;
pub(crate) mod stops;
pub(crate) mod strip;

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// A new element with a class.
pub(crate) fn element(tag: &str, class: &str) -> HtmlElement {
    let element = document().create_element(tag).expect("the tag is a plain name");
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.unchecked_into()
}

/// A new element with a class and text.
pub(crate) fn labelled(tag: &str, class: &str, text: &str) -> HtmlElement {
    let element = element(tag, class);
    element.set_text_content(Some(text));
    element
}

pub(crate) fn set(element: &Element, name: &str, value: &str) {
    // Fails only for a name that is none.
    let _ = element.set_attribute(name, value);
}

/// Sets an attribute, or takes it away if it would be empty.
pub(crate) fn set_or_remove(element: &Element, name: &str, value: &str) {
    if value.is_empty() {
        let _ = element.remove_attribute(name);
    } else {
        set(element, name, value);
    }
}

/// Sets a style. A style attribute would be refused by the page's policy; this is not.
pub(crate) fn style(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

pub(crate) fn append(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}

/// The closest element around an event's target that matches.
pub(crate) fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// Scrolls no further than it takes to see it.
pub(crate) fn reveal(element: &Element, position: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(position);
    options.set_inline(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The same, but only within a container that scrolls; the page stays where it is.
pub(crate) fn reveal_within(container: &Element, element: &Element) {
    let (outer, inner) = (container.get_bounding_client_rect(), element.get_bounding_client_rect());
    #[expect(clippy::cast_possible_truncation, reason = "pixels")]
    let by = if inner.top() < outer.top() {
        (inner.top() - outer.top() - 8.0) as i32
    } else if inner.bottom() > outer.bottom() {
        (inner.bottom() - outer.bottom() + 8.0).min(inner.top() - outer.top()) as i32
    } else {
        0
    };
    if by != 0 {
        container.set_scroll_top(container.scroll_top() + by);
    }
}

/// Does something that may change the height of what lies above the window, and then scrolls by as much.
///
/// `anchor` finds what is to stay where it is; it is asked before and after.
pub(crate) fn in_place(mut anchor: impl FnMut() -> Option<Element>, act: impl FnOnce()) {
    let top = |element: Element| element.get_bounding_client_rect().top();
    let before = anchor().map(top);
    act();
    let (Some(before), Some(after)) = (before, anchor().map(top)) else { return };
    let by = after - before;
    if by.abs() < 1.0 {
        return;
    }
    // The browser has its own idea of how to stay in place, and both at once would be too much.
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        style(&root, "overflow-anchor", "none");
        window().scroll_by_with_x_and_y(0.0, by);
        after_paint(move || style(&root, "overflow-anchor", ""));
    }
}

/// Whether the focus is inside.
pub(crate) fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Focuses without scrolling; who wants that, calls [`reveal`].
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Calls `act` once what has been changed by now is on the screen.
pub(crate) fn after_paint(act: impl FnOnce() + 'static) {
    // The task behind the frame runs when the frame has been drawn.
    let frame = Closure::once_into_js(move || wait(0, act));
    let _ = window().request_animation_frame(frame.unchecked_ref());
}

/// Calls `act` after so many milliseconds. Unlike a timer that is forgotten, nothing stays behind of it.
pub(crate) fn wait(milliseconds: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds);
}

/// Calls `act` once nothing is left to be done, and all that is on the screen.
pub(crate) fn when_idle(act: impl FnOnce() + 'static) {
    after_paint(move || if jobs::is_idle() { act() } else { when_idle(act) });
}

/// Marks of one name that the browser keeps: someone who works all day should not fill its memory with them.
const MARKS: u32 = 500;

/// Leaves a mark in the browser's timeline, for measuring.
pub(crate) fn mark(name: &'static str) {
    thread_local!(static LEFT: RefCell<HashMap<&'static str, u32>> = RefCell::default());
    if let Some(performance) = window().performance() {
        let count = LEFT.with_borrow_mut(|left| {
            let count = left.entry(name).or_default();
            *count = *count % MARKS + 1;
            *count
        });
        if count == MARKS {
            performance.clear_marks_with_mark_name(name);
        }
        let _ = performance.mark(name);
    }
}
