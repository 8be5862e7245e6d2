"""Cooperation and conflict as an inline SVG: bars up and down from zero, the index as a line with its band."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.dossier.index import Period

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 14, 30
MOST_LABELS = 12
WIDEST_BAR = 40.0


def chart(periods: Sequence[Period], by: str = "month") -> str:
    """Return the SVG, or nothing where there are no periods. Colours come from the page's style."""
    if not periods:
        return ""
    top = max(1.0, *(period.cooperation for period in periods))
    low = min(0.0, *(period.conflict for period in periods))
    title = f"Cooperation and conflict by {by}, {periods[0].first} to {periods[-1].first}"
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
        *_axis(top, low),
        *_bars(periods, top, low, by),
        *_line(periods, top, low),
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


def _bars(periods: Sequence[Period], top: float, low: float, by: str) -> Iterator[str]:
    step = (WIDTH - LEFT - RIGHT) / len(periods)
    wide = min(step * 0.7, WIDEST_BAR)
    every = -(-len(periods) // MOST_LABELS)
    zero = _y(0.0, top, low)
    for place, period in enumerate(periods):
        middle = LEFT + step * (place + 0.5)
        told = f"{_name(period, by)}: cooperation {period.cooperation:.1f}, conflict {period.conflict:.1f}, {period.counted} events"
        yield f"<g><title>{told}</title>"
        for kind, value in (("up", period.cooperation), ("down", period.conflict)):
            if value:
                y = _y(value, top, low)
                box = f'x="{middle - wide / 2:.1f}" y="{min(y, zero):.1f}" width="{wide:.1f}" height="{abs(y - zero):.1f}"'
                yield f'<rect class="{kind}" {box} rx="2"/>'
        yield "</g>"
        if place % every == 0:
            yield f'<text class="tick" x="{middle:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{_name(period, by)}</text>'


def _line(periods: Sequence[Period], top: float, low: float) -> Iterator[str]:
    """Yield the index of each period as a dot, its band as a stroke, and a line from dot to dot."""
    step = (WIDTH - LEFT - RIGHT) / len(periods)
    known = [(LEFT + step * (place + 0.5), period) for place, period in enumerate(periods) if period.mean is not None]
    points = " ".join(f"{x:.1f},{_y(period.mean or 0.0, top, low):.1f}" for x, period in known)
    yield f'<polyline class="index" points="{points}"/>'
    for x, period in known:
        if period.low is not None and period.high is not None:
            ends = f'y1="{_y(period.low, top, low):.1f}" y2="{_y(period.high, top, low):.1f}"'
            yield f'<line class="band" x1="{x:.1f}" x2="{x:.1f}" {ends}/>'
        yield f'<circle class="index" cx="{x:.1f}" cy="{_y(period.mean or 0.0, top, low):.1f}" r="3.5"/>'


def _name(period: Period, by: str) -> str:
    return f"{period.first:%Y-%m}" if by == "month" else f"{period.first:%m-%d}"
