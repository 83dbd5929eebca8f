"""Writes the logits that transformers gives for small models of every variety, for LogitsTest.

    python language_fixtures.py ../resources/io/retort/learning/language/logits.json

Weights and tokens are a formula that the test computes, too; only configurations and logits at a few positions are stored.
"""

import json
import sys

import numpy
import torch
import transformers

LENGTHS = [1, 7, 7, 23, 12]
VOCABULARY = 61


def uniform(count, stream):
    """Reproducible numbers in [-1, 1): the finaliser of MurmurHash3 over a counter, exact in float32's 24 bits."""
    mask = numpy.uint64(0xFFFFFFFF)
    x = (numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(stream * 1_000_003 + 1)) & mask
    x ^= x >> numpy.uint64(16)
    x = x * numpy.uint64(0x85EBCA6B) & mask
    x ^= x >> numpy.uint64(13)
    x = x * numpy.uint64(0xC2B2AE35) & mask
    x ^= x >> numpy.uint64(16)
    return (x >> numpy.uint64(8)).astype(numpy.float64) / 2**23 - 1


def tokens(count, stream):
    return numpy.floor((uniform(count, stream) + 1) / 2 * VOCABULARY).astype(numpy.int64)


def parts(name):
    """Sorts parameters into the order of ModelConfiguration.tensorSpecifications()."""
    inner = ["input_layernorm", "q_proj", "k_proj", "v_proj", "o_proj", "post_attention_layernorm", "gate_proj", "up_proj", "down_proj"]
    words = name.split(".")
    is_bias = words[-1] == "bias"
    if "layers" in words:
        return (1, int(words[2]), inner.index(words[-2]), is_bias)
    return ({"embed_tokens": 0, "norm": 2, "lm_head": 3}[words[-2]], 0, 0, is_bias)


def fill(model, last_norm):
    parameters = sorted(model.named_parameters(), key=lambda p: parts(p[0]))
    for stream, (name, parameter) in enumerate(parameters):
        values = uniform(parameter.numel(), stream)
        if name == "model.norm.weight":
            values = last_norm * (1 + 0.25 * values)
        elif parameter.dim() == 1 and name.endswith("norm.weight"):
            values = 1 + 0.25 * values
        elif parameter.dim() == 1:
            values = 0.5 * values
        elif "embed_tokens" not in name:
            values = values * 3.0 / numpy.sqrt(parameter.shape[1])
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(values.astype(numpy.float32)).view_as(parameter))


def logits(model, lengths):
    at = 0
    all_logits = []
    ids = tokens(sum(lengths), 999)
    for length in lengths:
        with torch.no_grad():
            all_logits.append(model(torch.from_numpy(ids[at:at + length])[None]).logits[0])
        at += length
    return torch.cat(all_logits)


def case(name, kind, lengths=LENGTHS, positions=None, **settings):
    classes = {
        "llama": (transformers.LlamaConfig, transformers.LlamaForCausalLM),
        "qwen2": (transformers.Qwen2Config, transformers.Qwen2ForCausalLM),
        "mistral": (transformers.MistralConfig, transformers.MistralForCausalLM),
    }
    settings = {
        "vocab_size": VOCABULARY, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 4096, "rms_norm_eps": 1e-5,
        "tie_word_embeddings": True, "bos_token_id": 1, "eos_token_id": 2, **settings}
    if kind == "mistral":
        settings["sliding_window"] = None
    configuration = classes[kind][0](**settings)
    model = classes[kind][1](configuration).eval()
    fill(model, 1.0)
    positions = positions or [0, 1, 7, 8, 14, 15, 20, 37, 38, 49]
    unscaled = logits(model, lengths)[positions]
    # So that logits reach 10 either way: the last norm's weight scales them.
    last_norm = round(10.1 / float(min(unscaled.max(), -unscaled.min())), 3)
    fill(model, last_norm)
    values = logits(model, lengths)
    stored = json.loads(configuration.to_json_string(use_diff=False))
    kept = ["model_type", "architectures", "attention_bias", "mlp_bias", "head_dim", "rope_theta", "rope_scaling", "rope_parameters",
            "hidden_act", "use_sliding_window", *settings]
    written = {key: stored[key] for key in kept if stored.get(key) is not None}
    if kind == "mistral":
        written["sliding_window"] = None
    return {
        "name": name, "configuration": {**written, "architectures": [classes[kind][1].__name__]},
        "lastNorm": last_norm, "lengths": lengths, "positions": positions,
        "logits": [[round(x, 6) for x in values[position].tolist()] for position in positions]}


def main(path):
    torch.set_num_threads(1)
    llama3 = {"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
              "original_max_position_embeddings": 256}
    long = [4096]
    late = [0, 1, 255, 256, 1500, 4095]
    cases = [
        case("llama, tied, grouped queries", "llama"),
        case("llama, head of its own", "llama", tie_word_embeddings=False),
        case("llama, one head for each query", "llama", num_key_value_heads=4),
        case("llama, head_dim", "llama", head_dim=24, num_key_value_heads=1),
        case("llama, attention biases", "llama", attention_bias=True),
        case("llama, feed-forward biases", "llama", mlp_bias=True, tie_word_embeddings=False),
        case("llama, theta, 4,096 tokens", "llama", long, late, rope_parameters={"rope_type": "default", "rope_theta": 100000.0}),
        case("llama, linear, beyond the original context", "llama", long, late,
             rope_parameters={"rope_type": "linear", "rope_theta": 10000.0, "factor": 4.0}),
        case("llama, llama3, beyond the original context", "llama", long, late, rope_parameters=llama3, head_dim=32),
        case("qwen2, tied", "qwen2", rms_norm_eps=1e-6, rope_parameters={"rope_type": "default", "rope_theta": 1000000.0}),
        case("qwen2, head of its own, 1,000 tokens", "qwen2", [1000, 24], [0, 999, 1000, 1023], tie_word_embeddings=False),
        case("mistral", "mistral", head_dim=16, tie_word_embeddings=False),
    ]
    with open(path, "w") as file:
        json.dump({"torch": torch.__version__, "transformers": transformers.__version__, "cases": cases}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
