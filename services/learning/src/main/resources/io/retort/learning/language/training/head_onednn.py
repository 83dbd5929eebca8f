# The head's matrix products in float32 by oneDNN.


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


def of_rows(self, gradient: Tensor, table: Tensor) -> Tensor:
    """gradient [B, V] times table [V, H]."""
    nothing = annotate(List[Optional[number]], [])
    return ops.mkldnn._linear_pointwise(gradient, torch.t(table), None, "none", nothing, "")


def add_product(self, sum: Tensor, x: Tensor, y: Tensor) -> None:
    """Adds x [M, N] times y [N, H] to the sum [M, H]."""
    nothing = annotate(List[Optional[number]], [])
    torch.add_(sum, ops.mkldnn._linear_pointwise(x, torch.t(y), None, "none", nothing, ""))
