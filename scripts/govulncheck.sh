#!/usr/bin/env bash
# govulncheck asks a database on the network. Where that is out of reach, say so and go on: it says nothing of the code.
set -u
out=$(go tool govulncheck ./... 2>&1)
code=$?
if [ $code -ne 0 ] && grep -qiE 'fetching vulnerabilities|dial tcp|no such host|connection refused|i/o timeout|403|Forbidden|EOF' <<<"$out" && ! grep -q 'Vulnerability #' <<<"$out"; then
	echo "govulncheck: skipped, its database is out of reach"
	exit 0
fi
echo "$out"
exit $code
