"""The actors named so far in a text, as candidates for what a later word means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind
from detente.lexicon.coreference import CoreferenceTable, load_coreference
from detente.lexicon.roles import Role, RoleTable, load_roles

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon
    from detente.records import Mention

STATES = frozenset({"state", "territory", "former_state", "capital", "seat", "metonym", "region"})
PEOPLES = frozenset({"people", "ethnic_group", "religious_group"})
UNKNOWN = "---"
BODIES = frozenset({"IGO", "NGO"})


@dataclass(frozen=True, slots=True)
class Referent:
    """A mention with what can agree or clash: sort (person, state, body, group), number, gender, the nouns said of it.

    ``verb`` is that of the main clause whose subject it is, or empty.
    """

    mention: Mention
    start: int
    end: int
    sentence: int
    sort: str
    is_many: bool
    gender: str
    nouns: frozenset[str]
    is_subject: bool
    is_quoted: bool
    verb: str

    @property
    def key(self) -> str:
        """What two mentions of one actor share."""
        return self.mention.entity or f"{self.mention.name}|{self.mention.code}"

    @property
    def country(self) -> str:
        """The first part of the code."""
        return self.mention.code.partition(" ")[0]

    @property
    def sector(self) -> str:
        """The second part of the code, or an empty string."""
        return self.mention.code.partition(" ")[2]


@dataclass(slots=True)
class Discourse:
    """What has been read so far; grows as the text is read.

    ``quoted`` are the tokens inside quotation marks, ``fellows`` the subjects of the verb whose object a token is.
    """

    doc: Doc
    clauses: Clauses
    lexicon: Lexicon
    words: CoreferenceTable
    roles: RoleTable
    subjects: frozenset[int]
    verbs: Mapping[int, str]
    quoted: frozenset[int]
    fellows: Mapping[int, tuple[int, ...]]
    referents: list[Referent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    genders: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, set[str]] = field(default_factory=dict)

    def add(self, referent: Referent) -> None:
        """Remember a mention for what follows."""
        self.referents.append(referent)
        self.counts[referent.key] += 1
        self.nouns.setdefault(referent.key, set()).update(referent.nouns)
        if referent.gender:
            self.genders.setdefault(referent.key, referent.gender)

    def gender(self, referent: Referent) -> str:
        """Return the gender that any mention of this actor has shown."""
        return referent.gender or self.genders.get(referent.key, "")

    def gender_of(self, word: str) -> str:
        """Return the gender of a title (in lower case) or given name; empty where it has none."""
        return self.roles.titles.get(word, "") or self.words.genders.get(word, "")

    def back(self, token: int, within: int) -> Iterator[Referent]:
        """Yield what was named before the token, latest first, at most ``within`` sentences away."""
        here = self.clauses.sentence(token)
        for referent in reversed(self.referents):
            if here - referent.sentence > within:
                return
            if referent.end <= token:
                yield referent


def open_discourse(doc: Doc, clauses: Clauses, lexicon: Lexicon) -> Discourse:
    """Return an empty discourse over a doc."""
    subjects = frozenset(head for clause in clauses.clauses for head in (*clause.subjects, *clause.agents))
    words, roles = lexicon.get(load_coreference), lexicon.get(load_roles)
    return Discourse(doc, clauses, lexicon, words, roles, subjects, main_verbs(clauses), quoted_tokens(doc), find_fellows(clauses))


def find_fellows(clauses: Clauses) -> dict[int, tuple[int, ...]]:
    """Return, for the objects and obliques of each verb, its subjects: a pronoun there cannot mean them."""
    fellows: dict[int, tuple[int, ...]] = {}
    for clause in clauses.clauses:
        for head in (*clause.objects, *clause.indirect, *(head for _, head in clause.obliques)):
            fellows[head] = (*fellows.get(head, ()), *clause.subjects)
    return fellows


def main_verbs(clauses: Clauses) -> dict[int, str]:
    """Return the verb of which each token is the subject, for main clauses and those joined to them."""
    top = (ClauseKind.MAIN, ClauseKind.PARENTHETICAL)
    heads = {clause.head for clause in clauses.clauses if clause.kind in top}
    found: dict[int, str] = {}
    for clause in clauses.clauses:
        if clause.head in heads or (clause.kind is ClauseKind.CONJUNCT and clause.parent in heads):
            for head in clause.subjects:
                found.setdefault(head, clause.lemma)
    return found


def quoted_tokens(doc: Doc) -> frozenset[int]:
    """Return the tokens inside double quotation marks; an unclosed mark ends with its paragraph."""
    quoted: set[int] = set()
    is_open = False
    for token in doc:
        if token.is_space and "\n" in token.text:
            is_open = False
        elif token.text in ("\u201c", "``") or (token.text == '"' and not is_open):
            is_open = True
        elif token.text in ("\u201d", "''", '"'):
            is_open = False
        elif is_open:
            quoted.add(token.i)
    return frozenset(quoted)


def to_referent(discourse: Discourse, mention: Mention) -> Referent:
    """Return the mention with the features that its rule, its words and the lexicon give."""
    span = discourse.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    start, end = (span.start, span.end) if span is not None else (0, 0)
    sort, is_many, gender, nouns = _features(discourse, mention, start, end)
    tokens = range(start, end)
    is_subject = any(index in discourse.subjects for index in tokens)
    is_quoted = start in discourse.quoted and end - 1 in discourse.quoted
    verb = next((discourse.verbs[index] for index in tokens if index in discourse.verbs), "")
    return Referent(mention, start, end, discourse.clauses.sentence(start), sort, is_many, gender, nouns, is_subject, is_quoted, verb)


def _features(discourse: Discourse, mention: Mention, start: int, end: int) -> tuple[str, bool, str, frozenset[str]]:
    how, _, rest = mention.rule.partition(":")
    what = rest.partition("/")[0]
    found = [role for _, _, role in find_roles(discourse, start, end)]
    nouns = frozenset(role.noun for role in found)
    if how in ("person", "office", "surname"):
        return "person", False, _person_gender(discourse, mention, found, start, end), nouns
    if how == "role":
        role = next((each for each in found if each.noun == what), None) or discourse.roles.role(what)
        if role is None:
            return "body", False, "", nouns
        return role_sort(role), role.is_many, role.gender, frozenset({role.noun})
    if what in STATES or what == "demonym":
        return "state", False, "", nouns
    return ("group", True, "", nouns) if what in PEOPLES else ("body", False, "", nouns)


def role_sort(role: Role) -> str:
    """Return the sort of referent that a role names."""
    if role.sort == "person":
        return "group" if role.is_plural else "person"
    return "group" if role.sort == "group" else "body"


def find_roles(discourse: Discourse, start: int, end: int) -> list[tuple[int, int, Role]]:
    """Return the roles among the tokens, longest first at each place."""
    words = ["'s" if token.text == "\u2019s" else token.lower_ for token in discourse.doc[start:end]]
    found = []
    index = 0
    while index < len(words):
        role = discourse.roles.role_at(words, index, len(words))
        if role is not None:
            found.append((start + index, start + role[0], role[1]))
        index = role[0] if role is not None else index + 1
    return found


def _person_gender(discourse: Discourse, mention: Mention, roles: list[Role], start: int, end: int) -> str:
    for token in discourse.doc[start:end]:
        if discourse.roles.titles.get(token.lower_):
            return discourse.roles.titles[token.lower_]
    for role in roles:
        if role.gender:
            return role.gender
    return discourse.words.genders.get(mention.name.partition(" ")[0], "")
