# The head of a language model: logits, losses and their gradients, in chunks of rows (labelled positions), so that no tensor
# over the vocabulary is larger than a chunk (Wijmans et al. 2025, Cut Cross-Entropy, section 4, goes further and never holds
# one row). Nothing here is recorded by autograd; a chunk's logits are overwritten by their gradient.
#
# Shapes: N labelled positions, H hidden size, V vocabulary, K entries of the largest support; beside those of losses.py:
#   hidden       [N, H], what the head is applied to, in the type of products
#   table        [V, H], its weights, in the same
#   buffer       [chunk_rows, V], for logits, in the same
#   log_p        [N, K + 1], the targets' buckets, the tail's last
#   probes       int64 [N, 3], each row's chosen token, witness, and the teacher's most likely token, which is in its support
#   weights      [N, 2], of the divergence and of the cross-entropy on the chosen token in the sum that is learned
#   temperature  [N, 1], the targets'
#   scores       [N, 6]: the learned divergence, forward KL, log q of the chosen token at temperature 1, the acceptance rate
#                sum_b min(p_b, q_b), 1 where no token is more likely than the teacher's most likely one, else 0, and log q of
#                the witness


def learn_logits(self, logits: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor, beta: Tensor) -> Tensor:
    """Overwrites logits [B, V], which stand at the targets' temperature and at 1 alike, by the gradient of the weighted sum of
    losses. Returns the scores."""
    support = ids.size(1)
    on_support = torch.gather(logits, 1, ids)
    at_probes = torch.gather(logits, 1, probes)
    outside, highest = self.outside_of(logits, ids)
    log_q, log_sum = self.log_q_of_buckets(on_support, log_p[:, :support], outside)
    q = torch.exp(log_q)
    divergence, u = self.learned_divergence(log_p, log_q, beta)
    kl, unused = self.forward_kl_of_buckets(log_p, log_q, beta)
    of_logits = weights[:, :1] * (u - q * torch.sum(u, [1], True)) + weights[:, 1:] * q
    logits.mul_(of_logits[:, support:])
    logits.scatter_add_(1, ids, of_logits[:, :support])
    logits.scatter_add_(1, probes[:, :1], torch.neg(weights[:, 1:]))
    most = torch.maximum(torch.amax(on_support, [1]), highest[:, 0])
    log_q_probes = at_probes - log_sum
    return torch.stack([torch.sum(divergence, [1]), torch.sum(kl, [1]), log_q_probes[:, 0],
                        torch.sum(torch.minimum(torch.exp(log_p), q), [1]),
                        torch.to(at_probes[:, 2] >= most, logits.dtype), log_q_probes[:, 1]], 1)


def learn_tempered_logits(self, logits: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor,
                          temperature: Tensor, beta: Tensor) -> Tensor:
    """As learn_logits, for logits at temperature 1 and targets at any: the divergence's part goes through logits divided by
    the temperature, the cross-entropy's does not."""
    chosen = probes[:, :1]
    log_q = torch.log_softmax(logits, 1)
    log_q_chosen = torch.gather(log_q, 1, chosen)
    of_chosen = torch.exp_(log_q).mul_(weights[:, 1:]).scatter_add_(1, chosen, torch.neg(weights[:, 1:]))
    logits.div_(temperature)
    tempered = torch.cat([weights[:, :1] / temperature, torch.zeros_like(weights[:, 1:])], 1)
    scores = self.learn_logits(logits, ids, log_p, probes, tempered, beta)
    logits.add_(of_chosen)
    scores[:, 2:3].copy_(log_q_chosen)
    return scores


def learn_chunk(self, logits: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor, temperature: Tensor,
                beta: Tensor) -> Tensor:
    if bool(torch.all(temperature == 1.0)):
        return self.learn_logits(logits, ids, log_p, probes, weights, beta)
    return self.learn_tempered_logits(logits, ids, log_p, probes, weights, temperature, beta)


def learn_rows(self, logits: Tensor, near: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor,
               temperature: Tensor, beta: Tensor, scores: Tensor) -> None:
    """Overwrites logits, in the products' type, by their gradient, and fills in the scores: a few rows at a time, as many as
    near has, so that they stay in the processor's cache from the first of many passes to the last."""
    for i in range((logits.size(0) + near.size(0) - 1) // near.size(0)):
        a = i * near.size(0)
        b = min(a + near.size(0), logits.size(0))
        wide = self.widened(logits[a:b], near)
        scores[a:b].copy_(self.learn_chunk(wide, ids[a:b], log_p[a:b], probes[a:b], weights[a:b], temperature[a:b], beta))
        self.store(wide, logits[a:b])


def equal_parts(self, rows: int, most: int) -> int:
    """How many rows each of the fewest parts of equal size has that have at most so many."""
    parts = (rows + most - 1) // most
    return (rows + parts - 1) // parts


def chunk_rows(self, positions: int, vocabulary: int) -> int:
    """Rows of a chunk of logits: products want many, memory few."""
    return self.equal_parts(positions, max(16, 33554432 // vocabulary))


def near_rows(self, rows: int, vocabulary: int) -> int:
    """Rows that stay in the processor's cache."""
    return self.equal_parts(rows, max(16, 1048576 // vocabulary))


def learn_head(self, hidden: Tensor, table: Tensor, buffer: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor,
               temperature: Tensor, beta: Tensor, of_table: Tensor, further: bool) -> Tuple[Tensor, Tensor]:
    """Returns the scores and the gradient of the sum of all weighted losses with respect to hidden, [N, H]; that with respect to
    the table goes into of_table, unless it is empty, further to what is there or in its place."""
    positions = hidden.size(0)
    rows = self.equal_parts(positions, buffer.size(0))
    near = torch.empty([self.near_rows(rows, table.size(0)), table.size(0)], dtype=log_p.dtype)
    scores = torch.empty([positions, 6], dtype=log_p.dtype)
    of_hidden = torch.empty_like(hidden)
    for i in range((positions + rows - 1) // rows):
        a = i * rows
        b = min(a + rows, positions)
        logits = self.logits_into(buffer[:b - a], hidden[a:b], table)
        self.learn_rows(logits, near, ids[a:b], log_p[a:b], probes[a:b], weights[a:b], temperature[a:b], beta, scores[a:b])
        of_hidden[a:b].copy_(self.of_input(logits, table))
        if torch.numel(of_table) > 0:
            self.keep_of_weight(of_table, logits, hidden[a:b], further or i > 0)
    return (scores, of_hidden)


def score_head(self, hidden: Tensor, table: Tensor, buffer: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor,
               temperature: Tensor, beta: Tensor) -> Tensor:
    """The scores of positions, and nothing learned."""
    positions = hidden.size(0)
    rows = self.equal_parts(positions, buffer.size(0))
    near = torch.empty([self.near_rows(rows, table.size(0)), table.size(0)], dtype=log_p.dtype)
    scores = torch.empty([positions, 6], dtype=log_p.dtype)
    for i in range((positions + rows - 1) // rows):
        a = i * rows
        b = min(a + rows, positions)
        logits = self.logits_into(buffer[:b - a], hidden[a:b], table)
        self.learn_rows(logits, near, ids[a:b], log_p[a:b], probes[a:b], weights[a:b], temperature[a:b], beta, scores[a:b])
    return scores
