def row_adagrad(self, table: Tensor, squares: Tensor, rows: Tensor, gradients: Tensor, rate: Tensor) -> Tensor:
    """AdaGrad (Duchi, Hazan, Singer 2011) with one accumulator a row, on the rows that a batch touched, in place:
    s += mean(g^2), w -= rate g / sqrt(s). A row whose gradient is 0 stays as it is.

    Shapes: table [R, C], squares [R], rows int64 [U] distinct, gradients [U, C], rate [].
    Returns the new rows [U, C].
    """
    sums = torch.index_select(squares, 0, rows) + torch.mean(gradients * gradients, [1])
    squares.index_copy_(0, rows, sums)
    scale = rate / torch.sqrt(torch.clamp(sums, 1e-30))
    updated = torch.index_select(table, 0, rows) - gradients * torch.unsqueeze(scale, 1)
    table.index_copy_(0, rows, updated)
    return updated
