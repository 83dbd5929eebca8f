"""Writes smollm2-tokens.json: the ids that transformers gives for awkward texts and for chats by SmolLM2-135M-Instruct.

Usage: python smollm2_tokens.py MODEL_DIRECTORY > ../../resources/io/retort/learning/huggingface/smollm2-tokens.json
       (transformers 5.24.0, tokenizers 0.23.3)
"""
import json
import sys

from transformers import AutoTokenizer

from chat_tokens import CHATS
from tiny_tokenizer import AWKWARD


def main(directory):
    tokenizer = AutoTokenizer.from_pretrained(directory)
    texts = [json.dumps({"text": text, "ids": tokenizer(text, add_special_tokens=False)["input_ids"]}) for text in AWKWARD]
    chats = [
        json.dumps({
            "messages": messages,
            "prompt": tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=True)["input_ids"]})
        for messages in CHATS]
    print('{"texts": [\n' + ",\n".join(texts) + '\n], "chats": [\n' + ",\n".join(chats) + "\n]}")


if __name__ == "__main__":
    main(sys.argv[1])
