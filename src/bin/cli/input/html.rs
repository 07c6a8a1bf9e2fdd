//! Web pages: what the tokenizer of html5ever finds, told to the library element by element.
//!
//! No tree is built: a page may nest as deep as its author likes, and the tree builder's time grows with the square of
//! the depth. What it would put right and matters here (ends that are left out, crossed or stray) is put right below.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use sayso::Article;
use sayso::article::html::HtmlText;

/// Reads a page; scripts do not run and are not part of the text.
pub(crate) fn article(html: &str) -> Article {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // It only stops before the end when its sink asks it to.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let Page { mut story, text, .. } = tokenizer.sink.page.into_inner();
    story.text(&text);
    let (text, hints) = story.finish();
    Article::from_hinted(text, &hints)
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
}

#[derive(Default)]
struct Page {
    story: HtmlText,
    /// Text since the last tag: the tokenizer gives it in pieces.
    text: String,
    open: Vec<String>,
    /// How many elements are open where another language than HTML begins.
    foreign: Option<usize>,
}

/// How far up an end tag looks for its element, which bounds the cost of stray ones.
const REACH: usize = 64;

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that stand within a line: their ends do not reach beyond a block.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
];

/// Elements that end a paragraph whose end is left out.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "li",
];

/// Elements that may stand in the head of a page.
const HEAD: [&str; 9] = ["base", "link", "meta", "noscript", "script", "style", "template", "title", "head"];

/// Elements that an element ends if their own ends are left out, and those beyond which it does not look.
fn ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        _ => (&[], &[]),
    }
}

impl Page {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if self.open.last().is_some_and(|top| top == "head") && !HEAD.contains(&name) {
            self.end("head");
        }
        if let Some(depth) = self.foreign {
            let breaks_out = BLOCKS.contains(&name) || INLINE.contains(&name);
            if breaks_out && !self.open[depth..].iter().rev().take(REACH).any(|e| e == "foreignobject") {
                self.end_down_to(depth);
            }
        }
        if self.foreign.is_none() {
            if BLOCKS.contains(&name) {
                self.end_nearest(&["p"], &["td", "th", "button", "object", "table"]);
            }
            let (ended, beyond) = ends(name);
            self.end_nearest(ended, beyond);
        }
        let attributes: Vec<_> = tag.attrs.iter().map(|a| (&*a.name.local, &*a.value)).collect();
        self.story.open(name, &attributes);
        if VOID.contains(&name) || (tag.self_closing && self.foreign.is_some()) {
            self.story.close(name);
            return TokenSinkResult::Continue;
        }
        if matches!(name, "svg" | "math") && self.foreign.is_none() {
            if tag.self_closing {
                self.story.close(name);
                return TokenSinkResult::Continue;
            }
            self.foreign = Some(self.open.len());
        }
        self.open.push(name.to_owned());
        if self.foreign.is_some() {
            return TokenSinkResult::Continue;
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// An end tag: what is open inside its element ends too; a stray one is passed over.
    fn end(&mut self, name: &str) {
        if name == "br" {
            return self.story.open("br", &[]);
        }
        let inline = INLINE.contains(&name);
        let table = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th");
        for (up, element) in self.open.iter().rev().take(REACH).enumerate() {
            if element == name {
                return self.end_down_to(self.open.len() - 1 - up);
            }
            let bound = match element.as_str() {
                "td" | "th" | "caption" | "table" => !table,
                other => inline && !INLINE.contains(&other),
            };
            if bound {
                return;
            }
        }
    }

    fn end_nearest(&mut self, names: &[&str], beyond: &[&str]) {
        if names.is_empty() {
            return;
        }
        for (up, element) in self.open.iter().rev().take(REACH).enumerate() {
            let element = element.as_str();
            if names.contains(&element) {
                return self.end_down_to(self.open.len() - 1 - up);
            }
            // A paragraph ends where a block begins, but not one that this block lies in through other blocks.
            if beyond.contains(&element) || (names == ["p"] && !INLINE.contains(&element)) {
                return;
            }
        }
    }

    fn end_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.story.close(&name);
            }
        }
        self.foreign = self.foreign.filter(|&foreign| foreign < depth);
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text.push_str(&text),
            Token::TagToken(tag) => {
                let text = std::mem::take(&mut page.text);
                page.story.text(&text);
                match tag.kind {
                    TagKind::StartTag => return page.start(&tag),
                    TagKind::EndTag => page.end(&tag.name),
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(article(html).text, text, "{html}");
    }

    #[test]
    fn a_page_becomes_its_story() {
        check(
            "<!DOCTYPE html><html><head><title>x</title><meta charset=utf-8><style>p{}</style></head><body>\
             <nav><a href=#>Home</a></nav><h1>Dam &amp; mill</h1>\n<p>It <b>held</b>,\n &ldquo;yes&rdquo;.</p>\
             <script>if (a < b) document.write('<p>no</p>')</script><p onclick='x()'>Done.</p></body></html>",
            "Dam & mill\n\nIt held, “yes”.\n\nDone.",
        );
    }

    #[test]
    fn markup_that_is_text_stays_text() {
        check("<p>&lt;script&gt;alert(1)&lt;/script&gt; 1 < 2</p>", "<script>alert(1)</script> 1 < 2");
    }

    #[test]
    fn ends_may_be_left_out() {
        check("<p>one<p>two<h2>three</h2>four<div>five", "one\n\ntwo\n\nthree\n\nfour\n\nfive");
        check("<ul><li>one<li>two <b>bold<li>three</ul>four", "one\ntwo bold\nthree\n\nfour");
        check("<head><title>x</title><p>one", "one");
        check("<p><b>one<p>two", "one\n\ntwo");
    }

    #[test]
    fn ends_may_be_crossed_or_stray() {
        check("<p><b>one <i>two</b> three</i> four</p></div></p><p>five</p>", "one two three four\n\nfive");
        check("<div><nav>x</span></nav>one</div>", "one");
        check("<nav><div>x</b></div></nav><p>one</p>", "one");
    }

    #[test]
    fn drawings_do_not_swallow_the_page() {
        check("<svg><style/><title/><path d=''/></svg><p>one</p>", "one");
        check("<svg/><p>one</p>", "one");
        check("<svg><g><p>one</p>", "one");
    }

    #[test]
    fn depth_and_disorder_cost_no_more_than_length() {
        for html in [
            "<div>".repeat(100_000),
            "<b>".repeat(100_000),
            "<p><b>".repeat(100_000),
            format!("{}{}", "<i><div>".repeat(50_000), "</i>".repeat(100_000)),
            "<table><tr><td>".repeat(50_000),
            "<svg><foreignObject>".repeat(50_000),
            "</p></br></div>".repeat(50_000),
            "<".repeat(100_000),
        ] {
            let started = std::time::Instant::now();
            let article = article(&format!("{html}<p>Done."));
            assert!(started.elapsed().as_secs() < 5, "{}", &html[..20]);
            assert!(article.text.is_empty() || article.text.ends_with("Done.") || html.starts_with("<<"));
        }
    }
}
