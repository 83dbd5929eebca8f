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
