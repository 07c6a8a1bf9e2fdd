"""A trained student -> models/en.bin, as src/tagger/file.rs reads it; and what PyTorch says, for the tests to compare with.

    python training/export.py CHECKPOINT [--output models/en.bin] [--calibration FILE] [--parity SAYSO]
    python training/export.py --random VOCABULARY ...

CHECKPOINT: dict of "model" (Student.state_dict()) and "vocabulary". Calibration: JSON of "names" and "attributions", each a
list of [score, probability], rising, 32 at most; and "thresholds", any of those below.

Matrices have 8 bits a weight and a scale a row, rows of words have 4. What compresses badly (word rows, codes, hashes) stands
at the end of the embedding, everything alike side by side.
"""
import argparse
import gzip
import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import torch

import data
import decode
import student

MAGIC, VERSION = b"sayso-tg", 1
THRESHOLDS = {"cue": decode.CUE_THRESHOLD, "candidate": 0.2, "switch": decode.SWITCH, "source": decode.SOURCE_REGION, "least_name": 0.0,
              "least_attribution": 0.0}


def upper_half(x):
    """The 16 upper bits of float32s, away from zero, so that no weight is beyond the last step."""
    bits = np.asarray(x, np.float32).view(np.uint32)
    return ((bits + 0xFFFF) >> 16).astype(np.uint16)


def widened(halves):
    return (halves.astype(np.uint32) << 16).view(np.float32)


def quantised(matrix, steps=127, shrink=(1.0,)):
    """-> steps, halves of scales, the matrix that these stand for. shrink: parts of the full range to try; the best is kept."""
    matrix = np.asarray(matrix, np.float32)
    best = None
    for part in shrink:
        halves = upper_half(np.abs(matrix).max(1) * part / steps)
        scale = widened(halves)[:, None]
        q = np.clip(np.round(matrix / np.where(scale > 0, scale, 1)), -steps, steps)
        back = (q * scale).astype(np.float32)
        error = ((back - matrix) ** 2).sum(1)
        if best is None:
            best = [q, halves, back, error]
        else:
            for old, new in zip(best, (q, halves, back, error)):
                better = error < best[3]
                old[better] = new[better]
    return best[0].astype(np.int8), best[1], best[2]


def rice(numbers):
    """Rising numbers by their distances, less one: Rice's code, bits from the lowest."""
    distances = np.diff(np.concatenate(([-1], np.asarray(numbers, np.int64)))) - 1
    assert (distances >= 0).all()

    def coded(shift):
        return (distances >> shift).sum() + len(distances) * (1 + shift)

    shift = min(range(17), key=coded)
    bits = []
    for d in distances.tolist():
        bits += [1] * (d >> shift) + [0] + [d >> place & 1 for place in range(shift)]
    packed = np.packbits(np.array(bits, np.uint8), bitorder="little").tobytes()
    return struct.pack("<II", shift, len(packed)) + packed


class Writer:
    def __init__(self, state, steps=127):
        self.state, self.steps, self.parts, self.rounded = state, steps, [], {}

    def sizes(self, *numbers):
        self.parts.append(struct.pack(f"<{len(numbers)}I", *numbers))

    def floats(self, numbers):
        self.parts.append(np.asarray(numbers, "<f4").tobytes())

    def vector(self, *names):
        """The sum of some vectors of the state."""
        self.floats(sum(self.state[n] for n in names).numpy())

    def matrix(self, *names, turned=False):
        """Some matrices below each other: all scales, then all rows."""
        scales, rows = [], []
        for name in names:
            m = self.state[name].numpy()
            q, s, back = quantised(m.T if turned else m, self.steps)
            self.rounded[name] = torch.from_numpy(np.ascontiguousarray(back.T if turned else back))
            scales.append(s.astype("<u2").tobytes())
            rows.append(q.tobytes())
        self.parts += scales + rows

    def both(self, name):
        for lstm in ("there", "back"):
            self.matrix(f"{name}.{lstm}.weight_ih_l0")
            self.matrix(f"{name}.{lstm}.weight_hh_l0")
            self.vector(f"{name}.{lstm}.bias_ih_l0", f"{name}.{lstm}.bias_hh_l0")

    def words(self, vocabulary):
        """-> rows of the vocabulary in the order of the file."""
        own, codes = self.state["own"].numpy(), np.asarray(vocabulary["codes"])
        kinds, taken = ([], [], []), set()
        for row, h in enumerate(int(h) >> 8 for h in vocabulary["hashes"]):
            coded = codes[row, 0] >= 0
            if h in taken or not (coded or row < len(own)):
                continue
            taken.add(h)
            kinds[2 if row >= len(own) else 0 if coded else 1].append((h, row))
        kinds = [sorted(kind) for kind in kinds]
        rows = [[row for _, row in kind] for kind in kinds]
        books = self.state["codebooks"]
        self.sizes(own.shape[1], len(books), *map(len, rows))
        backs = []
        for book in books.numpy():
            q, s, back = quantised(book)
            self.parts += [s.astype("<u2").tobytes(), q.tobytes()]
            backs.append(torch.from_numpy(back))
        self.rounded["codebooks"] = torch.stack(backs)
        self.vector("unknown")
        q, s, back = quantised(own, 7, np.arange(0.5, 1.01, 0.05))
        self.rounded["own"] = torch.from_numpy(back)
        with_own = rows[0] + rows[1]
        nibbles = (q[with_own] + 8).astype(np.uint8)
        self.parts += [s[with_own].astype("<u2").tobytes(), (nibbles[:, ::2] | nibbles[:, 1::2] << 4).tobytes()]
        with_codes = rows[0] + rows[2]
        self.parts.append(codes[with_codes].T.astype(np.uint8).tobytes())
        self.parts += [rice([h for h, _ in kind]) for kind in kinds]
        return {h: row for kind in kinds for h, row in kind}

    def file(self):
        payload = b"".join(self.parts)
        return MAGIC + struct.pack("<I", VERSION) + hashlib.sha256(payload).digest() + payload


def write(state, vocabulary, calibration, steps=127):
    """-> bytes of the file, Student with the rounded weights, row of each 24-bit hash"""
    w = Writer(state, steps)
    w.sizes(len(data.NAMES))
    w.parts += [bytes([len(n)]) + n.encode() for n in data.NAMES]
    thresholds = THRESHOLDS | calibration.get("thresholds", {})
    w.floats([thresholds[k] for k in THRESHOLDS])
    for kind in ("names", "attributions"):
        points = calibration.get(kind, [])
        w.sizes(len(points))
        w.floats(np.array(points).reshape(-1))
    w.sizes(student.WIDTH, student.HIDDEN, student.ROLE, student.ROLE_HIDDEN, len(student.EDGES), *student.EDGES)
    w.sizes(data.BITS, student.AFFIX_ROWS, student.AFFIX, student.SHAPE_ROWS, student.FEATS)
    for name in ("prefix", "suffix", "shape"):
        w.matrix(f"{name}.weight")
    w.matrix("bits.weight", turned=True)
    w.vector("bits.bias")
    places = w.words(vocabulary)
    w.both("first")
    w.both("second")
    heads = ("name_hidden", "cue_hidden", "role_token")
    w.matrix(*(f"{h}.weight" for h in heads))
    for h in heads:
        w.vector(f"{h}.bias")
    for name in ("name", "cue", "role_cue"):
        w.matrix(f"{name}.weight")
        w.vector(f"{name}.bias")
    w.matrix("role_distance.weight")
    w.both("role_both")
    w.matrix("role.weight")
    w.vector("role.bias")
    rounded = student.Student(vocabulary)
    rounded.load_state_dict({k: w.rounded.get(k, v) for k, v in state.items()}, strict=False)
    return w.file(), rounded.eval(), places


# Sentences of our own: names, quotations, cues of several kinds, an unknown word, an accent, marks.
SENTENCES = [
    "Zubarev told reporters on Tuesday that the “Kestrel” drones had crossed the border at dawn.",
    "“We will not sign it,” said Ana Lindqvist, the finance minister of Norland. “Not this year.”\n\n"
    "According to two officials who spoke on condition of anonymity, talks in Port-Éloi collapsed over $3.5 million.",
    "DAM BURSTS IN EASTERN PROVINCE, MINISTRY SAYS\n\nNo.\n\n"
    "The Bureau of Rivers denied Monday that it had known of the cracks; its director, Mr. O’Hara, did not respond.",
]


def parity(model, places, sayso):
    """What PyTorch says of the sentences: scores of names and cues, and of the roles of two made-up cues a passage."""
    documents = [{"id": str(i), "text": s} for i, s in enumerate(SENTENCES)]
    passages = data.passages(documents, sayso)
    out = [{"text": d["text"], "passages": []} for d in documents]
    for p in passages:
        p["row"] = torch.tensor([places.get(int(h) >> 8, -1) for h in p["word"]])
        rows = (("prefix", student.AFFIX_ROWS), ("suffix", student.AFFIX_ROWS), ("shape", student.SHAPE_ROWS))
        p["ids"] = torch.tensor(np.array([p[key] % count for key, count in rows]))
        batch = student.collate([p])
        n = len(p["row"])
        cues = sorted({(n // 3, n // 3), (n // 2, min(n // 2 + 1, n - 1))})
        with torch.no_grad():
            _, h = model.encode(batch)
            names, cue = model.tags(h)
            roles = model.roles(h, torch.tensor([(0, a, b) for a, b in cues]), batch["lengths"])
        digits = lambda t: np.round(t.numpy().astype(float), 3).tolist()
        out[p["doc"]]["passages"].append({
            "names": digits(names[:, 0]), "cues": digits(cue[:, 0]),
            "roles": [{"first": a, "last": b, "scores": digits(roles[:, i])} for i, (a, b) in enumerate(cues)]})
    return out


def decoding(cases=12):
    """Scores out of thin air, and what decode.py makes of them."""
    random = np.random.default_rng(5)

    def smooth(n, k, spread):
        x = random.normal(size=(n + 2, k))
        return np.round((x[:-2] + x[1:-1] + x[2:]) * spread, 2)

    def probabilities(scores):
        e = np.exp(scores - scores.max(-1, keepdims=True))
        return e / e.sum(-1, keepdims=True)

    out = []
    for n in range(8, 8 + 2 * cases, 2):
        p = {"start": np.arange(n), "end": np.arange(1, n + 1)}
        # Few cues, as in texts.
        names, cues, roles = smooth(n, data.NAME_TAGS, 2), smooth(n, 3, 1) + np.array([2.5, 0, 0]), []

        def roles_of(found):
            roles.extend(smooth(n, 4, 1.5) for _ in found)
            return [probabilities(r) for r in roles]

        found = decode.attributions(p, probabilities(cues), roles_of)
        out.append({"names": names.tolist(), "cues": cues.tolist(), "roles": [r.tolist() for r in roles],
                    "found": [[e["start"], e["end"], e["label"]] for e in decode.names(p, probabilities(names))],
                    "attributions": [{k: [list(map(int, x)) for x in a[k]] for k in ("source", "cue", "content")} for a in found]})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint", nargs="?")
    parser.add_argument("--random", metavar="VOCABULARY", help="an untrained student over this vocabulary")
    parser.add_argument("--output", default="models/en.bin", type=Path)
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--parity", metavar="SAYSO", help="write tests/tagger/parity.json, too; features by this command")
    parser.add_argument("--steps", type=int, default=127, help="greatest weight of a matrix; fewer compress better")
    args = parser.parse_args()
    if args.random:
        torch.manual_seed(0)
        vocabulary = torch.load(args.random, weights_only=False)
        state = student.Student(vocabulary).state_dict()
    else:
        checkpoint = torch.load(args.checkpoint, weights_only=False, map_location="cpu")
        vocabulary, state = checkpoint["vocabulary"], {k: v.float() if v.is_floating_point() else v for k, v in checkpoint["model"].items()}
    calibration = json.loads(args.calibration.read_text()) if args.calibration else {}
    file, model, places = write(state, vocabulary, calibration, args.steps)
    args.output.parent.mkdir(exist_ok=True)
    args.output.write_bytes(file)
    print(f"{args.output}: {len(file):,} bytes, {len(gzip.compress(file, 9)):,} gzipped")
    if args.parity:
        path = Path(__file__).parent.parent / "tests/tagger/parity.json"
        path.parent.mkdir(exist_ok=True)
        said = {"documents": parity(model, places, args.parity), "decoding": decoding()}
        path.write_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
