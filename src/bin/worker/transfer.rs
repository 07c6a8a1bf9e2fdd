//! Documents in and out in any format: what the page offers, and what it gets.

use sayso::export::link::link;
use sayso::export::v1::Document;
use sayso::export::zip::pack;
use sayso::export::{File, fit::Losses};
use sayso::formats::{self, FORMATS, Format};
use sayso::import;

use crate::desk::with;
use crate::protocol::{Offer, Reply};
use crate::scope::post;

fn document() -> Option<Document> {
    with(|desk| desk.review.as_ref().map(Document::from))
}

/// Says what the document can be written as, what each would lose, and its link.
pub(crate) fn offer() {
    let Some(document) = document() else { return };
    let offer = |format: &Format| Offer {
        name: format.name.to_owned(),
        title: format.title.to_owned(),
        purpose: format.purpose.to_owned(),
        losses: said(&(format.fit)(document.clone()).losses),
    };
    post(&Reply::Offers { offers: FORMATS.iter().map(offer).collect(), link: link(&document) });
}

/// What a format loses, in words; nothing where it loses nothing.
fn said(losses: &Losses) -> Option<String> {
    (!losses.is_empty()).then(|| losses.to_string())
}

/// Writes the document in a format of that name.
pub(crate) fn write(name: &str) {
    let (Some(document), Some(format)) = (document(), formats::find(name)) else { return };
    // The file keeps the document's name even where what is in it has no place for it.
    let named = Document { id: document.id.clone(), ..Document::default() };
    let mut files = (format.write)(&(format.fit)(document).document);
    let called = |suffix: &str| File::of(&named, suffix, []).name;
    let (name, media, bytes) = match files.len() {
        1 => (called(format.suffix), format.media, files.remove(0).bytes),
        _ => (called(&format!(".{}.zip", format.name)), "application/zip", pack(&files)),
    };
    post(&Reply::Download { name, media: media.to_owned(), bytes });
}

/// The documents in some files, of which some may be zips; or what is wrong, where, and what to do.
pub(crate) fn read(files: Vec<(String, Vec<u8>)>) -> Result<Vec<Document>, String> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        if import::zip::looks(&bytes) {
            all.extend(import::zip::unpack(&name, &bytes).map_err(|e| e.to_string())?);
        } else {
            all.push(File { name, bytes });
        }
    }
    let mut documents = Vec::new();
    for (format, places) in formats::sort(&all) {
        let Some(read) = format.and_then(|format| format.read) else {
            let why =
                import::v1::read(&all[places[0]..=places[0]]).err().map_or_else(String::new, |e| format!("{e}. "));
            let known = FORMATS.iter().filter(|f| f.read.is_some()).map(|f| f.title).collect::<Vec<_>>().join(", ");
            return Err(format!("{why}Documents of these kinds can be opened: {known}"));
        };
        let take = |place: usize| File { name: all[place].name.clone(), bytes: std::mem::take(&mut all[place].bytes) };
        documents.extend(read(&places.into_iter().map(take).collect::<Vec<_>>()).map_err(|e| e.to_string())?);
    }
    if documents.is_empty() {
        return Err("there is no document in it".to_owned());
    }
    Ok(documents)
}
