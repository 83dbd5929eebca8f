# Attention within each document, and its gradient in closed form (Dao 2023, FlashAttention-2, algorithms 1 and 2).
#
# Groups of documents of few rows keep their probabilities for the way back; those of more, whose number grows with the square,
# compute them again from the logarithms of their sums. Rows of queries are done some at a time, and none of the scores that
# look ahead of the last of them is computed.
#
# Shapes: those of attention_groups.py, and
#   queries, mixed  [R, heads, D]
#   keys, values    [R, key_value_heads, D]
#   kept            of each group, one behind the other: for each round of queries the probabilities
#                   [N x key_value_heads, heads of each x queries, L up to the last of them]; or, for more rows, the logarithms
#                   of the sums of the exponentials of the scores [N, heads, L]


def rounds(self, rows: int) -> int:
    return (rows + self.queries_at_once() - 1) // self.queries_at_once()


def kept_of_group(self, rows: int) -> int:
    """How many tensors."""
    return self.rounds(rows) if self.keeps_probabilities(rows) else 1


def kept_of_groups(self, groups: Tuple[List[int], List[int], Tensor]) -> int:
    tensors = 0
    for rows in groups[1]:
        tensors += self.kept_of_group(rows)
    return tensors


def mixed_values(self, queries: Tensor, keys: Tensor, values: Tensor,
                 groups: Tuple[List[int], List[int], Tensor]) -> Tuple[Tensor, List[Tensor]]:
    """Returns mixed, and what is kept."""
    documents, longest, rows = groups
    mixed = torch.empty_like(queries)
    kept = annotate(List[Tensor], [])
    a = 0
    for i in range(len(documents)):
        b = a + documents[i] * longest[i]
        if self.keeps_probabilities(longest[i]):
            self.mix_few_rows(queries[a:b], keys[a:b], values[a:b], documents[i], longest[i], mixed[a:b], kept)
        else:
            kept.append(self.mix_many_rows(queries[a:b], keys[a:b], values[a:b], documents[i], longest[i], mixed[a:b]))
        a = b
    return (mixed, kept)


def mix_many_rows(self, queries: Tensor, keys: Tensor, values: Tensor, documents: int, rows: int, mixed: Tensor) -> Tensor:
    """Fills in mixed of one group and returns the logarithms."""
    apart = [documents, rows, self.heads, self.head_size]
    q = torch.transpose(torch.view(queries, apart), 1, 2)
    k = torch.transpose(torch.view(self.for_every_head(keys), apart), 1, 2)
    v = torch.transpose(torch.view(self.for_every_head(values), apart), 1, 2)
    of_group, log_sums = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0.0, True)
    torch.copy_(torch.view(mixed, apart), torch.transpose(of_group, 1, 2))
    return log_sums


def mix_few_rows(self, queries: Tensor, keys: Tensor, values: Tensor, documents: int, rows: int, mixed: Tensor,
                 kept: List[Tensor]) -> None:
    """Fills in mixed of one group and keeps its probabilities."""
    batch = documents * self.key_value_heads
    heads = self.heads // self.key_value_heads
    d = self.head_size
    k = torch.reshape(self.by_head(keys, documents, rows), [batch, rows, d])
    v = torch.reshape(self.by_head(values, documents, rows), [batch, rows, d])
    q = self.by_key_head(queries, documents, rows) * d ** -0.5
    mixed_by_head = self.by_key_head(mixed, documents, rows)
    for i in range(self.rounds(rows)):
        a = i * self.queries_at_once()
        b = min(a + self.queries_at_once(), rows)
        p = torch.bmm(torch.reshape(q[:, :, :, a:b], [batch, heads * (b - a), d]), torch.transpose(k[:, :b], 1, 2))
        ahead = torch.triu(torch.full([b - a, b - a], float("-inf"), dtype=p.dtype), 1)
        torch.add_(torch.view(p, [batch * heads, b - a, b])[:, :, a:], ahead)
        torch._softmax(p, 2, False, out=p)
        some_mixed = torch.view(torch.bmm(p, v[:, :b]), [documents, self.key_value_heads, heads, b - a, d])
        torch.copy_(mixed_by_head[:, :, :, a:b], some_mixed)
        kept.append(p)


def beside(self, x: Tensor, subtracted: Tensor) -> Tensor:
    """x [.., D] and, in two parts that add up to it closely, minus subtracted [.., 1]: [.., D + 2]. The product with a row that
    ends with ones is then x's product less what is subtracted, rounded only once, where it is small."""
    high = torch.to(subtracted, x.dtype)
    low = torch.to(subtracted - torch.to(high, subtracted.dtype), x.dtype)
    return torch.cat([x, torch.neg(high), torch.neg(low)], -1)


def by_head(self, x: Tensor, documents: int, rows: int) -> Tensor:
    """Keys or values of a group, [N, key_value_heads, L, D]."""
    return torch.transpose(torch.view(x, [documents, rows, self.key_value_heads, self.head_size]), 1, 2)


def with_ones(self, x: Tensor, documents: int, rows: int) -> Tensor:
    """Keys or values of a group, [N x key_value_heads, L, D + 2]."""
    ones = torch.ones([documents, self.key_value_heads, rows, 2], dtype=x.dtype)
    longer = torch.cat([self.by_head(x, documents, rows), ones], -1)
    return torch.view(longer, [documents * self.key_value_heads, rows, self.head_size + 2])


def by_key_head(self, x: Tensor, documents: int, rows: int) -> Tensor:
    """x [N x L, heads, ..] as [N, key_value_heads, heads of each, L, ..]."""
    shape = [documents, rows, self.key_value_heads, self.heads // self.key_value_heads, x.size(2)]
    return torch.permute(torch.view(x, shape), [0, 2, 3, 1, 4])


def probabilities_again(self, queries: Tensor, keys: Tensor, log_sums: Tensor, a: int) -> Tensor:
    """Of scaled queries [N x key_value_heads, heads of each x queries, D] from row a of each document on, for keys with ones up
    to the last of them; log_sums [N, key_value_heads, heads of each, queries]."""
    sums = torch.reshape(log_sums, [queries.size(0), queries.size(1), 1])
    p = torch.exp_(torch.bmm(self.beside(queries, sums), torch.transpose(keys, 1, 2)))
    torch.tril_(torch.view(p, [-1, log_sums.size(3), keys.size(1)]), a)
    return p


def attention_gradient(self, of_mixed: Tensor, mixed: Tensor, queries: Tensor, keys: Tensor, values: Tensor, kept: List[Tensor],
                       documents: int, rows: int, of_queries: Tensor, of_keys: Tensor, of_values: Tensor) -> None:
    """Of one group: fills in the gradients with respect to its queries, keys and values."""
    scale = self.head_size ** -0.5
    batch = documents * self.key_value_heads
    heads = self.heads // self.key_value_heads
    d = self.head_size
    k = self.with_ones(keys, documents, rows)
    v = self.with_ones(values, documents, rows)
    wide = kept[0].dtype
    q = self.by_key_head(queries, documents, rows) * scale
    dots = torch.sum(of_mixed * mixed, [2], True, dtype=wide)
    of_m = self.beside(self.by_key_head(of_mixed, documents, rows), self.by_key_head(dots, documents, rows))
    of_k = torch.zeros([batch, rows, d], dtype=wide)
    of_v = torch.zeros([batch, rows, d], dtype=wide)
    of_q = self.by_key_head(of_queries, documents, rows)
    for i in range(self.rounds(rows)):
        a = i * self.queries_at_once()
        b = min(a + self.queries_at_once(), rows)
        some_q = torch.reshape(q[:, :, :, a:b], [batch, heads * (b - a), d])
        some_of_m = torch.reshape(of_m[:, :, :, a:b], [batch, heads * (b - a), d + 2])
        if self.keeps_probabilities(rows):
            p = kept[i]
        else:
            log_sums = torch.view(kept[0], [documents, self.key_value_heads, heads, rows])
            p = self.probabilities_again(some_q, k[:, :b], log_sums[:, :, :, a:b], a)
        of_v[:, :b].add_(torch.bmm(torch.transpose(p, 1, 2), some_of_m[:, :, :d]))
        of_scores = torch.mul_(torch.bmm(some_of_m, torch.transpose(v[:, :b], 1, 2)), p)
        of_k[:, :b].add_(torch.bmm(torch.transpose(of_scores, 1, 2), some_q))
        some_of_q = torch.mul_(torch.bmm(of_scores, k[:, :b, :d]), scale)
        torch.copy_(of_q[:, :, :, a:b], torch.view(some_of_q, [documents, self.key_value_heads, heads, b - a, d]))
    shape = [documents, self.key_value_heads, rows, d]
    torch.copy_(torch.view(of_keys, [documents, rows, self.key_value_heads, d]), torch.transpose(torch.view(of_k, shape), 1, 2))
    torch.copy_(torch.view(of_values, [documents, rows, self.key_value_heads, d]), torch.transpose(torch.view(of_v, shape), 1, 2))


def attention_gradients(self, of_mixed: Tensor, mixed: Tensor, queries: Tensor, keys: Tensor, values: Tensor,
                        kept: List[Tensor],
                        groups: Tuple[List[int], List[int], Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
    """With respect to all queries, keys and values."""
    documents, longest, rows = groups
    of_queries = torch.empty_like(queries)
    of_keys = torch.empty_like(keys)
    of_values = torch.empty_like(values)
    a = 0
    begin = 0
    for i in range(len(documents)):
        b = a + documents[i] * longest[i]
        end = begin + self.kept_of_group(longest[i])
        self.attention_gradient(of_mixed[a:b], mixed[a:b], queries[a:b], keys[a:b], values[a:b], kept[begin:end], documents[i],
                                longest[i], of_queries[a:b], of_keys[a:b], of_values[a:b])
        a = b
        begin = end
    return (of_queries, of_keys, of_values)
