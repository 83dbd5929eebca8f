# How documents lie for attention: padded, neighbours of similar lengths in one group, in which each takes as many rows as the
# longest. Attention looks back only, so what stands in the padding meets no token, and needs no mask.
#
# Shapes: T tokens, R rows, padding included; a group of N documents of L rows each has N x L of them.
#   groups  documents and rows a document of each group, and the rows that tokens take, int64 [T]


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
