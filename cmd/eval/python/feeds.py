"""What Python's feedparser finds in a folder of feeds: python feeds.py DIR > counts.json

Writes an object with the path of each feed, relative to DIR, and the titles and links of its entries. A file with "http" in its path is
read as if it came with the headers named in its comments, as feedparser's own tests do. Needs: pip install feedparser
"""

import io
import json
import pathlib
import re
import sys

import feedparser

HEADER = re.compile(r"^Header:\s+([^:]+):(.*)$", re.MULTILINE)


def headers(path, body):
    if "http" not in path:
        return {}
    found = {name.strip().lower(): value.strip() for name, value in HEADER.findall(body.decode("utf-8", "ignore"))}
    return {"content-type": "text/xml", **found}


def entries(path, body):
    try:
        said = feedparser.parse(io.BytesIO(body), response_headers=headers(path, body))
    except Exception as error:
        print(path, error, file=sys.stderr)
        return []
    return [{"title": e.get("title", ""), "link": e.get("link", "")} for e in said.entries]


def main(folder):
    root = pathlib.Path(folder)
    found = {}
    for file in sorted(root.rglob("*")):
        if file.suffix in (".xml", ".json"):
            path = file.relative_to(root).as_posix()
            found[path] = entries(path, file.read_bytes())
    json.dump({"by": "feedparser " + feedparser.__version__, "feeds": found}, sys.stdout, indent=0, sort_keys=True)


main(sys.argv[1])
