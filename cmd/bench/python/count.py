"""Counts the tokens of texts with tiktoken, as one process whose CPU time is its own.

usage: count.py texts ENCODING FILE   FILE: texts with NUL between them; prints one line of JSON
       count.py each FILE             FILE: a JSON string a line; prints the counts in cl100k_base and o200k_base
"""
import json
import resource
import sys
import time


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def texts(name, path):
    with open(path, encoding="utf-8", newline="") as f:
        all_texts = f.read().split("\0")
    began = time.perf_counter()
    import tiktoken
    encoding = tiktoken.get_encoding(name)
    encoding.encode_ordinary("a")
    ready = time.perf_counter() - began
    began, start = cpu(), time.perf_counter()
    total = 0
    for text in all_texts:
        total += len(encoding.encode_ordinary(text))
    print(json.dumps({"ReadyMS": 1000 * ready, "CPUS": cpu() - began, "WallS": time.perf_counter() - start, "Total": total}))


def each(path):
    import tiktoken
    encodings = [tiktoken.get_encoding(name) for name in ("cl100k_base", "o200k_base")]
    with open(path, encoding="utf-8") as f:
        for line in f:
            text = json.loads(line)
            print(*(len(e.encode_ordinary(text)) for e in encodings))


if sys.argv[1] == "texts":
    texts(sys.argv[2], sys.argv[3])
else:
    each(sys.argv[2])
