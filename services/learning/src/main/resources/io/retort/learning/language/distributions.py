# What is read off a model's logits, a few rows at a time. Functions that say so overwrite the logits they are given: at a
# large vocabulary fresh memory costs more than arithmetic.
#
# Shapes: R rows, V vocabulary, N draws or entries of a row.


def in_blocks(self, x: Tensor, filler: float) -> Tensor:
    """Rows x [R, V] as [R, blocks, 64], the last block filled up. A pass over blocks is vectorised where one over the
    vocabulary would not be."""
    missing = (64 - x.size(1) % 64) % 64
    if missing > 0:
        x = torch.constant_pad_nd(x, [0, missing], filler)
    return torch.reshape(x, [x.size(0), x.size(1) // 64, 64])


def gathered(self, blocks: Tensor, chosen: Tensor) -> Tensor:
    """Blocks [R, B, 64] at the indices chosen [R, N]: [R, N, 64]."""
    return torch.gather(blocks, 1, torch.expand(torch.unsqueeze(chosen, 2), [chosen.size(0), chosen.size(1), 64]))


def largest(self, x: Tensor, count: int) -> Tuple[Tensor, Tensor]:
    """Values and ids of the largest entries of each row of x [R, V], in falling order, each [R, count]. They lie in as many
    blocks as they are at most, those with the largest maxima."""
    blocks = self.in_blocks(x, float("-inf"))
    chosen = torch.topk(torch.amax(blocks, [2]), min(count, blocks.size(1)), 1)[1]
    candidates = torch.reshape(self.gathered(blocks, chosen), [x.size(0), chosen.size(1) * 64])
    values, places = torch.topk(candidates, count, 1)
    block = torch.gather(chosen, 1, torch.floor_divide(places, 64))
    return (values, block * 64 + torch.remainder(places, 64))


def exponentials(self, logits: Tensor, temperature: float) -> Tuple[Tensor, Tensor, Tensor]:
    """Logits at a temperature less the row's largest [R, V], overwriting them, their exponentials [R, V], and the sums of these
    [R, 1]."""
    if temperature != 1.0:
        torch.div_(logits, temperature)
    torch.sub_(logits, torch.amax(logits, [1], True))
    weights = torch.exp(logits)
    return (logits, weights, torch.sum(weights, [1], True))


def entropy(self, shifted: Tensor, weights: Tensor, sums: Tensor) -> Tensor:
    """In nats, [R]: -sum p log p with p = weights / sums. Overwrites what was shifted."""
    return torch.squeeze(torch.log(sums) - torch.sum(torch.mul_(shifted, weights), [1], True) / sums, 1)


def log_probabilities(self, logits: Tensor, temperature: Tensor) -> Tensor:
    """Of every token, [R, V], in nats."""
    return torch.log_softmax(logits / float(temperature), 1)


def top_k(self, logits: Tensor, temperature: Tensor, count: Tensor) -> List[Tensor]:
    """The most likely tokens: [ids int32 [R, N] ascending, log-probabilities [R, N], log of the mass of all others [R], entropy
    [R]]. The others' mass is a sum over them, never one minus a sum; what would underflow counts as e^-87 of the likeliest.
    Overwrites the logits."""
    shifted, weights, sums = self.exponentials(logits, float(temperature))
    wanted = min(int(count), logits.size(1))
    ids = torch.sort(self.largest(shifted, wanted)[1], 1)[0]
    log_sums = torch.log(sums)
    kept = torch.gather(shifted, 1, ids) - log_sums
    entropy = self.entropy(shifted, weights, sums)
    outside = torch.sum(torch.scatter_(weights, 1, ids, 0.0), [1], True)
    tail = torch.log(torch.clamp(outside, 1.1754943508222875e-38)) - log_sums
    if wanted == logits.size(1):
        tail = torch.full_like(tail, float("-inf"))
    return [torch.to(ids, 3), kept, torch.squeeze(tail, 1), entropy]


def holders(self, weights: Tensor, fractions: Tensor) -> Tensor:
    """Which entry of a row holds a point of its cumulative distribution: weights [R, V], not negative, fractions float64 [R, N] in
    [0, 1); ids int64 [R, N]. Sums over more than a block are in float64: float32's would lose what lies behind the first tokens."""
    blocks = self.in_blocks(weights, 0.0)
    ends = torch.cumsum(torch.sum(blocks, [2]), 1, dtype=7)
    below_one = 1.0 - 2.220446049250313e-16
    mass = ends[:, ends.size(1) - 1:]
    points = torch.minimum(fractions * mass, mass * below_one)
    block = torch.searchsorted(ends, points, right=True)
    before = torch.gather(ends, 1, torch.clamp(block - 1, 0))
    before = torch.where(block > 0, before, torch.zeros_like(before))
    within = torch.cumsum(self.gathered(blocks, block), 2, dtype=7)
    last = within[:, :, 63]
    inner = torch.minimum(points - before, last * below_one)
    place = torch.searchsorted(within, torch.unsqueeze(inner, 2), right=True)
    return block * 64 + torch.squeeze(place, 2)


def draw(self, logits: Tensor, temperature: Tensor, offsets: Tensor, count: Tensor) -> List[Tensor]:
    """Systematic sampling (Douc, Cappe, Moulines 2005, section 2.4): draw j of N is the token that holds the point
    (offset + j) / N of the cumulative distribution, offsets float64 [R] in [0, 1). [ids int32 [R, N] ascending, their
    log-probabilities [R, N], entropy [R]]. Overwrites the logits."""
    shifted, weights, sums = self.exponentials(logits, float(temperature))
    draws = int(count)
    steps = torch.unsqueeze(torch.arange(0, draws, 1, dtype=7), 0)
    ids = self.holders(weights, (torch.unsqueeze(offsets, 1) + steps) / draws)
    drawn = torch.gather(shifted, 1, ids) - torch.log(sums)
    return [torch.to(ids, 3), drawn, self.entropy(shifted, weights, sums)]


def compare(self, p_logits: Tensor, q_logits: Tensor, chosen: Tensor) -> List[Tensor]:
    """Two models' distributions p and q, over all of the vocabulary; chosen int64 [R] are the tokens that came. Each [R]:
    KL(p || q) in nats; sum min(p, q); -log p and -log q of the chosen; probability of q's likeliest token; and as int32
    whether p's and q's likeliest are the same, whether q's is the chosen."""
    log_p = torch.log_softmax(p_logits, 1)
    log_q = torch.log_softmax(q_logits, 1)
    p = torch.exp(log_p)
    divergence = torch.sum(p * (log_p - log_q), [1])
    overlap = torch.sum(torch.minimum(p, torch.exp(log_q)), [1])
    column = torch.unsqueeze(chosen, 1)
    p_surprise = torch.neg(torch.squeeze(torch.gather(log_p, 1, column), 1))
    q_surprise = torch.neg(torch.squeeze(torch.gather(log_q, 1, column), 1))
    q_best = torch.argmax(log_q, 1)
    agreed = torch.to(torch.argmax(log_p, 1) == q_best, 3)
    correct = torch.to(q_best == chosen, 3)
    return [divergence, overlap, p_surprise, q_surprise, torch.exp(torch.amax(log_q, [1])), agreed, correct]
