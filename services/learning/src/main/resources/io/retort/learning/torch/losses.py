# Losses over sparse targets, each with its gradient in closed form, so that no autograd graph is held.
#
# A distribution over a label space is known on K of its entries, the support, and by the mass of all others, the tail. Both
# distributions are compared over these K + 1 buckets. Every divergence here is a sum over buckets of a function of p_b and q_b,
# with g_b its derivative by q_b, and so with logits z and u_b = q_b g_b
#
#   dL/dz_j = u_j - q_j U               on the support, U = sum_b u_b
#   dL/dz_j = (q_j / q_t) (u_t - q_t U) outside of it, t being the tail
#
# Shapes: B examples (or positions), C entries of the label space, K entries of the largest support.
#   logits             [B, C], the student's at the targets' temperature
#   ids                int64 [B, K], each in [0, C), the entries of a row's support, distinct
#   log_probabilities  [B, K], at most 0; negative infinity marks padding, whose id repeats one of its row
#   tail               [B, 1], log of the mass outside the support; negative infinity where there is none
#   log_p, log_q       [B, K + 1], of the buckets, the tail's last; negative infinity where there is nothing


def outside_of(self, logits: Tensor, ids: Tensor) -> Tuple[Tensor, Tensor]:
    """Overwrites logits by the probabilities among the entries outside the support, 0 on it. Returns the logarithm of the sum
    of the exponentials outside and the highest logit there, [B, 1] each, negative infinity where there is no entry. Never 1
    less a sum, which would lose a small tail to rounding."""
    torch.scatter_(logits, 1, ids, float("-inf"))
    highest = torch.amax(logits, [1], True)
    empty = highest == float("-inf")
    if bool(torch.any(empty)):
        logits.index_fill_(0, torch.nonzero(torch.squeeze(empty, 1)).view([-1]), 0.0)
    torch._softmax(logits, 1, False, out=logits)
    log_sum = highest - torch.log(torch.amax(logits, [1], True))
    if bool(torch.any(empty)):
        logits.masked_fill_(empty, 0.0)
    return (torch.where(empty, highest, log_sum), highest)


def forward_kl_of_buckets(self, log_p: Tensor, log_q: Tensor, beta: Tensor) -> Tuple[Tensor, Tensor]:
    """Forward KL divergence in nats: sum_b p_b (log p_b - log q_b) (Hinton, Vinyals, Dean 2015, eq. 1; buckets: the chain
    rule of the divergence), g = -p / q. Returns the terms and u, [B, K + 1] each."""
    p = torch.exp(log_p)
    return (torch.where(p > 0, p * (log_p - log_q), torch.zeros_like(p)), torch.neg(p))


def reverse_kl_of_buckets(self, log_p: Tensor, log_q: Tensor, beta: Tensor) -> Tuple[Tensor, Tensor]:
    """Reverse KL divergence in nats: sum_b q_b (log q_b - log p_b) (Gu et al. 2024, MiniLLM, eq. 1), g = log(q / p) + 1. Over
    the tail's bucket a lower bound of the true one. A bucket in which the teacher has no mass counts as e^-64, the least a
    label holds. Returns the terms and u, [B, K + 1] each."""
    q = torch.exp(log_q)
    ratio = log_q - torch.clamp(log_p, -64.0)
    nothing = torch.zeros_like(q)
    return (torch.where(q > 0, q * ratio, nothing), torch.where(q > 0, q * (ratio + 1.0), nothing))


def jensen_shannon_of_buckets(self, log_p: Tensor, log_q: Tensor, beta: Tensor) -> Tuple[Tensor, Tensor]:
    """Generalised Jensen-Shannon divergence in nats: beta KL(p || m) + (1 - beta) KL(q || m), m = beta p + (1 - beta) q,
    0 < beta < 1 (Agarwal et al. 2024, GKD, eq. 1), g = (1 - beta) log(q / m). Returns the terms and u, [B, K + 1] each."""
    p = torch.exp(log_p)
    q = torch.exp(log_q)
    rest = 1.0 - beta
    log_m = torch.logaddexp(log_p + torch.log(beta), log_q + torch.log(rest))
    nothing = torch.zeros_like(q)
    students = torch.where(q > 0, rest * q * (log_q - log_m), nothing)
    teachers = torch.where(p > 0, beta * p * (log_p - log_m), nothing)
    return (teachers + students, students)


def log_q_of_buckets(self, on_support: Tensor, log_probabilities: Tensor, outside: Tensor) -> Tuple[Tensor, Tensor]:
    """From the logits on the support, and what outside_of returned: log_q, and the logarithm of the sum of all
    exponentials [B, 1]."""
    nothing = torch.full_like(on_support, float("-inf"))
    kept = torch.where(log_probabilities > float("-inf"), on_support, nothing)
    logits = torch.cat([kept, outside], 1)
    log_sum = torch.logsumexp(logits, [1], True)
    return (logits - log_sum, log_sum)


def forward_kl(self, logits: Tensor, ids: Tensor, log_probabilities: Tensor, tail: Tensor) -> List[Tensor]:
    """Returns [forward KL [B], the gradient of its sum with respect to logits [B, C]]."""
    gradient = torch.clone(logits)
    on_support = torch.gather(logits, 1, ids)
    outside, highest = self.outside_of(gradient, ids)
    log_q, log_sum = self.log_q_of_buckets(on_support, log_probabilities, outside)
    terms, u = self.forward_kl_of_buckets(torch.cat([log_probabilities, tail], 1), log_q, log_sum)
    of_logits = u - torch.exp(log_q) * torch.sum(u, [1], True)
    support = ids.size(1)
    gradient.mul_(of_logits[:, support:])
    return [torch.sum(terms, [1]), torch.scatter_add_(gradient, 1, ids, of_logits[:, :support])]


def centred_regression(self, logits: Tensor, ids: Tensor, log_probabilities: Tensor) -> List[Tensor]:
    """Half the sum of squares of e_i = (z_i - mean z) - (log p_i - mean log p), the means taken over the support.

    The e_i of a row sum to 0, so the gradient with respect to logit i is e_i itself, and 0 outside of the support.
    Returns [loss [B], gradient of the sum of losses with respect to logits [B, C]].
    """
    kept = log_probabilities > float("-inf")
    nothing = torch.zeros_like(log_probabilities)
    count = torch.sum(torch.where(kept, torch.ones_like(log_probabilities), nothing), [1], True)
    difference = torch.where(kept, torch.gather(logits, 1, ids) - log_probabilities, nothing)
    mean = torch.sum(difference, [1], True) / count
    error = torch.where(kept, difference - mean, nothing)
    loss = 0.5 * torch.sum(error * error, [1])
    return [loss, torch.scatter_add(torch.zeros_like(logits), 1, ids, error)]
