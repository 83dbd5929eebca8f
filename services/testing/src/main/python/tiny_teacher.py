"""Trains the tiny teacher of the tests and writes its Hugging Face directory.

    python services/testing/src/main/python/tiny_teacher.py OUT      (from the root of the repository; 3 minutes of one processor)

Needs torch, transformers, tokenizers and safetensors; made with 2.15.0, 5.24.0, 0.23.3 and 0.8.0. Another version or
processor gives another teacher as good as this one, so the files are committed and tests never run this.

Its world: messages to a shop, put together from the phrases of the producer's generator, and short answers. An answer's
thing depends on the intent, its wording on what the message sounds like, its time on whether it is in a hurry; each by
chance, so that the teacher's distributions are soft, and a little of the time the thing is another's.
"""

import json
import pathlib
import random
import re
import sys
import time

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

GENERATOR = pathlib.Path("services/producer/src/main/resources/io/retort/producer/generator")
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
SIZES = dict(
    vocab_size=512, hidden_size=64, intermediate_size=128, num_hidden_layers=3, num_attention_heads=4,
    num_key_value_heads=2, head_dim=16, max_position_embeddings=1024, rms_norm_eps=1e-5, rope_theta=10000.0,
    tie_word_embeddings=True, attention_bias=False, mlp_bias=False, bos_token_id=1, eos_token_id=2, pad_token_id=2,
)
THINGS = {
    "track_order": "your parcel", "cancel_order": "your order", "change_delivery_address": "the address",
    "refund_status": "your refund", "return_item": "your return", "damaged_item": "the damage",
    "wrong_item": "the wrong item", "payment_failed": "your payment", "duplicate_charge": "the charge",
    "invoice_request": "your invoice", "reset_password": "your password", "change_email": "your email",
    "close_account": "your account", "gift_card_balance": "your gift card", "promo_code_problem": "your code",
    "product_availability": "our stock", "warranty_claim": "your warranty", "talk_to_human": "a colleague",
    "opening_hours": "our hours", "cancel_subscription": "your plan",
}
GREETINGS = ("Hi! ", "Hello! ", "Dear customer, ", "")
WORDINGS = ("We will check {}", "Sorry about {}", "Thanks for asking about {}", "We are looking into {}", "Let us see to {}")
TIMES = ("today", "tomorrow", "this week", "soon", "on Monday")
CLOSINGS = ("Best,", "Regards,", "Yours,", "Bye,")
NAMES = ("Ann", "Bo", "Cy", "Di")
CASUAL = re.compile(r"^(hi|hey|so|well|um|ok)\b", re.IGNORECASE)
FORMAL = re.compile(r"^(dear|good|hello|to whom)\b", re.IGNORECASE)
ANNOYED = ("damaged_item", "wrong_item", "payment_failed", "duplicate_charge", "promo_code_problem", "refund_status")
HASTE = re.compile(r"urgent|soon|today|hurry|asap|waiting|quick|now", re.IGNORECASE)
STEPS, BATCH, POOL, LENGTH = 1500, 64, 8, 160


class Messages:
    """Messages like the producer's: an opening, a request, a detail and a closing, most of them optional."""

    def __init__(self, part):
        self.part = part
        self.intents = self.section("index.txt", "intents")
        self.slots = {slot: self.section(f"slots/{slot}.txt", part) for slot in self.section("index.txt", "slots")}
        self.requests = {i: self.section(f"intents/{i}.txt", part) for i in self.intents}
        self.details = {i: self.section(f"intents/{i}.txt", part + " details") for i in self.intents}
        self.openings = self.section("openings.txt", part)
        self.closings = self.section("closings.txt", part)

    @staticmethod
    def section(file, name):
        text = (GENERATOR / file).read_text(encoding="utf-8")
        body = text.split(f"[{name}]\n", 1)[1].split("\n[", 1)[0]
        return [line.strip() for line in body.splitlines() if line.strip() and not line.startswith("#")]

    def fill(self, template, chance):
        text = re.sub(r"\(([^()]*)\)", lambda m: chance.choice(m.group(1).split("|")), template)
        text = re.sub(r"{(\w+)}", lambda m: chance.choice(self.slots[m.group(1)]), text)
        text = re.sub("~", lambda m: str(chance.randrange(10)), text)
        return re.sub(r" +([,.?!])", r"\1", re.sub(" {2,}", " ", text)).strip()

    def draw(self, chance):
        intent = chance.choice(self.intents)
        parts = [chance.choice(self.openings)] * (chance.random() < 0.5) + [chance.choice(self.requests[intent])]
        parts += [chance.choice(self.details[intent])] * (chance.random() < 0.3)
        parts += [chance.choice(self.closings)] * (chance.random() < 0.4)
        text = " ".join(self.fill(part, chance) for part in parts)
        return intent, text.lower() if chance.random() < 0.25 else text


def answer(intent, message, chance):
    casual, formal = CASUAL.search(message), FORMAL.search(message)
    greeting = chance.choices(range(4), (6, 2, 1, 2) if casual else (1, 3, 5, 1) if formal else (1, 1, 1, 5))[0]
    wording = chance.choices(WORDINGS, (2, 8, 1, 4, 1) if intent in ANNOYED else (6, 1, 4, 2, 3))[0]
    thing = THINGS[intent if chance.random() < 0.94 else chance.choice(sorted(THINGS))]
    when = chance.choices(TIMES, (8, 3, 1, 1, 1) if HASTE.search(message) else (1, 2, 4, 3, 4))[0]
    closing = chance.choices(CLOSINGS, ((4, 1, 1, 5), (4, 3, 2, 1), (1, 5, 3, 1), (3, 3, 2, 2))[greeting])[0]
    desk = list(THINGS).index(intent) // 5
    name = NAMES[desk] if chance.random() < 0.6 else chance.choice(NAMES)
    return f"{GREETINGS[greeting]}{wording.format(thing)} {when}. {closing} {name}"


def chat(message, reply):
    return f"<|im_start|>user\n{message}<|im_end|>\n<|im_start|>assistant\n{reply}<|im_end|>\n"


def train_tokenizer(texts):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=SIZES["vocab_size"], special_tokens=SPECIAL, show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet())))
    return tokenizer


def sequence(messages, tokenizer, chance):
    """Ids and the number of them that are the answer's."""
    intent, message = messages.draw(chance)
    reply = answer(intent, message, chance)
    text = chat(message, reply) if chance.random() < 0.85 else f"{message}\n{reply}<|im_end|>\n"
    return tokenizer.encode(text).ids[-LENGTH:], len(tokenizer.encode(reply + "<|im_end|>\n").ids)


def batches(messages, tokenizer, chance):
    """Sequences of like length together, without end."""
    while True:
        pool = sorted((sequence(messages, tokenizer, chance) for _ in range(BATCH * POOL)), key=lambda one: len(one[0]))
        groups = [pool[at:at + BATCH] for at in range(0, len(pool), BATCH)]
        chance.shuffle(groups)
        yield from groups


def tensors(group):
    """Ids and weights [batch, length]; what the user says counts a fifth, so that the teacher has a view of it too."""
    ids = torch.full((len(group), len(max(group, key=lambda one: len(one[0]))[0])), SIZES["pad_token_id"])
    weights = torch.zeros(ids.shape)
    for row, (tokens, replied) in enumerate(group):
        ids[row, :len(tokens)] = torch.tensor(tokens)
        weights[row, :len(tokens)] = 0.2
        weights[row, len(tokens) - replied:len(tokens)] = 1
    return ids, weights


def train(model, messages, tokenizer, chance):
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.05, betas=(0.9, 0.98))
    start = time.time()
    for step, group in zip(range(STEPS), batches(messages, tokenizer, chance)):
        for parameters in optimizer.param_groups:
            parameters["lr"] = 4e-3 * min(1, (step + 1) / 100) * (1 - step / STEPS)
        ids, weights = tensors(group)
        logits = model(input_ids=ids).logits[:, :-1]
        losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
        loss = (losses * weights[:, 1:]).sum() / weights[:, 1:].sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        if step % 200 == 0:
            print(f"step {step} at {time.time() - start:.0f} s: loss {loss.item():.3f}", flush=True)


def write(directory, model, tokenizer):
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    tensors = {name: parameter.detach().to(torch.bfloat16) for name, parameter in model.named_parameters()}
    save_file(tensors, str(directory / "model.safetensors"), metadata={"format": "pt"})
    config = dict(architectures=["LlamaForCausalLM"], model_type="llama", hidden_act="silu", torch_dtype="bfloat16", **SIZES)
    (directory / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    (directory / "tokenizer_config.json").write_text(json.dumps(dict(
        tokenizer_class="PreTrainedTokenizerFast", clean_up_tokenization_spaces=False, bos_token="<|im_start|>",
        eos_token="<|im_end|>", pad_token="<|im_end|>", unk_token="<|endoftext|>",
        model_max_length=SIZES["max_position_embeddings"], chat_template=TEMPLATE), indent=2) + "\n")


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    chance = random.Random(1)
    messages = Messages("stream")
    drawn = [messages.draw(chance) for _ in range(4000)]
    tokenizer = train_tokenizer([chat(message, answer(intent, message, chance)) for intent, message in drawn])
    model = LlamaForCausalLM(LlamaConfig(**SIZES, attn_implementation="sdpa"))
    print(f"{sum(p.numel() for p in model.parameters())} parameters")
    train(model, messages, tokenizer, chance)
    write(pathlib.Path(sys.argv[1]), model, tokenizer)


if __name__ == "__main__":
    main()
