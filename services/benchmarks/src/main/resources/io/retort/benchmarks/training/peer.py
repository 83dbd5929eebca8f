"""The peer of `benchmarks training-speed`: the same training in Python, with PyTorch and transformers' own LlamaForCausalLM.

    peer.py WORK THREADS [CPU-SECONDS OF A MEASUREMENT]

Reads from the directory WORK the student (`student/`, a Hugging Face directory) and the batches as files of little-endian
numbers: `documents.i32` (documents of each batch), and of all batches one behind the other `lengths.i32` (tokens of each
document), `tokens.i32`, `labelled.i32` (how many tokens at each document's end carry a label), `ids.i32` and
`log_probabilities.f32` (top_k of each labelled token), `tail_log_mass.f32`.

Then answers lines: for `fp32 padded`, `fp32 packed`, `bf16 padded` or `bf16 packed` with the tokens it trained on, the
seconds of the wall and of the processors it took, and the first step's loss. Each measurement starts from the same weights.

Written as one would who has no kernels of his own: the model's hidden states, the head on the labelled positions alone, a
log-softmax, gathers, clipping by the global norm, fused AdamW. Padding stands behind the documents, where causal attention
needs no mask; packed documents are kept apart by positions that begin anew, from which transformers makes the mask.
"""

import pathlib
import sys
import time

import numpy
import torch
from torch.nn.functional import log_softmax
from transformers import LlamaForCausalLM

PRECISIONS = {"fp32": torch.float32, "bf16": torch.bfloat16}
LEARNING_RATE, CLIP, WARM_UP = 1e-4, 1.0, 2


class Batch:
    """Documents as lists of ids, and the labels of their labelled tokens one behind the other."""

    def __init__(self, documents, labelled, ids, log_probabilities, tail):
        self.documents, self.labelled, self.ids = documents, labelled, ids
        self.log_probabilities, self.tail = log_probabilities, tail
        self.tokens = sum(len(document) for document in documents)

    def padded(self):
        """Ids [documents, longest], no positions, and the rows of the flattened hidden states that are labelled."""
        longest = max(len(document) for document in self.documents)
        inputs = torch.zeros(len(self.documents), longest, dtype=torch.long)
        for row, document in enumerate(self.documents):
            inputs[row, :len(document)] = document
        return inputs, None, self.rows([row * longest for row in range(len(self.documents))])

    def packed(self):
        """Ids [1, tokens], positions of the same shape that begin anew with each document, and the labelled rows."""
        positions = torch.cat([torch.arange(len(document)) for document in self.documents])
        starts = numpy.cumsum([0] + [len(document) for document in self.documents[:-1]]).tolist()
        return torch.cat(self.documents)[None], positions[None], self.rows(starts)

    def rows(self, starts):
        """A token's distribution is given by the hidden state before it."""
        return torch.cat([
            torch.arange(start + len(document) - labelled - 1, start + len(document) - 1)
            for start, document, labelled in zip(starts, self.documents, self.labelled)])


def read(work):
    def numbers(name, kind):
        return torch.from_numpy(numpy.fromfile(work / name, dtype=kind))

    lengths = numbers("lengths.i32", "<i4").tolist()
    documents = numbers("tokens.i32", "<i4").long().split(lengths)
    labelled = numbers("labelled.i32", "<i4").tolist()
    tails = numbers("tail_log_mass.f32", "<f4").split(labelled)
    positions = sum(labelled)
    ids = numbers("ids.i32", "<i4").long().view(positions, -1).split(labelled)
    log_probabilities = numbers("log_probabilities.f32", "<f4").view(positions, -1).split(labelled)
    batches, at = [], 0
    for count in numbers("documents.i32", "<i4").tolist():
        part = slice(at, at + count)
        batches.append(Batch(
            documents[part], labelled[part], torch.cat(ids[part]), torch.cat(log_probabilities[part]), torch.cat(tails[part])))
        at += count
    return batches


def divergence(logits, batch):
    """Forward KL over the kept ids and one bucket for the rest, mean over positions, in nats."""
    log_q = log_softmax(logits.float(), dim=-1).gather(1, batch.ids)
    log_rest = torch.log1p(-log_q.exp().sum(1).clamp(max=1 - 1e-7))
    kept = (batch.log_probabilities.exp() * (batch.log_probabilities - log_q)).sum(1)
    return (kept + batch.tail.exp() * (batch.tail - log_rest)).mean()


def step(model, optimizer, batch, precision, layout):
    inputs, positions, rows = batch.padded() if layout == "padded" else batch.packed()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
        hidden = model.model(input_ids=inputs, position_ids=positions, use_cache=False).last_hidden_state
        logits = model.lm_head(hidden.flatten(0, 1)[rows])
    loss = divergence(logits, batch)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return loss.item()


def measure(work, batches, precision, layout, limit):
    model = LlamaForCausalLM.from_pretrained(work / "student", dtype=torch.float32, attn_implementation="sdpa").train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, fused=True)
    first = step(model, optimizer, batches[0], precision, layout)
    for batch in batches[1:WARM_UP]:
        step(model, optimizer, batch, precision, layout)
    tokens, at, wall, processors = 0, 0, time.perf_counter(), time.process_time()
    while time.process_time() - processors < limit:
        batch = batches[at % len(batches)]
        step(model, optimizer, batch, precision, layout)
        tokens, at = tokens + batch.tokens, at + 1
    return tokens, time.perf_counter() - wall, time.process_time() - processors, first


def main():
    work, threads = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    limit = float(sys.argv[3]) if len(sys.argv) > 3 else 10.0
    torch.set_num_threads(threads)
    batches = read(work)
    for line in sys.stdin:
        precision, layout = line.split()
        print(*measure(work, batches, precision, layout, limit), flush=True)


if __name__ == "__main__":
    main()
