# A decoder-only transformer of the Llama family (Touvron et al. 2023, section 2.2; grouped queries: Ainslie et al. 2023), over
# packed documents: their tokens stand one behind the other, and attention stays within each.
#
# Shapes: T tokens of all documents, D documents, H hidden size, V vocabulary.
#   tokens     int64 [T], each in [0, V)
#   positions  int64 [T], a token's place in its document, from 0
#   lengths    int64 [D], at least 1 each, of sum T; neighbours of equal length share one attention call
#   weights    in the order of ModelConfiguration.tensorSpecifications()
#
# Read from the module: layers, hidden_size, heads, key_value_heads, head_size, norm_epsilon, tied (0 or 1), and how many
# tensors a product has, 2 with a bias, else 1: query_tensors (also keys' and values'), output_tensors, feed_forward_tensors.


def product(self, x: Tensor, weights: List[Tensor], index: int, tensors: int) -> Tensor:
    if tensors == 2:
        return self.linear(x, weights[index], weights[index + 1])
    return self.linear(x, weights[index], None)


def norm(self, x: Tensor, weight: Tensor) -> Tensor:
    """RMSNorm (Zhang, Sennrich 2019, eq. 4)."""
    return torch.rms_norm(x, [self.hidden_size], weight, self.norm_epsilon)


def tensors_of_layer(self) -> int:
    return 2 + 3 * self.query_tensors + self.output_tensors + 3 * self.feed_forward_tensors


def for_every_head(self, x: Tensor) -> Tensor:
    """Keys or values [N, key_value_heads, D], repeated for the heads that share them, [N, heads, D]."""
    group = self.heads // self.key_value_heads
    if group == 1:
        return x
    shape = [x.size(0), self.key_value_heads, group, self.head_size]
    return torch.reshape(torch.expand(torch.unsqueeze(x, 2), shape), [x.size(0), self.heads, self.head_size])


def causal_attention(self, queries: Tensor, keys: Tensor, values: Tensor, documents: int, length: int) -> Tensor:
    """Of documents of one length: queries [N, heads, D], keys and values [N, key_value_heads, D], N = documents x length;
    returns [N, heads x D]."""
    apart = [documents, length, self.heads, self.head_size]
    q = torch.transpose(torch.view(queries, apart), 1, 2)
    k = torch.transpose(torch.view(self.for_every_head(keys), apart), 1, 2)
    v = torch.transpose(torch.view(self.for_every_head(values), apart), 1, 2)
    mixed = torch.scaled_dot_product_attention(q, k, v, None, 0.0, True)
    return torch.reshape(torch.transpose(mixed, 1, 2), [documents * length, self.heads * self.head_size])


def packed_attention(self, queries: Tensor, keys: Tensor, values: Tensor, lengths: List[int]) -> Tensor:
    """Splits once: the gradient of a slice is as large as what it was cut from, that of a split is one concatenation."""
    documents = annotate(List[int], [])
    sizes = annotate(List[int], [])
    document = 0
    while document < len(lengths):
        alike = 1
        while document + alike < len(lengths) and lengths[document + alike] == lengths[document]:
            alike += 1
        documents.append(alike)
        sizes.append(alike * lengths[document])
        document += alike
    q = torch.split_with_sizes(queries, sizes, 0)
    k = torch.split_with_sizes(keys, sizes, 0)
    v = torch.split_with_sizes(values, sizes, 0)
    mixed = annotate(List[Tensor], [])
    for i in range(len(sizes)):
        mixed.append(self.causal_attention(q[i], k[i], v[i], documents[i], sizes[i] // documents[i]))
    if len(mixed) == 1:
        return mixed[0]
    return torch.cat(mixed, 0)


def queries_keys_values(self, normed: Tensor, at: int, turns: Tuple[Tensor, Tensor],
                        weights: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
    """Of the layer whose first tensor is weights[at], and its first norm: [T, heads, D], [T, key_value_heads, D] twice."""
    count = normed.size(0)
    step = self.query_tensors
    cosines, sines = turns
    q = torch.view(self.product(normed, weights, at + 1, step), [count, self.heads, self.head_size])
    k = torch.view(self.product(normed, weights, at + 1 + step, step), [count, self.key_value_heads, self.head_size])
    v = torch.view(self.product(normed, weights, at + 1 + 2 * step, step), [count, self.key_value_heads, self.head_size])
    return (self.narrow(self.turned(q, cosines, sines)), self.narrow(self.turned(k, cosines, sines)), v)


def after_attention(self, x: Tensor, mixed: Tensor, at: int, weights: List[Tensor]) -> Tensor:
    """The rest of the layer: the attention's output, and the feed-forward block (SwiGLU: Shazeer 2020, eq. 6)."""
    output = at + 1 + 3 * self.query_tensors
    x = x + self.product(mixed, weights, output, self.output_tensors)
    feed_forward = output + self.output_tensors
    step = self.feed_forward_tensors
    normed = self.narrow(self.norm(x, weights[feed_forward]))
    gate = self.product(normed, weights, feed_forward + 1, step)
    up = self.product(normed, weights, feed_forward + 1 + step, step)
    return x + self.product(torch.silu(gate) * up, weights, feed_forward + 1 + 2 * step, step)


def embedded(self, tokens: Tensor, weights: List[Tensor]) -> Tensor:
    """In the type of the norms' weights, which is that of everything added up over layers."""
    return torch.to(torch.embedding(weights[0], tokens), weights[1].dtype)


def last_norm(self, x: Tensor, weights: List[Tensor]) -> Tensor:
    return self.norm(x, weights[1 + self.layers * self.tensors_of_layer()])


def head(self, weights: List[Tensor]) -> Tensor:
    """The weights that make logits, [V, H]."""
    if self.tied == 1:
        return weights[0]
    return weights[len(weights) - 1]


def hidden(self, tokens: Tensor, positions: Tensor, lengths: Tensor, weights: List[Tensor]) -> Tensor:
    """What the head is applied to, [T, H]: logits = hidden head^T."""
    x = self.embedded(tokens, weights)
    turns = self.rotary_turns(positions, x.dtype)
    counts = annotate(List[int], [])
    for i in range(lengths.size(0)):
        counts.append(int(lengths[i]))
    for layer in range(self.layers):
        at = 1 + layer * self.tensors_of_layer()
        q, k, v = self.queries_keys_values(self.narrow(self.norm(x, weights[at])), at, turns, weights)
        x = self.after_attention(x, self.packed_attention(q, k, v, counts), at, weights)
    return self.last_norm(x, weights)


def logits(self, hidden: Tensor, weights: List[Tensor]) -> Tensor:
    """Of rows of hidden, [rows, V], in its type."""
    return torch.to(self.linear(hidden, self.head(weights), None), hidden.dtype)
