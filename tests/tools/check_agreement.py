"""Checks the figures of `sayso agree` against PyPI's krippendorff and scikit-learn.

Usage: check_agreement.py FOLDER, with an expected.sayso for each sample; SAYSO names the command if it is built already.

Three people mark the samples: what stands there, each with changes of their own. From Sayso comes only where the tokens
stand; which label and which role each has is found out here, from the documents.
"""
# format: sayso

import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score

SAYSO = [os.environ["SAYSO"]] if "SAYSO" in os.environ else ["cargo", "run", "--quiet", "--features", "cli", "--"]
LABELS = ["PERSON", "TITLE", "ORG", "LOC", "FAC", "NORP", "DATE", "TIME", "MONEY", "QUANTITY", "PRODUCT", "MISC"]
ROLES = ["source", "cue", "content"]


def agree(*files):
    command = [*SAYSO, "agree", "--json", "--tokens", *files]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout)


def changed(document, person):
    """What somebody makes of a document: less, other labels, other ends."""
    document = json.loads(json.dumps(document))
    for number, entity in enumerate(document["entities"]):
        if (number + person) % 7 == 0:
            entity["status"] = "rejected"
        elif entity["status"] == "rejected":
            entity["status"] = "suggested"
        if (number + 2 * person) % 9 == 0:
            entity["label"] = LABELS[(LABELS.index(entity["label"]) + person) % len(LABELS)]
    for number, said in enumerate(document["attributions"]):
        if (number + person) % 6 == 0:
            said["status"] = "rejected"
        if (number + person) % 4 == 0 and said["content"]:
            start, end = said["content"][0]
            said["content"][0] = [start, start + max(1, (end - start) // 2)]
    return document


def touched(tokens, start, end):
    return [i for i, (first, last) in enumerate(tokens) if first < end and last > start]


def labels(document, tokens):
    live = [e for e in document["entities"] if e["status"] != "rejected"]
    live.sort(key=lambda e: (e["end"] - e["start"], -e["start"], LABELS.index(e["label"])))
    found = [0] * len(tokens)
    for entity in live:
        for token in touched(tokens, entity["start"], entity["end"]):
            found[token] = 1 + LABELS.index(entity["label"])
    return found


def having(document, tokens, role):
    found = [0] * len(tokens)
    for said in document["attributions"]:
        for start, end in said[role] if said["status"] != "rejected" else []:
            for token in touched(tokens, start, end):
                found[token] = 1
    return found


def names(documents):
    return [(d["id"], e["start"], e["end"], e["label"]) for d in documents for e in d["entities"] if e["status"] != "rejected"]


def main(folder):
    samples = sorted(pathlib.Path(folder).glob("*/expected.sayso"))
    written = [{**json.loads(path.read_text(encoding="utf-8")), "id": path.parent.name} for path in samples]
    people = [[changed(document, person) for document in written] for person in range(3)]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for person, documents in enumerate(people):
            files.append(str(pathlib.Path(folder) / f"{person}.jsonl"))
            pathlib.Path(files[-1]).write_text("".join(json.dumps(d) + "\n" for d in documents))
        report = agree(*files)
    tokens = {detail["id"]: detail["tokens"] for detail in report["differences"]}
    units = {"entities": [sum((labels(d, tokens[d["id"]]) for d in documents), []) for documents in people]}
    for role in ROLES:
        units[role] = [sum((having(d, tokens[d["id"]], role) for d in documents), []) for documents in people]

    checked = 0

    def check(what, found, expected):
        nonlocal checked
        assert abs(found - expected) < 1e-9, f"{what}: {found} instead of {expected}"
        checked += 1

    alphas = {"entities": report["alpha"]["entities"], **report["alpha"]["roles"]}
    for what, said in units.items():
        check(f"alpha, {what}", alphas[what], krippendorff.alpha(numpy.array(said), level_of_measurement="nominal"))
    for pair in report["pairs"]:
        a, b = pair["a"], pair["b"]
        kappas = {"entities": pair["entities"]["kappa"], **{role: pair["roles"][role]["kappa"] for role in ROLES}}
        for what, said in units.items():
            check(f"kappa, {what}, {a}, {b}", kappas[what], cohen_kappa_score(said[a], said[b]))
        one, other = names(people[a]), names(people[b])
        exact = 2 * len(set(one) & set(other)) / (len(one) + len(other))
        check(f"exact F1, {a}, {b}", pair["entities"]["exact"]["f1"], exact)
    assert len(report["pairs"]) == len(list(itertools.combinations(people, 2)))
    print(f"agreement: {checked} figures over {len(units['entities'][0])} tokens are those of krippendorff and scikit-learn")


if __name__ == "__main__":
    main(sys.argv[1])
