def hidden_at(self, tokens: Tensor, positions: Tensor, lengths: Tensor, rows: Tensor, weights: List[Tensor]) -> Tensor:
    """Hidden states of the tokens with the indices rows int64 [R], [R, H]."""
    return torch.index_select(self.hidden(tokens, positions, lengths, weights), 0, rows)


def scores_of(self, hidden: Tensor, begin: Tensor, end: Tensor, weights: List[Tensor]) -> Tensor:
    """Logits of the rows [begin, end) of hidden, [rows, V], in the type that products give."""
    return self.linear(hidden[int(begin):int(end)], self.head(weights), None)


def logits_of(self, scores: Tensor, begin: Tensor, end: Tensor) -> Tensor:
    """The rows [begin, end) of them in float32; not a copy if they are float32 already."""
    return torch.to(scores[int(begin):int(end)], 6)
