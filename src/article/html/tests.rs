use super::*;
use crate::article::Article;

/// Plays markup without attributes or character references: `<p>one<br>two</p>`.
fn play(page: &mut HtmlText, markup: &str) {
    for part in markup.split('<') {
        let Some((tag, text)) = part.split_once('>') else {
            page.text(part);
            continue;
        };
        match tag.strip_prefix('/') {
            Some(tag) => page.close(tag),
            None => page.open(tag, &[]),
        }
        page.text(text);
    }
}

#[track_caller]
fn check(markup: &str, text: &str, hints: &[(BlockKind, &str)]) {
    let mut page = HtmlText::default();
    play(&mut page, markup);
    let (found, spans) = page.finish();
    assert_eq!(found, text);
    assert_eq!(spans.iter().map(|h| (h.kind, h.span.of(&found))).collect::<Vec<_>>(), hints);
}

#[test]
fn paragraphs_are_kept_and_white_space_is_not() {
    check(
        "<div>\n <p>One\n  <b>two</b>, three</p>\n<p>Four<br>five<br><br>six </p></div>",
        "One two, three\n\nFour\nfive\n\nsix",
        &[],
    );
    check("<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>", "a\nb\n\nc d", &[]);
    check("one<i> two</i><i>three</i> <b> four</b>", "one twothree four", &[]);
    check("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc", &[]);
}

#[test]
fn furniture_is_dropped() {
    check(
        "<html><head><title>x</title></head><body><nav>x</nav><p>One</p><script>x<p>y</p></script><aside>x</aside>\
         <form>x<button>y</button></form><svg><title>x</title></svg><p>Two</p><footer>x</footer></body></html>",
        "One\n\nTwo",
        &[],
    );
    let long = "word ".repeat(200);
    check(&format!("<form><p>{long}</p></form>"), long.trim(), &[]);
}

#[test]
fn markup_hints_at_kinds() {
    use BlockKind::{Byline, Caption, Heading, Headline};
    check(
        "<h1>Dam <em>holds</em></h1><address>Ann Lee <time>May 3</time></address><figure><img><figcaption>The dam\
         </figcaption></figure><p>It held.</p><h2>The wall</h2><p>It moved.</p>",
        "Dam holds\n\nAnn Lee May 3\n\nThe dam\n\nIt held.\n\nThe wall\n\nIt moved.",
        &[(Headline, "Dam holds"), (Byline, "Ann Lee May 3"), (Caption, "The dam"), (Heading, "The wall")],
    );
}

#[test]
fn attributes_count() {
    let mut page = HtmlText::default();
    for (attribute, text) in [
        (("hidden", ""), "a"),
        (("aria-hidden", "true"), "b"),
        (("style", "color: red; DISPLAY : none"), "c"),
        (("role", "navigation"), "d"),
        (("class", "x Social-Share"), "e"),
        (("class", "article__byline"), "By Ann Lee"),
        (("rel", "author"), "Bo Orso"),
        (("class", "story-share"), "f"),
    ] {
        page.open("div", &[("id", "x"), attribute]);
        page.text(text);
        page.close("div");
    }
    let (text, hints) = page.finish();
    assert_eq!(text, "By Ann Lee\n\nBo Orso\n\nf");
    assert_eq!(hints.iter().map(|h| h.span.of(&text)).collect::<Vec<_>>(), ["By Ann Lee", "Bo Orso"]);
}

#[test]
fn what_is_unbalanced_does_no_harm() {
    check("</p><p>One<div>two</p>three</div></b>", "One\n\ntwo\n\nthree", &[]);
    check("<script>x", "", &[]);
    check("<h1>Dam", "Dam", &[(BlockKind::Headline, "Dam")]);
}

#[test]
fn the_first_heading_of_a_page_without_a_title_is_its_headline() {
    let mut page = HtmlText::default();
    play(
        &mut page,
        "<p>News</p><h2>Dam holds</h2><h3>Mayor thanks crews by the river</h3><p>It held on Friday, they said.</p>",
    );
    let (text, hints) = page.finish();
    let article = Article::from_hinted(text, &hints);
    let kinds: Vec<_> = article.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Boilerplate, BlockKind::Headline, BlockKind::Deck, BlockKind::Body]);
}
