//! What docs/formats.md says that no table knows.

use sayso::export::link::LONGEST;

pub(crate) const HEAD: &str = "\
<!-- Written by tests/formats/docs.rs from src/formats.rs: UPDATE_GOLDEN=1 cargo test --test formats docs -->
# Formats

What a document can be written as (*Export* on the page, `sayso convert --to NAME`), and what can be opened (drop it on the page,
or any command that reads documents). What a file is, is found out from what is in it. What a format has no place for is taken
out and told before anything is written; what is left comes back the same (`tests/formats/`). What other tools changed counts.
";

pub(crate) const SAMPLE: &str = "\
Below, each format shows the same invented article (`tests/samples/bridge.json`): names within names, an attribution in two pieces,
clusters, a note, a flag, a rejected suggestion. … stands for what is left out here, → for a tab; JSON is broken into lines that a
file has not.";

pub(crate) const ZIPS: &str = "\
## Zips
Where a document has several files, the page packs them; `sayso convert -o OUT.zip` packs whatever it writes. The same documents make
the same bytes: no times are written. Zips are opened wherever files are, and read in memory only: 20,000 files and 200 MB unpacked
at most, whatever they say of their sizes; names that lead outside, passwords and damage are refused, and what systems put
beside files (`__MACOSX`, `.DS_Store`) is left out.
";

/// Links, with one of them.
pub(crate) fn link(link: &str) -> String {
    let start: String = link.chars().take(70).collect();
    let length = link.len();
    let longest = format!("{},{:03}", LONGEST / 1_000, LONGEST % 1_000);
    format!(
        "\
## Links
*Export*, *A link*: everything after the `#` of an address, which browsers keep to themselves, holds the whole document with all
decisions. Nothing is lost. `2.`, then base64url (RFC 4648 §5, no padding) of DEFLATE of: four bytes of SHA-256 of what follows,
then the document as `postcard` writes it. That of the sample has {length} characters; beyond {longest} the page offers the file
instead, since mail programs and chats cut links off. A damaged link opens nothing. The page takes it out of the address
at once.

```text
#{start}…
```
"
    )
}

/// What there is to know of a format beside what the registry says.
pub(crate) fn of(name: &str) -> &'static str {
    match name {
        "sayso" => {
            "What is downloaded and saved. [Its schema](schema/document-v1.schema.json) describes each field; of what others write, \
             `format`, `version` and `text` are enough."
        }
        "web-annotation" => {
            "A page of annotations in JSON-LD. Each has a body for its label, its note, its status and each field, and a target for each \
             run of words, found by position or by quotation. What the model has no word for stands under `sayso:document` \
             ([schema](schema/extra-v1.schema.json)). Pages, collections, lists and single annotations are read; where no text is in \
             them, it is taken from a `.txt` that is opened with them."
        }
        "recogito" => {
            "The same with the offsets of JavaScript, which Recogito and Annotorious take and give back. Below stands what differs."
        }
        "label-studio" => {
            "Tasks to be imported into a project whose labelling interface is [label-studio.xml](label-studio.xml). What was confirmed is \
             an annotation, what is suggested a prediction; the parts of an attribution are regions, related to the one that has \
             its fields. `data.sayso` ([schema](schema/extra-v1.schema.json)) is passed on unseen. Of several annotations of a task \
             the ground truth is read, or else the last that was not skipped."
        }
        "doccano" => {
            "Lines for a project of the kind that has relations. It must allow overlapping entities: otherwise the importer drops all \
             but the first, and fails at their relations. What doccano has no place for stands under `sayso` \
             ([schema](schema/extra-v1.schema.json)), which it keeps as metadata."
        }
        "prodigy" => {
            "Tasks with spans, tokens and relations; what Prodigy has no place for stands under `sayso` \
             ([schema](schema/extra-v1.schema.json)). Tokens are cut at the ends of spans, `token_end` is the last token of a \
             span. Of what `db-out` gives, what was accepted is read as confirmed, what was rejected as rejected."
        }
        "spacy" => {
            "`Doc(nlp.vocab).from_json(line)` gives a document for a `DocBin`. `ents` are the longest names that do not overlap, \
             `spans[\"sc\"]` all of them."
        }
        "brat" => {
            "The text in a `.txt`, what is marked in an `.ann`: attributions as events, fields and decisions as attributes, clusters by \
             notes. A mark across a line break is written in fragments around it. `annotation.conf` tells brat of the types. \
             Attributions as relations, as others have them, are read, too. Open both files together."
        }
        "conll" => {
            "A word a line, its name in BIO in the last column, a blank line after each sentence. Columns keep no white space: words come \
             back with single spaces between them. BIO, IOB, BIOES and BILOU are read."
        }
        "cas" => {
            "A CAS in JSON 0.4: `NamedEntity` for names, a layer `Attribution` with links to the spans of its parts. `%TYPES` brings \
             the types along."
        }
        "webanno" => {
            "A project that imports it needs a span layer `AttributionPart` with the text feature `role`, and a span layer `Attribution` \
             with the text features `form`, `frame`, `sourceKind` and `stance` and the link feature `parts`."
        }
        "csv" => {
            "UTF-8 with a byte order mark and CRLF, as spreadsheets expect. Cells that a spreadsheet would take for a formula begin with an \
             apostrophe. Words of several parts are joined with “ … ”; `parts` says where they stand."
        }
        "html" => {
            "One file that needs nothing but itself: the article with its marks, who says what, who is named. No script and no request: its \
             Content-Security-Policy allows one style sheet, by its hash."
        }
        other => panic!("tests/formats/docs/prose.rs says nothing of {other}"),
    }
}
