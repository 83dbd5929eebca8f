# Generation with a cache of keys and values for each sequence. In one call some sequences may begin, with all tokens of their
# prompts, and others continue, with one token each.
#
# Shapes: S sequences, T tokens of all sequences.
#   tokens, positions  int64 [T]
#   lengths            int64 [S], how many of the tokens are of each sequence
#   filled             int64 [S], how many tokens its cache holds already; where it is not 0, the length is 1
#   caches             S of [layers, 2 key_value_heads, capacity, head_size]: keys, then values


def integers(self, values: Tensor) -> List[int]:
    found = annotate(List[int], [])
    for i in range(values.size(0)):
        found.append(int(values[i]))
    return found


def attend_to_cache(self, queries: Tensor, cached: Tensor) -> Tensor:
    """Of one token: queries [1, heads, D], cached [2 key_value_heads, tokens, D]; [1, heads x D]. Heads that share keys stand as
    if they were tokens of one head, so that keys need not be repeated."""
    count = self.key_value_heads
    q = torch.view(queries, [1, count, self.heads // count, self.head_size])
    keys = torch.unsqueeze(cached[:count], 0)
    values = torch.unsqueeze(cached[count:], 0)
    return torch.reshape(torch.scaled_dot_product_attention(q, keys, values), [1, self.heads * self.head_size])


def cached_attention(self, queries: Tensor, keys: Tensor, values: Tensor, lengths: List[int], filled: List[int],
                     caches: List[Tensor], layer: int) -> Tensor:
    keys_values = torch.cat([keys, values], 1)
    mixed = annotate(List[Tensor], [])
    begin = 0
    for i in range(len(lengths)):
        end = begin + lengths[i]
        whole = caches[i][layer]
        upto = filled[i] + lengths[i]
        torch.copy_(whole[:, filled[i]:upto], torch.transpose(keys_values[begin:end], 0, 1))
        if filled[i] == 0:
            mixed.append(self.causal_attention(queries[begin:end], keys[begin:end], values[begin:end], 1, lengths[i]))
        else:
            mixed.append(self.attend_to_cache(queries[begin:end], whole[:, :upto]))
        begin = end
    return torch.cat(mixed, 0)


def next_logits(self, tokens: Tensor, positions: Tensor, lengths: Tensor, filled: Tensor, weights: List[Tensor],
                caches: List[Tensor]) -> Tensor:
    """Logits behind each sequence's last token, [S, V]; fills the caches."""
    x = self.embedded(tokens, weights)
    turns = self.rotary_turns(positions, x.dtype)
    counts = self.integers(lengths)
    cached = self.integers(filled)
    for layer in range(self.layers):
        at = 1 + layer * self.tensors_of_layer()
        q, k, v = self.queries_keys_values(self.narrow(self.norm(x, weights[at])), at, turns, weights)
        x = self.after_attention(x, self.cached_attention(q, k, v, counts, cached, caches, layer), at, weights)
    last = torch.index_select(x, 0, torch.cumsum(lengths, 0) - 1)
    return self.logits(self.last_norm(last, weights), weights)


def blank_cache(self, capacity: Tensor) -> Tensor:
    narrowest = self.narrow(torch.zeros([1], dtype=6)).dtype
    return torch.empty([self.layers, 2 * self.key_value_heads, int(capacity), self.head_size], dtype=narrowest)


def grown_cache(self, cache: Tensor, filled: Tensor, capacity: Tensor) -> Tensor:
    """A larger one with what is in this one."""
    grown = self.blank_cache(capacity)
    count = int(filled)
    torch.copy_(grown[:, :, :count], cache[:, :, :count])
    return grown


def nucleus(self, weights: Tensor, top_p: Tensor) -> Tensor:
    """Weights [S, V] with 0 for what is not in the smallest set of likeliest tokens whose share is at least top_p [S, 1] (Holtzman et
    al. 2020, section 3.1); tokens as likely as the set's last are all in it. Looks among the 256 likeliest first."""
    needed = torch.to(top_p, 7) * torch.sum(weights, [1], True, dtype=7)
    values = self.largest(weights, min(256, weights.size(1)))[0]
    sums = torch.cumsum(values, 1, dtype=7)
    if bool(torch.any(sums[:, sums.size(1) - 1:] < needed)):
        values = torch.sort(weights, 1, True)[0]
        sums = torch.cumsum(values, 1, dtype=7)
    last = torch.clamp(torch.searchsorted(sums, needed), 0, values.size(1) - 1)
    least = torch.where(top_p < 1.0, torch.gather(values, 1, last), torch.zeros_like(top_p))
    return torch.where(weights >= least, weights, torch.zeros_like(weights))


def choose(self, logits: Tensor, temperatures: Tensor, top_p: Tensor, fractions: Tensor) -> Tensor:
    """Next tokens int64 [S]: the likeliest where the temperature [S, 1] is 0, else the one that holds a point, fractions float64
    [S, 1] in [0, 1), of the cumulative distribution at the temperature, restricted to the nucleus. A row's token depends
    on its own row only."""
    likeliest = torch.argmax(logits, 1)
    sampled = temperatures > 0.0
    if not bool(torch.any(sampled)):
        return likeliest
    scaled = logits / torch.where(sampled, temperatures, torch.ones_like(temperatures))
    weights = torch.exp(scaled - torch.amax(scaled, [1], True))
    if bool(torch.any(top_p < 1.0)):
        weights = self.nucleus(weights, top_p)
    drawn = torch.squeeze(self.holders(weights, fractions), 1)
    return torch.where(torch.squeeze(sampled, 1), drawn, likeliest)
