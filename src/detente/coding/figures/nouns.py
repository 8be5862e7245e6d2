"""What an amount counts: the noun after it, or what the words around it imply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.coding.figures.amounts import Amount
    from detente.lexicon.units import FigureTable

PEOPLE = "people"
_REACH = 8  # words after an amount in which its noun may stand
_LEFT = 12  # words before an amount in which "the number of" may stand
_JOINTS = ("#", "'s", "\u2019s")
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The unit of a count, the tokens of the noun that names it, else the word that implies it ("wounding 120")."""

    unit: str
    head: int | None
    first: int | None
    cue: int | None = None


def find_counted(doc: Doc, first: int, last: int, amount: Amount, table: FigureTable) -> Counted | None:
    """Return what the amount at tokens ``first`` to ``last`` counts; None where nothing says it."""
    chain = _chain(doc, last + 1, table)
    noun = _noun(chain, doc, table)
    if noun is not None:
        return None if noun.lemma_.lower() in table.words["time units"] else Counted(_unit_of(noun, chain, table), noun.i, chain[0].i)
    people = next((token for token in chain if token.lemma_.lower() in table.words["people"]), None)
    if people is not None:
        return Counted(PEOPLE, people.i, chain[0].i)
    cue = _people_cue(doc, first, last, table)
    if cue is not None:
        return Counted(PEOPLE, None, None, cue)
    if chain and chain[-1].pos_ in ("ADJ", "PROPN") and chain[-1].text[0].isupper() and chain[-1].is_alpha and amount.value != 1:
        return Counted(PEOPLE, chain[-1].i, chain[0].i)
    return _of_number(doc, first, table)


def _chain(doc: Doc, at: int, table: FigureTable) -> list[Token]:
    start = at
    if at < len(doc) and doc[at].lower_ in table.words["syntax of"]:
        at += 1
        while at < len(doc) and (doc[at].lower_ in table.words["syntax determiners"] or doc[at].text in _JOINTS):
            at += 1
    chain: list[Token] = []
    for token in doc[at : start + _REACH + 3]:
        if (token.is_sent_start and token.i > start) or token.is_space:
            break
        is_joined = bool(chain) and token.tag_ in ("HYPH", "POS")
        is_participle = token.tag_ in ("VBN", "VBG", "JJ", "JJR", "JJS") and not (chain and chain[-1].pos_ == "NOUN")
        is_adverb = token.pos_ == "ADV" and not chain and token.i + 1 < len(doc) and doc[token.i + 1].pos_ in ("ADJ", "VERB")
        if not (token.pos_ in _MODIFIERS or is_joined or is_participle or is_adverb):
            break
        chain.append(token)
    return chain


def _noun(chain: list[Token], doc: Doc, table: FigureTable) -> Token | None:
    # Taggers take a verb after a number for a noun ("of 9 million shrank"); its past forms are known.
    nouns = [token for token in chain if token.tag_ in ("NN", "NNS", "NNPS") and token.lower_ not in table.forms]
    plural = next((token for token in nouns if token.tag_ in ("NNS", "NNPS") and not _goes_on(token, doc, chain)), None)
    return plural or (nouns[-1] if nouns else None)


def _goes_on(token: Token, doc: Doc, chain: list[Token]) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and after in chain and after.tag_ in ("NN", "NNS", "HYPH", "POS", "NNPS")


def _unit_of(noun: Token, chain: list[Token], table: FigureTable) -> str:
    lemma = noun.lemma_.lower()
    is_demonym = noun.tag_ == "NNPS" and not any(token.pos_ == "PROPN" or token.text[-1].isdigit() for token in chain if token.i < noun.i)
    if lemma in table.words["people"] or noun.lower_ in table.words["people"] or is_demonym:
        return PEOPLE
    known = table.unit_words.get(noun.lower_)
    if known is not None:
        return known
    return table.plural_of(noun.lower_) if noun.tag_ == "NN" else noun.lower_


def _people_cue(doc: Doc, first: int, last: int, table: FigureTable) -> int | None:
    verbs, tolls = table.words["people verbs"], table.words["tolls"]
    left = doc[first - 1] if first else None
    right = doc[last + 1 : last + 4]
    if left is not None and _is_among(left, verbs) and left.pos_ in ("VERB", "AUX"):
        return left.i
    for token in doc[max(first - _LEFT, doc[first].sent.start) : first]:
        if token.lemma_.lower() in tolls:
            return token.i
    return next((token.i for token in right if _is_among(token, verbs) and token.pos_ in ("VERB", "ADJ")), None)


def _is_among(token: Token, words: frozenset[str]) -> bool:
    return token.lemma_.lower() in words or token.lower_ in words


def _of_number(doc: Doc, first: int, table: FigureTable) -> Counted | None:
    for at in range(first - 1, max(first - _LEFT, doc[first].sent.start), -1):
        if doc[at].lower_ in table.words["syntax of"] and doc[at - 1].lemma_.lower() in table.words["syntax number_of"]:
            chain = _chain(doc, at, table)
            noun = _noun(chain, doc, table)
            return None if noun is None else Counted(_unit_of(noun, chain, table), noun.i, noun.i)
    return None
