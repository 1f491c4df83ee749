"""The texts around the map of a picture, in the viewer's language. Pure."""

from dataclasses import dataclass

import pandas as pd

from components.text import boundary_files, sentences
from components.text.catalogue import Text
from data.release.manifest import Manifest
from geo.measures.model import Measure
from geo.stats.suppression import HIDDEN

PEOPLE = "population"


@dataclass(frozen=True, kw_only=True)
class Captions:
    """The texts of one picture, except those of the map's own spec."""

    answer: str
    # Name and text of each fact.
    facts: tuple[tuple[str, str], ...]
    link: str
    # The release that the picture was drawn from, and the day.
    made: str
    author: str
    fictional: bool


def facts_of(
    text: Text,
    measure: Measure,
    table: pd.DataFrame,
    manifest: Manifest,
    *,
    level: str,
    category: str,
    period: str,
    left_out: tuple[int, int] | None,
) -> tuple[tuple[str, str], ...]:
    """Return the facts: period, base, number of areas, hidden values, rows left out, boundaries."""
    hidden = int((table["status"] == HIDDEN).sum())
    facts = [
        (text("picture.period"), period),
        (text("picture.base"), _base(text, measure, table)),
        (text("picture.n"), _how_many(text, table, level, category)),
        (
            text("picture.hidden"),
            text.plural("legend.areas", hidden) if hidden else text("picture.none"),
        ),
    ]
    if left_out is not None:
        rows, read = map(text.number, left_out)
        facts.append((text("picture.left_out"), text("picture.rows_left", rows=rows, read=read)))
    return (*facts, (text("picture.boundaries"), boundary_files.boundary_names(text, manifest)))


def _base(text: Text, measure: Measure, table: pd.DataFrame) -> str:
    """Return what the figures are divided by, or ranked among."""
    if "respondents" in table:
        return text("picture.of_respondents", n=text.number(table["respondents"].max()))
    for column in ("recorded", "before"):
        if _is_known(table, column):
            return text(f"picture.of_{column}", n=text.number(_total(table, column)))
    if PEOPLE in measure.needs and "residents" in table:
        counted = table[table["incidents"].notna()] if _is_known(table, "incidents") else table
        return text("picture.of_residents", n=text.number(_total(counted, "residents")))
    if "of" in table and table["of"].notna().any():
        return text("picture.of_ranked", n=text.number(table["of"].max()))
    return text("picture.of_nothing")


def _how_many(text: Text, table: pd.DataFrame, level: str, category: str) -> str:
    """Return the number of areas with a value, and the sum of their counts."""
    with_value = int(table["value"].notna().sum())
    areas = text.plural(f"count.{level}", len(table))
    parts = [text("picture.areas", areas=areas, with_value=text.number(with_value))]
    for column in ("incidents", "now"):
        if _is_known(table, column):
            parts.append(sentences.counted(text, category, _total(table, column)))
            break
    if "respondents" in table:
        parts.append(text("picture.of_respondents", n=text.number(table["respondents"].max())))
    return "; ".join(parts)


def _is_known(table: pd.DataFrame, column: str) -> bool:
    """Return whether a column has counts; months that are not published have none."""
    return column in table and bool(table[column].notna().any())


def _total(table: pd.DataFrame, column: str) -> int:
    return round(float(table[column].sum()))
