# The matrix products of training, of bfloat16 operands; losses and sums are in float32.


def logits_into(self, buffer: Tensor, hidden: Tensor, table: Tensor) -> Tensor:
    """hidden [B, H] times table [V, H] transposed, in the buffer [B, V]."""
    return torch.mm(hidden, torch.t(table), out=buffer)


def widened(self, rows: Tensor, near: Tensor) -> Tensor:
    """The rows in the type of the losses, in a buffer of as many rows or more."""
    return torch.copy_(near[:rows.size(0)], rows)


def store(self, wide: Tensor, rows: Tensor) -> None:
    """Puts widened rows back where they came from."""
    torch.copy_(rows, wide)


def of_input(self, gradient: Tensor, weight: Tensor) -> Tensor:
    """gradient [T, O] of x [T, I] times weight [O, I] transposed, with respect to x."""
    return torch.mm(gradient, weight)


def keep_of_weight(self, sum: Tensor, gradient: Tensor, x: Tensor, further: bool) -> None:
    """The same with respect to the weight, into the sum [O, I]: over what stood there, or further to it."""
    for i in range((sum.size(0) + 8191) // 8192):
        a = i * 8192
        b = min(a + 8192, sum.size(0))
        self.keep(sum[a:b], torch.mm(torch.t(gradient[:, a:b]), x), further)


def queries_at_once(self) -> int:
    """Rows of queries of each document whose attention is computed at once: twice as many
    were no faster with AMX."""
    return 128


def keeps_probabilities(self, rows: int) -> bool:
    """Whether attention over documents of so many rows keeps its probabilities for the way back: no, since these would come
    from scores rounded to bfloat16."""
    return False
