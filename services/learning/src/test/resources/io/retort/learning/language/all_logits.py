def all_logits(self, tokens: Tensor, positions: Tensor, lengths: Tensor, weights: List[Tensor]) -> Tensor:
    return self.logits(self.hidden(tokens, positions, lengths, weights), weights)
