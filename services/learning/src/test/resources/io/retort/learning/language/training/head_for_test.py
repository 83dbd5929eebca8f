def logits_gradient(self, logits: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor, temperature: Tensor,
                    beta: Tensor) -> List[Tensor]:
    gradient = torch.clone(logits)
    scores = self.learn_chunk(gradient, ids, log_p, probes, weights, temperature, beta)
    return [scores, gradient]


def head_gradients(self, hidden: Tensor, table: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor,
                   temperature: Tensor, beta: Tensor) -> List[Tensor]:
    of_table = torch.empty_like(table)
    scores, of_hidden = self.learn_head(self.narrow(hidden), self.narrow(table),
                                        self.narrow(torch.empty([25, table.size(0)], dtype=table.dtype)), ids, log_p, probes,
                                        weights, temperature, beta, of_table, False)
    return [scores, torch.to(of_hidden, hidden.dtype), of_table]


def exact_head_gradients(self, hidden: Tensor, table: Tensor, ids: Tensor, log_p: Tensor, probes: Tensor, weights: Tensor,
                         temperature: Tensor, beta: Tensor) -> List[Tensor]:
    """The same by autograd through a whole log-softmax, for forward KL and a tail of one entry or more."""
    x = torch.detach(hidden).requires_grad_(True)
    w = torch.detach(table).requires_grad_(True)
    logits = torch.matmul(x, torch.t(w))
    log_q = torch.log_softmax(logits / temperature, 1)
    on_support = torch.gather(log_q, 1, ids)
    outside = torch.logsumexp(torch.scatter(log_q, 1, ids, float("-inf")), [1], True)
    buckets = torch.cat([on_support, outside], 1)
    kl = torch.sum(torch.exp(log_p) * (log_p - buckets), [1])
    chosen = torch.neg(torch.gather(torch.log_softmax(logits, 1), 1, probes[:, :1]))
    loss = torch.sum(weights[:, 0] * kl + weights[:, 1] * torch.squeeze(chosen, 1))
    out = annotate(List[Tensor], [torch.detach(kl)])
    for g in torch.autograd.grad([loss], [x, w]):
        if g is not None:
            out.append(g)
    return out
