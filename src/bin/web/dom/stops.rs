//! Where keys go on: the article and the lists each have one element that Tab reaches.

use leptos::prelude::document;
use web_sys::Element;

use super::focus;
use crate::ids::{ANNOTATIONS, ARTICLE_TEXT, WHO_SAYS_WHAT};

/// The article, or the list, that an element is in.
pub(crate) fn home(element: Option<Element>) -> Option<&'static str> {
    let element = element?;
    let around = |id: &&str| element.closest(&format!("#{id}")).ok().flatten().is_some();
    [ARTICLE_TEXT, ANNOTATIONS, WHO_SAYS_WHAT].into_iter().find(around)
}

/// Moves the focus back to where someone came from; to the article if nobody knows.
pub(crate) fn go_home(home: Option<&'static str>) {
    let stop = |id: &str| document().query_selector(&format!("#{id} [tabindex='0']")).ok().flatten();
    if let Some(stop) = home.and_then(stop).or_else(|| stop(ARTICLE_TEXT)) {
        focus(&stop);
    }
}
