"""Documents -> passages of tokens with what the model sees of them and what people marked.

A passage is a dict of arrays over its tokens:
  word, prefix, suffix, shape   32-bit hashes (see src/tagger/features.rs)
  bits                          n x BITS, 0 or 1
  names                         BIO tags over NAMES, or None where the corpus does not mark names
  cues                          0 none, 1 first, 2 inside; or None where the corpus does not mark attributions
  attributions                  list of (first cue token, behind last, roles over the passage: 0 none, 1 source, 2 content, 3 cue)
  pos, dep, ner                 ids of a parser's columns for auxiliary losses, or None
  start, end                    code points;  doc: index into the list of documents
"""
import gzip
import json
import subprocess

import numpy as np

NAMES = ["PERSON", "ORG", "LOC", "FAC", "NORP", "DATE", "MONEY", "PRODUCT", "MISC"]
NAME_TAGS = 1 + 2 * len(NAMES)
ROLES = ["source", "content", "cue"]
BITS = 101


def read_lines(path):
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def features(documents, sayso):
    """Runs `sayso features`, so that training sees exactly what the tagger sees."""
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents)
    done = subprocess.run([sayso, "features"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def inside(start, end, spans):
    """Which tokens lie mostly in one of the spans."""
    out = np.zeros(len(start), bool)
    for s, e in spans:
        overlap = np.minimum(end, e) - np.maximum(start, s)
        out |= overlap * 2 > end - start
    return out


def runs(mask):
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return list(zip(edges[::2], edges[1::2]))


def name_tags(start, end, entities):
    tags = np.zeros(len(start), np.int64)
    # Longest first: what stands inside a longer name is left out.
    for e in sorted(entities, key=lambda e: e["start"] - e["end"]):
        at = np.flatnonzero(inside(start, end, [(e["start"], e["end"])]))
        if len(at) and e["label"] in NAMES and not tags[at].any():
            tags[at] = 2 + 2 * NAMES.index(e["label"])
            tags[at[0]] -= 1
    return tags


def passages(documents, sayso, columns=None):
    """All passages of the documents. `columns`: parser's output by id, and dicts from its words to ids."""
    out = []
    for index, (doc, seen) in enumerate(zip(documents, features(documents, sayso))):
        assert doc["id"] == seen["id"]
        rows = seen["tokens"]
        base = np.array([r[:6] for r in rows], np.int64).reshape(-1, 6)
        parsed = columns[0].get(doc["id"]) if columns else None
        for first, last, kind in seen["passages"]:
            p = {"doc": index, "kind": kind, "start": base[first:last, 0], "end": base[first:last, 1]}
            for i, key in enumerate(("word", "prefix", "suffix", "shape")):
                p[key] = base[first:last, 2 + i]
            p["bits"] = np.zeros((last - first, BITS), np.float32)
            for i in range(first, last):
                p["bits"][i - first, rows[i][6:]] = 1
            lo, hi = p["start"][0], p["end"][-1]
            p["names"] = None
            if "entities" in doc:
                near = [e for e in doc["entities"] if e["end"] > lo and e["start"] < hi]
                p["names"] = name_tags(p["start"], p["end"], near)
            p["cues"], p["attributions"] = None, []
            if "attributions" in doc:
                attribute(p, doc["attributions"], lo, hi)
            p["pos"] = p["dep"] = p["ner"] = None
            if parsed:
                at = np.searchsorted(parsed[0], p["start"], side="right") - 1
                p["pos"], p["dep"], p["ner"] = (parsed[i][np.maximum(at, 0)] for i in (1, 2, 3))
            out.append(p)
    return out


def attribute(p, attributions, lo, hi):
    p["cues"] = np.zeros(len(p["start"]), np.int64)
    for a in attributions:
        if not a["cue"] or a["cue"][-1][1] <= lo or a["cue"][0][0] >= hi:
            continue
        cue = inside(p["start"], p["end"], a["cue"])
        parts = runs(cue)
        if not parts:
            continue
        # The longest part stands for the cue; its other parts are roles.
        first, last = max(parts, key=lambda r: r[1] - r[0])
        roles = np.zeros(len(cue), np.int64)
        roles[inside(p["start"], p["end"], a.get("content") or [])] = 2
        roles[inside(p["start"], p["end"], a.get("source") or [])] = 1
        roles[cue] = 3
        p["attributions"].append((int(first), int(last), roles))
        if not p["cues"][first:last].any():
            p["cues"][first:last] = 2
            p["cues"][first] = 1


def parser_columns(path, vocabularies):
    """Of each document: where its tokens start, and ids of POS, relation and NER."""
    out = {}
    for doc in read_lines(path):
        rows = [t for s in doc["sentences"] for t in s]
        ids = [np.array([v.setdefault(r[c], len(v)) for r in rows]) for c, v in zip((2, 5, 3), vocabularies)]
        out[doc["id"]] = (np.array([r[0] for r in rows]), *ids)
    return out, vocabularies
