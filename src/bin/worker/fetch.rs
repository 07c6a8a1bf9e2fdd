//! Gets the model's file: from what the browser keeps for this site, or from the server.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, RequestCache, RequestInit, Response};

use crate::scope::scope;

/// Where to fetch from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fetch {
    /// The browser may give what it has kept.
    Kept,
    /// The server is asked.
    Anew,
}

/// The browser's store for models; the pages of another site have another one.
const STORE: &str = "sayso-models";

/// The model's address; the build writes its version into it, so that another model is another address.
fn address() -> String {
    let written = Reflect::get(&js_sys::global(), &"SAYSO_MODEL".into()).ok();
    written.and_then(|url| url.as_string()).unwrap_or_else(|| "models/en.bin".to_owned())
}

/// `None` where the browser keeps nothing: not every browser does, and none does for a site without HTTPS.
async fn store() -> Option<Cache> {
    let caches = scope().caches().ok()?;
    // Undefined on a site without HTTPS, whatever the type says.
    if caches.is_falsy() {
        return None;
    }
    JsFuture::from(caches.open(STORE)).await.ok()?.dyn_into().ok()
}

async fn body(response: &Response) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The model as it was kept.
pub(crate) async fn kept() -> Option<Vec<u8>> {
    let found = JsFuture::from(store().await?.match_with_str(&address())).await.ok()?;
    body(found.dyn_ref()?).await
}

/// Keeps the model for the next visit, and none that came before it.
pub(crate) async fn keep(bytes: &[u8]) {
    let Some(store) = store().await else { return };
    let address = address();
    if let Ok(keys) = JsFuture::from(store.keys()).await {
        for key in Array::from(&keys) {
            let _ = JsFuture::from(store.delete_with_request(key.unchecked_ref())).await;
        }
    }
    let mut bytes = bytes.to_vec();
    if let Ok(response) = Response::new_with_opt_u8_array(Some(&mut bytes)) {
        // Fails where the disk is full; then it is fetched again next time.
        let _ = JsFuture::from(store.put_with_str(&address, &response)).await;
    }
}

/// The model from the server, or what was wrong and what to do.
pub(crate) async fn fetch(how: Fetch) -> Result<Vec<u8>, String> {
    let init = RequestInit::new();
    init.set_cache(if how == Fetch::Anew { RequestCache::Reload } else { RequestCache::Default });
    let address = address();
    let refused = |error: JsValue| {
        let why = error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |e| String::from(e.message()));
        format!(
            "The model can\u{2019}t be fetched ({why}): there is no connection, or the server does not answer. \
             Check the connection, then press Retry."
        )
    };
    let response = JsFuture::from(scope().fetch_with_str_and_init(&address, &init)).await.map_err(refused)?;
    let response: Response = response.dyn_into().map_err(refused)?;
    if !response.ok() {
        return Err(format!(
            "The model can\u{2019}t be fetched: for models/en.bin the server answers {} {}. Press Retry; if that does not \
             help, whoever runs this site must copy the folder models there.",
            response.status(),
            response.status_text()
        ));
    }
    body(&response).await.ok_or_else(|| {
        "The connection broke off while the model was fetched. Check the connection, then press Retry.".to_owned()
    })
}
