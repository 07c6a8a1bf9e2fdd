"""Trains a teacher on one fold of the documents and labels the others: `train_teacher.py PREPARED OUT --fold 0`"""
import argparse
import json
import pickle
import random
import time

import numpy as np
import torch
from tqdm import tqdm
from torch.nn import functional as F

import evaluate
import teacher


def fold_of(document, folds):
    return sum(document["id"].encode()) % folds


def targets(chunk, batch, rng=None, extra=None):
    """Names and cues of each token (-100: not marked), cues with their roles."""
    size = batch["first"].shape
    names, cues = torch.full(size, -100), torch.full(size, -100)
    wanted, roles = [], []
    for w, window in enumerate(chunk):
        for p, start in zip(window, batch["start"][w]):
            n = len(p["case"])
            if p["names"] is not None:
                names[w, start:start + n] = torch.from_numpy(p["names"])
            if p["cues"] is not None:
                cues[w, start:start + n] = torch.from_numpy(p["cues"])
            for first, last, role in p["attributions"]:
                wanted.append((w, start, n, start + first, start + last - 1))
                roles.append(role)
            # Cues that it finds and that are none: to be given no roles.
            for first, last in p.get("false", ()):
                wanted.append((w, start, n, start + first, start + last - 1))
                roles.append(np.zeros(n, np.int64))
    return names, cues, torch.tensor(wanted), roles


def padded(roles):
    out = torch.full((len(roles), max(map(len, roles))), -100)
    for i, r in enumerate(roles):
        out[i, :len(r)] = torch.from_numpy(r)
    return out


def predict(model, chunk, ids, threshold, gold=False):
    """Adds to each passage: soft_names, soft_cues, soft_roles = list of (first, behind last, n x 4)."""
    from decode import cue_spans
    batch = teacher.collate(chunk, *ids)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        h = model.encode(batch)
        names, cues = model.name(h).float().softmax(-1).numpy(), model.cue(h).float().softmax(-1).numpy()
        wanted, where = [], []
        for w, window in enumerate(chunk):
            for p, start in zip(window, batch["start"][w]):
                n = len(p["case"])
                p["soft_names"], p["soft_cues"], p["soft_roles"] = names[w, start:start + n], cues[w, start:start + n], []
                found = {(a, b) for a, b, _ in cue_spans(p["soft_cues"], threshold)}
                found |= {(a, b) for a, b, _ in p["attributions"]} if gold else set()
                for a, b in sorted(found):
                    wanted.append((w, start, n, start + a, start + b - 1))
                    where.append((p, a, b, n))
        if wanted:
            roles = model.roles(h, torch.tensor(wanted)).float().softmax(-1).numpy()
            for (p, a, b, n), r in zip(where, roles):
                p["soft_roles"].append((a, b, r[:n]))


def label(model, passages, ids, threshold, gold=False, each=16):
    model.eval()
    chunks = teacher.windows(passages)
    for i in range(0, len(chunks), each):
        predict(model, chunks[i:i + each], ids, threshold, gold)
    model.train()


def main():
    args = argparse.ArgumentParser()
    args.add_argument("prepared")
    args.add_argument("out")
    args.add_argument("--fold", type=int, default=0, help="documents of this fold are labelled, not learnt from; -1: learn all")
    args.add_argument("--folds", type=int, default=2)
    args.add_argument("--epochs", type=float, default=6)
    args.add_argument("--batch", type=int, default=8)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    prepared = pickle.load(open(args.prepared, "rb"))
    learn, other = [], []
    for corpus, (documents, passages) in prepared["train"].items():
        ids = teacher.tokenize(documents, passages)
        for p in passages:
            (other if fold_of(documents[p["doc"]], args.folds) == args.fold else learn).append(p)
        for p in passages:
            p["doc"] = (corpus, p["doc"])
    dev = prepared["dev"]
    for documents, passages in dev.values():
        teacher.tokenize(documents, passages)
    chunks = teacher.windows(learn)
    model = teacher.Teacher()
    heads = [p for n, p in model.named_parameters() if not n.startswith("bert.") and p.requires_grad]
    body = [p for n, p in model.named_parameters() if n.startswith("bert.") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01, betas=(0.9, 0.98))
    per_epoch = len(chunks) // args.batch
    steps = int(per_epoch * args.epochs)
    warm = max(steps // 12, 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)) + 0.01))
    average = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
    print(f"{len(learn)} passages to learn, {len(other)} to label, {len(chunks)} windows, {steps} steps", flush=True)
    began, seen, losses = time.time(), 0, []
    order = []
    for step in tqdm(range(steps), "teacher", mininterval=10):
        if len(order) < args.batch:
            order = rng.sample(range(len(chunks)), len(chunks))
        chunk = [chunks[order.pop()] for _ in range(args.batch)]
        batch = teacher.collate(chunk, *ids)
        seen += int(batch["attention"].sum())
        names, cues, wanted, roles = targets(chunk, batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h = model.encode(batch)
            name, cue = model.name(h).float(), model.cue(h).float()
            loss = torch.zeros(())
            if (names >= 0).any():
                loss = loss + F.cross_entropy(name.flatten(0, 1), names.flatten(), ignore_index=-100)
            if (cues >= 0).any():
                loss = loss + 2 * F.cross_entropy(cue.flatten(0, 1), cues.flatten(), ignore_index=-100)
                if step > warm:
                    false_cues(chunk, batch, cue.detach().softmax(-1).numpy())
            if len(roles):
                found = model.roles(h, wanted).float()
                loss = loss + 0.5 * F.cross_entropy(found.flatten(0, 1), padded(roles).flatten(), ignore_index=-100)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        decay = min(0.998, (step + 1) / (step + 10))
        with torch.no_grad():
            for n, p in model.named_parameters():
                if n in average:
                    average[n].lerp_(p, 1 - decay)
        losses.append(loss.item())
        if step % 50 == 49:
            print(f"step {step + 1}/{steps} loss {np.mean(losses[-50:]):.4f} {seen / (time.time() - began):.0f} pieces/s {time.time() - began:.0f} s", flush=True)
    model.load_state_dict(average, strict=False)
    torch.save({n: p for n, p in model.state_dict().items() if "word_embeddings" not in n}, f"{args.out}/teacher{args.fold}.pt")
    scores = {}
    for corpus, (documents, passages) in dev.items():
        label(model, passages, ids, 0.3)
        scores |= evaluate.score(documents, passages, corpus)
    print(json.dumps(scores), flush=True)
    soft = {c: [(p["soft_names"].astype(np.float16), p["soft_cues"].astype(np.float16),
                 [(a, b, r.astype(np.float16)) for a, b, r in p["soft_roles"]]) for p in ps] for c, (_, ps) in dev.items()}
    label(model, other, ids, 0.3, gold=True)
    places = {}
    for corpus, (_, passages) in prepared["train"].items():
        places[corpus] = {i: (p["soft_names"].astype(np.float16), p["soft_cues"].astype(np.float16),
                              [(a, b, r.astype(np.float16)) for a, b, r in p["soft_roles"]])
                          for i, p in enumerate(passages) if "soft_names" in p}
    pickle.dump({"train": places, "dev": soft, "scores": scores, "arguments": vars(args)}, open(f"{args.out}/soft{args.fold}.pkl", "wb"), protocol=4)
    print("done", time.time() - began, flush=True)


def false_cues(chunk, batch, probabilities):
    """Remembers, for the next time, which cues the model finds that are none."""
    from decode import cue_spans
    for w, window in enumerate(chunk):
        for p, start in zip(window, batch["start"][w]):
            if p["cues"] is None:
                continue
            n = len(p["case"])
            p["false"] = [(a, b) for a, b, _ in cue_spans(probabilities[w, start:start + n], 0.4) if not p["cues"][a:b].any()]


if __name__ == "__main__":
    main()
