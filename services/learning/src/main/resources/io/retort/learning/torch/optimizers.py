def row_adagrad(self, table: Tensor, squares: Tensor, rows: Tensor, weights: Tensor, gradients: Tensor,
                rate: Tensor) -> None:
    """AdaGrad (Duchi, Hazan, Singer 2011) with one accumulator a row, on the rows that a batch touched, in place:
    s += mean(g^2), w -= rate g / sqrt(s). A row whose gradient is 0 stays as it is.

    Shapes: table [R, C], squares [R], rows int64 [U] distinct, weights [U, C] = table[rows], gradients [U, C], rate [].
    Overwrites weights: these are the largest tensors of a step, and a fresh one costs more than the arithmetic.
    """
    norms = torch.linalg_vector_norm(gradients, 2, [1])
    sums = torch.index_select(squares, 0, rows) + norms * norms / gradients.size(1)
    squares.index_copy_(0, rows, sums)
    scale = torch.unsqueeze(rate / torch.sqrt(torch.clamp(sums, 1e-30)), 1)
    table.index_copy_(0, rows, torch.addcmul_(weights, gradients, scale, value=-1))


def clip_gradients(self, gradients: List[Tensor], largest: Tensor) -> List[Tensor]:
    """Scales gradients, in place, down to a global norm of at most largest (Pascanu, Mikolov, Bengio 2013, algorithm 1).
    Returns [the norm before []]."""
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2)
    scale = torch.reciprocal(norm + 1e-6) * float(largest)
    if bool(scale < 1.0):
        torch._foreach_mul_(gradients, scale)
    return [norm]


def adamw(self, weights: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], step: Tensor,
          options: Tensor) -> List[Tensor]:
    """AdamW (Loshchilov, Hutter 2019, algorithm 2), in place. step float32 [] counts from 1; options [rate, decay, beta 1, beta 2,
    epsilon].

    The lists have to be those that came in: TorchScript drops a call that seems to change nothing but lists made here.
    """
    steps = annotate(List[Tensor], [])
    for i in range(len(weights)):
        steps.append(step)
    torch._fused_adamw_(weights, gradients, means, squares, annotate(List[Tensor], []), steps, lr=float(options[0]),
                        beta1=float(options[2]), beta2=float(options[3]), weight_decay=float(options[1]),
                        eps=float(options[4]), amsgrad=False, maximize=False)
    return [step]


def move_averages(self, averages: List[Tensor], weights: List[Tensor], share: Tensor) -> List[Tensor]:
    """averages += share (weights - averages), in place: an exponential moving average whose decay is 1 - share."""
    torch._foreach_lerp_(averages, weights, float(share))
    return [averages[0]]
