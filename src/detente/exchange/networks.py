"""Who acts on whom as a network: Gephi's table of edges, and GEXF 1.3. An edge is source, target and event type."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from detente.exchange.codes import BLOCK, BODIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.exchange.codes import Known
    from detente.exchange.deeds import Deed
    from detente.records import Mention

GEPHI = ("Source", "Target", "Weight", "Type", "Event", "Score")
Edges = dict[tuple[str, str, str], tuple[int, float]]


def count_edges(deeds: Iterable[Deed], known: Known) -> Edges:
    """Return how often each source did each type of thing to each target, and the sum of the scores."""
    edges: Edges = defaultdict(lambda: (0, 0.0))
    for deed in deeds:
        if deed.source and deed.target:
            key = (_node(deed.source), _node(deed.target), deed.report.type)
            count, total = edges[key]
            edges[key] = count + 1, total + known.events.score(deed.report.type, deed.report.mode)
    return dict(sorted(edges.items()))


def _node(mention: Mention) -> str:
    return mention.name if mention.code[:BLOCK] in BODIES or mention.code.startswith("-") else mention.code


def gephi_rows(edges: Edges) -> Iterator[list[str]]:
    """Yield the rows of Gephi's table of edges."""
    for (source, target, kind), (count, total) in edges.items():
        yield [source, target, str(count), "Directed", kind, f"{total:g}"]


def gexf_lines(edges: Edges) -> Iterator[str]:
    """Yield the lines of a GEXF file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph mode="static" defaultedgetype="directed">'
    yield '<attributes class="edge"><attribute id="0" title="score" type="double"/></attributes><nodes>'
    numbers = {name: at for at, name in enumerate(sorted({each for source, target, _ in edges for each in (source, target)}))}
    yield from (f"<node id={quoteattr(str(at))} label={quoteattr(_clean(name))}/>" for name, at in numbers.items())
    yield "</nodes><edges>"
    yield from _edge_lines(edges, numbers)
    yield "</edges></graph></gexf>"


def _edge_lines(edges: Edges, numbers: Mapping[str, int]) -> Iterator[str]:
    for at, ((source, target, kind), (count, total)) in enumerate(edges.items()):
        ends = f'id="{at}" source="{numbers[source]}" target="{numbers[target]}" kind={quoteattr(kind)} label={quoteattr(kind)}'
        yield f'<edge {ends} weight="{count}"><attvalues><attvalue for="0" value="{total:g}"/></attvalues></edge>'


def _clean(name: str) -> str:
    """Return a name without the letters that XML does not allow."""
    return "".join(letter if letter.isprintable() else " " for letter in name)
