# One micro-batch of a training step: the model's forward pass, the head's closed-form gradient, and autograd from the head
# down. Shapes as in language_model.py and head.py, and
#   labelled  int64 [N], indices into the packed tokens: the token before the one that a label's distribution is over
#   trained   int64 [P], ascending indices into weights: the tensors that learn


def labelled_scores(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
                    probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor,
                    weights: List[Tensor]) -> List[Tensor]:
    """Returns [scores [N, 6]], and learns nothing."""
    hidden = torch.index_select(self.hidden(tokens, positions, lengths, weights), 0, labelled)
    return [self.score_head(hidden, self.head(weights), ids, log_p, probes, coefficients, temperature, beta)]


def contains(self, sorted: Tensor, value: int) -> bool:
    return bool(torch.any(sorted == value))


def gradients(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
              probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor, trained: Tensor,
              weights: List[Tensor]) -> List[Tensor]:
    """Returns the scores [N, 6] and, for each tensor that learns, the gradient of the sum of all weighted losses.

    The forward pass sees the embedding's rows that the tokens take, not the embedding: the gradient of a row each is as large
    as the hidden state, that of the embedding as large as the head.
    """
    recorded = torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    last = len(weights) - 1
    embedding_learns = self.contains(trained, 0)
    rows = torch.index_select(weights[0], 0, tokens).requires_grad_(embedding_learns)
    leaves = [rows]
    wanted = annotate(List[Tensor], [])
    if embedding_learns:
        wanted.append(rows)
    for i in range(1, len(weights)):
        leaf = torch.detach(weights[i])
        if self.contains(trained, i) and (self.tied == 1 or i < last):
            leaf = leaf.requires_grad_(True)
            wanted.append(leaf)
        leaves.append(leaf)
    hidden = self.hidden(torch.arange(tokens.size(0)), positions, lengths, leaves)
    at_labels = torch.index_select(hidden, 0, labelled)

    table = self.head(weights)
    head_learns = self.contains(trained, 0 if self.tied == 1 else last)
    of_table = annotate(List[Tensor], [])
    if head_learns:
        of_table.append(torch.zeros_like(table))
    scores, of_hidden = self.learn_head(torch.detach(at_labels), table, ids, log_p, probes, coefficients, temperature, beta,
                                        of_table)
    returned = [scores]
    below = annotate(List[Optional[Tensor]], [])
    if len(wanted) > 0:
        below = torch.autograd.grad([at_labels], wanted, annotate(List[Optional[Tensor]], [of_hidden]))
    for i in range(len(below)):
        gradient = below[i]
        if gradient is not None:
            if i == 0 and embedding_learns:
                of_embedding = of_table[0] if self.tied == 1 else torch.zeros_like(weights[0])
                gradient = of_embedding.index_add_(0, tokens, gradient)
            returned.append(gradient)
    if self.tied == 0 and head_learns:
        returned.append(of_table[0])
    torch.set_grad_enabled(recorded)
    return returned


def further_gradients(self, tokens: Tensor, positions: Tensor, lengths: Tensor, labelled: Tensor, ids: Tensor, log_p: Tensor,
                      probes: Tensor, coefficients: Tensor, temperature: Tensor, beta: Tensor, trained: Tensor,
                      weights: List[Tensor], sums: List[Tensor]) -> List[Tensor]:
    """As gradients, but adds them to sums, and returns the scores alone."""
    returned = self.gradients(tokens, positions, lengths, labelled, ids, log_p, probes, coefficients, temperature, beta,
                              trained, weights)
    torch._foreach_add_(sums, returned[1:])
    return returned[:1]
