"""The tables of a place's page, row by row as they are written; page and paper draw the same. Pure.

A rate lies on a line as a multiple of the whole area's: doubling and halving are equally far.
"""

import math
from dataclasses import dataclass

import pandas as pd

from components import queries
from components.place_page.model import PlaceModel
from components.text.catalogue import DASH, Text
from geo.stats.benchmark import SIMILAR

WIDEST = 4
"""Of the scale, in doublings to either side; what lies beyond is drawn at its end."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One category beside the whole area. Places on the line run from 0 to 1."""

    name: str
    n: str
    rate: str
    limits: str
    whole: str
    low: float | None
    dot: float | None
    high: float | None
    clear: bool
    """Whether the place stands clear of the whole area."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What residents of the place, and everyone, call a big problem."""

    name: str
    here: str
    limits: str
    whole: str
    verdict: str


def recorded_rows(of: PlaceModel) -> tuple[list[Row], list[tuple[float, str]]]:
    """The rows, and the marks of the scale: where each is, and what it says."""
    text, table = of.here.text, of.beside
    if table.empty:
        return [], []
    doublings = _doublings(table)
    rows = [_row(text, str(name), table.loc[[name]].iloc[0], doublings) for name in table.index]
    marks = range(-doublings, doublings + 1)
    return rows, [(_place(2.0**k, doublings), _times(text, 2.0**k)) for k in marks]


def topics(of: PlaceModel) -> list[Topic]:
    """Every topic of the survey, where what was answered may be shown."""
    here, text = of.here, of.here.text
    if of.asked is None or not of.asked.row:
        return []
    ward = of.asked.beside.wards_of(of.asked.row)[0]
    found = []
    for topic in queries.measures.topics(here.key):
        asked = queries.perceived.perceived_and_recorded(here.key, topic)
        row = asked.parted.table.loc[[asked.pool[ward]]].iloc[0]
        found.append(_topic(text, text(f"topic.{topic}"), row, asked.parted.whole))
    return found


def _topic(text: Text, name: str, row: pd.Series, whole: pd.Series) -> Topic:
    shown = row["status"] == "shown"
    limited = shown and pd.notna(row["lower"])
    limits = {end: text.percent(row[end]) for end in ("lower", "upper")} if limited else {}
    return Topic(
        name=name,
        here=text.percent(row["share"]) if shown else DASH,
        limits=text("mine.limits", **limits) if limited else DASH,
        whole=text.percent(whole["share"]),
        verdict=text(f"verdict.{row['perceived']}") if limited else DASH,
    )


def _row(text: Text, category: str, row: pd.Series, doublings: int) -> Row:
    rated = pd.notna(row["rate"])
    against = row["benchmark"] if rated and row["benchmark"] > 0 else math.nan
    places = {
        end: None if math.isnan(against) else _place(row[end] / against, doublings)
        for end in ("lower", "rate", "upper")
    }
    limits = {end: text.number(row[end], 1) for end in ("lower", "upper")} if rated else {}
    return Row(
        name=text(f"category_title.{category}"),
        n=text.number(row["incidents"]),
        rate=text.number(row["rate"], 1) if rated else DASH,
        limits=text("mine.limits", **limits) if rated else DASH,
        whole=text.number(against, 1) if not math.isnan(against) else DASH,
        low=places["lower"],
        dot=places["rate"],
        high=places["upper"],
        clear=rated and row["verdict"] != SIMILAR,
    )


def _doublings(table: pd.DataFrame) -> int:
    """How far the scale goes: to hold every limit that is no further than its widest."""
    ratios = pd.concat([table[end] / table["benchmark"] for end in ("lower", "upper")])
    usable = ratios[(ratios > 0) & (ratios < math.inf)]
    furthest = max((abs(math.log2(ratio)) for ratio in usable), default=1.0)
    return min(max(math.ceil(furthest), 1), WIDEST)


def _place(ratio: float, doublings: int) -> float:
    if ratio <= 0:
        return 0.0
    return min(max((math.log2(ratio) + doublings) / (2 * doublings), 0.0), 1.0)


def _times(text: Text, ratio: float) -> str:
    digits = max(0, -math.floor(math.log2(ratio))) if ratio < 1 else 0
    return text("mine.times", n=text.number(ratio, min(digits, 3)))
