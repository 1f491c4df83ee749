"""The chart of an order's months for paper, as SVG."""

from html import escape

import pandas as pd

from components import theme
from components.orders_page.model import OrdersModel
from components.orders_page.monthly_chart import course, marks
from components.text.catalogue import Text
from components.ui import charts
from geo.stats.trend import BEFORE, NOW

ACROSS, DOWN = 560, 170
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 18, 22
LETTERS = 'font-family="Source Sans Pro, Source Sans, sans-serif" font-size="11"'
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_STEPS = 4
EVERY = 6
"""A month is named so often."""


class _Paper:
    """Where months and counts lie."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.top = charts.highest(table) * 1.08
        self.step = (ACROSS - LEFT - RIGHT) / max(len(table), 1)

    def x(self, place: float) -> float:
        return LEFT + self.step * (place + 0.5)

    def y(self, value: float) -> float:
        return TOP + (DOWN - TOP - BOTTOM) * (1 - value / self.top)


def as_svg(asked: OrdersModel, part: str) -> str:
    """The same lines, gaps and marks as on the screen."""
    text, table = asked.here.text, course(asked, part)
    paper = _Paper(table)
    parts = [
        *_gaps(table, paper),
        *_counts(text, paper),
        *_months(text, table, paper),
        *_line(table[BEFORE], paper, theme.TREND_BEFORE, 2.0),
        *_line(table[NOW], paper, theme.TREND, 2.4),
    ]
    for month, words in marks(asked):
        parts += _mark(paper.x(list(table.index).index(month) - 0.5), words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS} {DOWN}"'
        f' width="{ACROSS}" height="{DOWN}">{"".join(parts)}</svg>'
    )


def _gaps(table: pd.DataFrame, paper: _Paper) -> list[str]:
    return [
        f'<rect x="{paper.x(place - 0.5):.1f}" y="{TOP}" width="{paper.step:.1f}"'
        f' height="{DOWN - TOP - BOTTOM}" fill="{theme.GREYED}"/>'
        for place, missing in enumerate(table[NOW].isna())
        if missing
    ]


def _counts(text: Text, paper: _Paper) -> list[str]:
    step = next((s for s in STEPS if paper.top / s <= MOST_STEPS), STEPS[-1])
    found = []
    for value in range(0, int(paper.top) + 1, step):
        y = paper.y(value)
        found.append(
            f'<path d="M{LEFT} {y:.1f}H{ACROSS - RIGHT}" stroke="{theme.GRID}" stroke-width="1"/>'
            f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end" {LETTERS}'
            f' fill="{theme.SOFT_INK}">{escape(text.number(value))}</text>'
        )
    return found


def _months(text: Text, table: pd.DataFrame, paper: _Paper) -> list[str]:
    return [
        f'<text x="{paper.x(place):.1f}" y="{DOWN - 6}" text-anchor="middle" {LETTERS}'
        f' fill="{theme.SOFT_INK}">{escape(text.short_month(str(table.index[place])))}</text>'
        for place in range(EVERY // 2, len(table), EVERY)
    ]


def _line(values: pd.Series, paper: _Paper, colour: str, width: float) -> list[str]:
    """Broken at a month that was not published."""
    path, pen = "", "M"
    for place, value in enumerate(values):
        if pd.isna(value):
            pen = "M"
            continue
        path += f"{pen}{paper.x(place):.1f} {paper.y(float(value)):.1f}"
        pen = "L"
    return [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>']


def _mark(x: float, words: str) -> list[str]:
    return [
        f'<path d="M{x:.1f} {TOP - 14}V{DOWN - BOTTOM}" stroke="{theme.ORDER}"'
        f' stroke-width="1.5" stroke-dasharray="4 3"/>',
        f'<text x="{x + 4:.1f}" y="{TOP - 5}" {LETTERS} fill="{theme.ORDER}">'
        f"{escape(words)}</text>",
    ]
