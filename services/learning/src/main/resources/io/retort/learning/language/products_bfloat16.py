# Matrix products of bfloat16 operands. Whatever is added up over layers (the residual stream, norms, sums of losses) stays
# in float32. 15 is torch's number for bfloat16.


def narrow(self, x: Tensor) -> Tensor:
    """The type in which activations enter a product."""
    return torch.to(x, 15)


def linear(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    """x [T, I] times weight [O, I] transposed, plus bias [O]: [T, O], in bfloat16."""
    if bias is not None:
        return torch.linear(torch.to(x, 15), torch.to(weight, 15), torch.to(bias, 15))
    return torch.linear(torch.to(x, 15), torch.to(weight, 15), None)
