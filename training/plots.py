"""Pictures for the docs: `plots.py curves OUT LOG…` (learning curves), `plots.py sure OUT SAYSO MODEL POLNEAR WORLDWIDE` (reliability,
precision and recall)."""
import json
import subprocess
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

SHOWN = ["polnear-dev full", "polnear-dev exact source", "polnear-dev exact content", "worldwide-dev coarse", "worldwide-dev exact"]


def curves(out, logs):
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
    rows = []
    for log in logs:
        before = rows[-1]["epoch"] if rows else 0
        rows += [row | {"epoch": row["epoch"] + before} for row in map(json.loads, open(log))]
    left.plot([r["epoch"] for r in rows], [r["loss"] for r in rows])
    left.set(xlabel="epoch", ylabel="loss (training)")
    for name in SHOWN:
        scored = [r for r in rows if name in r]
        right.plot([r["epoch"] for r in scored], [r[name][0] for r in scored], marker="o", label=name)
    right.set(xlabel="epoch", ylabel="F1 on dev (PyTorch, weights averaged)")
    right.legend(loc="center right", fontsize="small")
    save(figure, out)


def calibration(sayso, model, gold, layer):
    done = subprocess.run([sayso, "--model", model, "eval", gold, "--calibration", "--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)["calibration"][layer]


def sure(out, sayso, model, polnear, worldwide):
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.6))
    left.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    for name, gold, layer in (("attributions (PolNeAR dev)", polnear, "attributions"), ("names (Worldwide dev)", worldwide, "entities")):
        found = calibration(sayso, model, gold, layer)
        # A handful of marks say nothing.
        bins = [b for b in found["bins"] if b["count"] >= 20]
        left.plot([b["confidence"] for b in bins], [b["right"] for b in bins], marker="o",
                  label=f"{name}: calibration error {found['ece']:.3f}")
        rows = [t for t in found["thresholds"] if t["pred"]]
        right.plot([t["R"] for t in rows], [t["P"] for t in rows], marker=".", label=name)
    left.set(xlabel="confidence shown", ylabel="share that is right", title="Reliability", xlim=(0, 1), ylim=(0, 1))
    right.set(xlabel="recall", ylabel="precision", title="Precision and recall, by threshold", xlim=(0, 1), ylim=(0, 1))
    left.legend(loc="lower right", fontsize="small")
    right.legend(loc="lower left")
    save(figure, out)


def save(figure, out):
    figure.tight_layout()
    figure.savefig(out, dpi=100)


if __name__ == "__main__":
    what, out, *others = sys.argv[1:]
    curves(out, others) if what == "curves" else sure(out, *others)
