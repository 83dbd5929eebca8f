def hidden_at(self, tokens: Tensor, positions: Tensor, lengths: Tensor, rows: Tensor, weights: List[Tensor]) -> Tensor:
    """Hidden states of the tokens with the indices rows int64 [R], [R, H]."""
    return torch.index_select(self.hidden(tokens, positions, lengths, weights), 0, rows)


def logits_of(self, hidden: Tensor, begin: Tensor, end: Tensor, weights: List[Tensor]) -> Tensor:
    """Of the rows [begin, end) of hidden, float32 [rows, V]."""
    return self.logits(hidden[int(begin):int(end)], weights)
