//! The page: paste an article, see who says what, confirm, download.

#![expect(unreachable_pub, reason = "Leptos makes a public struct beside every component")]

mod app;
mod clusters;
mod components;
mod dom;
mod engine;
mod files;
mod html;
mod ids;
mod intake;
mod keys;
mod model;
mod picking;
mod protocol;
mod state;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
