# The matrix products of training in float32 by oneDNN.


def logits_into(self, buffer: Tensor, hidden: Tensor, table: Tensor) -> Tensor:
    """hidden [B, H] times table [V, H] transposed, [B, V]; the buffer goes unused, since oneDNN makes its own."""
    nothing = annotate(List[Optional[number]], [])
    return ops.mkldnn._linear_pointwise(hidden, table, None, "none", nothing, "")


def widened(self, rows: Tensor, near: Tensor) -> Tensor:
    """The rows in the type of the losses: themselves."""
    return rows


def store(self, wide: Tensor, rows: Tensor) -> None:
    """Puts widened rows back where they came from, which they never left."""
    pass


def of_input(self, gradient: Tensor, weight: Tensor) -> Tensor:
    """gradient [T, O] of x [T, I] times weight [O, I] transposed, with respect to x."""
    nothing = annotate(List[Optional[number]], [])
    return ops.mkldnn._linear_pointwise(gradient, torch.t(weight), None, "none", nothing, "")


def keep_of_weight(self, sum: Tensor, gradient: Tensor, x: Tensor, further: bool) -> None:
    """The same with respect to the weight, into the sum [O, I]: over what stood there, or further to it."""
    nothing = annotate(List[Optional[number]], [])
    self.keep(sum, ops.mkldnn._linear_pointwise(torch.t(gradient), torch.t(x), None, "none", nothing, ""), further)


def queries_at_once(self) -> int:
    """Rows of queries of each document whose attention is computed at once: few leave out more of what lies ahead."""
    return 64


def keeps_probabilities(self, rows: int) -> bool:
    """Whether attention over documents of so many rows keeps its probabilities for the way back."""
    return rows <= 128
