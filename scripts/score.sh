#!/usr/bin/env bash
# Prints how well the annotations fit ../shared: the seeds against their gold, and the two development corpora.
# Usage: scripts/score.sh [SAYSO], by default target/release/sayso.
set -euo pipefail
cd "$(dirname "$0")/.."
sayso=${1:-target/release/sayso}
shared=${SHARED:-../shared}

if [ ! -d "$shared" ]; then
  echo "score: skipped: $shared is not there: put the corpora beside this folder, or set SHARED" >&2
  exit 0
fi
if ! command -v python3 >/dev/null; then
  echo "score: skipped: python3 is not there, and the scorer is written in it: apt-get install python3" >&2
  exit 0
fi

found=$(mktemp)
trap 'rm -f "$found"' EXIT

echo "== seeds against gold"
"$sayso" annotate --format jsonl "$shared"/seeds/*.txt >"$found"
python3 "$shared/score/score.py" "$shared"/gold/*.json --pred "$found"
for corpus in polnear-dev worldwide-dev; do
  echo
  echo "== $corpus"
  gzip -dc "$shared/corpora/$corpus.jsonl.gz" | "$sayso" annotate --input jsonl --format jsonl - >"$found"
  python3 "$shared/score/score.py" "$shared/corpora/$corpus.jsonl.gz" --pred "$found"
done
