"""Names of the lexicon in a doc: which rows each stands for on the article's day, and which one is meant.

A short form (a surname) counts only where no unknown name touches it, so that "Hunter Biden" is not the president. Where several
actors share a form, the one that the article names in full wins, then the one whose country it tells of, then the highest office.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.actors import Found, is_person, latest_before, load_actors, on_date
from detente.lexicon.coreference import load_coreference
from detente.lexicon.names import BODIES, NameRow

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon
    from detente.lexicon.roles import RoleTable

STATES = frozenset({"state", "territory", "former_state"})
ADJECTIVES = frozenset({"demonym", "prefix", "adjective"})
NATIONALS = frozenset({"national", "people", "ethnic_group", "religious_group"})
NO_ACTORS = frozenset({"trap", "treaty", "talks", "prefix"})
CITIES = frozenset({"capital", "seat"})
REGIONS = frozenset({"region", "subnational", "city"})
PLACES = STATES | CITIES | REGIONS
NOT_THEIRS = frozenset({"foreign", "opposed"})
RANK = {"leader": 0, "minister": 1}
NEXT_WORD = re.compile(r"-(\w+)")
LAST_WORD = re.compile(r"(\w+)-?$")
WINDOW = 24


@dataclass(frozen=True, slots=True)
class Named:
    """A name at tokens ``start``..``end`` with the row meant; ``is_former`` where the row held only before the article's day.

    ``link`` says what a hyphen ties it to: "foreign" ("US-backed"), "own" ("Saudi-led"), "opposed" ("anti-Russian"), or nothing.
    """

    start: int
    end: int
    row: NameRow
    is_former: bool
    is_short: bool
    link: str

    @property
    def is_person(self) -> bool:
        """Tell whether a person is named."""
        return is_person(self.row)

    @property
    def kind(self) -> str:
        """The kind of the row."""
        return self.row.kind


def find_named(doc: Doc, published: dt.date | None, lexicon: Lexicon, roles: RoleTable) -> tuple[Named, ...]:
    """Return the names of the lexicon in text order."""
    text = doc.text  # built anew at every look
    found = [(each, span) for each in lexicon.get(load_actors).scan(text) if (span := _tokens(doc, each))]
    countries, entities = _evidence(found, published)
    given = lexicon.get(load_coreference).genders
    taken = {index for _, (start, end) in found for index in range(start, end)}
    others = {each.form for each, _ in found if each.is_short and _is_part_of_name(doc, each, taken, roles, given)} - _full_words(found)
    named: list[Named] = []
    for each, (start, end) in found:
        if (named and start < named[-1].end) or each.form in others or _is_part_of_name(doc, each, taken, roles, given):
            continue
        choice = _choose(each, published, countries, entities)
        if choice is not None:
            named.append(Named(start, end, *choice, each.is_short, find_link(text, each, roles)))
    return tuple(named)


def _full_words(found: Iterable[tuple[Found, object]]) -> set[str]:
    """Return the words of the persons' names that stand in full in the article."""
    return {word for each, _ in found if not each.is_short and any(map(is_person, each.rows)) for word in each.form.split()}


def _tokens(doc: Doc, found: Found) -> tuple[int, int] | None:
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    return None if span is None else (span.start, span.end)


def find_link(text: str, found: Found, roles: RoleTable) -> str:
    """Return what a hyphen ties the name to: "foreign", "own", "opposed" or nothing."""
    after = NEXT_WORD.match(text, found.end)
    if after and after[1].lower() in roles.foreign:
        return "foreign"
    if after and after[1].lower() in roles.own:
        return "own"
    before = LAST_WORD.search(text[max(0, found.start - WINDOW) : found.start])
    return "opposed" if before and before[1].lower() in roles.prefixes else ""


def _evidence(found: Iterable[tuple[Found, object]], day: dt.date | None) -> tuple[Counter[str], Counter[str]]:
    """Count the countries and the entities that the article names beyond doubt."""
    countries: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    for each, _ in found:
        rows = on_date(each.rows, day) or each.rows
        if each.is_short or any(each.form in row.noted("ambiguous") for row in rows):
            continue
        entities.update({row.entity for row in rows})
        codes = {row.country for row in rows}
        if len(codes) == 1:
            countries.update(codes)
    return countries, entities


def _is_part_of_name(doc: Doc, found: Found, taken: set[int], roles: RoleTable, given: Container[str]) -> bool:
    """Tell whether unknown capitalised words next to the form make it part of another name: "Georgia Tech", "Hunter Biden"."""
    start, end = _tokens(doc, found) or (0, 0)
    before, after = _is_foreign(doc, start - 1, taken, roles), _is_foreign(doc, end, taken, roles)
    if any(is_person(row) for row in found.rows):
        return found.is_short and (before or after)
    if len(found.form.split()) > 1:
        return False
    if after and (_ends_in_role(doc, end, roles) or _is_posting(doc, start, roles)):
        return False
    is_adjective = all(row.kind in ADJECTIVES for row in found.rows) or found.form.replace(".", "").isupper()
    if is_adjective:
        return after and not _leads_to_noun(doc, end) and not _is_given_name(doc, end, given)
    return after or before


def _is_foreign(doc: Doc, index: int, taken: set[int], roles: RoleTable) -> bool:
    """Tell whether the token is a proper noun that belongs to no known name or role."""
    if not 0 <= index < len(doc) or index in taken:
        return False
    token = doc[index]
    if token.pos_ != "PROPN" or not token.text[:1].isupper():
        return False
    lower = token.lower_
    words = (roles.titles, roles.short_titles, roles.former, roles.adjectives, roles.acts, roles.affairs)
    return not (roles.role(lower) or any(lower in each for each in words) or _begins_role(doc, index, roles))


def _is_posting(doc: Doc, start: int, roles: RoleTable) -> bool:
    """Tell whether the name is where somebody is posted, with the person's name after it: "ambassador to Britain Liu Xiaoming"."""
    if start <= 1 or doc[start - 1].pos_ != "ADP":
        return False
    return doc[start - 2].lower_ in roles.posted


def _ends_in_role(doc: Doc, index: int, roles: RoleTable) -> bool:
    """Tell whether the capitalised words end in a role, which then has the country: "Israeli Labor Party"."""
    while index < len(doc) and doc[index].pos_ == "PROPN":
        index += 1
    return roles.role(doc[index - 1].lower_) is not None


def _leads_to_noun(doc: Doc, index: int) -> bool:
    """Tell whether a common noun follows the capitalised words: "US Chinook helicopter" is no name of its own."""
    while index < len(doc) and doc[index].pos_ == "PROPN":
        index += 1
    return index < len(doc) and doc[index].pos_ in ("NOUN", "ADJ") and doc[index].text.islower()


def _is_given_name(doc: Doc, index: int, given: Container[str]) -> bool:
    return doc[index].text in given


def _begins_role(doc: Doc, index: int, roles: RoleTable) -> bool:
    words = [token.lower_ for token in doc[index : index + roles.longest]]
    return roles.role_at(words, 0, len(words)) is not None


def _choose(found: Found, day: dt.date | None, countries: Counter[str], entities: Counter[str]) -> tuple[NameRow, bool] | None:
    """Return the row meant and whether it is over, or None where nothing decides."""
    is_undated = day is None and any(is_person(row) for row in found.rows)
    current = found.rows if is_undated else on_date(found.rows, day)
    if current:
        row = _best(_highest(current) if is_undated else current, countries, entities)
        is_proven = entities[row.entity] > 0 or countries[row.country] > 0
        return (row, False) if is_proven or not _needs_proof(found, row) else None
    past = _past(found.rows, day)
    if not past or (found.is_short and not any(entities[row.entity] for row in past)):
        return None
    return _best(past, countries, entities), True


def _highest(rows: Sequence[NameRow]) -> tuple[NameRow, ...]:
    """Return what each person is best known as where the day is unknown: a head of state or government, else the latest row."""
    latest = set(on_date(rows, None))
    leaders = {row.entity for row in rows if not RANK.get(row.kind, 1)}
    return tuple(row for row in rows if not RANK.get(row.kind, 1) or (row.entity not in leaders and row in latest))


def _needs_proof(found: Found, row: NameRow) -> bool:
    """Tell whether the form stands for this actor only where the article names it or its country elsewhere."""
    return found.form in row.noted("ambiguous") and row.kind not in STATES | ADJECTIVES | NATIONALS | CITIES


def _past(rows: Sequence[NameRow], day: dt.date | None) -> tuple[NameRow, ...]:
    """Return each entity's last row before the day."""
    if day is None:
        return tuple(rows)
    by_entity: dict[str, list[NameRow]] = {}
    for row in rows:
        by_entity.setdefault(row.entity, []).append(row)
    return tuple(last for each in by_entity.values() if (last := latest_before(each, day)) is not None)


def _best(rows: Sequence[NameRow], countries: Counter[str], entities: Counter[str]) -> NameRow:
    def order(row: NameRow) -> tuple[int, int, int, int, str]:
        begun = -(row.since or dt.date.min).toordinal()
        return -entities[row.entity], -countries[row.country] * (row.country not in BODIES), RANK.get(row.kind, 2), begun, row.code

    return min(rows, key=order)
