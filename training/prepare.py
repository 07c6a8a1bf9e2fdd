"""Reads documents once for all runs: `prepare.py OUT --train FILE… --dev FILE… [--columns FILE…]`

FILE: JSON lines of {"id", "text", "entities"?, "attributions"?} (also .gz), or one document that Sayso wrote. What the layer
`entities` or `attributions` of a corpus lacks is not learnt from it: a corpus may mark names only. Of a document that Sayso wrote
the confirmed annotations count, or all that are not rejected where none is confirmed; so confirm before you train.
Columns: a parser's tokens for some of the documents, for auxiliary losses (the `-corenlp` files).
"""
import argparse
import json
import pickle
from pathlib import Path

import data

MARKED = ("entities", "attributions")


def documents(path):
    text = Path(path).read_text(encoding="utf-8") if not str(path).endswith(".gz") else None
    try:
        found = [json.loads(text)] if text else data.read_lines(path)
    except json.JSONDecodeError:
        found = data.read_lines(path)
    return [decided(d) for d in found]


def decided(document):
    for layer in MARKED:
        marks = document.get(layer)
        if marks and "status" in marks[0]:
            confirmed = [m for m in marks if m["status"] == "confirmed"]
            document[layer] = confirmed or [m for m in marks if m["status"] != "rejected"]
    return document


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--train", nargs="+", required=True)
    args.add_argument("--dev", nargs="+", required=True)
    args.add_argument("--columns", nargs="*", default=[])
    args.add_argument("--sayso", default="target/release/sayso")
    args = args.parse_args()
    vocabularies, parsed = ({}, {}, {}), {}
    for path in args.columns:
        parsed |= data.parser_columns(path, vocabularies)[0]
    prepared = {"columns": [len(v) for v in vocabularies]}
    for part in ("train", "dev"):
        prepared[part] = {}
        for path in getattr(args, part):
            found = documents(path)
            name = Path(path).name.split(".")[0]
            prepared[part][name] = (found, data.passages(found, args.sayso, (parsed, vocabularies)))
            tokens = sum(len(p["word"]) for p in prepared[part][name][1])
            print(f"{part} {name}: {len(found)} documents, {tokens} tokens")
    with open(args.out, "wb") as out:
        pickle.dump(prepared, out, protocol=4)


if __name__ == "__main__":
    main()
