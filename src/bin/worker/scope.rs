//! The worker's side of the browser: messages, the clock, and letting others have a turn.

use js_sys::{Array, Function, Promise, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, Worker, WorkerOptions};

use crate::protocol::{decode, encode};

pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// What whoever started this worker calls it; nothing if it was the page.
pub(crate) fn name() -> String {
    scope().name()
}

fn listener<T: DeserializeOwned>(handle: impl Fn(T) + 'static) -> Closure<dyn Fn(MessageEvent)> {
    Closure::new(move |event: MessageEvent| {
        if let Some(message) = event.data().dyn_ref::<Uint8Array>().and_then(decode) {
            handle(message);
        }
    })
}

/// Calls `handle` for every message from now on.
pub(crate) fn on_message<T: DeserializeOwned>(handle: impl Fn(T) + 'static) {
    let listener = listener(handle);
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}

/// Sends to whoever started this worker; the bytes are handed over, not copied.
pub(crate) fn post(message: &impl Serialize) {
    let bytes = encode(message);
    let transfer = Array::of1(&bytes.buffer());
    // Fails only when the other side is gone.
    let _ = scope().post_message_with_transfer(&bytes, &transfer);
}

/// Starts this worker's script once more; `None` if the browser does not let workers do that. `gone` is called if it fails.
pub(crate) fn start_worker<T: DeserializeOwned>(
    name: &str,
    heard: impl Fn(T) + 'static,
    gone: impl Fn() + 'static,
) -> Option<Worker> {
    let options = WorkerOptions::new();
    options.set_name(name);
    let worker = Worker::new_with_options(&scope().location().href(), &options).ok()?;
    let listener = listener(heard);
    worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        // It is dealt with: the page need not hear of it.
        event.prevent_default();
        gone();
    });
    worker.set_onerror(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    Some(worker)
}

/// Sends to a worker that this one has started.
pub(crate) fn send(worker: &Worker, message: &impl Serialize) {
    let bytes = encode(message);
    let transfer = Array::of1(&bytes.buffer());
    // Fails only when it is gone, and then its error is heard.
    let _ = worker.post_message_with_transfer(&bytes, &transfer);
}

/// Milliseconds since the worker started.
pub(crate) fn now() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

/// A name of its own, later ones sorting behind earlier ones.
pub(crate) fn stamp() -> String {
    format!("{:016.3}", js_sys::Date::now() + now().fract())
}

/// Waits for some milliseconds.
pub(crate) async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = JsFuture::from(promise).await;
}

/// Gives the worker's event loop a turn, so that a newer request is heard. No timer: those are held back to 4 ms.
pub(crate) struct Turns(Option<MessageChannel>);

impl Turns {
    pub(crate) fn new() -> Self {
        Self(MessageChannel::new().ok())
    }

    pub(crate) async fn next(&self) {
        let Some(channel) = &self.0 else { return };
        let promise = Promise::new(&mut |resolve: Function, _| {
            channel.port1().set_onmessage(Some(&resolve));
            let _ = channel.port2().post_message(&JsValue::NULL);
        });
        let _ = JsFuture::from(promise).await;
    }
}
