"""Reads brat exports with bioc and compares every span with the document that was written.

Usage: check_brat.py FOLDER, with a folder of files and an expected.sayso for each sample.
"""

# format: brat
import json
import sys
from collections import Counter
from pathlib import Path

from bioc import brat


def open_as_it_is(path):
    """Opens a text without changing its line ends, as brat itself does."""
    return open(path, encoding="utf-8", newline="")


def fragments(entity):
    """The offsets of a text-bound annotation, in text order."""
    return sorted((place.begin, place.end) for place in entity.locations)


def marked(text, places):
    """What is marked, without the white space that brat cannot hold."""
    return "".join("".join(text[start:end].split()) for start, end in places)


def reach(places):
    """From the first sign to the last."""
    return (min(start for start, _ in places), max(end for _, end in places))


def check(folder):
    expected = json.loads((folder / "expected.sayso").read_text(encoding="utf-8"))
    text = expected["text"]
    (ann,) = folder.glob("*.ann")
    with open_as_it_is(ann.with_suffix(".txt")) as text_file, open_as_it_is(ann) as ann_file:
        document = brat.load(text_file, ann_file)
    assert document.text == text, "the text"
    spans = {entity.id: entity for entity in document.entities}
    for entity in spans.values():
        words = " ".join(text[start:end] for start, end in fragments(entity))
        assert entity.text.rstrip() == words.rstrip(), (entity.id, entity.text, words)

    roles = {"Source", "Cue", "Content", "Attribution"}
    names = Counter(
        (entity.type, text[slice(*reach(fragments(entity)))], reach(fragments(entity)))
        for entity in spans.values()
        if entity.type not in roles
    )
    wanted = Counter(
        (e["label"], text[e["start"] : e["end"]], (e["start"], e["end"])) for e in expected["entities"]
    )
    assert names == wanted, (names - wanted, wanted - names)

    events = sorted(document.events, key=lambda event: int(event.id[1:]))
    assert len(events) == len(expected["attributions"]), "the number of attributions"
    for event, attribution in zip(events, expected["attributions"]):
        for role in ("source", "cue", "content"):
            parts = [tuple(part) for part in attribution[role]]
            ids = [id for name, id in event.arguments.items() if name.rstrip("0123456789").lower() == role]
            found = sorted(place for id in ids for place in fragments(spans[id]))
            assert marked(text, found) == marked(text, parts), (event.id, role)
            assert not parts or reach(found) == reach(parts), (event.id, role)
    return len(spans), len(events)


def main():
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    counts = [check(folder) for folder in folders]
    spans, events = (sum(count) for count in zip(*counts))
    print(f"bioc read {len(folders)} documents with {spans} spans and {events} attributions from brat files")


main()
