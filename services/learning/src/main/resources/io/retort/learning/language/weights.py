# Weights on their way into memory, piece by piece, so that none is there twice.


def blank(self, shape: Tensor, is_product: Tensor) -> Tensor:
    """A tensor of shape int64 [dimensions], with nothing in it yet: float32, or the products' own type where one needs it."""
    sizes = annotate(List[int], [])
    for i in range(shape.size(0)):
        sizes.append(int(shape[i]))
    narrowest = self.narrow(torch.zeros([1], dtype=6)).dtype
    return torch.empty(sizes, dtype=narrowest if bool(is_product) else 6)


def put(self, weight: Tensor, begin: Tensor, piece: Tensor) -> Tensor:
    """Copies piece [n] to the weight's elements from begin on, counted row by row."""
    at = int(begin)
    part = torch.view(weight, [-1])[at:at + piece.size(0)]
    return torch.copy_(part, piece)
