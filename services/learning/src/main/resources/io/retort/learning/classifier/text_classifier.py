# A linear map from sparse features to logits. Features come as coordinates of a matrix [B, U] whose columns are the rows
# of the table that the batch touches: as dense matrices they are small, and products of them fast.
#
# Shapes: B examples, U rows touched, N values, R rows of the table, C classes.
#   rows       int64 [U], distinct
#   positions  int64 [N], b U + u of each value, distinct
#   values     [N]
#   table      [R, C]


def features(self, rows: Tensor, positions: Tensor, values: Tensor, examples: int) -> Tensor:
    flat = torch.zeros([examples * rows.size(0)], dtype=values.dtype)
    return flat.index_copy_(0, positions, values).view([examples, rows.size(0)])


def score(self, rows: Tensor, positions: Tensor, values: Tensor, ids: Tensor, log_probabilities: Tensor,
          tail: Tensor, temperature: Tensor, table: Tensor) -> List[Tensor]:
    """Returns [forward KL [B], logits [B, C]]; temperature [B, 1] is relative to the student's own."""
    x = self.features(rows, positions, values, ids.size(0))
    logits = x @ torch.index_select(table, 0, rows)
    kl = self.forward_kl(logits / temperature, ids, log_probabilities, tail)
    return [kl[0], logits]


def learn(self, rows: Tensor, positions: Tensor, values: Tensor, ids: Tensor, log_probabilities: Tensor, tail: Tensor,
          temperature: Tensor, table: Tensor, squares: Tensor, rate: Tensor, regression: Tensor) -> List[Tensor]:
    """As score, and then one step down the mean over the batch of KL + regression x centred regression, each times
    the squared temperature, which keeps the gradient's scale (Hinton, Vinyals, Dean 2015, section 2)."""
    x = self.features(rows, positions, values, ids.size(0))
    weights = torch.index_select(table, 0, rows)
    logits = x @ weights
    at_temperature = logits / temperature
    kl = self.forward_kl(at_temperature, ids, log_probabilities, tail)
    squared = self.centred_regression(at_temperature, ids, log_probabilities)
    gradient = (kl[1] + regression * squared[1]) * temperature / ids.size(0)
    self.row_adagrad(table, squares, rows, weights, x.t() @ gradient, rate)
    return [kl[0], logits]
