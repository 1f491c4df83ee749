"""The change on the same months a year before, and whether it beats noise."""

import numpy as np
import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.stats.change import DOWN, NO_CLEAR_CHANGE, SURE_AT, UP, benjamini_hochberg, rate_ratio
from geo.stats.suppression import HIDDEN, MISSING, SHOWN

LEAST_OF_BOTH_YEARS = 10
"""From 1 to 3 is no tripling that anyone should read."""


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """The rate ratio less 1 (`geo.change`), with its 95% limits.

    A direction is given only where the limits clear 1 and the false-discovery rate over all areas
    is under 5%; everything else is drawn paler. The residents of both years are the same, since a
    release has one population. Missing where the area's force lacks a month of either year.
    """
    matched = facts.year_before()
    if matched is None:
        counts = facts.counts()
        empty = pd.DataFrame(np.nan, counts.index, ["value", "lower", "upper", "now", "before"])
        return empty.assign(status=MISSING, uncertain=False, q=np.nan, direction=None)
    now, before, whole = matched
    base = pd.Series(1.0, now.index)
    tested = rate_ratio(now, base, before, base)
    few = now + before < LEAST_OF_BOTH_YEARS
    status = np.select([~whole, few | (before == 0)], [MISSING, HIDDEN], default=SHOWN)
    shown = pd.Series(status == SHOWN, now.index)
    q = benjamini_hochberg(tested["p"].where(shown))
    clear = (tested["direction"] != NO_CLEAR_CHANGE) & (q < SURE_AT)
    # From many to none the ratio is 0, exactly and without limits.
    ratio = (now / before.where(before > 0)).where(shown)
    return pd.DataFrame(
        {
            "value": ratio - 1,
            "lower": tested["lower"].where(shown) - 1,
            "upper": tested["upper"].where(shown) - 1,
            "status": status,
            "uncertain": shown & ~clear,
            "now": now.where(whole),
            "before": before.where(whole),
            "q": q,
            "direction": tested["direction"].where(clear, NO_CLEAR_CHANGE).where(shown),
        }
    )


def summary(table: pd.DataFrame) -> Said:
    """In how many areas it really rose or fell."""
    held = table["direction"].value_counts()
    if held.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.change",
        numbers={
            "areas": int(held.sum()),
            "up": int(held.get(UP, 0)),
            "down": int(held.get(DOWN, 0)),
            "unclear": int(held.get(NO_CLEAR_CHANGE, 0)),
        },
    )


CHANGE = Measure(
    name="change",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value", unit=Unit.PERCENT),
        Column(name="lower", unit=Unit.PERCENT),
        Column(name="upper", unit=Unit.PERCENT),
        Column(name="before"),
        Column(name="now"),
        Column(name="direction", unit=Unit.NAME, family="direction"),
    ),
    scale=Scale.DIVERGING,
    unit=Unit.PERCENT,
    finest=0.01,
)
