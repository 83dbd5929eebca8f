# The matrix products of training as libtorch does them by default, in the tensors' own type.


def logits_into(self, buffer: Tensor, hidden: Tensor, table: Tensor) -> Tensor:
    """hidden [B, H] times table [V, H] transposed, in the buffer [B, V]."""
    return torch.mm(hidden, torch.t(table), out=buffer)


def widened(self, rows: Tensor, near: Tensor) -> Tensor:
    """The rows in the type of the losses: themselves."""
    return rows


def store(self, wide: Tensor, rows: Tensor) -> None:
    """Puts widened rows back where they came from, which they never left."""
    pass


def of_input(self, gradient: Tensor, weight: Tensor) -> Tensor:
    """gradient [T, O] of x [T, I] times weight [O, I] transposed, with respect to x."""
    return torch.mm(gradient, weight)


def keep_of_weight(self, sum: Tensor, gradient: Tensor, x: Tensor, further: bool) -> None:
    """The same with respect to the weight, into the sum [O, I]: over what stood there, or further to it."""
    if further:
        torch.addmm_(sum, torch.t(gradient), x)
    else:
        torch.mm(torch.t(gradient), x, out=sum)


def queries_at_once(self) -> int:
    """Rows of queries of each document whose attention is computed at once: few leave out more of what lies ahead."""
    return 64


def keeps_probabilities(self, rows: int) -> bool:
    """Whether attention over documents of so many rows keeps its probabilities for the way back."""
    return rows <= 128
