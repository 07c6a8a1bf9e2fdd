//! `WebAnno` TSV, read again by a small reader of its own that knows nothing of how it was written.

use std::collections::BTreeMap;

use sayso::export::v1::{Attribution, Document, Range};
use sayso::formats::find;

use super::documents;

fn written(document: &Document) -> String {
    let format = find("webanno").unwrap();
    String::from_utf8((format.write)(document).remove(0).bytes).unwrap()
}

/// An annotation as it is put together from its lines: its first unit, its range in UTF-16, and its values.
#[derive(Clone, Debug)]
struct Found {
    home: String,
    range: Range,
    values: Vec<String>,
}

/// A value without its number, and the number.
fn numbered(value: &str) -> (&str, Option<usize>) {
    let plain = value.strip_suffix(']').and_then(|value| value.rsplit_once('['));
    plain.map_or((value, None), |(value, number)| (value, Some(number.parse().unwrap())))
}

/// The annotations of each layer; the layers stand in the head with their columns.
fn layers(tsv: &str) -> BTreeMap<String, Vec<Found>> {
    let (mut columns, mut found) = (Vec::new(), BTreeMap::<String, Vec<Found>>::new());
    let mut places: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for line in tsv.lines() {
        if let Some(layer) = line.strip_prefix("#T_SP=") {
            let mut names = layer.split('|');
            columns.push((names.next().unwrap().to_owned(), names.count()));
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || cells.len() < 3 {
            continue;
        }
        let (start, end) = cells[1].split_once('-').unwrap();
        let range: Range = (start.parse().unwrap(), end.parse().unwrap());
        let mut at = 3;
        for (layer, count) in &columns {
            let stacks: Vec<Vec<&str>> = cells[at..at + count].iter().map(|cell| cell.split('|').collect()).collect();
            at += count;
            if stacks[0] == ["_"] {
                continue;
            }
            for place in 0..stacks[0].len() {
                let number = numbered(stacks[0][place]).1;
                let list = found.entry(layer.clone()).or_default();
                let known = number.and_then(|number| places.get(&(layer.clone(), number)).copied());
                if let Some(known) = known {
                    let so_far: &mut Found = &mut list[known];
                    so_far.range = (so_far.range.0.min(range.0), so_far.range.1.max(range.1));
                    continue;
                }
                places.extend(number.map(|number| ((layer.clone(), number), list.len())));
                let home = format!("{}{}", cells[0], number.map(|n| format!("[{n}]")).unwrap_or_default());
                let values = stacks.iter().map(|stack| stack[place].to_owned()).collect();
                list.push(Found { home, range, values });
            }
        }
        assert_eq!(at + 1, cells.len(), "{line}");
    }
    found
}

fn plain(value: &str) -> String {
    numbered(value).0.replace('\\', "")
}

#[test]
fn every_span_and_link_stands_in_the_columns() {
    for document in documents::samples() {
        let fitted = (find("webanno").unwrap().fit)(document).document;
        let units: Vec<usize> =
            fitted.text.chars().scan(0, |at, c| Some(std::mem::replace(at, *at + c.len_utf16()))).collect();
        let total = fitted.text.encode_utf16().count();
        let unit = |at: usize| units.get(at).copied().unwrap_or(total);
        let utf16 = |range: &Range| (unit(range.0), unit(range.1));
        let tsv = written(&fitted);
        let layers = layers(&tsv);
        let of = |name: &str| layers.get(name).cloned().unwrap_or_default();
        let mut names: Vec<_> = of("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
            .into_iter()
            .map(|f| (f.range, plain(&f.values[1])))
            .collect();
        let label = |e: &sayso::export::v1::Entity| serde_json::to_value(e.label).unwrap().as_str().unwrap().to_owned();
        let mut expected: Vec<_> = fitted.entities.iter().map(|e| (utf16(&(e.start, e.end)), label(e))).collect();
        names.sort();
        expected.sort();
        assert_eq!(names, expected, "{tsv}");
        let parts: BTreeMap<String, (Range, String)> = of("webanno.custom.AttributionPart")
            .into_iter()
            .map(|f| (f.home, (f.range, plain(&f.values[0]))))
            .collect();
        let mut found: Vec<Vec<(String, Range)>> = Vec::new();
        for attribution in of("webanno.custom.Attribution") {
            let roles = plain(&attribution.values[4]);
            let targets = attribution.values[5].split(';').map(|home| &parts[home]);
            let linked = roles.split(';').zip(targets).map(|(role, (range, own))| {
                assert_eq!(role, own);
                (role.to_owned(), *range)
            });
            found.push(linked.collect());
        }
        let roles = |a: &Attribution| -> Vec<(String, Range)> {
            let all = [("source", &a.source), ("cue", &a.cue), ("content", &a.content)];
            all.into_iter().flat_map(|(role, parts)| parts.iter().map(move |r| (role.to_owned(), utf16(r)))).collect()
        };
        let mut expected: Vec<_> = fitted.attributions.iter().map(roles).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{tsv}");
    }
}

#[test]
fn a_small_document_is_written_as_inception_writes_it() {
    let json = r#"{"format": "sayso", "version": 1, "text": "🙂 Ana-based unit\nheld.",
        "entities": [{"start": 2, "end": 5, "label": "PERSON", "entity": null},
            {"start": 2, "end": 16, "label": "ORG", "entity": null}],
        "attributions": [{"source": [[2, 5]], "cue": [[17, 21]], "content": [], "form": "indirect", "frame": "statement",
            "stance": "asserts", "source_kind": "named_person", "speaker": null}]}"#;
    let document = Document::from(&Document::parse(json).unwrap());
    let fitted = (find("webanno").unwrap().fit)(document).document;
    let lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value",
        "#T_SP=webanno.custom.AttributionPart|role",
        "#T_SP=webanno.custom.Attribution|form|frame|sourceKind|stance|ROLE_webanno.custom.Attribution:parts_\
         webanno.custom.AttributionPartsLink|webanno.custom.AttributionPart",
        "",
        "",
        "#Text=🙂 Ana-based unit",
        "1-1\t0-2\t🙂\t_\t_\t_\t_\t_\t_\t_\t_\t_\t",
        "1-2\t3-6\tAna\t*[1]|*[2]\tORG[1]|PERSON[2]\tsource\t_\t_\t_\t_\t_\t_\t",
        "1-3\t6-7\t-\t*[1]\tORG[1]\t_\t_\t_\t_\t_\t_\t_\t",
        "1-4\t7-12\tbased\t*[1]\tORG[1]\t_\t_\t_\t_\t_\t_\t_\t",
        "1-5\t13-17\tunit\t*[1]\tORG[1]\t_\t_\t_\t_\t_\t_\t_\t",
        "",
        "#Text=held.",
        "2-1\t18-22\theld\t_\t_\tcue\tindirect\tstatement\tnamed\\_person\tasserts\tsource;cue\t1-2;2-1\t",
        "2-2\t22-23\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t",
    ];
    assert_eq!(written(&fitted).lines().collect::<Vec<_>>(), lines);
}
