"""Scores decoded passages with the project's scorer (../shared/score/score.py, or where SCORER says)."""
import importlib.util
import os
from pathlib import Path

import decode

PATH = os.environ.get("SCORER", Path(__file__).parents[2] / "shared/score/score.py")
spec = importlib.util.spec_from_file_location("score", PATH)
scorer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(scorer)

SHOWN = {"entities": ["exact", "coarse", "spans"],
         "attributions": ["full", "full direct", "full indirect", "content", "exact source", "exact cue", "exact content"]}


def documents_of(documents, passages, threshold=decode.CUE_THRESHOLD):
    """Decodes soft_names, soft_cues and soft_roles of the passages."""
    out = {d["id"]: {"id": d["id"], "text": d["text"], "entities": [], "attributions": []} for d in documents}
    for p in passages:
        d = out[documents[p["doc"]]["id"]]
        d["entities"] += decode.names(p, p["soft_names"])
        roles = {(a, b): r for a, b, r in p["soft_roles"]}
        spans = decode.cue_spans(p["soft_cues"], threshold)
        if all((a, b) in roles for a, b, _ in spans):
            d["attributions"] += decode.attributions(p, p["soft_cues"], lambda found: [roles[f] for f in found], threshold)
    return out


def score(documents, passages, corpus, threshold=decode.CUE_THRESHOLD):
    found = scorer.score({d["id"]: d for d in documents}, documents_of(documents, passages, threshold))
    out = {}
    for layer, rows in SHOWN.items():
        for row in rows if layer in found else ():
            r = found[layer][row]
            out[f"{corpus} {row}"] = [round(100 * r[k], 2) for k in ("F1", "P", "R")]
    return out
