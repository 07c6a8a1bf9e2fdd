//! The model: fetched once, kept by the browser, and fetched again if it is damaged.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::fetch::{self, Fetch};
use crate::protocol::{Model, Reply};
use crate::scope::post;
use crate::work;

/// What marks. Another model is another type, or a `Box<dyn sayso::tagger::Tagger>`.
type Tagger = sayso::tagger::Model;

thread_local! {
    static TAGGER: RefCell<Option<Box<Tagger>>> = RefCell::default();
    static LOADING: Cell<bool> = const { Cell::new(false) };
    /// Those who wait for it.
    static WAITING: RefCell<Vec<Function>> = RefCell::default();
}

/// Whether there is something to mark with.
pub(crate) fn is_there() -> bool {
    TAGGER.with_borrow(Option::is_some)
}

/// Does something with the model, if it is there.
pub(crate) fn with<T>(act: impl FnOnce(&Tagger) -> T) -> Option<T> {
    TAGGER.with_borrow(|tagger| tagger.as_deref().map(act))
}

/// Waits until the model is there, or someone is to look again.
pub(crate) async fn wait() {
    let promise = Promise::new(&mut |resolve: Function, _| WAITING.with_borrow_mut(|waiting| waiting.push(resolve)));
    let _ = JsFuture::from(promise).await;
}

/// Has those who wait look again.
pub(crate) fn wake() {
    for resolve in WAITING.take() {
        let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
    }
}

/// Sees to it that the model comes, unless it is there or on its way.
pub(crate) fn load() {
    begin(Fetch::Kept);
}

/// Has it come from the server, whatever the browser has kept.
pub(crate) fn retry() {
    begin(Fetch::Anew);
}

fn begin(how: Fetch) {
    if is_there() || LOADING.replace(true) {
        return;
    }
    post(&Reply::Model(Model::Loading));
    spawn_local(async move {
        let loaded = get(how).await;
        LOADING.set(false);
        match loaded {
            Ok(tagger) => {
                TAGGER.set(Some(Box::new(tagger)));
                wake();
                work::warm_up().await;
                post(&Reply::Model(Model::Ready));
            }
            Err(message) => post(&Reply::Model(Model::Failed(message))),
        }
    });
}

/// The same for the second worker, who only says whether it has it.
pub(crate) async fn load_for_helper() -> bool {
    let loaded = get(Fetch::Kept).await.ok();
    TAGGER.set(loaded.map(Box::new));
    is_there()
}

/// Fetches the model; what the browser has kept and can't be read is fetched anew.
async fn get(how: Fetch) -> Result<Tagger, String> {
    if let Fetch::Kept = how
        && let Some(bytes) = fetch::kept().await
        && let Ok(tagger) = read(&bytes)
    {
        return Ok(tagger);
    }
    let bytes = fetch::fetch(how).await?;
    let tagger = read(&bytes).map_err(|error| {
        format!(
            "What came as the model can\u{2019}t be used: {error}. Press Retry to fetch it again; if that does not help, \
             whoever runs this site must copy models/en.bin there anew."
        )
    })?;
    fetch::keep(&bytes).await;
    Ok(tagger)
}

fn read(bytes: &[u8]) -> Result<Tagger, String> {
    sayso::tagger::load(bytes).map_err(|error| error.to_string())
}
