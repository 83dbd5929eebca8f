# One micro-batch of a training step: the model's forward pass, the head's gradient, and the way back through the layers.
# Shapes as in language_model.py and head.py, and
#   labelled   int64 [N], distinct indices into the packed tokens: the token before the one that a label's distribution is over
#   trained    int64 [P], ascending indices into weights: the tensors that learn
#   gradients  P of them, of the sum of all weighted losses
#   workspace  what the function of this name returned


def workspace(self, rows: Tensor, weights: List[Tensor]) -> List[Tensor]:
    """Memory that is used again at every step, since so much of it is dear to come by: logits of as many rows as head.py takes at
    once, and what enters products instead of each of the weights, which is the weight itself unless the type differs."""
    table = weights[self.index_of_table()]
    made = annotate(List[Tensor], [])
    for weight in weights:
        made.append(self.narrow(weight) if weight.dim() == 2 else weight)
    most = self.chunk_rows(int(rows), table.size(0))
    made.append(torch.empty([most, table.size(0)], dtype=made[self.index_of_table()].dtype))
    return made


def renewed(self, workspace: List[Tensor], weights: List[Tensor]) -> List[Tensor]:
    """What enters products, after the weights have changed."""
    for i in range(len(weights)):
        if workspace[i].dtype != weights[i].dtype:
            torch.copy_(workspace[i], weights[i])
    return workspace


def index_of_last_norm(self) -> int:
    return 1 + self.layers * self.tensors_of_layer()


def index_of_table(self) -> int:
    """Of the head's weights."""
    return 0 if self.tied == 1 else self.index_of_last_norm() + 1


def through_layer(self, x: Tensor, layer: int, turns: Tuple[Tensor, Tensor], groups: Tuple[List[int], List[int], Tensor],
                  labelled: Tensor, narrowed: List[Tensor], tape: List[Tensor]) -> Tensor:
    """x [T, H] behind a layer; behind the last one's attention only labelled tokens matter, so [N, H] there."""
    at = 1 + layer * self.tensors_of_layer()
    mixed = self.attended(x, at, turns, narrowed, groups, tape)
    if layer == self.layers - 1:
        x = torch.index_select(x, 0, labelled)
        mixed = torch.index_select(mixed, 0, labelled)
    return self.fed_forward(self.projected(x, mixed, at, narrowed, tape), at, narrowed, tape)


def labelled_scores(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
                    probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor,
                    weights: List[Tensor], workspace: List[Tensor]) -> List[Tensor]:
    """Returns [scores [N, 6]], to the bit those that gradients returns, and learns nothing: no layer's tape outlives it."""
    narrowed = self.renewed(workspace, weights)
    groups = self.grouped(lengths)
    turns = self.rotary_turns(positions, weights[0].dtype)
    x = torch.index_select(weights[0], 0, tokens)
    for layer in range(self.layers):
        x = self.through_layer(x, layer, turns, groups, labelled, narrowed, annotate(List[Tensor], []))
    hidden = self.scaled(x, weights[self.index_of_last_norm()], annotate(List[Tensor], []))
    return [self.score_head(hidden, narrowed[self.index_of_table()], workspace[len(weights)], ids, log_p, probes,
                            coefficients, temperature, beta)]


def by_weight(self, trained: Tensor, gradients: List[Tensor], weights: List[Tensor]) -> List[Tensor]:
    """The gradient of each of the weights, empty where it does not learn."""
    of = annotate(List[Tensor], [])
    for weight in weights:
        of.append(torch.empty([0], dtype=weight.dtype))
    for i in range(trained.size(0)):
        of[int(trained[i])] = gradients[i]
    return of


def any_learns(self, of: List[Tensor], end: int) -> bool:
    """Whether one of the first weights does."""
    for i in range(end):
        if self.learns(of, i):
            return True
    return False


def keep_embedding(self, of: List[Tensor], tokens: Tensor, total: Tensor, further: bool) -> None:
    """The head's gradient is there already where the two are tied."""
    if self.learns(of, 0):
        if self.tied == 0 and not further:
            torch.zero_(of[0])
        torch.index_add_(of[0], 0, tokens, total)


def spread(self, x: Tensor, rows: Tensor, count: int) -> Tensor:
    """x [N, C] at the rows int64 [N] of [count, C], zeros elsewhere."""
    return torch.index_copy_(torch.zeros([count, x.size(1)], dtype=x.dtype), 0, rows, x)


def learn(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
          probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor, weights: List[Tensor],
          workspace: List[Tensor], of: List[Tensor], further: bool) -> Tensor:
    """Returns the scores [N, 6]."""
    narrowed = self.renewed(workspace, weights)
    groups = self.grouped(lengths)
    turns = self.rotary_turns(positions, weights[0].dtype)
    tape = annotate(List[Tensor], [])
    x = torch.index_select(weights[0], 0, tokens)
    for layer in range(self.layers):
        x = self.through_layer(x, layer, turns, groups, labelled, narrowed, tape)
    hidden = self.scaled(x, weights[self.index_of_last_norm()], tape)
    table = self.index_of_table()
    scores, of_hidden = self.learn_head(hidden, narrowed[table], workspace[len(weights)], ids, log_p, probes, coefficients,
                                        temperature, beta, of[table], further)
    total = torch.zeros(of_hidden.size(), dtype=weights[0].dtype)
    self.scaled_gradient(of_hidden, weights, self.index_of_last_norm(), of, further, total, tape)
    for back in range(self.layers):
        layer = self.layers - 1 - back
        at = 1 + layer * self.tensors_of_layer()
        if self.any_learns(of, at + self.tensors_of_layer()):
            self.fed_forward_gradient(at, narrowed, of, further, total, tape)
            of_mixed = self.projected_gradient(at, narrowed, of, further, total, tape)
            if layer == self.layers - 1:
                total = self.spread(total, labelled, tokens.size(0))
                of_mixed = self.spread(of_mixed, labelled, tokens.size(0))
            self.attended_gradient(of_mixed, at, turns, narrowed, groups, of, further, total, tape)
    self.keep_embedding(of, tokens, total, further)
    return scores


def gradients(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
              probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor, trained: Tensor,
              weights: List[Tensor], workspace: List[Tensor], gradients: List[Tensor]) -> List[Tensor]:
    """Overwrites gradients. Returns [scores [N, 6]]."""
    of = self.by_weight(trained, gradients, weights)
    return [self.learn(tokens, positions, lengths, labelled, ids, log_p, probes, coefficients, temperature, beta, weights,
                       workspace, of, False)]


def further_gradients(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
                      probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor, trained: Tensor,
                      weights: List[Tensor], workspace: List[Tensor], gradients: List[Tensor]) -> List[Tensor]:
    """As gradients, but adds to them."""
    of = self.by_weight(trained, gradients, weights)
    return [self.learn(tokens, positions, lengths, labelled, ids, log_p, probes, coefficients, temperature, beta, weights,
                       workspace, of, True)]
