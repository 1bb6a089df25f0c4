#!/usr/bin/env bash
# Installs the local model if it can be had, and summarises one short article with it. A registry that does not answer
# skips this part and is said; anything else that goes wrong is a failure.
set -u
bin=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
installed=
for try in 1 2 3; do
	if "$bin" model install; then installed=1; break; fi
	echo "smoke: installing the model failed (try $try of 3)"
	sleep 5
done
if [ -z "$installed" ]; then
	echo "smoke: SKIPPED, the model could not be brought; nothing was tried on a real model"
	exit 0
fi
cat >"$dir/article.txt" <<'ARTICLE'
Gubbio, riapre la funivia dopo undici mesi

La funivia di Gubbio riapre sabato 5 dicembre dopo undici mesi di lavori. Il Comune ha speso 1,4 milioni di euro per
sostituire le funi e rifare la stazione a valle.

«Abbiamo rispettato i tempi», ha detto l'assessora Ilaria Benni. Nei primi due giorni il biglietto sarà gratuito per i
residenti.
ARTICLE
# Exit code 3 is a small model having a bad day: what it wrote could not be shown. That it was asked and answered is what
# is checked here.
"$bin" brief --stdout json --no-cache "$dir/article.txt" >"$dir/out.json"
code=$?
if [ $code -ne 0 ] && [ $code -ne 3 ]; then
	echo "smoke: exit code $code"
	exit 1
fi
python3 - "$dir/out.json" <<'CHECK'
import json, sys
brief = json.load(open(sys.argv[1]))
calls, tokens = brief["receipt"]["calls"], brief["receipt"]["tokens"]
points = brief["stories"][0]["points"]
for p in points:
    print("smoke:", p["engine"], json.dumps(p["text"], ensure_ascii=False))
assert calls["made"] > 0 and tokens["reply"] > 0, f"the model was not asked or did not answer: {calls} {tokens}"
assert calls["failed"] == 0 or calls["rejected"] == calls["made"], f"calls failed: {calls}"
assert points and all(p["from"] for p in points), "a point without evidence"
print(f"smoke: {len(points)} points, each with its evidence; {tokens['reply']} reply tokens")
CHECK
