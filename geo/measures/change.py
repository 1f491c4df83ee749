"""Measure: change since the same months a year before, with significance."""

import numpy as np
import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.stats.change import DOWN, NO_CLEAR_CHANGE, SURE_AT, UP, benjamini_hochberg, rate_ratio
from geo.stats.suppression import HIDDEN, MISSING, SHOWN

# LEAST_OF_BOTH_YEARS: areas with fewer incidents in both years together are hidden: from 1 to 3 is
# not a meaningful trebling.
LEAST_OF_BOTH_YEARS = 10


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the rate ratio minus 1 (`geo.stats.change`) with its 95% interval.

    A direction is given only if the interval excludes 1 and the false-discovery rate over all areas
    is under 5%; other areas are marked as uncertain. Both years have the same residents, because a
    release has one population. Each area is compared over its own months, which both years have
    (`geo.comparable_months`); an area without such a month is missing.
    """
    found = facts.year_before()
    if found is None:
        counts = facts.counts()
        columns = ["value", "lower", "upper", "now", "before", "months"]
        empty = pd.DataFrame(np.nan, counts.index, columns)
        return empty.assign(status=MISSING, uncertain=False, q=np.nan, direction=None)
    complete = found.months > 0
    now, before = found.now.where(complete), found.before.where(complete)
    base = pd.Series(1.0, now.index)
    tested = rate_ratio(now, base, before, base)
    few = (now + before < LEAST_OF_BOTH_YEARS) & complete
    status = np.select([~complete, few | (before == 0)], [MISSING, HIDDEN], default=SHOWN)
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
            "now": now,
            "before": before,
            "months": found.months.where(complete),
            "q": q,
            "direction": tested["direction"].where(clear, NO_CLEAR_CHANGE).where(shown),
        }
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the number of areas with a significant rise or fall."""
    by_direction = table["direction"].value_counts()
    if by_direction.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.change",
        numbers={
            "areas": int(by_direction.sum()),
            "up": int(by_direction.get(UP, 0)),
            "down": int(by_direction.get(DOWN, 0)),
            "unclear": int(by_direction.get(NO_CLEAR_CHANGE, 0)),
        },
    )


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return how many areas are compared over fewer months than others, if any are."""
    months = table["months"].dropna()
    fewer = int((months < months.max()).sum())
    return (Said(key="answer.change_fewer_months", numbers={"areas": fewer}),) if fewer else ()


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
        Column(name="months"),
        Column(name="direction", unit=Unit.NAME, family="direction"),
    ),
    scale=Scale.DIVERGING,
    unit=Unit.PERCENT,
    finest=0.01,
    notes=notes,
)
