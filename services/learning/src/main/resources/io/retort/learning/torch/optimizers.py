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


def clipped_adamw(self, weights: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor],
                  step: Tensor, options: Tensor) -> List[Tensor]:
    """AdamW (Loshchilov, Hutter 2019, algorithm 2) in place, with gradients scaled down to a global norm first (Pascanu,
    Mikolov, Bengio 2013, algorithm 1); vectors (norms, biases) do not decay. A gradient that is not finite changes nothing.

    step [] is how many were done; options float64 [rate, decay, largest norm, beta 1, beta 2, epsilon]. Gradients are used up.
    Returns [the gradients' norm before scaling []].
    """
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2)
    if not bool(torch.isfinite(norm)):
        return [norm]
    torch._foreach_mul_(gradients, torch.clamp(torch.reciprocal(norm + 1e-6) * float(options[2]), None, 1.0))
    step.add_(1)
    for dimensions in range(1, 3):
        w = annotate(List[Tensor], [])
        g = annotate(List[Tensor], [])
        m = annotate(List[Tensor], [])
        s = annotate(List[Tensor], [])
        steps = annotate(List[Tensor], [])
        for i in range(len(weights)):
            if weights[i].dim() == dimensions:
                w.append(weights[i])
                g.append(gradients[i])
                m.append(means[i])
                s.append(squares[i])
                steps.append(step)
        if len(w) > 0:
            torch._fused_adamw_(w, g, m, s, annotate(List[Tensor], []), steps, lr=float(options[0]),
                                beta1=float(options[3]), beta2=float(options[4]),
                                weight_decay=float(options[1]) if dimensions == 2 else 0.0, eps=float(options[5]),
                                amsgrad=False, maximize=False)
    return [norm]


def move_averages(self, averages: List[Tensor], weights: List[Tensor], share: Tensor) -> List[Tensor]:
    """averages += share (weights - averages), in place: an exponential moving average whose decay is 1 - share."""
    torch._foreach_lerp_(averages, weights, float(share))
    return [averages[0]]
