//! The page's worker: reads, annotates, saves and writes downloads, so that the page itself never waits.

mod carry;
mod desk;
mod read;
mod scope;
mod store;

#[path = "../web/protocol.rs"]
mod protocol;

fn main() {
    scope::on_request(desk::handle);
    wasm_bindgen_futures::spawn_local(desk::open());
}
