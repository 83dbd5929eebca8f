"""Prints the SHA-256 of the weights that InitialStudentsTest makes of seed 1: the generator (Steele, Lea, Flood 2014,
"Fast splittable pseudorandom number generators", with the constants of Java's SplittableRandom), the polar method and the
file's layout, written down a second time. Python's standard library only.
"""
import hashlib
import json
import math
import struct

MASK = (1 << 64) - 1
LAYERS, HIDDEN, INTERMEDIATE, VOCABULARY, QUERIES, KEYS, SEED = 3, 48, 100, 512, 48, 16, 1


def uniform(state):
    while True:
        state = (state + 0x9e3779b97f4a7c15) & MASK
        z = ((state ^ (state >> 30)) * 0xbf58476d1ce4e5b9) & MASK
        z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & MASK
        yield ((z ^ (z >> 31)) >> 11) * 2.0 ** -53


def normal(numbers):
    while True:
        x, y = 2 * next(numbers) - 1, 2 * next(numbers) - 1
        square = x * x + y * y
        if 0 < square < 1:
            scale = math.sqrt(-2 * math.log(square) / square)
            yield x * scale
            yield y * scale


def shapes():
    yield "model.embed_tokens.weight", [VOCABULARY, HIDDEN]
    yield "lm_head.weight", [VOCABULARY, HIDDEN]
    yield "model.norm.weight", [HIDDEN]
    for layer in range(LAYERS):
        for name, shape in {
                "input_layernorm": [HIDDEN], "post_attention_layernorm": [HIDDEN],
                "self_attn.q_proj": [QUERIES, HIDDEN], "self_attn.k_proj": [KEYS, HIDDEN],
                "self_attn.v_proj": [KEYS, HIDDEN], "self_attn.o_proj": [HIDDEN, QUERIES],
                "mlp.gate_proj": [INTERMEDIATE, HIDDEN], "mlp.up_proj": [INTERMEDIATE, HIDDEN],
                "mlp.down_proj": [HIDDEN, INTERMEDIATE]}.items():
            yield f"model.layers.{layer}.{name}.weight", shape


def values(name, shape):
    count = math.prod(shape)
    if len(shape) == 1:
        return [1.0] * count
    parts = [struct.pack(">q", SEED), name.encode()]
    digest = hashlib.sha256(b"".join(struct.pack(">q", len(part)) + part for part in parts)).digest()
    numbers = normal(uniform(int.from_bytes(digest[:8], "big")))
    return [0.02 * next(numbers) for _ in range(count)]


def main():
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, shape in sorted(shapes()):
        begin = len(data)
        data += struct.pack(f"<{math.prod(shape)}f", *values(name, shape))
        header[name] = {"data_offsets": [begin, len(data)], "dtype": "F32", "shape": shape}
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(8 + len(text)) % 64)
    print(hashlib.sha256(struct.pack("<Q", len(text)) + text + data).hexdigest())


if __name__ == "__main__":
    main()
