# Matrix products in float32 by oneDNN, which some processors run much faster than the default.


def narrow(self, x: Tensor) -> Tensor:
    """The type in which activations enter a product."""
    return x


def linear(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    """x [T, I] times weight [O, I] transposed, plus bias [O]: [T, O]."""
    nothing = annotate(List[Optional[number]], [])
    return ops.mkldnn._linear_pointwise(x, weight, bias, "none", nothing, "")
