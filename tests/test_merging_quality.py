"""Reports of our own about sixty real events: which tell of one event is found at B-cubed F1 0.90 or better."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

from detente.coding import code
from detente.lexicon import Lexicon
from detente.merge import merge
from detente.records import Report
from tests.articles import article

FLOOR = 0.90


def told() -> list[tuple[int, dt.date, str]]:
    """Return each report's event number, day of publication and text."""
    text = Path(__file__).with_name("merging.txt").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    rows = [(number, *line.split(" | ", 1)) for number, block in enumerate(body.split("\n\n")) for line in block.splitlines() if line]
    return [(number, dt.date.fromisoformat(day), words) for number, day, words in rows]


def main_report(reports: tuple[Report, ...]) -> Report | None:
    """Return the report that has most actors, then the surest: what a short text is about."""
    return max(reports, key=lambda each: (bool(each.source) + bool(each.target), each.score), default=None)


def b_cubed(gold: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall (Bagga and Baldwin 1998): the mean over reports of how pure and how whole their event is."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for key in gold:
        by_gold[gold[key]].add(key)
        by_found[found[key]].add(key)
    shared = {key: len(by_gold[gold[key]] & by_found[found[key]]) for key in gold}
    precision = sum(shared[key] / len(by_found[found[key]]) for key in gold) / len(gold)
    recall = sum(shared[key] / len(by_gold[gold[key]]) for key in gold) / len(gold)
    return precision, recall


def score() -> tuple[float, float, float, list[str]]:
    """Return B-cubed precision, recall and F1, and the events that were cut or glued. A text without a report is an event of its own."""
    lexicon = Lexicon.load()
    rows = told()
    articles = [article(text, day) for _, day, text in rows]
    coded = list(code(articles, lexicon))
    links = merge([each for found in coded for each in found.reports], {each.id: each.published for each in articles}, lexicon)
    event = {link.report: link.event for link in links}
    gold, found, words = {}, {}, defaultdict(list)
    for (number, _, text), result in zip(rows, coded, strict=True):
        report = main_report(result.reports)
        gold[text] = number
        found[text] = event[report.id] if report else f"none {text}"
        words[found[text]].append(f"{number}: {text} [{report.type if report else '-'}]")
    precision, recall = b_cubed(gold, found)
    pure = [texts for texts in words.values() if len(texts) != 4 or len({each.split(":")[0] for each in texts}) > 1]
    return precision, recall, 2 * precision * recall / (precision + recall), ["\n  ".join(texts) for texts in pure]


def test_sixty_events():
    precision, recall, f1, wrong = score()
    assert f1 >= FLOOR, f"B-cubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}\n" + "\n".join(wrong)
