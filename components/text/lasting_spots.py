"""The sentence on how often an area was in the top tenth, and whether it rises. Pure."""

import pandas as pd

from components.text.catalogue import Text
from geo.noise.ladder import DOWN, UP

HOT, MONTHS, TREND, REASON = "hot", "months", "trend", "reason"


def in_the_top(text: Text, row: pd.Series, *, level: str, areas: int) -> str:
    """Return in how many of the latest months an area was in the top tenth, and where it goes.

    `row` is one of `components.queries.hotspots.history`. Empty if it was in none, or if too few
    months are known.
    """
    if not _is_known(row) or not row[HOT]:
        return ""
    of = text.plural(f"count.{level}", areas)
    return text(_worded("spots.often", row), areas=of, **_facts(text, row))


def in_short(text: Text, row: pd.Series) -> str:
    """Return the same for a cell below a heading that names the top tenth."""
    return text(_worded("spots.short", row), **_facts(text, row)) if _is_known(row) else ""


def _is_known(row: pd.Series) -> bool:
    return bool(pd.isna(row[REASON]) and row[MONTHS])


def _worded(key: str, row: pd.Series) -> str:
    return key + {UP: "_up", DOWN: "_down"}.get(str(row[TREND]), "")


def _facts(text: Text, row: pd.Series) -> dict[str, str]:
    return {"n": text.number(row[HOT]), "months": text.number(row[MONTHS])}
