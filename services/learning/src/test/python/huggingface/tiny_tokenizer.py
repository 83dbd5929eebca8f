"""Makes the files of .../huggingface/tiny: a byte-level BPE of 512 tokens built as SmolLM2's is, a chat template in the manner
of ChatML, the configuration of a tiny Llama, and the token ids that the reference implementation gives for awkward texts.

Usage: python tiny_tokenizer.py DIRECTORY          (tokenizers 0.23.3; the text it learns from is the one below)
"""
import json
import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

TEXT = """
A stream of prompts runs into the still, and the still gives labels. The teacher is large and slow; the student is small and
quick. What the teacher says of a prompt is kept as a distribution over tokens, so that the student learns more than the one
answer that happened to be drawn. The student learns from every label once, as it comes, and goes on learning as long as the
stream goes on. When the wind turns, the student turns with it.

How do I open an account? You can open an account with a passport and a photograph. How long does a transfer take? A transfer
takes one or two days, and the money arrives in the morning. Why was my card declined? The card was declined because the limit
of the day was reached. Thank you for the answer. You are welcome. Please write to us if there is anything else.

The river rises in the hills, runs past the mill and the bridge, and reaches the sea at the old harbour. In spring the water is
high and brown, in summer it is low and clear. The children of the village swim below the mill, where the stones are smooth.
There was a boat that nobody owned, and everybody used it. In the evening the boats come home, the lamps are lit, and somebody
sings. The song is about a ship that went out and did not return, and about the one who waits.

def count(words): return {word: words.count(word) for word in set(words)}
for line in lines: print(line.strip(), len(line), 10 + 20 * 3)
if answer is None: raise ValueError("there is no answer")

Der Fluss entspringt in den Bergen und fließt durch das Tal. Où est la gare ? La gare est à côté de l'église. ¿Dónde está el
río? El río está detrás de la montaña.
"""

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\\nYou are a small student.<|im_end|>\\n' }}"
    "{% endif %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")

AWKWARD = [
    "",
    "The student learns.",
    "  two spaces, then\ttab\r\nand a new line\n\n\n",
    "NUL \x00 and bell \x07, escape \x1b[0m, delete \x7f, next line \x85",
    "emoji \U0001f600, family \U0001f468\u200d\U0001f469\u200d\U0001f467, flag \U0001f1e9\U0001f1ea, keycap 1\ufe0f\u20e3",
    "combining e\u0301 and \u00e9, Z\u0351\u036b\u0343\u036a\u0302, \u0646\u0651",
    "Wei\u00dfe \u00c4pfel; \u0420\u0443\u0441\u0441\u043a\u0438\u0439; \u4e2d\u6587; \u65e5\u672c\u8a9e; \ud55c\uad6d\uc5b4; \u0939\u093f\u0928\u094d\u0926\u0940",
    "zero width \u200b, bom \ufeff, replacement \ufffd, noncharacter \uffff, private \ue000, plane 16 \U0010fffd",
    "it's we'll I'M 12345 3.14 a1b2c3 x=y*z; \"quoted\" 'single' `tick` \\back",
    " " * 10_000,
    "x" * 300,
    "ends with a space ",
]


def train():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=512, special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False)
    tokenizer.train_from_iterator([TEXT], trainer)
    assert tokenizer.get_vocab_size() == 512
    return tokenizer


def write(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=True) + "\n", encoding="ascii")


def main(directory):
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer = train()
    tokenizer.save(str(directory / "tokenizer.json"))
    write(directory / "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False,
        "bos_token": "<|endoftext|>", "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>",
        "model_max_length": 256, "chat_template": CHAT_TEMPLATE})
    write(directory / "config.json", {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 512, "hidden_size": 32,
        "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8,
        "hidden_act": "silu", "max_position_embeddings": 256, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
        "rope_scaling": None, "attention_bias": False, "mlp_bias": False, "tie_word_embeddings": True,
        "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 0})
    lines = [json.dumps({"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids}) for text in AWKWARD]
    (directory / "expected.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="ascii")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
