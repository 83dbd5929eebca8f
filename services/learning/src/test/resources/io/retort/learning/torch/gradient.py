def gradient(self, x: Tensor, w: Tensor) -> List[Tensor]:
    h = torch.silu(torch.layer_norm(x @ w.t(), [48]))
    z = torch.log_softmax(h @ w * torch.sigmoid(x), -1)
    loss = torch.mean(torch.exp(z) * z * torch.tanh(x))
    out = annotate(List[Tensor], [])
    for g in torch.autograd.grad([loss], [w]):
        if g is not None:
            out.append(g)
    return out
