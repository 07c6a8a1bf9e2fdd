use super::*;

fn written(document: &Document) -> String {
    String::from_utf8(write(document).remove(0).bytes).unwrap()
}

fn parsed(json: &str) -> Document {
    Document::from(&Document::parse(json).unwrap())
}

/// A page without its head and without tags: what a reader sees.
fn seen(page: &str) -> String {
    let body = page.split("<body>").nth(1).unwrap();
    let text: String = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn nothing_of_the_article_is_markup() {
    let evil = r#"{"format": "sayso", "version": 1, "text": "<script>alert(1)</script> & \"x\" onload='y'",
        "entities": [{"start": 0, "end": 8, "label": "ORG", "entity": null, "note": "<img src=x>"}]}"#;
    let page = written(&parsed(evil));
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(page.contains("&lt;script&gt;<small>org</small></span>alert(1)&lt;/script&gt; &amp; &quot;x&quot;"));
    assert!(seen(&page).contains("<img src=x>"));
}

#[test]
fn nested_and_interrupted_marks_are_flat_segments() {
    let json = r#"{"format": "sayso", "version": 1, "text": "“We,” said Ana Varga of Brodek, “knew.”",
        "entities": [{"start": 11, "end": 30, "label": "PERSON", "entity": null, "status": "confirmed"},
            {"start": 24, "end": 30, "label": "LOC", "entity": null}],
        "attributions": [{"source": [[11, 30]], "cue": [[6, 10]], "content": [[0, 5], [32, 39]], "form": "direct",
            "frame": "statement", "stance": "asserts", "source_kind": "named_person", "speaker": null}]}"#;
    let page = written(&parsed(json));
    let flat = "<span class=\"content\">“We,”</span> <span class=\"cue\">said</span> \
        <span class=\"e person source\">Ana Varga of </span>\
        <span class=\"e loc suggested source\">Brodek<small>person</small><small>loc</small></span>, \
        <span class=\"content\">“knew.”</span><sup id=\"t1\"><a href=\"#a1\">1</a></sup>";
    assert!(page.contains(flat), "{page}");
    assert!(page.contains("<td class=\"what\"><bdi>“We,” … “knew.”</bdi></td>"));
}

#[test]
fn the_page_allows_nothing_but_its_own_style() {
    let page = written(&parsed(r#"{"format": "sayso", "version": 1, "text": "The dam held."}"#));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    for outside in ["http:", "https:", "<script", "<link", "@import", "url(", "style=\"", "src="] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn base64_is_padded() {
    for (bytes, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
        assert_eq!(encode(bytes.as_bytes()), code);
    }
}
