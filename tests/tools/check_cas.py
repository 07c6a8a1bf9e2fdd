"""Reads CAS JSON exports with dkpro-cassis and compares every span with the document that was written.

Usage: check_cas.py FOLDER, with a folder of files and an expected.sayso for each sample.
"""

# format: cas
import json
import sys
import warnings
from collections import Counter
from pathlib import Path

from cassis import load_cas_from_json

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."


def check(folder):
    expected = json.loads((folder / "expected.sayso").read_text(encoding="utf-8"))
    text = expected["text"]
    (file,) = folder.glob("*.json")
    with open(file, "rb") as source:
        cas = load_cas_from_json(source)
    assert cas.sofa_string == text, "the text"
    names = Counter(
        (name.value, name.get_covered_text(), name.begin, name.end)
        for name in cas.select(DKPRO + "ner.type.NamedEntity")
    )
    wanted = Counter(
        (e["label"], text[e["start"] : e["end"]], e["start"], e["end"]) for e in expected["entities"]
    )
    assert names == wanted, (names - wanted, wanted - names)

    attributions = {a.id: a for a in cas.select("webanno.custom.Attribution")}
    assert len(attributions) == len(expected["attributions"]), "the number of attributions"
    for attribution in expected["attributions"]:
        links = attributions[attribution["id"]].parts.elements
        found = [(link.role, link.target.get_covered_text(), link.target.begin, link.target.end) for link in links or []]
        parts = [
            (role, text[start:end], start, end) for role in ("source", "cue", "content") for start, end in attribution[role]
        ]
        assert found == parts, (attribution["id"], found, parts)

    tokens = "".join(token.get_covered_text() for token in cas.select(DKPRO + "segmentation.type.Token"))
    assert tokens == "".join(text.split()), "the tokens hold all but white space"
    # It goes out and comes in again, too.
    again = load_cas_from_json(cas.to_json())
    assert again.sofa_string == text
    return len(expected["entities"]), len(attributions)


def main():
    # An offset that cassis cannot map is a warning to it.
    warnings.simplefilter("error")
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    counts = [check(folder) for folder in folders]
    names, attributions = (sum(count) for count in zip(*counts))
    print(f"cassis read {len(folders)} documents with {names} names and {attributions} attributions from CAS JSON")


main()
