//! A report that needs nothing but itself: the article with its marks, who says what, and who is named.
//!
//! No script, no request: its Content-Security-Policy allows one style sheet, by its hash.

mod article;
mod tables;

use std::fmt::Write as _;

use self::base64::encode;

use super::File;
use super::fit::{Carries, Fitted};
use super::v1::Document;

/// How it looks.
const STYLE: &str = include_str!("html/report.css");

/// Takes out what is not shown: what was rejected, how sure the annotator was, and what made a mark.
#[must_use]
pub fn fit(document: Document) -> Fitted {
    Carries { ids: false, rejected: false, confidence: false, origin: false, ..Carries::EVERYTHING }.fit(document)
}

/// The report, as one page.
#[must_use]
pub fn write(document: &Document) -> Vec<File> {
    vec![File::of(document, ".html", page(document))]
}

fn page(document: &Document) -> String {
    let title = if document.title.is_empty() { &document.id } else { &document.title };
    let hash = encode(&sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(STYLE)));
    let mut out = format!(
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n",
        escaped(title)
    );
    out.push_str(
        "<p class=\"legend\" lang=\"en\"><span><span class=\"source\">Source</span>: who says it</span> \
         <span><span class=\"cue\">cue</span>: the words that say so</span> \
         <span><span class=\"content\">content</span>: what is said</span> \
         <span><span class=\"suggested\">dashed</span>: a name that nobody has confirmed</span></p>\n",
    );
    article::write(document, &mut out);
    tables::attributions(document, &mut out);
    tables::names(document, &mut out);
    let tool = &document.tool;
    let made = if tool.name.is_empty() { "Sayso".to_owned() } else { format!("{} {}", tool.name, tool.version) };
    let _ = writeln!(
        out,
        "<footer lang=\"en\">Made with {}. Text: {} characters, SHA-256 {}.</footer>\n</main>\n</body>\n</html>",
        escaped(&made),
        document.text.chars().count(),
        escaped(&document.text_sha256)
    );
    out
}

/// Words as they may stand anywhere in HTML, also between quotation marks.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What HTML has no place for, or what a parser makes a line feed of.
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(sign),
        }
    }
    out
}

/// A name such as `named_person`, for people: "named person".
fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

mod base64 {
    /// Base64 with its padding.
    pub(super) fn encode(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in bytes.chunks(3) {
            let all =
                three.iter().fold(0_usize, |all, byte| (all << 8) | usize::from(*byte)) << (8 * (3 - three.len()));
            for digit in 0..4 {
                let sign = if digit <= three.len() { DIGITS[(all >> (18 - 6 * digit)) & 63] } else { b'=' };
                out.push(char::from(sign));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests;
