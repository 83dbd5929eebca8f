def narrowed(self, weights: List[Tensor]) -> List[Tensor]:
    found = annotate(List[Tensor], [])
    for weight in weights:
        found.append(self.narrow(weight))
    return found


def products(self, x: Tensor, weights: List[Tensor]) -> Tensor:
    """The products that take a model's time, on x [T, hidden size]."""
    narrow = self.narrow(x)
    attended = self.linear(self.linear(narrow, weights[0], None), weights[1], None)
    fed_forward = self.linear(self.linear(narrow, weights[2], None), weights[3], None)
    return torch.sum(attended + fed_forward) + torch.sum(self.linear(narrow, weights[4], None))
