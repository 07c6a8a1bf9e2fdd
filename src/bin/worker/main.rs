//! The page's worker: reads, marks, saves and writes downloads, so that the page itself never waits.
//!
//! Started by the page it is the first worker; started by that one, it helps with marking.

mod carry;
mod compare;
mod desk;
mod fetch;
mod helper;
mod model;
mod queue;
mod read;
mod run;
mod scope;
mod store;
mod transfer;
mod work;

#[path = "../web/protocol.rs"]
mod protocol;

fn main() {
    if helper::is_helper() {
        return helper::serve();
    }
    scope::on_message(desk::handle);
    wasm_bindgen_futures::spawn_local(desk::open());
}
