"""The sentence on how often an area was in the top tenth, and whether it rises. Pure."""

import pandas as pd

from components.text.catalogue import Text
from geo.noise.ladder import DOWN, UP

HOT, MONTHS, TREND, REASON = "hot", "months", "trend", "reason"


def in_the_top(text: Text, row: pd.Series) -> str:
    """Return in how many of the latest months an area was in the top tenth, and where it goes.

    `row` is one of `components.queries.hotspots.history`. Empty if too few months are known.
    """
    if row[REASON] is not None or not row[MONTHS]:
        return ""
    hot, known = int(row[HOT]), int(row[MONTHS])
    if not hot:
        return text("spots.never", months=text.number(known))
    moved = {UP: "spots.often_up", DOWN: "spots.often_down"}.get(str(row[TREND]), "spots.often")
    return text(moved, n=text.number(hot), months=text.number(known))
