def weighted_logits(self, tokens: Tensor, positions: Tensor, lengths: Tensor, coefficients: Tensor,
                    weights: List[Tensor]) -> Tensor:
    """A number that depends on all logits of all documents."""
    return torch.sum(self.logits(self.hidden(tokens, positions, lengths, weights), weights) * coefficients)


def gradients(self, tokens: Tensor, positions: Tensor, lengths: Tensor, coefficients: Tensor,
              weights: List[Tensor]) -> List[Tensor]:
    loss = self.weighted_logits(tokens, positions, lengths, coefficients, weights)
    found = annotate(List[Tensor], [])
    for gradient in torch.autograd.grad([loss], weights):
        if gradient is not None:
            found.append(gradient)
    return found
