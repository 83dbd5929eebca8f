# The head's matrix products as libtorch does them by default, in the tensors' own type.


def logits_into(self, buffer: Tensor, hidden: Tensor, table: Tensor) -> Tensor:
    """hidden [B, H] times table [V, H] transposed, in the buffer [B, V]."""
    return torch.mm(hidden, torch.t(table), out=buffer)


def widened(self, rows: Tensor, near: Tensor) -> Tensor:
    """The rows in the type of the losses: themselves."""
    return rows


def store(self, wide: Tensor, rows: Tensor) -> None:
    """Puts widened rows back where they came from, which they never left."""
    pass


def of_rows(self, gradient: Tensor, table: Tensor) -> Tensor:
    """gradient [B, V] times table [V, H]."""
    return torch.mm(gradient, table)


def add_product(self, sum: Tensor, x: Tensor, y: Tensor) -> None:
    """Adds x [M, N] times y [N, H] to the sum [M, H]."""
    torch.addmm_(sum, x, y)
