# The head's matrix products of bfloat16 operands; losses and sums are in float32.


def logits_into(self, buffer: Tensor, hidden: Tensor, table: Tensor) -> Tensor:
    """hidden [B, H] times table [V, H] transposed, in the buffer [B, V]."""
    return torch.mm(hidden, torch.t(table), out=buffer)


def widened(self, rows: Tensor, near: Tensor) -> Tensor:
    """The rows in the type of the losses, in a buffer of as many rows or more."""
    return torch.copy_(near[:rows.size(0)], rows)


def store(self, wide: Tensor, rows: Tensor) -> None:
    """Puts widened rows back where they came from."""
    torch.copy_(rows, wide)


def of_rows(self, gradient: Tensor, table: Tensor) -> Tensor:
    """gradient [B, V] times table [V, H]."""
    return torch.mm(gradient, table)


def add_product(self, sum: Tensor, x: Tensor, y: Tensor) -> None:
    """Adds x [M, N] times y [N, H] to the sum [M, H]."""
    torch.add_(sum, torch.mm(x, y))
