"""What a folder of exports should hold."""

import json
import sys
from collections import Counter
from pathlib import Path


def samples():
    """Name, Sayso document and files of each sample in the folder that the program was given."""
    for folder in sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir()):
        document = json.loads((folder / "expected.sayso").read_text("utf-8"))
        files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != "expected.sayso")
        yield folder.name, document, files


def returned(file):
    """A path for what the tool gives back of a sample, which Sayso reads in the end."""
    folder = file.parent / "returned"
    folder.mkdir(exist_ok=True)
    return folder / file.name


def names(document):
    """Start, end and label of each name that was not rejected."""
    live = (e for e in document["entities"] if e["status"] != "rejected")
    return Counter((e["start"], e["end"], e["label"]) for e in live)


def attributions(document):
    """Each attribution that was not rejected, as a list of start, end and role."""
    live = (a for a in document["attributions"] if a["status"] != "rejected")
    roles = ("source", "cue", "content")
    return [[(start, end, role.upper()) for role in roles for start, end in a[role]] for a in live]


def marks(document):
    """Both, as labelled spans."""
    return names(document) + Counter(part for parts in attributions(document) for part in parts)


def links(document):
    """How many links hold the parts of attributions together."""
    return sum(max(0, len(parts) - 1) for parts in attributions(document))


def same(sample, what, found, expected):
    """Ends the program where two differ."""
    if found != expected:
        sys.exit(f"sample {sample}: {what}: found {found!r}, expected {expected!r}")
