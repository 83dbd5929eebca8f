def learned_divergence(self, log_p: Tensor, log_q: Tensor, beta: Tensor) -> Tuple[Tensor, Tensor]:
    return self.reverse_kl_of_buckets(log_p, log_q, beta)
