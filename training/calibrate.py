"""Fits what the model's scores are worth: `calibrate.py SAYSO MODEL THRESHOLDS OUT --gold FILE…` writes the tables that export.py takes.

Annotates the gold documents with a model whose tables are the identity, asks for each mark that the tagger made whether it
is right as the scorer sees it, and fits a rising line through it (isotonic regression, then a few points of it).
"""
import argparse
import json
import subprocess

import numpy as np

import data
from evaluate import scorer

POINTS = 14
# Half the best F1 on dev: what is less likely right lowers F1 (docs/model.md).
LEAST = {"least_name": 0.40, "least_attribution": 0.35}


def pairs(gold, found):
    """(score, right) of the names and of the attributions that the tagger made"""
    names, attributions = [], []
    labels = {e["label"] for g in gold.values() for e in g.get("entities", [])} - {"DATE"}
    for key, g in gold.items():
        p = found[key]
        if "entities" in g:
            right = scorer.entity_set(g, g["text"], labels)
            for e in p["entities"]:
                if e["label"] in labels and e.get("rule") == "learned":
                    names.append((e["confidence"], scorer.trim(g["text"], e["start"], e["end"], e["label"]) in right))
        if "attributions" in g:
            gs, ps = ([a for a in scorer.prepare(d["text"], d["attributions"]) if a["content"]] for d in (g, p))
            matched = set(scorer.match(gs, ps, scorer.full).values())
            attributions += [(a["record"]["confidence"], j in matched) for j, a in enumerate(ps) if a["record"].get("rule") == "learned"]
    return names, attributions


def isotonic(points):
    """Pool adjacent violators -> rising (score, share right), few points"""
    points = sorted(points)
    blocks = []
    # Some forty at a time: less noise at the ends.
    size = max(len(points) // 60, 1)
    for i in range(0, len(points), size):
        part = points[i:i + size]
        blocks.append([np.mean([s for s, _ in part]), np.mean([r for _, r in part]), len(part)])
        while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
            (s, r, n), (t, q, m) = blocks[-2:]
            blocks[-2:] = [[(s * n + t * m) / (n + m), (r * n + q * m) / (n + m), n + m]]
    while len(blocks) > POINTS:
        # Join the two neighbours that differ least.
        i = min(range(len(blocks) - 1), key=lambda i: blocks[i + 1][1] - blocks[i][1])
        (s, r, n), (t, q, m) = blocks[i:i + 2]
        blocks[i:i + 2] = [[(s * n + t * m) / (n + m), (r * n + q * m) / (n + m), n + m]]
    return [[float(s), float(r)] for s, r, _ in blocks]


def error(points, table):
    """Expected calibration error, ten bins"""
    xs, ys = zip(*table)
    value = np.interp([s for s, _ in points], xs, ys)
    right = np.array([r for _, r in points], float)
    bins = np.minimum((value * 10).astype(int), 9)
    return sum(abs(value[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any())


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("sayso")
    args.add_argument("model")
    args.add_argument("thresholds", help="those that the model was exported with")
    args.add_argument("out")
    args.add_argument("--gold", nargs="+", required=True)
    args = args.parse_args()
    names, attributions = [], []
    for path in args.gold:
        documents = data.read_lines(path)
        lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents)
        done = subprocess.run([args.sayso, "--model", args.model, "annotate", "--input", "jsonl", "--format", "jsonl", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
        found = {d["id"]: d for d in map(json.loads, done.stdout.splitlines())}
        n, a = pairs({d["id"]: d for d in documents}, found)
        names, attributions = names + n, attributions + a
    tables = {"thresholds": json.load(open(args.thresholds))["thresholds"] | LEAST}
    for key, points in (("names", names), ("attributions", attributions)):
        tables[key] = isotonic(points)
        crossed = sum(error(points[i::2], isotonic(points[1 - i::2])) for i in (0, 1)) / 2
        print(f"{key}: {len(points)} marks, {np.mean([r for _, r in points]):.3f} right, calibration error {error(points, tables[key]):.4f}, "
              f"fitted on one half and measured on the other {crossed:.4f}")
    json.dump(tables, open(args.out, "w"), indent=1)


if __name__ == "__main__":
    main()
