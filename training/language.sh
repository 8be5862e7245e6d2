#!/bin/sh
# Train detente's language model from scratch: parser, then the readers of events on top of it; export and score.
#
#   training/language.sh TREEBANK_FOLDER OUT_FOLDER
#
# TREEBANK_FOLDER holds train.conllu.gz and dev.conllu.gz. Needs the packages of training/requirements.txt beside detente's own.
# About 20 minutes for the parser and 60 for the events on two free cores. Steps that are done are not done again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
treebank=$1
out=$2
export PYTHONPATH="$here:$here/../src" HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false
mkdir -p "$out/parser/model" "$out/model"

(cd "$treebank" && sha256sum -c "$here/treebank.sha256")
python "$here/learn_forms.py" "$treebank/train.conllu.gz" "$treebank/dev.conllu.gz" --out "$out/model/forms.json"
python "$here/learn_parser.py" "$treebank/train.conllu.gz" "$treebank/dev.conllu.gz" --out "$out/parser" --epochs 12 --minutes 60
python "$here/export.py" "$out/parser/checkpoint.pt" --out "$out/parser/model"
cp "$out/model/forms.json" "$out/parser/model/"
python "$here/learn_reader.py" "$out/parser/checkpoint.pt" --model "$out/parser/model" --sentences "$here/sentences" \
    --train "$treebank/train.conllu.gz" --dev "$treebank/dev.conllu.gz" --out "$out/reader" --epochs 12 --minutes 120 --tree-weight 1.5
python "$here/export.py" "$out/reader/checkpoint.pt" --out "$out/model"
python "$here/../bench/parse.py" "$treebank/dev.conllu.gz" --model "$out/model" --by genre
