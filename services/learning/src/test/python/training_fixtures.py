"""Writes the losses of twenty training steps by transformers and torch's AdamW, for TrainingStepsTest.

    python training_fixtures.py ../resources/io/retort/learning/language/training/training.json

Weights, tokens and targets are a formula that the test computes, too; only losses are stored. Losses are plain: softmax over the
whole vocabulary, torch.autograd, one document at a time.
"""

import json
import sys

import numpy
import torch
import transformers

from language_fixtures import VOCABULARY, fill, uniform

STEPS = 20
SUPPORT = 6
DRAWS = 8
DOCUMENTS = [(5, 1), (12, 4), (9, 2), (12, 1)]  # tokens, first labelled token
STRIDE = 7  # of a support's ids, prime to the vocabulary


def integers(count, stream, below):
    return numpy.floor((uniform(count, stream) + 1) / 2 * below).astype(numpy.int64)


def target(support, stream):
    """Ids in ascending order, log-probabilities and the tail's log-mass of one position."""
    if support == "FULL":
        ids = numpy.arange(VOCABULARY)
        scores = 3 * uniform(VOCABULARY, stream)
        return ids, scores - numpy.log(numpy.exp(scores).sum()), -numpy.inf
    ids = numpy.sort((integers(1, stream, VOCABULARY)[0] + STRIDE * numpy.arange(SUPPORT)) % VOCABULARY)
    if support == "SAMPLED":
        counts = numpy.array([3, 1, 1, 1, 1, 1])
        return ids, numpy.log(counts / DRAWS), -numpy.inf
    scores = 3 * uniform(SUPPORT, stream + 1)
    tail = 0.25
    return ids, scores - numpy.log(numpy.exp(scores).sum()) + numpy.log1p(-tail), numpy.log(tail)


def buckets(log_q, ids, tail):
    inside = log_q[torch.from_numpy(ids)]
    if tail == -numpy.inf:
        return inside
    outside = torch.ones(VOCABULARY, dtype=torch.bool)
    outside[torch.from_numpy(ids)] = False
    return torch.cat([inside, torch.logsumexp(log_q[outside], 0)[None]])


def divergence(loss, beta, log_q, ids, log_p, tail):
    q = buckets(log_q, ids, tail)
    p = torch.tensor(log_p if tail == -numpy.inf else numpy.append(log_p, tail), dtype=torch.float32)
    if loss == "forward-kl":
        return (p.exp() * (p - q)).sum()
    if loss == "reverse-kl":
        return (q.exp() * (q - p)).sum()
    m = torch.logaddexp(p + numpy.log(beta), q + numpy.log(1 - beta))
    return beta * (p.exp() * (p - m)).sum() + (1 - beta) * (q.exp() * (q - m)).sum()


def loss_of_step(model, step, case):
    total = 0
    positions = 0
    for number, (length, first) in enumerate(DOCUMENTS):
        document = 100 * step + number
        ids = integers(length, 10_000 + document, VOCABULARY)
        logits = model(torch.from_numpy(ids)[None]).logits[0]
        for index in range(first, length):
            z = logits[index - 1]
            chosen = -torch.log_softmax(z, 0)[ids[index]]
            positions += 1
            if case["support"] == "TEXT":
                total = total + chosen
                continue
            temperature = case["temperature"]
            support = target(case["support"], 100_000 + 100 * (100 * step + 10 * number) + 2 * index)
            d = divergence(case["loss"], case["beta"], torch.log_softmax(z / temperature, 0), *support)
            weight = case["crossEntropyWeight"]
            total = total + (1 - weight) * temperature**2 * d + weight * chosen
    return total / positions


def losses(case):
    configuration = transformers.LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=64, rms_norm_eps=1e-5, tie_word_embeddings=case["tied"],
        attention_bias=case["biases"], bos_token_id=1, eos_token_id=2)
    model = transformers.LlamaForCausalLM(configuration)
    fill(model, 0.25)
    matrices = [p for p in model.parameters() if p.dim() == 2]
    vectors = [p for p in model.parameters() if p.dim() == 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}], lr=1.0, betas=(0.9, 0.95), eps=1e-8)
    found = []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * min(1, (step + 1) / 5)
        loss = loss_of_step(model, step, case)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5)
        optimizer.step()
        found.append(round(loss.item(), 6))
    return found


def case(name, loss="forward-kl", beta=0.5, support="TOP_K", temperature=1.0, crossEntropyWeight=0.0, tied=True, biases=False):
    return {"name": name, "loss": loss, "beta": beta, "support": support, "temperature": temperature,
            "crossEntropyWeight": crossEntropyWeight, "tied": tied, "biases": biases}


def main(path):
    torch.set_num_threads(1)
    cases = [
        case("forward KL"),
        case("forward KL, head of its own, biases", tied=False, biases=True),
        case("forward KL at temperature 2 with cross-entropy", temperature=2.0, crossEntropyWeight=0.3),
        case("forward KL of full support", support="FULL"),
        case("forward KL of draws with cross-entropy", support="SAMPLED", crossEntropyWeight=0.5),
        case("reverse KL", loss="reverse-kl"),
        case("reverse KL with cross-entropy", loss="reverse-kl", crossEntropyWeight=0.2),
        case("Jensen-Shannon", loss="jensen-shannon"),
        case("Jensen-Shannon of full support, near the student", loss="jensen-shannon", beta=0.1, support="FULL"),
        case("text", support="TEXT"),
    ]
    for c in cases:
        c["losses"] = losses(c)
    with open(path, "w") as file:
        json.dump({"torch": torch.__version__, "transformers": transformers.__version__, "cases": cases}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
