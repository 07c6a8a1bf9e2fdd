//! The page's side of the worker.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, Worker};

use crate::protocol::{Reply, Request, decode, encode};

/// Copied beside the page; starts the worker that Trunk builds.
const SCRIPT: &str = "./worker-boot.js";

/// The worker, and what it is to be told once it listens.
pub(crate) struct Engine {
    worker: Worker,
    waiting: Rc<RefCell<Option<Vec<Uint8Array>>>>,
}

impl Engine {
    /// Starts the worker; `None` if the browser has none. `failed` is called if it stops working.
    pub(crate) fn start(receive: impl Fn(Reply) + 'static, failed: impl Fn() + 'static) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let (held, heard) = (waiting.clone(), worker.clone());
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(reply) = event.data().dyn_ref::<Uint8Array>().and_then(decode) else { return };
            if let Reply::Ready { .. } = reply {
                // Taken out first: whoever hears of it may send at once.
                let messages = held.borrow_mut().take();
                messages.iter().flatten().for_each(|message| hand_over(&heard, message));
            }
            receive(reply);
        });
        worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
        let listener = Closure::<dyn Fn()>::new(failed);
        worker.set_onerror(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
        Some(Self { worker, waiting })
    }

    /// Tells the worker; what is said before it listens is kept until it does.
    pub(crate) fn send(&self, request: &Request) {
        let message = encode(request);
        match self.waiting.borrow_mut().as_mut() {
            Some(waiting) => waiting.push(message),
            None => hand_over(&self.worker, &message),
        }
    }
}

fn hand_over(worker: &Worker, message: &Uint8Array) {
    let transfer = Array::of1(&message.buffer());
    // Fails only for what can't be handed over; a buffer can.
    let _ = worker.post_message_with_transfer(message, &transfer);
}
