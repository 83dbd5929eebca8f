# Attention within each document, and its gradient in closed form (Dao 2023, FlashAttention-2, algorithms 1 and 2).
#
# Documents lie padded: neighbours of similar lengths form a group, in which each takes as many rows as the longest. Attention
# looks back only, so what stands in the padding meets no token, and needs no mask.
#
# Shapes: T tokens, R rows, padding included; a group of N documents of L rows each has N x L of them.
#   queries, mixed  [R, heads, D]
#   keys, values    [R, key_value_heads, D]
#   log_sums        [N, heads, L], of a group: logarithms of the sums of the exponentials of the scores
#   groups          documents and rows a document of each group, and the rows that tokens take, int64 [T]


def grouped(self, lengths: Tensor) -> Tuple[List[int], List[int], Tensor]:
    """Puts neighbours into one group as long as padding makes up at most a fifth of it. Documents take a multiple of 16 rows:
    oneDNN compiles a product for every new shape, which takes longer than the product."""
    documents = annotate(List[int], [])
    longest = annotate(List[int], [])
    rows = annotate(List[Tensor], [])
    tokens = 0
    base = 0
    for i in range(lengths.size(0)):
        length = (int(lengths[i]) + 15) // 16 * 16
        last = len(documents) - 1
        joins = False
        if last >= 0:
            most = max(longest[last], length)
            joins = 4 * most * (documents[last] + 1) <= 5 * (tokens + length)
        if joins:
            documents[last] += 1
            longest[last] = max(longest[last], length)
            tokens += length
        else:
            documents.append(1)
            longest.append(length)
            tokens = length
    document = 0
    for i in range(len(documents)):
        for j in range(documents[i]):
            begin = base + j * longest[i]
            rows.append(torch.arange(begin, begin + int(lengths[document])))
            document += 1
        base += documents[i] * longest[i]
    return (documents, longest, torch.cat(rows, 0))


def padded(self, x: Tensor, groups: Tuple[List[int], List[int], Tensor]) -> Tensor:
    """x [T, ..] with its tokens at their rows, [R, ..], and zeros between them."""
    documents, longest, rows = groups
    sizes = x.size()
    sizes[0] = 0
    for i in range(len(documents)):
        sizes[0] += documents[i] * longest[i]
    if sizes[0] == x.size(0):
        return x
    return torch.index_copy_(torch.zeros(sizes, dtype=x.dtype), 0, rows, x)


def unpadded(self, x: Tensor, groups: Tuple[List[int], List[int], Tensor]) -> Tensor:
    """The tokens of x [R, ..], [T, ..]."""
    documents, longest, rows = groups
    if rows.size(0) == x.size(0):
        return x
    return torch.index_select(x, 0, rows)


def mixed_values(self, queries: Tensor, keys: Tensor, values: Tensor,
                 groups: Tuple[List[int], List[int], Tensor]) -> Tuple[Tensor, List[Tensor]]:
    """Returns mixed, and each group's log_sums."""
    documents, longest, rows = groups
    mixed = torch.empty_like(queries)
    log_sums = annotate(List[Tensor], [])
    base = 0
    for i in range(len(documents)):
        end = base + documents[i] * longest[i]
        apart = [documents[i], longest[i], self.heads, self.head_size]
        q = torch.transpose(torch.view(queries[base:end], apart), 1, 2)
        k = torch.transpose(torch.view(self.for_every_head(keys[base:end]), apart), 1, 2)
        v = torch.transpose(torch.view(self.for_every_head(values[base:end]), apart), 1, 2)
        of_group, sums = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0.0, True)
        torch.copy_(torch.view(mixed[base:end], apart), torch.transpose(of_group, 1, 2))
        log_sums.append(sums)
        base = end
    return (mixed, log_sums)


def beside(self, x: Tensor, subtracted: Tensor) -> Tensor:
    """x [.., D] and, in two parts that add up to it closely, minus subtracted [.., 1]: [.., D + 2]. The product with a row that
    ends with ones is then x's product less what is subtracted, rounded only once, where it is small."""
    high = torch.to(subtracted, x.dtype)
    low = torch.to(subtracted - torch.to(high, subtracted.dtype), x.dtype)
    return torch.cat([x, torch.neg(high), torch.neg(low)], -1)


def with_ones(self, x: Tensor, documents: int, rows: int) -> Tensor:
    """Keys or values of a group, [N x key_value_heads, L, D + 2]."""
    apart = torch.transpose(torch.view(x, [documents, rows, self.key_value_heads, self.head_size]), 1, 2)
    ones = torch.ones([documents, self.key_value_heads, rows, 2], dtype=x.dtype)
    return torch.view(torch.cat([apart, ones], -1), [documents * self.key_value_heads, rows, self.head_size + 2])


def by_key_head(self, x: Tensor, documents: int, rows: int) -> Tensor:
    """x [N x L, heads, ..] as [N, key_value_heads, heads of each, L, ..]."""
    shape = [documents, rows, self.key_value_heads, self.heads // self.key_value_heads, x.size(2)]
    return torch.permute(torch.view(x, shape), [0, 2, 3, 1, 4])


def attention_gradient(self, of_mixed: Tensor, mixed: Tensor, queries: Tensor, keys: Tensor, values: Tensor, log_sums: Tensor,
                       documents: int, rows: int, of_queries: Tensor, of_keys: Tensor, of_values: Tensor) -> None:
    """Of one group: fills in the gradients with respect to its queries, keys and values. Rows of queries are done some at a
    time: so many scores are held, and none of those that look ahead of the last of them is computed."""
    scale = self.head_size ** -0.5
    batch = documents * self.key_value_heads
    heads = self.heads // self.key_value_heads
    d = self.head_size
    k = self.with_ones(keys, documents, rows)
    v = self.with_ones(values, documents, rows)
    wide = log_sums.dtype
    sums = torch.view(log_sums, [documents, self.key_value_heads, heads, rows, 1])
    q = self.beside(self.by_key_head(queries, documents, rows) * scale, sums)
    dots = torch.sum(of_mixed * mixed, [2], True, dtype=wide)
    of_m = self.beside(self.by_key_head(of_mixed, documents, rows), self.by_key_head(dots, documents, rows))
    of_k = torch.zeros([batch, rows, d], dtype=wide)
    of_v = torch.zeros([batch, rows, d], dtype=wide)
    of_q = self.by_key_head(of_queries, documents, rows)
    for i in range((rows + 127) // 128):
        a = i * 128
        b = min(a + 128, rows)
        some_q = torch.reshape(q[:, :, :, a:b], [batch, heads * (b - a), d + 2])
        some_of_m = torch.reshape(of_m[:, :, :, a:b], [batch, heads * (b - a), d + 2])
        p = torch.exp_(torch.bmm(some_q, torch.transpose(k[:, :b], 1, 2)))
        torch.tril_(torch.view(p, [batch * heads, b - a, b]), a)
        of_v[:, :b].add_(torch.bmm(torch.transpose(p, 1, 2), some_of_m[:, :, :d]))
        of_scores = torch.mul_(torch.bmm(some_of_m, torch.transpose(v[:, :b], 1, 2)), p)
        of_k[:, :b].add_(torch.bmm(torch.transpose(of_scores, 1, 2), some_q[:, :, :d]))
        some_of_q = torch.mul_(torch.bmm(of_scores, k[:, :b, :d]), scale)
        torch.copy_(of_q[:, :, :, a:b], torch.view(some_of_q, [documents, self.key_value_heads, heads, b - a, d]))
    shape = [documents, self.key_value_heads, rows, d]
    torch.copy_(torch.view(of_keys, [documents, rows, self.key_value_heads, d]), torch.transpose(torch.view(of_k, shape), 1, 2))
    torch.copy_(torch.view(of_values, [documents, rows, self.key_value_heads, d]), torch.transpose(torch.view(of_v, shape), 1, 2))


def attention_gradients(self, of_mixed: Tensor, mixed: Tensor, queries: Tensor, keys: Tensor, values: Tensor,
                        log_sums: List[Tensor],
                        groups: Tuple[List[int], List[int], Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
    """With respect to all queries, keys and values."""
    documents, longest, rows = groups
    of_queries = torch.empty_like(queries)
    of_keys = torch.empty_like(keys)
    of_values = torch.empty_like(values)
    a = 0
    for i in range(len(documents)):
        b = a + documents[i] * longest[i]
        self.attention_gradient(of_mixed[a:b], mixed[a:b], queries[a:b], keys[a:b], values[a:b], log_sums[i], documents[i],
                                longest[i], of_queries[a:b], of_keys[a:b], of_values[a:b])
        a = b
    return (of_queries, of_keys, of_values)
