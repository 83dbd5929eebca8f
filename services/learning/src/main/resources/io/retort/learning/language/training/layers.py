# The model's layers with their gradients in closed form, which take less time than autograd's: nothing is kept that the way back
# does not need, and sums go where they belong.
#
# On the way forward a layer pushes what it will need onto the tape; on the way back it pops it again in the opposite order.
#
#   weights   as in language_model.py, matrices in the type of products
#   of        the gradient of the loss with respect to each of the weights, empty where one does not learn
#   further   whether gradients are added to what is there, or stand in its place
#   total     [rows, H], the gradient with respect to what is added up over layers


def learns(self, of: List[Tensor], index: int) -> bool:
    return torch.numel(of[index]) > 0


def keep(self, sum: Tensor, gradient: Tensor, further: bool) -> None:
    if further:
        torch.add_(sum, gradient)
    else:
        torch.copy_(sum, gradient)


def keep_vector(self, of: List[Tensor], index: int, gradients: Tensor, further: bool) -> None:
    """The sum of gradients [rows, C]."""
    if self.learns(of, index):
        self.keep(of[index], torch.sum(gradients, [0], False, dtype=of[index].dtype), further)


def keep_product(self, gradient: Tensor, x: Tensor, index: int, tensors: int, of: List[Tensor], further: bool) -> None:
    """Of product(x, weights, index, tensors)."""
    if self.learns(of, index):
        self.keep_of_weight(of[index], gradient, x, further)
    if tensors == 2:
        self.keep_vector(of, index + 1, gradient, further)


def scaled(self, x: Tensor, weight: Tensor, tape: List[Tensor]) -> Tensor:
    """norm(x), in the type in which it enters a product."""
    size = torch.linalg_vector_norm(x, 2, [1], True)
    scale = torch.rsqrt(size * size / self.hidden_size + self.norm_epsilon)
    unit = x * scale
    tape.append(unit)
    tape.append(scale)
    return self.narrow(unit * weight)


def scaled_gradient(self, gradient: Tensor, weights: List[Tensor], index: int, of: List[Tensor], further: bool, total: Tensor,
                    tape: List[Tensor]) -> None:
    """Adds to total. With u = x s: d/dx = s (w g - u mean(w g u)). Overwrites gradient."""
    scale = tape.pop()
    unit = tape.pop()
    wide = torch.to(gradient, unit.dtype)
    with_unit = wide * unit
    self.keep_vector(of, index, with_unit, further)
    mean = torch.unsqueeze(torch.mv(with_unit, weights[index]), 1) / (-self.hidden_size)
    torch.addcmul_(total, torch.mul_(wide, weights[index]), scale)
    torch.addcmul_(total, unit, mean * scale)


def attended(self, x: Tensor, at: int, turns: Tuple[Tensor, Tensor], weights: List[Tensor],
             groups: Tuple[List[int], List[int], Tensor], tape: List[Tensor]) -> Tensor:
    """What attention makes of x, [T, heads x D]."""
    normed = self.scaled(x, weights[at], tape)
    q, k, v = self.queries_keys_values(normed, at, turns, weights)
    q = self.padded(q, groups)
    k = self.padded(k, groups)
    v = self.padded(v, groups)
    mixed, kept = self.mixed_values(q, k, v, groups)
    tape.extend([normed, q, k, v, mixed])
    tape.extend(kept)
    return torch.view(self.unpadded(mixed, groups), [x.size(0), self.heads * self.head_size])


def attended_gradient(self, gradient: Tensor, at: int, turns: Tuple[Tensor, Tensor], weights: List[Tensor],
                      groups: Tuple[List[int], List[int], Tensor], of: List[Tensor], further: bool, total: Tensor,
                      tape: List[Tensor]) -> None:
    """Of attended; adds to total."""
    kept = annotate(List[Tensor], [])
    for i in range(self.kept_of_groups(groups)):
        kept.append(tape.pop())
    kept.reverse()
    mixed = tape.pop()
    v = tape.pop()
    k = tape.pop()
    q = tape.pop()
    normed = tape.pop()
    count = normed.size(0)
    of_mixed = self.padded(torch.view(gradient, [count, self.heads, self.head_size]), groups)
    of_q, of_k, of_v = self.attention_gradients(of_mixed, mixed, q, k, v, kept, groups)
    cosines, sines = turns
    back = torch.neg(sines)
    of_products = [
        self.narrow(self.turned(self.unpadded(of_q, groups), cosines, back)),
        self.narrow(self.turned(self.unpadded(of_k, groups), cosines, back)),
        self.unpadded(of_v, groups)]
    of_normed = annotate(List[Tensor], [])
    for i in range(3):
        of_product = torch.view(of_products[i], [count, -1])
        index = at + 1 + i * self.query_tensors
        self.keep_product(of_product, normed, index, self.query_tensors, of, further)
        of_normed.append(self.of_input(of_product, weights[index]))
    torch.add_(torch.add_(of_normed[0], of_normed[1]), of_normed[2])
    self.scaled_gradient(of_normed[0], weights, at, of, further, total, tape)


def projected(self, x: Tensor, mixed: Tensor, at: int, weights: List[Tensor], tape: List[Tensor]) -> Tensor:
    """Adds the attention's output to x."""
    tape.append(mixed)
    return torch.add_(x, self.product(mixed, weights, at + 1 + 3 * self.query_tensors, self.output_tensors))


def projected_gradient(self, at: int, weights: List[Tensor], of: List[Tensor], further: bool, total: Tensor,
                       tape: List[Tensor]) -> Tensor:
    """Returns the gradient with respect to mixed."""
    output = at + 1 + 3 * self.query_tensors
    gradient = self.narrow(total)
    self.keep_product(gradient, tape.pop(), output, self.output_tensors, of, further)
    return self.of_input(gradient, weights[output])


def fed_forward(self, x: Tensor, at: int, weights: List[Tensor], tape: List[Tensor]) -> Tensor:
    """Adds the feed-forward block's output to x."""
    first = at + 1 + 3 * self.query_tensors + self.output_tensors
    step = self.feed_forward_tensors
    normed = self.scaled(x, weights[first], tape)
    gate = self.product(normed, weights, first + 1, step)
    up = self.product(normed, weights, first + 1 + step, step)
    tape.extend([normed, gate, up])
    return torch.add_(x, self.product(torch.mul_(torch.silu(gate), up), weights, first + 1 + 2 * step, step))


def fed_forward_gradient(self, at: int, weights: List[Tensor], of: List[Tensor], further: bool, total: Tensor,
                         tape: List[Tensor]) -> None:
    """Adds to total. Computes again what takes less time than to fetch it from memory."""
    first = at + 1 + 3 * self.query_tensors + self.output_tensors
    step = self.feed_forward_tensors
    up = tape.pop()
    gate = tape.pop()
    normed = tape.pop()
    open = torch.silu(gate)
    gradient = self.narrow(total)
    self.keep_product(gradient, open * up, first + 1 + 2 * step, step, of, further)
    of_both = self.of_input(gradient, weights[first + 1 + 2 * step])
    of_up = torch.mul(of_both, open, out=open)
    of_gate = torch.silu_backward(torch.mul_(of_both, up), gate, grad_input=up)
    self.keep_product(of_gate, normed, first + 1, step, of, further)
    self.keep_product(of_up, normed, first + 1 + step, step, of, further)
    of_normed = torch.add_(self.of_input(of_gate, weights[first + 1]), self.of_input(of_up, weights[first + 1 + step]))
    self.scaled_gradient(of_normed, weights, first, of, further, total, tape)
