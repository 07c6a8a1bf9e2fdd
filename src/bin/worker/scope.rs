//! The worker's side of the browser: messages, the clock, and letting others have a turn.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use crate::protocol::{Reply, Request, decode, encode};

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Calls `handle` for every request from now on.
pub(crate) fn on_request(handle: impl Fn(Request) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(request) = event.data().dyn_ref::<Uint8Array>().and_then(decode) {
            handle(request);
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}

/// Sends a reply to the page; its bytes are handed over, not copied.
pub(crate) fn post(reply: &Reply) {
    let bytes = encode(reply);
    let transfer = Array::of1(&bytes.buffer());
    // Fails only when the page is gone.
    let _ = scope().post_message_with_transfer(&bytes, &transfer);
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
