"""The tables of a place's page and PDF. Pure.

A rate is drawn as a multiple of the whole area's rate, on a log scale: doubling and halving are
equally far from the middle.
"""

import math

import pandas as pd

from components import queries
from components.page_models.perceived import joint_name, ward_of
from components.place_page.model import PlaceModel
from components.text.catalogue import DASH, Text
from components.ui.sections import Interval, Scale, Table
from data.schema import WARD
from geo.noise.ladder import HIGHER, LOWER

# WIDEST: doublings of the scale to either side; a value further out is drawn at the end.
WIDEST = 4


def recorded_rows(model: PlaceModel) -> Table:
    """Return the table of categories beside the whole area, with each interval on a scale."""
    text, table = model.here.text, model.categories
    heads = [text(f"mine.col_{head}") for head in ("what", "n", "rate", "limits", "rest")]
    doublings = _doublings(table) if len(table) else 1
    marks = [2.0**k for k in range(-doublings, doublings + 1)]
    rows = [table.loc[[name]].iloc[0] for name in table.index]
    scale = Scale(
        head=text("mine.col_times"),
        marks=[(_place(ratio, doublings), _times(text, ratio)) for ratio in marks],
        intervals=[_interval(row, doublings) for row in rows],
    )
    cells = [_cells(text, str(name), row) for name, row in zip(table.index, rows, strict=True)]
    return Table(heads=heads, rows=cells, numbers=(1, 2, 3, 4), scale=scale)


def topics(model: PlaceModel) -> Table | None:
    """Return every topic of the survey; None if no answers of the place may be shown."""
    here, text = model.here, model.here.text
    if model.survey is None or not model.survey.row:
        return None
    rows = [_topic(text, name, row) for name, row in topic_rows(model)]
    heads = [text(f"mine.col_{head}") for head in ("topic", "here", "limits", "whole")]
    if model.level != WARD:
        heads[1] = here.place_name(ward_of(here))
    return Table(heads=[*heads, text("mine.col_compared_asked")], rows=rows, numbers=(1, 2, 3))


def topic_rows(model: PlaceModel) -> list[tuple[str, pd.Series]]:
    """Return each topic's name and the results for the place, with the share of `everyone`."""
    here, text = model.here, model.here.text
    if model.survey is None or not model.survey.row:
        return []
    ward, rows = ward_of(here), []
    for topic in queries.measures.topics(here.key):
        survey = queries.perceived.perceived_and_recorded(here.key, topic)
        row = survey.gaps.table.loc[[survey.pool[ward]]].iloc[0]
        row["everyone"] = survey.gaps.whole["share"]
        wards, name = survey.wards_of(survey.pool[ward]), text(f"topic.{topic}")
        if len(wards) > 1:
            name = text("mine.topic_of", topic=name, wards=joint_name(here, wards))
        rows.append((name, row))
    return rows


def _topic(text: Text, name: str, row: pd.Series) -> list[str]:
    shown = row["status"] == "shown"
    limited = shown and pd.notna(row["lower"])
    limits = {end: text.percent(row[end]) for end in ("lower", "upper")} if limited else {}
    return [
        name,
        text.percent(row["share"]) if shown else DASH,
        text("mine.limits", **limits) if limited else DASH,
        text.percent(row["everyone"]),
        text(f"verdict.{row['perceived']}") if limited else DASH,
    ]


def _cells(text: Text, category: str, row: pd.Series) -> list[str]:
    rated, benchmark = pd.notna(row["rate"]), _benchmark(row)
    limits = {end: text.number(row[end], 1) for end in ("lower", "upper")} if rated else {}
    return [
        text(f"category_title.{category}"),
        text.number(row["incidents"]),
        text.number(row["rate"], 1) if rated else DASH,
        text("mine.limits", **limits) if rated else DASH,
        text.number(benchmark, 1) if benchmark else DASH,
    ]


def _interval(row: pd.Series, doublings: int) -> Interval | None:
    """Return the rate between its limits on the scale; None where there is no rate."""
    if not (benchmark := _benchmark(row)):
        return None
    lower, value, upper = (
        _place(row[end] / benchmark, doublings) for end in ("lower", "rate", "upper")
    )
    return Interval(lower=lower, value=value, upper=upper, clear=row["verdict"] in (HIGHER, LOWER))


def _benchmark(row: pd.Series) -> float:
    """Return the rate to compare with; 0 where there is nothing to compare."""
    rated = pd.notna(row["rate"]) and row["benchmark"] > 0
    return float(row["benchmark"]) if rated else 0.0


def _doublings(table: pd.DataFrame) -> int:
    """Return how many doublings the scale needs to show every limit, at most `WIDEST`."""
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
