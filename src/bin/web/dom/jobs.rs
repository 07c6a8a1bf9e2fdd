//! What follows from a change, each in a task of its own, so that none is long and the browser can paint between them.

use std::cell::RefCell;

use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessagePort};

/// Kinds of what there is to do; a later one of a kind takes the place of one that still waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// The marks in the article.
    Article,
    List,
    Speakers,
    Counts,
    /// Who stands behind each sentence.
    Strip,
    /// What is at a glance.
    Summary,
    Search,
    /// Scrolling to what was found.
    Match,
    /// What is selected comes into sight, in the article, the list and among the speakers: all in one frame, since to ask
    /// where something stands costs a layout each time that something has changed before.
    RevealMark,
    RevealRow,
    RevealStatement,
    /// Giving back what is no longer needed.
    Tidy,
}

type Act = Box<dyn FnOnce()>;

thread_local! {
    /// What is done together, just before the browser paints.
    static FRAME: RefCell<Vec<(Job, Act)>> = const { RefCell::new(Vec::new()) };
    static WAITING: RefCell<Vec<(Job, Act)>> = const { RefCell::new(Vec::new()) };
    static NEXT: RefCell<Option<MessagePort>> = const { RefCell::new(None) };
}

/// Does it in a task of its own.
pub(crate) fn later(job: Job, act: impl FnOnce() + 'static) {
    if WAITING.with_borrow_mut(|waiting| put(waiting, job, Box::new(act))) {
        ask();
    }
}

/// Does it before the browser paints next, with all else that comes until then: for what takes little time.
pub(crate) fn in_frame(job: Job, act: impl FnOnce() + 'static) {
    if FRAME.with_borrow_mut(|waiting| put(waiting, job, Box::new(act))) {
        let flush = Closure::once_into_js(|| FRAME.take().into_iter().for_each(|(_, act)| act()));
        let _ = window().request_animation_frame(flush.unchecked_ref());
    }
}

/// Whether it is the first that waits.
fn put(waiting: &mut Vec<(Job, Act)>, job: Job, act: Act) -> bool {
    if let Some(place) = waiting.iter_mut().find(|(kind, _)| *kind == job && job != Job::Tidy) {
        place.1 = act;
        return false;
    }
    waiting.push((job, act));
    waiting.len() == 1
}

/// Whether all is done.
pub(crate) fn is_idle() -> bool {
    WAITING.with_borrow(Vec::is_empty) && FRAME.with_borrow(Vec::is_empty)
}

/// Asks for a task. By a message: timers are held back to 4 ms each.
fn ask() {
    NEXT.with_borrow_mut(|next| {
        let port = next.get_or_insert_with(|| {
            let channel = MessageChannel::new().expect("browsers that have workers have channels");
            let listener = Closure::<dyn Fn()>::new(work);
            channel.port1().set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
            channel.port2()
        });
        // Fails only for what can't be handed over.
        let _ = port.post_message(&JsValue::NULL);
    });
}

fn work() {
    let (act, more) = WAITING.with_borrow_mut(|waiting| {
        let act = (!waiting.is_empty()).then(|| waiting.remove(0).1);
        (act, !waiting.is_empty())
    });
    // Before it is done: it may have something to be done, too, and then it would ask a second time.
    if more {
        ask();
    }
    if let Some(act) = act {
        act();
    }
}
