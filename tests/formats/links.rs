//! Links hold everything, stay short, and do no harm when damaged.

use sayso::export::link::link;
use sayso::import::link::open;
use sayso::review::Status;

use super::{documents, settled};

#[test]
fn a_link_opens_to_the_identical_state() {
    for document in documents::samples() {
        assert_eq!(settled(open(&link(&document)).unwrap()), document);
    }
}

#[test]
fn a_fully_decided_seed_fits_into_eight_kilobytes() {
    for mut document in documents::seeds() {
        let decided = |n: usize| if n.is_multiple_of(5) { Status::Rejected } else { Status::Confirmed };
        document.entities.iter_mut().enumerate().for_each(|(n, e)| e.status = decided(n));
        document.attributions.iter_mut().enumerate().for_each(|(n, a)| a.status = decided(n));
        let link = link(&document);
        println!("{}: {} annotations, {} characters", document.id, document.entities.len(), link.len());
        assert!(link.len() <= 8_000, "{}: {}", document.id, link.len());
        assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));
    }
}

#[test]
fn a_damaged_link_is_refused_with_what_to_do() {
    let whole = link(&documents::samples().pop().unwrap());
    for at in 0..whole.len() {
        let cut = &whole[..at];
        let mut changed = whole.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        for link in [cut, std::str::from_utf8(&changed).unwrap()] {
            match open(link) {
                Err(error) => assert!(error.to_string().contains("copy the whole link"), "{error}"),
                // The last character holds bits that count for nothing.
                Ok(document) => assert_eq!(settled(document), settled(open(&whole).unwrap())),
            }
        }
    }
}
