"""Cooperation and conflict by month as an inline SVG: bars up and down from zero, the index as a line."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.dossier.index import Month

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 14, 30
MOST_LABELS = 12
WIDEST_BAR = 40.0


def chart(months: Sequence[Month]) -> str:
    """Return the SVG, or nothing where there are no months. Colours come from the page's style."""
    if not months:
        return ""
    top = max(1.0, *(month.cooperation for month in months))
    low = min(0.0, *(month.conflict for month in months))
    title = f"Cooperation and conflict by month, {months[0].first:%Y-%m} to {months[-1].first:%Y-%m}"
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
        *_axis(top, low),
        *_bars(months, top, low),
        "</svg>",
    ]
    return "\n".join(parts)


def _y(value: float, top: float, low: float) -> float:
    return TOP + (top - value) / (top - low) * (HEIGHT - TOP - BOTTOM)


def _axis(top: float, low: float) -> Iterator[str]:
    for value in sorted({0.0, top, low}):
        y = _y(value, top, low)
        kind = "zero" if value == 0 else "grid"
        yield f'<line class="{kind}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:+.0f}</text>'


def _bars(months: Sequence[Month], top: float, low: float) -> Iterator[str]:
    step = (WIDTH - LEFT - RIGHT) / len(months)
    wide = min(step * 0.7, WIDEST_BAR)
    every = -(-len(months) // MOST_LABELS)
    zero = _y(0.0, top, low)
    for place, month in enumerate(months):
        middle = LEFT + step * (place + 0.5)
        told = f"{month.first:%Y-%m}: cooperation {month.cooperation:.1f}, conflict {month.conflict:.1f}, {month.counted} counted"
        yield f"<g><title>{told}</title>"
        for kind, value in (("up", month.cooperation), ("down", month.conflict)):
            if value:
                y = _y(value, top, low)
                box = f'x="{middle - wide / 2:.1f}" y="{min(y, zero):.1f}" width="{wide:.1f}" height="{abs(y - zero):.1f}"'
                yield f'<rect class="{kind}" {box} rx="2"/>'
        yield "</g>"
        if place % every == 0:
            yield f'<text class="tick" x="{middle:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{month.first:%Y-%m}</text>'
