"""Reads CoNLL exports with spaCy's converter and compares every name with the document that was written.

Usage: check_conll.py FOLDER, with a folder of files and an expected.sayso for each sample.
"""

# format: conll
import json
import sys
from pathlib import Path

from spacy.training.converters import conll_ner_to_docs

LABELS = {"PER": "PERSON"}


def check(folder):
    expected = json.loads((folder / "expected.sayso").read_text(encoding="utf-8"))
    text = expected["text"]
    (file,) = folder.glob("*.conll")
    documents = list(conll_ner_to_docs(file.read_text(encoding="utf-8"), n_sents=0, no_print=True))
    if not text:
        assert not documents
        return 0, 0
    (document,) = documents
    assert [token.text for token in document] == text.split(), "the words"
    found = [(LABELS.get(name.label_, name.label_), [token.text for token in name]) for name in document.ents]
    wanted = [(e["label"], text[e["start"] : e["end"]].split()) for e in expected["entities"]]
    assert found == wanted, (found, wanted)
    begins = [token.i for token in document if token.is_sent_start]
    lines = [len(line.split()) for line in text.split("\n")]
    assert begins == [sum(lines[:n]) for n in range(len(lines))], "the sentences"
    return len(found), len(document)


def main():
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    counts = [check(folder) for folder in folders]
    names, words = (sum(count) for count in zip(*counts))
    print(f"spaCy read {len(folders)} documents with {words} words and {names} names from CoNLL files")


main()
