"""Writes what transformers continues 20 prompts with, greedily and in float32, for GreedyTest.

    python greedy_fixtures.py ~/.cache/retort/smollm2-135m-instruct ../resources/io/retort/learning/language/greedy.json

Beside each token stands the difference between the two largest logits, which says how far rounding may carry.
"""

import json
import sys

import torch
import transformers

TOKENS = 32
PROMPTS = [
    "The capital of France is", "Once upon a time, in a village by the sea,", "def fibonacci(n):\n", "1, 1, 2, 3, 5, 8, 13,",
    "Water boils at", "Dear customer,\n\nthank you for your", "The three primary colours are", "To make a good soup you need",
    "Q: Who wrote Hamlet?\nA:", "In 1969,", "import java.util.List;\n\n/** A queue of", "Der schnelle braune Fuchs",
    "The opposite of cold is", "SELECT name FROM", "Photosynthesis is the process by which", "\u4f60\u597d\uff0c", "A haiku about autumn:\n",
    "Kafka is a distributed", "The derivative of x^2 is", "\U0001F600 means",
]


def main(directory, path):
    torch.set_num_threads(1)
    tokenizer = transformers.AutoTokenizer.from_pretrained(directory)
    model = transformers.AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()
    cases = []
    for prompt in PROMPTS:
        ids = tokenizer(prompt, add_special_tokens=False)["input_ids"]
        generated, gaps, cache = [], [], None
        given = torch.tensor([ids])
        for _ in range(TOKENS):
            with torch.no_grad():
                output = model(given, past_key_values=cache, use_cache=True)
            cache = output.past_key_values
            top = torch.topk(output.logits[0, -1], 2)
            generated.append(int(top.indices[0]))
            gaps.append(round(float(top.values[0] - top.values[1]), 5))
            given = torch.tensor([[generated[-1]]])
        cases.append({"prompt": ids, "continuation": generated, "gaps": gaps})
    with open(path, "w") as file:
        json.dump({"torch": torch.__version__, "transformers": transformers.__version__, "cases": cases}, file,
                  separators=(",", ":"))
        file.write("\n")


main(sys.argv[1], sys.argv[2])
