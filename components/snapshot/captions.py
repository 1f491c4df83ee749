"""Everything that a picture of the map says around it, in the viewer's language. Pure."""

from dataclasses import dataclass

import pandas as pd

from components.text import boundary_files
from components.text.catalogue import Text
from data.release.manifest import Manifest
from geo.measures.model import Measure
from geo.stats.suppression import HIDDEN

PEOPLE = "population"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The words of one picture; what the map itself shows is in its specification."""

    answer: str
    facts: tuple[tuple[str, str], ...]
    """What each is called, and what it is."""
    link: str
    made: str
    """Which release it was drawn from, and on which day."""
    author: str
    fictional: bool


def facts_of(
    text: Text,
    measure: Measure,
    table: pd.DataFrame,
    manifest: Manifest,
    *,
    level: str,
    period: str,
    left_out: tuple[int, int] | None,
) -> tuple[tuple[str, str], ...]:
    """When, of what, how many, what is hidden and left out, and of which boundaries."""
    hidden = int((table["status"] == HIDDEN).sum())
    said = [
        (text("picture.period"), period),
        (text("picture.base"), _base(text, measure, table)),
        (text("picture.n"), _how_many(text, table, level)),
        (
            text("picture.hidden"),
            text.plural("legend.areas", hidden) if hidden else text("picture.none"),
        ),
    ]
    if left_out is not None:
        rows, read = map(text.number, left_out)
        said.append((text("picture.left_out"), text("picture.rows_left", rows=rows, read=read)))
    return (*said, (text("picture.boundaries"), boundary_files.boundary_names(text, manifest)))


def _base(text: Text, measure: Measure, table: pd.DataFrame) -> str:
    """What the figures are divided by, or ranked among."""
    if "respondents" in table:
        return text("picture.of_respondents", n=text.number(table["respondents"].max()))
    for column in ("recorded", "before"):
        if _is_known(table, column):
            return text(f"picture.of_{column}", n=text.number(_total(table, column)))
    if PEOPLE in measure.needs and "residents" in table:
        return text("picture.of_residents", n=text.number(_total(table, "residents")))
    if "of" in table and table["of"].notna().any():
        return text("picture.of_ranked", n=text.number(table["of"].max()))
    return text("picture.of_nothing")


def _how_many(text: Text, table: pd.DataFrame, level: str) -> str:
    """Areas with a value, and what was counted in all of them."""
    with_value = int(table["value"].notna().sum())
    areas = text.plural(f"count.{level}", len(table))
    said = [text("picture.areas", areas=areas, with_value=text.number(with_value))]
    for column in ("incidents", "now"):
        if _is_known(table, column):
            said.append(text.plural("count.incidents", _total(table, column)))
            break
    if "respondents" in table:
        said.append(text("picture.of_respondents", n=text.number(table["respondents"].max())))
    return "; ".join(said)


def _is_known(table: pd.DataFrame, column: str) -> bool:
    """Of months that nobody has published nothing was counted, which is not none."""
    return column in table and bool(table[column].notna().any())


def _total(table: pd.DataFrame, column: str) -> int:
    return round(float(table[column].sum()))
