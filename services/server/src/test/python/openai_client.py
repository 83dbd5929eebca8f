"""Asks a running server with OpenAI's client and checks what it makes of the answers.

    python3 openai_client.py BASE_URL KEY
"""

import sys

import openai

base_url, key = sys.argv[1:]
client = openai.OpenAI(base_url=base_url, api_key=key, max_retries=0)
model = client.models.list().data[0].id
messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Where is my parcel?"}]


def chat(**more):
    return client.chat.completions.create(model=model, messages=messages, max_tokens=30, **more)


def content(answer):
    return answer.choices[0].message.content


def fails(kind, code, ask):
    try:
        ask()
    except kind as e:
        assert e.code == code, (e.code, code)
        return
    raise AssertionError(f"no {kind.__name__}")


whole = chat(temperature=0)
assert content(whole).strip(), whole
assert whole.choices[0].finish_reason in ("stop", "length"), whole
assert whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens, whole
assert whole.system_fingerprint, whole

pieces = list(chat(temperature=0, stream=True, stream_options={"include_usage": True}))
assert "".join(p.choices[0].delta.content or "" for p in pieces if p.choices) == content(whole)
assert pieces[0].choices[0].delta.role == "assistant"
assert pieces[-1].usage == whole.usage, (pieces[-1], whole)

stop = content(whole)[8:11]
stopped = chat(temperature=0, stop=[stop])
assert content(stopped) == content(whole).split(stop)[0], stopped
assert stopped.choices[0].finish_reason == "stop"

drawn = [content(chat(temperature=1.2, top_p=0.95, seed=seed)) for seed in (1, 1, 2)]
assert drawn[0] == drawn[1] != drawn[2], drawn

texts = client.completions.create(model=model, prompt=["We will", "Sorry about"], max_tokens=8, temperature=1, seed=3)
assert [choice.index for choice in texts.choices] == [0, 1], texts
streamed = ["", ""]
for piece in client.completions.create(
    model=model, prompt=["We will", "Sorry about"], max_tokens=8, temperature=1, seed=3, stream=True
):
    for choice in piece.choices:
        streamed[choice.index] += choice.text
assert streamed == [choice.text for choice in texts.choices], (streamed, texts)

stranger = openai.OpenAI(base_url=base_url, api_key="guessed", max_retries=0)
fails(openai.AuthenticationError, "unauthorized", lambda: stranger.models.list())
fails(openai.NotFoundError, "unknown_model", lambda: client.completions.create(model="nobody", prompt="a"))
fails(openai.BadRequestError, "unsupported_field", lambda: chat(n=2))
