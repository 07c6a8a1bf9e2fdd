"""Probabilities -> documents, as src/tagger/ and src/attribution/ do it; here for learning curves and choosing a model."""
import numpy as np

from data import NAMES, runs

CUE_THRESHOLD = 0.5
SWITCH = 1.5
SOURCE_REGION = 0.25


def viterbi(scores, switch):
    """Best path; switch[i, j]: what it costs to go from i to j."""
    n, k = scores.shape
    back = np.zeros((n, k), np.int32)
    best = scores[0].copy()
    for t in range(1, n):
        total = best[:, None] - switch
        back[t] = total.argmax(0)
        best = total.max(0) + scores[t]
    path = [int(best.argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return np.array(path[::-1])


def name_switch():
    k = 1 + 2 * len(NAMES)
    cost = np.zeros((k, k))
    for j in range(2, k, 2):
        cost[:, j] = 1e9
        cost[j - 1, j] = cost[j, j] = 0
    return cost


NAME_SWITCH = name_switch()
ROLE_SWITCH = np.zeros((4, 4))
ROLE_SWITCH[2, :] = ROLE_SWITCH[:, 2] = SWITCH
ROLE_SWITCH[2, 2] = 0


def names(p, probabilities):
    scores = np.log(probabilities + 1e-9)
    scores[0, 2::2] = -1e9
    tags = viterbi(scores, NAME_SWITCH)
    out, at = [], 0
    while at < len(tags):
        if tags[at] % 2 == 1:
            end = at + 1
            while end < len(tags) and tags[end] == tags[at] + 1:
                end += 1
            out.append({"start": int(p["start"][at]), "end": int(p["end"][end - 1]), "label": NAMES[(tags[at] - 1) // 2]})
            at = end
        else:
            at += 1
    return out


def cue_spans(probabilities, threshold=CUE_THRESHOLD):
    """Runs of tokens of which first + inside exceeds the threshold, cut where a first one stands: (first, behind last, mean)"""
    inside = probabilities[:, 1] + probabilities[:, 2]
    out, at = [], 0
    while at < len(inside):
        if inside[at] > threshold:
            end = at + 1
            while end < len(inside) and inside[end] > threshold and probabilities[end, 1] <= probabilities[end, 2]:
                end += 1
            out.append((at, end, float(inside[at:end].max())))
            at = end
        else:
            at += 1
    return out


def attribution(probabilities, first, last):
    """Roles of one cue, n x 4 -> masks of source, content, cue"""
    tags = viterbi(np.log(probabilities + 1e-9), ROLE_SWITCH)
    sources = runs(tags == 1)
    if not sources:
        sources = runs(probabilities[:, 1] > SOURCE_REGION)
    source = np.zeros(len(tags), bool)
    if sources:
        a, b = max(sources, key=lambda r: probabilities[r[0]:r[1], 1].sum())
        source[a:b] = True
    cue = tags == 3
    cue[first:last] = True
    content = (tags == 2) & ~source & ~cue
    return source & ~cue, content, cue


def spans(p, mask):
    return [[int(p["start"][a]), int(p["end"][b - 1])] for a, b in runs(mask)]


def attributions(p, cue_probabilities, roles_of, threshold=CUE_THRESHOLD):
    """roles_of(list of (first, behind last)) -> role probabilities of each"""
    found = cue_spans(cue_probabilities, threshold)
    out = []
    for (a, b, sure), probabilities in zip(found, roles_of([f[:2] for f in found]) if found else []):
        source, content, cue = attribution(probabilities, a, b)
        if content.any():
            out.append([source, content, cue, sure])
    # Two cues next to each other with much the same content are one.
    merged = []
    for x in out:
        if merged:
            y = merged[-1]
            both, either = (x[1] & y[1]).sum(), (x[1] | y[1]).sum()
            gap = np.flatnonzero(x[2])[0] - np.flatnonzero(y[2])[-1]
            if gap <= 3 and both * 2 > either:
                best = x if x[3] > y[3] else y
                merged[-1] = [best[0], best[1] & ~(x[2] | y[2]), x[2] | y[2], max(x[3], y[3])]
                continue
        merged.append(x)
    return [{"source": spans(p, s), "cue": spans(p, c), "content": spans(p, t), "confidence": sure} for s, t, c, sure in merged]
