"""Learns how sure a report is from what frames and network say of it: weights of a logistic regression.

usage: python training/calibrate.py SENTENCES_DIR > src/detente/coding/models/en/calibration.json

Every proposal that frames and network make in the sentences written for this project is right if the sentence is marked with an event of
its type at its words, and wrong if not. The regression (numpy, Newton's method, ridge 1.0) learns from the signs that
``detente.coding.learned.signs`` reads. A tenth of the sentences, by hash, is left out; its log loss and its calibration by tenths of the
score are printed to standard error.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

import numpy as np

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.frames import propose_by_frames
from detente.coding.learned import SIGNS, Thresholds, propose_by_network, signs
from detente.coding.phrases import index_mentions
from detente.coding.reader import load_reader
from detente.lexicon import Lexicon
from detente.records import Article, digest

RIDGE = 1.0
STEPS = 25


def main() -> None:
    """Read, learn, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences")
    lexicon = Lexicon.load()
    read = load_reader(lexicon)
    rows = []
    for path in sorted(Path(parser.parse_args().sentences).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            rows += list(examples(json.loads(line), read, lexicon))
    held = np.array([row[2] for row in rows])
    inputs, right = np.array([row[0] for row in rows]), np.array([row[1] for row in rows], float)
    mean, spread = inputs[~held].mean(0), inputs[~held].std(0) + 1e-6
    weights = fit((inputs[~held] - mean) / spread, right[~held])
    report((inputs[held] - mean) / spread, right[held], weights)
    slopes = weights[1:] / spread
    bias = float(weights[0] - (slopes * mean).sum())
    table = {"bias": bias, "weights": dict(zip(SIGNS, slopes.tolist(), strict=True)), "rows": len(rows)}
    sys.stdout.write(json.dumps(table, indent=1) + "\n")


def examples(row, read, lexicon):
    """Yield for each proposal in a sentence its signs, whether it is right, and whether the sentence is held out."""
    text = row["s"]
    is_held = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0
    doc, scores = read(text)
    clauses = find_clauses(doc, lexicon)
    page = Article(digest(text), "", None, None, (), None, None, None, "en", None, text, "")
    at = index_mentions(doc, resolve(doc, find_actors(page, doc, clauses, lexicon), clauses, lexicon)).at
    marked = [(event["type"], place) for event in row["r"] if (place := find(text, event["trigger"])) is not None]
    proposals = propose_by_frames(doc, clauses, lexicon, lambda token: bool(at(token)))
    own = propose_by_network(doc, clauses, scores, lambda token: bool(at(token)), proposals, Thresholds(propose=0.3))
    for proposal in (*proposals, *own):
        words = doc[proposal.start : proposal.end]
        is_right = any(kind == proposal.type and place[0] < words.end_char and words.start_char < place[1] for kind, place in marked)
        yield signs(proposal, scores), is_right, is_held


def find(text, words):
    """Return where a trigger stands."""
    match = re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)
    return (match.start(), match.end()) if match else None


def fit(inputs, right):
    """Return bias and weights that make the examples likeliest, by Newton's method with a ridge on the weights."""
    inputs = np.column_stack([np.ones(len(inputs)), inputs])
    weights = np.zeros(inputs.shape[1])
    ridge = np.diag([0.0] + [RIDGE] * (inputs.shape[1] - 1))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + ridge @ weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def report(inputs, right, weights):
    """Print how sure the scores are and how right they are, on sentences that were not learned from."""
    chance = 1 / (1 + np.exp(-(weights[0] + inputs @ weights[1:])))
    loss = -(right * np.log(chance + 1e-9) + (1 - right) * np.log(1 - chance + 1e-9)).mean()
    base = right.mean()
    print(f"{len(right)} held out, {base:.3f} right; log loss {loss:.3f}", file=sys.stderr)
    for low in np.arange(0, 1, 0.1):
        chosen = (chance >= low) & (chance < low + 0.1)
        if chosen.any():
            print(f"  {low:.1f}..{low + 0.1:.1f}: {chosen.sum():5} of them {right[chosen].mean():.3f} right", file=sys.stderr)


if __name__ == "__main__":
    main()
