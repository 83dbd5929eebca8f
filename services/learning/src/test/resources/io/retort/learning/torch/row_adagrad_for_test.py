def row_adagrad_for_test(self, table: Tensor, squares: Tensor, rows: Tensor, gradients: Tensor, rate: Tensor) -> List[Tensor]:
    self.row_adagrad(table, squares, rows, torch.index_select(table, 0, rows), gradients, rate)
    return [table]
