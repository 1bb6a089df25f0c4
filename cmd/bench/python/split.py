"""Splits the files of a folder with semantic-text-splitter, limits counted in tokens of cl100k_base.

usage: split.py LIMIT MOST OUT FOLDER
Prints what it took as JSON, and writes the chunks of a file as a JSON list a line.
"""
import json
import os
import resource
import sys
import time

from semantic_text_splitter import TextSplitter


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


limit, most, out, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
splitter = TextSplitter.from_tiktoken_model("gpt-4", limit)
splitter.chunks("a")
start, began, size, found = cpu(), time.perf_counter(), 0, []
for name in sorted(os.listdir(folder))[:most]:
    with open(os.path.join(folder, name), "rb") as f:
        data = f.read()
    found.append(splitter.chunks(data.decode()))
    size += len(data)
print(json.dumps({"CPUS": cpu() - start, "WallS": time.perf_counter() - began, "Bytes": size}))
with open(out, "w", encoding="utf-8") as f:
    for chunks in found:
        f.write(json.dumps(chunks) + "\n")
