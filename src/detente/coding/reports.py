"""Proposals -> reports: actors put in place, the act's status, time, place and source, background told apart from news."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, ClauseKind, Clauses
from detente.coding.event_times import TimeIndex, find_event_time, guess_event_time, index_times
from detente.coding.frames import Proposal, propose_by_frames
from detente.coding.learned import weigh
from detente.coding.shared_times import share_times
from detente.coding.status import find_status
from detente.lexicon.hedges import load_hedges
from detente.records import Article, Mention, Place, Prominence, Report, Span, Statement, Time, digest

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.reader import EventScores
    from detente.lexicon import Lexicon

ActorsAt = Callable[[int], tuple[Mention, ...]]
PlaceAt = Callable[[Clause], Place | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """One parsed article with what earlier stages found in it."""

    article: Article
    doc: Doc
    clauses: Clauses
    actors_at: ActorsAt
    place_at: PlaceAt
    times: TimeIndex
    statements: Sequence[Statement]
    lexicon: Lexicon


def find_reports(  # noqa: PLR0917 - a stage of the recipe takes what the stages before it found
    article: Article,
    doc: Doc,
    clauses: Clauses,
    times: Sequence[Time],
    statements: Sequence[Statement],
    lexicon: Lexicon,
    actors_at: ActorsAt,
    scores: EventScores,
    place_at: PlaceAt = lambda _: None,
) -> tuple[Report, ...]:
    """Return the reports of an article in text order.

    ``actors_at`` gives the actors that a token stands for, ``place_at`` where a clause's act took place.
    """
    setting = Setting(article, doc, clauses, actors_at, place_at, index_times(doc, clauses, times, lexicon), statements, lexicon)
    proposed = propose_by_frames(doc, clauses, lexicon, lambda head: bool(actors_at(head)))
    proposals = weigh(proposed, doc, clauses, scores, lambda head: bool(actors_at(head)))
    kept = _without_absorbed(doc, clauses, proposals)
    reports = [report for proposal in kept for report in _report(setting, proposal)]
    return share_times(_once_per_sentence(reports), article.published, lexicon.get(load_hedges).spoken)


def _without_absorbed(doc: Doc, clauses: Clauses, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Leave out what stands below a verb that has already said all of it ("refused to withdraw" is a refusal)."""
    absorbing = {proposal.trigger for proposal in proposals if proposal.absorbs}
    for proposal in proposals:
        clause = proposal.clause
        if clause is None or not (_governors(doc, clauses, proposal) & absorbing):
            yield proposal


def _governors(doc: Doc, clauses: Clauses, proposal: Proposal) -> set[int]:
    """Return the predicates that a proposal's act hangs on without a subject of its own.

    A past form beside an infinitive ("sought to deepen ties and invited him") goes with the verb above, whatever the parser says.
    """
    found: set[int] = set()
    clause = proposal.clause
    if clause is not None and clause.head != proposal.trigger:
        return found
    while clause is not None and clause.kind in {ClauseKind.INFINITIVE, ClauseKind.CONJUNCT} and not clause.own_subject:
        above = clauses.clause(clause.parent)
        if above is not None and clause.kind is ClauseKind.CONJUNCT and _is_past(doc, clause) and above.kind is ClauseKind.INFINITIVE:
            return found
        clause = above
        if clause is not None:
            found.add(clause.head)
    return found


def _is_past(doc: Doc, clause: Clause) -> bool:
    return "Past" in doc[clause.head].morph.get("Tense", [])


def _report(setting: Setting, proposal: Proposal) -> Iterator[Report]:
    doc = setting.doc
    source, target = _actors(setting, proposal.source), _actors(setting, proposal.target)
    target = tuple(actor for actor in target if actor.span not in {each.span for each in source})
    if (proposal.source or proposal.target) and not source and not target:
        return
    words = doc[proposal.start : proposal.end]
    trigger = Span(words.start_char, words.end_char, words.text)
    start, end = setting.clauses.sentences[setting.clauses.sentence(proposal.trigger)]
    sentence = doc[start:end]
    status = find_status(proposal, doc, setting.clauses, setting.lexicon)
    time = find_event_time(proposal, setting.times)
    yield Report(
        id=digest(setting.article.id, trigger.start, trigger.end, proposal.type, *(each.span.start for each in (*source, *target))),
        article=setting.article.id,
        sentence=_trimmed(sentence.start_char, sentence.text),
        trigger=trigger,
        type=proposal.type,
        mode=proposal.mode,
        context=proposal.context,
        status=status,
        source=source,
        target=target,
        time=time or guess_event_time(proposal.clause, status, setting.article.published, setting.times),
        place=setting.place_at(proposal.clause) if proposal.clause else None,
        attributed_to=_attribution(setting, trigger),
        prominence=Prominence.LEAD,
        rule=proposal.rule,
        score=proposal.score,
    )


def _trimmed(start: int, text: str) -> Span:
    left = len(text) - len(text.lstrip())
    return Span(start + left, start + len(text.rstrip()), text.strip())


def _actors(setting: Setting, heads: Sequence[int]) -> tuple[Mention, ...]:
    found: dict[tuple[Span, str], Mention] = {}
    for head in heads:
        for actor in setting.actors_at(head):
            found.setdefault((actor.span, actor.code), actor)
    return tuple(found.values())


def _attribution(setting: Setting, trigger: Span) -> tuple[Mention, ...]:
    """Return who says so, outermost first: the speakers of the statements whose content holds the trigger."""
    around = [each for each in setting.statements if each.content.start <= trigger.start and trigger.end <= each.content.end]
    around.sort(key=lambda each: each.content.start - each.content.end)
    chain: dict[Span, Mention] = {}
    for statement in around:
        for speaker in (*statement.attributed_to, statement.speaker):
            if speaker is not None:
                chain.setdefault(speaker.span, speaker)
    return tuple(chain.values())


def _once_per_sentence(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Keep one report of an act per sentence: of the same type and words with the same actors, the surest."""
    best: dict[tuple[object, ...], Report] = {}
    for report in reports:
        actors = frozenset(_codes(report.source)), frozenset(_codes(report.target))
        key = (report.sentence.start, report.type, report.trigger.text.lower(), *actors)
        rival = best.get(key)
        if rival is None or (report.score, -report.trigger.start) > (rival.score, -rival.trigger.start):
            best[key] = report
    return tuple(sorted(best.values(), key=lambda report: (report.trigger.start, report.id)))


def _codes(actors: Sequence[Mention]) -> set[str]:
    return {actor.entity or actor.code for actor in actors}
