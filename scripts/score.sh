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

echo "== seeds against gold"
"$sayso" eval "$shared"/gold/*.json
for corpus in polnear-dev worldwide-dev; do
  echo
  echo "== $corpus"
  "$sayso" eval "$shared/corpora/$corpus.jsonl.gz"
done
