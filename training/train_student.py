"""Trains the small model: on what people marked, and on what teachers make of both corpora (`--soft`)."""
import argparse
import json
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm
from torch.nn import functional as F

import evaluate
import student
from decode import cue_spans

HARD, SOFT = 0.5, 0.5


def batches(passages, tokens, rng):
    """Passages of like length together, so many tokens with padding."""
    order = sorted(range(len(passages)), key=lambda i: len(passages[i]["row"]) * (0.9 + 0.2 * rng.random()))
    out, chunk = [], []
    for i in order:
        if chunk and len(passages[i]["row"]) * (len(chunk) + 1) > tokens:
            out.append(chunk)
            chunk = []
        chunk.append(passages[i])
    out.append(chunk)
    rng.shuffle(out)
    return out


def stacked(chunk, longest, key, width=None):
    """Of each token, or -100 / 0 where a passage has none."""
    shape = (longest, len(chunk)) + ((width,) if width else ())
    out = torch.zeros(shape) if width else torch.full(shape, -100)
    for b, p in enumerate(chunk):
        if p.get(key) is not None:
            out[:len(p["row"]), b] = torch.from_numpy(np.asarray(p[key], np.float32 if width else np.int64))
    return out


def mixed(logits, hard, soft):
    """Cross entropy with what people marked (index, -100 unknown) and with what a teacher believes (all zero: unknown)."""
    logs = logits.log_softmax(-1).flatten(0, -2)
    hard, soft = hard.flatten(), soft.flatten(0, -2)
    marked, taught = hard >= 0, soft.sum(-1) > 0.5
    by_hard = -logs.gather(1, hard.clamp(min=0)[:, None])[:, 0]
    by_soft = -(logs * soft).sum(-1)
    each = torch.where(marked & taught, HARD * by_hard + SOFT * by_soft, torch.where(marked, by_hard, by_soft))
    some = marked | taught
    return (each * some).sum() / some.sum().clamp(min=1)


def role_targets(chunk):
    """-> cues (column, first, last), hard roles, soft roles, padded to the longest"""
    cues, hard, soft = [], [], []
    for b, p in enumerate(chunk):
        n = len(p["row"])
        taught = {(a, z): r for a, z, r in p.get("soft_roles", ())}
        known = {(a, z): r for a, z, r in p["attributions"]}
        false = set(p.get("false", ()))
        if p["cues"] is not None:
            false |= {(a, z) for a, z in taught if not p["cues"][a:z].any()}
        for a, z in set(taught) | set(known) | false:
            target = known.get((a, z))
            if target is None and (a, z) in false:
                target = np.zeros(n, np.int64)
            cues.append((b, a, z - 1))
            hard.append(target if target is not None else np.full(n, -100))
            soft.append(taught.get((a, z)))
    if not cues:
        return None
    longest = max(map(len, hard))
    h, s = torch.full((longest, len(cues)), -100), torch.zeros(longest, len(cues), 4)
    for i, (x, y) in enumerate(zip(hard, soft)):
        h[:len(x), i] = torch.from_numpy(x)
        if y is not None:
            s[:len(y), i] = torch.from_numpy(y.astype(np.float32))
    return torch.tensor(cues), h, s


def losses(model, chunk, share, remember):
    batch = student.collate(chunk)
    longest = len(batch["row"])
    one, h = model.encode(batch)
    names, cues = model.tags(h)
    loss = mixed(names, stacked(chunk, longest, "names"), stacked(chunk, longest, "soft_names", names.shape[-1]))
    loss = loss + 2 * mixed(cues, stacked(chunk, longest, "cues"), stacked(chunk, longest, "soft_cues", 3))
    if remember:
        found = cues.detach().softmax(-1).numpy()
        for b, p in enumerate(chunk):
            if p["cues"] is not None:
                n = len(p["row"])
                p["false"] = [(x, y) for x, y, _ in cue_spans(found[:n, b], 0.4) if not p["cues"][x:y].any()]
    wanted = role_targets(chunk)
    if wanted:
        loss = loss + 0.5 * mixed(model.roles(h, wanted[0], batch["lengths"]), *wanted[1:])
    # What a parser said, as a help in the beginning.
    weight = 0.3 * max(0.0, 1 - share * 1.2)
    for head, key in zip(model.auxiliary, ("pos", "dep", "ner")):
        ids = stacked(chunk, longest, key)
        if weight and (ids >= 0).any():
            loss = loss + weight * F.cross_entropy(head(one).flatten(0, 1), ids.flatten(), ignore_index=-100)
    return loss


def predict(model, passages, threshold=0.25):
    model.eval()
    with torch.no_grad():
        order = sorted(range(len(passages)), key=lambda i: len(passages[i]["row"]))
        for i in range(0, len(order), 64):
            chunk = [passages[j] for j in order[i:i + 64]]
            batch = student.collate(chunk)
            _, h = model.encode(batch)
            names, cues = (x.softmax(-1).numpy() for x in model.tags(h))
            wanted, where = [], []
            for b, p in enumerate(chunk):
                n = len(p["row"])
                p["soft_names"], p["soft_cues"], p["soft_roles"] = names[:n, b], cues[:n, b], []
                found = {(x, y) for t in (threshold, 0.4, 0.5) for x, y, _ in cue_spans(p["soft_cues"], t)}
                for x, y in sorted(found):
                    wanted.append((b, x, y - 1))
                    where.append((p, x, y, n))
            if wanted:
                roles = model.roles(h, torch.tensor(wanted), batch["lengths"]).softmax(-1).numpy()
                for j, (p, x, y, n) in enumerate(where):
                    p["soft_roles"].append((x, y, roles[:n, j]))
    model.train()


def take_soft(prepared, files):
    for file in files:
        soft = pickle.load(open(file, "rb"))["train"]
        for corpus, places in soft.items():
            for i, (names, cues, roles) in places.items():
                p = prepared["train"][corpus][1][i]
                p["soft_names"], p["soft_cues"], p["soft_roles"] = names, cues, roles


def main():
    args = argparse.ArgumentParser()
    args.add_argument("prepared")
    args.add_argument("vocabulary")
    args.add_argument("out")
    args.add_argument("--soft", nargs="*", default=[])
    args.add_argument("--epochs", type=int, default=20)
    args.add_argument("--stop", type=int, help="stop after so many epochs, with the schedule of all")
    args.add_argument("--tokens", type=int, default=3000)
    args.add_argument("--rate", type=float, default=3e-3)
    args.add_argument("--dropout", type=float, nargs=2, default=(0.2, 0.35))
    args.add_argument("--start", help="a checkpoint to go on from")
    args.add_argument("--every", type=int, default=2)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    prepared = pickle.load(open(args.prepared, "rb"))
    vocabulary = torch.load(args.vocabulary, weights_only=False)
    take_soft(prepared, args.soft)
    passages = [p for _, part in prepared["train"].values() for p in part]
    student.prepare(passages, vocabulary)
    dev = prepared["dev"]
    for _, p in dev.values():
        student.prepare(p, vocabulary)
    model = student.Student(vocabulary, prepared["columns"], args.dropout)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=False)["model"])
    plain = {n for n, _ in model.named_parameters() if n.endswith("bias") or "bias" in n or n in ("own", "codebooks", "unknown")}
    groups = [{"params": [p for n, p in model.named_parameters() if (n in plain) == flag], "weight_decay": wd}
              for flag, wd in ((True, 0.0), (False, 0.02))]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98))
    per_epoch = len(batches(passages, args.tokens, random.Random(0)))
    steps = per_epoch * args.epochs
    warm = 0.03 * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)) + 0.003))
    average = {n: p.detach().clone() for n, p in model.named_parameters()}
    began, step = time.time(), 0
    log = open(Path(args.out).with_suffix(".log.jsonl"), "w")
    print(f"{len(passages)} passages, {per_epoch} steps an epoch, {sum(p.numel() for p in model.parameters())} parameters", flush=True)
    for epoch in range(args.stop or args.epochs):
        total = []
        for chunk in tqdm(batches(passages, args.tokens, rng), f"epoch {epoch + 1}", mininterval=10, leave=False):
            loss = losses(model, chunk, step / steps, remember=epoch > 0)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(0.999, (step + 1) / (step + 10))
            with torch.no_grad():
                for n, p in model.named_parameters():
                    average[n].lerp_(p, 1 - decay)
            total.append(loss.item())
        row = {"epoch": epoch + 1, "loss": float(np.mean(total)), "seconds": time.time() - began}
        if (epoch + 1) % args.every == 0 or epoch + 1 == (args.stop or args.epochs):
            here = {n: p.detach().clone() for n, p in model.named_parameters()}
            model.load_state_dict(average, strict=False)
            for corpus, (documents, p) in dev.items():
                predict(model, p)
                row |= evaluate.score(documents, p, corpus)
            torch.save({"model": model.state_dict(), "vocabulary": vocabulary, "arguments": vars(args), "scores": row}, args.out)
            model.load_state_dict(here, strict=False)
        print(json.dumps(row), flush=True)
        log.write(json.dumps(row) + "\n")
        log.flush()


if __name__ == "__main__":
    main()
