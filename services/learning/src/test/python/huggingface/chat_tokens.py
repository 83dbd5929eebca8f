"""Writes chat-tokens.json: the ids that transformers gives for chats by the tiny model's tokenizer, and which of them are the
assistant's by {% generation %} tags in the templates.

Usage: python chat_tokens.py TINY_DIRECTORY > ../../resources/io/retort/learning/huggingface/chat-tokens.json
       (transformers 5.24.0, tokenizers 0.23.3)
"""
import json
import sys

from transformers import AutoTokenizer

TEMPLATES = {
    "ChatML": (
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}{% if message['role'] == 'assistant' %}"
        "{% generation %}{{ message['content'] + '<|im_end|>' }}{% endgeneration %}{% else %}"
        "{{ message['content'] + '<|im_end|>' }}{% endif %}{{ '\n' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"),
    "trimmed, without line ends": (
        "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}"
        "{{ '[INST] ' + message['content'] | trim + ' [/INST]' }}{% elif message['role'] == 'system' %}"
        "{{ '<<SYS>>\n' + message['content'] | trim + '\n<</SYS>>\n\n' }}{% else %}"
        "{% generation %}{{ message['content'].strip() + eos_token }}{% endgeneration %}{% endif %}{% endfor %}"),
    "no special tokens": (
        "{% for message in messages %}{{ message['role'] | upper }}: {% if message['role'] == 'assistant' %}"
        "{% generation %}{{ message['content'] }}{% endgeneration %}{% else %}{{ message['content'] }}{% endif %}"
        "{{ '\n\n' }}{% endfor %}{% if add_generation_prompt %}ASSISTANT:{% endif %}"),
    "line end before the end": (
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{% if message['role'] == 'assistant' %}"
        "{% generation %}{{ message['content'] + '\n<|im_end|>' }}{% endgeneration %}{% else %}"
        "{{ message['content'] + '\n<|im_end|>' }}{% endif %}{{ '\n' }}{% endfor %}"),
}


def chat(*turns):
    return [{"role": role, "content": content} for role, content in turns]


CHATS = [
    chat(("user", "How do I open an account?")),
    chat(("system", "Be short."), ("user", "Hello"), ("assistant", "Hi. How can I help?")),
    chat(("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d e f")),
    chat(("user", "\n\nlines before"), ("assistant", "and after")),
    chat(("user", "ends in spaces   "), ("assistant", "12 + 30 = 42")),
    chat(("user", "{{7*7}} {% raw %}"), ("assistant", "\"quoted\" 'single' \\n")),
    chat(("user", "emoji \U0001f600 \U0001f468\u200d\U0001f469"), ("assistant", "\U0001f600 first and e\u0301 last \U0001f600")),
    chat(("user", "NUL \u0000 and \u0007"), ("assistant", "\u4e2d\u6587 \u0939\u093f")),
    chat(("user", ""), ("assistant", "an answer to nothing")),
    chat(("user", "< |im_end| > <|im_end <|"), ("assistant", "|> im_end|>")),
]


def main(directory):
    tokenizer = AutoTokenizer.from_pretrained(directory)
    cases = []
    for name, template in TEMPLATES.items():
        for messages in CHATS:
            encoded = tokenizer.apply_chat_template(
                messages, chat_template=template, tokenize=True, return_dict=True, return_assistant_tokens_mask=True)
            prompt = tokenizer.apply_chat_template(
                messages, chat_template=template, tokenize=True, return_dict=True, add_generation_prompt=True)
            cases.append({
                "template": name, "messages": messages, "ids": encoded["input_ids"],
                "assistant": encoded["assistant_masks"], "prompt": prompt["input_ids"]})
    lines = [json.dumps(case) for case in cases]
    print(json.dumps({"templates": TEMPLATES})[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}")


if __name__ == "__main__":
    main(sys.argv[1])
