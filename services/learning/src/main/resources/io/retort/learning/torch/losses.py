# Losses over sparse targets, each with its gradient in closed form, so that no autograd graph is held.
#
# Shapes: B examples (or positions), C entries of the label space, K entries of the largest support.
#   logits             [B, C], the student's at the targets' temperature
#   ids                int64 [B, K], each in [0, C), the entries of a row's support, distinct
#   log_probabilities  [B, K], at most 0; negative infinity marks padding, whose id repeats one of its row
#   tail               [B, 1], log of the mass outside the support; negative infinity where there is none
# Each returns [loss [B], gradient of the sum of losses with respect to logits [B, C]].


def forward_kl(self, logits: Tensor, ids: Tensor, log_probabilities: Tensor, tail: Tensor) -> List[Tensor]:
    """Forward KL divergence in nats: sum_i p_i (log p_i - log q_i) over the support and one bucket for the tail
    (Hinton, Vinyals, Dean 2015, eq. 1; buckets: the chain rule of the divergence).

    The gradient with respect to logit j is q_j - p_j on the support and q_j (1 - p_tail / q_tail) outside of it.
    """
    kept = log_probabilities > float("-inf")
    p = torch.exp(log_probabilities)
    log_sum = torch.logsumexp(logits, [1], True)
    log_q = torch.gather(logits, 1, ids) - log_sum
    outside = torch.scatter(logits, 1, ids, float("-inf"))
    log_q_tail = torch.logsumexp(outside, [1], True) - log_sum
    has_tail = tail > float("-inf")
    nothing = torch.zeros_like(log_probabilities)
    no_tail = torch.zeros_like(tail)
    ratio = torch.where(has_tail, torch.exp(tail - log_q_tail), no_tail)
    support_loss = torch.sum(torch.where(kept, p * (log_probabilities - log_q), nothing), [1])
    tail_loss = torch.where(has_tail, torch.exp(tail) * (tail - log_q_tail), no_tail)
    gradient = torch.exp(logits - log_sum) * (1.0 - ratio)
    on_support = torch.where(kept, torch.exp(log_q) * ratio - p, nothing)
    return [support_loss + torch.squeeze(tail_loss, 1), torch.scatter_add(gradient, 1, ids, on_support)]


def centred_regression(self, logits: Tensor, ids: Tensor, log_probabilities: Tensor) -> List[Tensor]:
    """Half the sum of squares of e_i = (z_i - mean z) - (log p_i - mean log p), the means taken over the support.

    The e_i of a row sum to 0, so the gradient with respect to logit i is e_i itself, and 0 outside of the support.
    """
    kept = log_probabilities > float("-inf")
    nothing = torch.zeros_like(log_probabilities)
    count = torch.sum(torch.where(kept, torch.ones_like(log_probabilities), nothing), [1], True)
    difference = torch.where(kept, torch.gather(logits, 1, ids) - log_probabilities, nothing)
    mean = torch.sum(difference, [1], True) / count
    error = torch.where(kept, difference - mean, nothing)
    loss = 0.5 * torch.sum(error * error, [1])
    return [loss, torch.scatter_add(torch.zeros_like(logits), 1, ids, error)]
