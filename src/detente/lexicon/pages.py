"""The furniture of pages as data: what stands around an article and is no part of it (``pages.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from detente.errors import LexiconError
from detente.lexicon import Lexicon

_TABLE = "pages.toml"
_SENTENCE_END = re.compile(r"[.!?…][\"'\u201d\u2019\u00bb)\]]{0,3}$")
_PLACEHOLDER = re.compile(r"<<(\w+)>>")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


class Form(StrEnum):
    """What part of a block a rule looks at: all of it, its start, its end, or any place in it."""

    LINE = "line"
    START = "start"
    END = "end"
    INSIDE = "inside"
    SECTION = "section"  # a line that heads a list of links, or the readers' comments
    DATELINE = "dateline"  # stays in the text; only noted


class Where(StrEnum):
    """Where on a page a rule holds: anywhere, before the article's body, or after its first paragraphs."""

    ANY = "any"
    TOP = "top"
    AFTER = "after"


REACH = {Form.LINE: 600, Form.START: 400, Form.END: 300, Form.INSIDE: 4000, Form.SECTION: 120, Form.DATELINE: 120}
"""How many characters of a block a rule of each form may see: it bounds the time that any page can take."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture. Named groups of ``pattern`` (outlet, author, date, agency) are kept as metadata.

    ``words`` is the most words that a match may have; where ``open`` is set, a block that ends as a sentence does is left alone;
    ``rest`` marks a section that runs to the end of the page.
    """

    kind: str
    form: Form
    where: Where
    pattern: re.Pattern[str]
    words: int
    open: bool
    rest: bool
    examples: tuple[str, ...]
    keep: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """Return where the rule holds in a block's text, or None."""
        if self.open and ends_sentence(text):
            return None
        found = self._search(text)
        return found if found and found.group().count(" ") < self.words else None

    def _search(self, text: str) -> re.Match[str] | None:
        reach = REACH[self.form]
        if self.form in {Form.LINE, Form.SECTION}:
            return self.pattern.fullmatch(text) if len(text) <= reach else None
        if self.form in {Form.START, Form.DATELINE}:
            return self.pattern.match(text, 0, reach)
        return self.pattern.search(text, max(len(text) - reach, 0) if self.form is Form.END else 0)


@dataclass(frozen=True, slots=True)
class PageRules:
    """The table ``pages.toml``: rules by form in the file's order, and the word lists that cleaning needs.

    ``filters`` holds for each form one pattern that matches wherever any of its rules may: most blocks need no more than that.
    """

    rules: Mapping[Form, tuple[Rule, ...]]
    filters: Mapping[Form, re.Pattern[str]]
    months: Mapping[str, int]
    languages: Mapping[str, frozenset[str]]
    no_authors: frozenset[str]
    author_break: re.Pattern[str]

    def find(self, form: Form, text: str, places: Iterable[Where]) -> tuple[Rule, re.Match[str]] | None:
        """Return the first rule of that form that holds for a block's text at one of the places, with its match."""
        if self.filters[form].search(text[-REACH[form] :] if form is Form.END else text[: REACH[form]]) is None:
            return None
        allowed = frozenset(places)
        for rule in self.rules[form]:
            found = rule.match(text) if rule.where in allowed else None
            if found is not None:
                return rule, found
        return None


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, question or exclamation mark, closing quotation marks behind it allowed."""
    return _SENTENCE_END.search(text[-8:]) is not None


def load_page_rules(lexicon: Lexicon) -> PageRules:
    """Return the furniture rules. Raises LexiconError for a wrong entry, or one that fails its own examples."""
    table = lexicon.toml(_TABLE)
    months = _read_months(lexicon)
    fragments = _fragments(table, months)
    rules = [_read_rule(entry, fragments) for entry in table.get("rule", [])]
    by_form = {form: tuple(rule for rule in rules if rule.form is form) for form in Form}
    return PageRules(
        rules=by_form,
        filters={form: _filter(form, group) for form, group in by_form.items()},
        months={name.lower(): number for name, number in months.items()},
        languages={code: frozenset(words) for code, words in table["languages"].items()},
        no_authors=frozenset(name.lower() for name in table["no_authors"]),
        author_break=re.compile(table["author_break"]),
    )


def _read_months(lexicon: Lexicon) -> dict[str, int]:
    """Return the months' names and short forms, without full stops, as written and in capitals."""
    try:
        classes = lexicon.toml("times.toml")["classes"]
        named: dict[str, int] = {**classes["month"], **classes["month_short"]}
    except KeyError as error:
        message = f"lexicon: times.toml: has no class {error}: restore it"
        raise LexiconError(message) from error
    plain = {name.rstrip("."): number for name, number in named.items()}
    return {**plain, **{name.upper(): number for name, number in plain.items()}}


def _fragments(table: Mapping[str, Any], months: Mapping[str, int]) -> dict[str, str]:
    lists = {**table["words"], "month": list(months)}
    fragments = {name: _alternation(words) for name, words in lists.items()}
    for name, pattern in table["fragments"].items():
        fragments[name] = f"(?:{_fill(pattern, fragments, name)})"
    return fragments


def _alternation(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _fill(pattern: str, fragments: Mapping[str, str], entry: str) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            raise _wrong(entry, f"knows no <<{match[1]}>>", "define it under [words] or [fragments]")
        return fragments[match[1]]

    return _PLACEHOLDER.sub(replace, pattern)


def _filter(form: Form, rules: Iterable[Rule]) -> re.Pattern[str]:
    patterns = [_NAMED_GROUP.sub("(?:", rule.pattern.pattern) for rule in rules]
    either = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
    anchor = "" if form in {Form.END, Form.INSIDE} else r"\A"
    return re.compile(f"{anchor}(?:{either})")


def _read_rule(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    label = f"{entry.get('kind', '?')}: {entry.get('pattern', '?')}"
    try:
        filled = _fill(entry["pattern"], fragments, label)
        rule = Rule(
            kind=entry["kind"],
            form=Form(entry["form"]),
            where=Where(entry.get("where", Where.ANY)),
            pattern=re.compile(rf"(?:{filled})\Z" if entry["form"] == Form.END else filled),
            words=entry.get("words", 60),
            open=entry.get("open", False),
            rest=entry.get("rest", False),
            examples=tuple(entry["examples"]),
            keep=tuple(entry.get("keep", ())),
        )
    except (KeyError, ValueError, TypeError, re.error) as error:
        raise _wrong(label, f"is wrong or incomplete ({error})", "correct the entry") from error
    _check_examples(rule, label)
    return rule


def _check_examples(rule: Rule, label: str) -> None:
    for example in rule.examples:
        if rule.match(example) is None:
            raise _wrong(label, f"does not match its own example {example!r}", "correct either")
    for sentence in rule.keep:
        if rule.match(sentence) is not None:
            raise _wrong(label, f"would drop what it must keep: {sentence!r}", "narrow the pattern")
    if not rule.examples:
        raise _wrong(label, "has no example", "add one")


def _wrong(entry: str, what: str, remedy: str) -> LexiconError:
    return LexiconError(f"lexicon: {_TABLE}: {entry} {what}: {remedy}")
