"""The small model: what src/tagger/ runs. Names as there."""
import torch
from torch import nn
from torch.nn import functional as F

import data

AFFIX_ROWS, AFFIX, SHAPE_ROWS, FEATS, WIDTH, HIDDEN, ROLE, ROLE_HIDDEN = 2048, 16, 256, 32, 96, 64, 64, 48
# Distance from the cue, in buckets: beyond the last edge one bucket a side; the middle is the cue itself.
EDGES = [1, 2, 3, 4, 5, 7, 9, 12, 16, 24, 40]
BUCKETS = 2 * (len(EDGES) + 1) + 1


def bucket(distance):
    """Bucket of a signed distance to the cue in tokens, 0 inside it."""
    side = torch.bucketize(distance.abs(), torch.tensor(EDGES), right=True)
    return len(EDGES) + 1 + torch.sign(distance) * side


class Both(nn.Module):
    """An LSTM in each direction, over sequences of different lengths."""

    def __init__(self, inputs, width):
        super().__init__()
        self.there, self.back = nn.LSTM(inputs, width), nn.LSTM(inputs, width)
        for lstm in (self.there, self.back):
            with torch.no_grad():
                lstm.bias_ih_l0.zero_()
                lstm.bias_hh_l0.zero_()
                lstm.bias_ih_l0[width:2 * width] = 1.0

    def forward(self, x, reverse):
        """x: time x batch x inputs; reverse: the index that turns each sequence around."""
        turned = torch.gather(x, 0, reverse[:, :, None].expand_as(x))
        there, _ = self.there(x)
        back, _ = self.back(turned)
        return torch.cat([there, torch.gather(back, 0, reverse[:, :, None].expand_as(back))], -1)


def reversal(lengths, longest):
    at = torch.arange(longest)[:, None]
    return torch.where(at < lengths[None], lengths[None] - 1 - at, at)


def locked_dropout(x, p, training):
    if not training or not p:
        return x
    keep = torch.bernoulli(torch.full((1, *x.shape[1:]), 1 - p)) / (1 - p)
    return x * keep


class Student(nn.Module):
    def __init__(self, vocabulary, auxiliary=(45, 39, 13), dropout=(0.2, 0.35)):
        super().__init__()
        dim = vocabulary["own"].shape[1]
        self.input_dropout, self.dropout = dropout
        self.register_buffer("codes", torch.tensor(vocabulary["codes"]))
        self.register_buffer("counts", torch.tensor(vocabulary["counts"], dtype=torch.float32))
        self.register_buffer("hashes", torch.tensor(vocabulary["hashes"]))
        self.codebooks = nn.Parameter(vocabulary["codebooks"].clone())
        self.own = nn.Parameter(vocabulary["own"].clone())
        self.unknown = nn.Parameter(torch.zeros(dim))
        self.prefix, self.suffix = nn.Embedding(AFFIX_ROWS, AFFIX), nn.Embedding(AFFIX_ROWS, AFFIX)
        self.shape, self.bits = nn.Embedding(SHAPE_ROWS, FEATS), nn.Linear(data.BITS, FEATS)
        for table in (self.prefix, self.suffix, self.shape):
            nn.init.normal_(table.weight, std=0.3)
        self.first, self.second = Both(dim + 2 * AFFIX + FEATS, WIDTH), Both(2 * WIDTH, WIDTH)
        self.name_hidden, self.name = nn.Linear(2 * WIDTH, HIDDEN), nn.Linear(HIDDEN, data.NAME_TAGS)
        self.cue_hidden, self.cue = nn.Linear(2 * WIDTH, HIDDEN), nn.Linear(HIDDEN, 3)
        self.role_token, self.role_cue = nn.Linear(2 * WIDTH, ROLE), nn.Linear(4 * WIDTH, ROLE)
        self.role_distance = nn.Embedding(BUCKETS, ROLE)
        self.role_both, self.role = Both(ROLE, ROLE_HIDDEN), nn.Linear(2 * ROLE_HIDDEN, 4)
        self.auxiliary = nn.ModuleList(nn.Linear(2 * WIDTH, n) for n in auxiliary)

    def words(self, rows):
        """rows: index into the vocabulary, -1 for unknown words."""
        known = rows >= 0
        at = rows.clamp(min=0)
        count = self.counts[at]
        own = known & (at < len(self.own))
        codes = self.codes[at]
        coded = known & (codes[..., 0] >= 0)
        if self.training:
            chance = torch.rand(rows.shape)
            # So that rare words are read by their codes, and unknown ones by their letters.
            lost = chance < 0.02 + 0.25 / (1 + count)
            general = torch.rand(rows.shape) < 0.03 + 0.4 * 10 / (10 + count)
            own, coded = own & ~general & ~lost, coded & ~lost
        x = (self.codebooks[0][codes[..., 0].clamp(min=0)] + self.codebooks[1][codes[..., 1].clamp(min=0)]) * coded[..., None]
        x = x + F.embedding(at.clamp(max=len(self.own) - 1), self.own) * own[..., None]
        return x + self.unknown * (~(own | coded))[..., None]

    def embed(self, batch):
        bits = batch["bits"]
        if self.training:
            # Now and then without what the tables know.
            tables = torch.ones_like(bits)
            tables[..., :92] = (torch.rand(bits.shape[:2]) > 0.1)[..., None].float()
            bits = bits * tables
        return torch.cat([self.words(batch["row"]), self.prefix(batch["prefix"]), self.suffix(batch["suffix"]),
                          self.shape(batch["shape"]) + self.bits(bits)], -1)

    def encode(self, batch):
        """-> (first layer, both layers together), time x batch x 2 WIDTH"""
        x = locked_dropout(self.embed(batch), self.input_dropout, self.training)
        one = self.first(x, batch["reverse"])
        two = self.second(locked_dropout(one, self.dropout, self.training), batch["reverse"])
        return one, locked_dropout(one + two, self.dropout, self.training)

    def tags(self, h):
        return self.name(torch.relu(self.name_hidden(h))), self.cue(torch.relu(self.cue_hidden(h)))

    def roles(self, h, cues, lengths):
        """Logits of none, source, content, cue for each token of the passage of each cue.

        cues: n x 3: column of the batch, first token, last token. -> longest x n x 4
        """
        column, first, last = cues.T
        n = lengths[column]
        longest = int(n.max())
        tokens = self.role_token(h)[:longest, column]
        ends = self.role_cue(torch.cat([h[first, column], h[last, column]], -1))
        at = torch.arange(longest)[:, None]
        distance = torch.where(at < first, at - first, torch.where(at > last, at - last, 0))
        x = torch.relu(tokens + ends[None] + self.role_distance(bucket(distance)))
        y = self.role_both(locked_dropout(x, self.dropout / 2, self.training), reversal(n, longest))
        return self.role(locked_dropout(y, self.dropout / 2, self.training))


def prepare(passages, vocabulary):
    """Adds what the model takes: rows and hashed ids."""
    place = {int(h): i for i, h in enumerate(vocabulary["hashes"])}
    for p in passages:
        p["row"] = torch.tensor([place.get(int(h), -1) for h in p["word"]])
        p["ids"] = torch.tensor([p["prefix"] % AFFIX_ROWS, p["suffix"] % AFFIX_ROWS, p["shape"] % SHAPE_ROWS])


def collate(passages):
    lengths = torch.tensor([len(p["row"]) for p in passages])
    longest = int(lengths.max())
    size = (longest, len(passages))
    batch = {"lengths": lengths, "reverse": reversal(lengths, longest), "row": torch.full(size, -1),
             "bits": torch.zeros(*size, data.BITS), "mask": torch.arange(longest)[:, None] < lengths[None]}
    for key in ("prefix", "suffix", "shape"):
        batch[key] = torch.zeros(size, dtype=torch.long)
    for b, p in enumerate(passages):
        n = len(p["row"])
        batch["row"][:n, b] = p["row"]
        batch["bits"][:n, b] = torch.from_numpy(p["bits"])
        for key, ids in zip(("prefix", "suffix", "shape"), p["ids"]):
            batch[key][:n, b] = ids
    return batch
