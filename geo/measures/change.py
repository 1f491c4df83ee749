"""Measure: change since the same months a year before, with significance."""

import numpy as np
import pandas as pd

from geo.measures.could_be_seen import middle_one
from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.noise.changes import COLUMNS, changed
from geo.noise.ladder import CHANGES, DOWN, LEAST_INCIDENTS, NO_CLEAR_CHANGE, UP
from geo.stats.suppression import HIDDEN, MISSING, SHOWN

# RELATIVE: the columns that are ratios of both years; shown as changes.
RELATIVE = ["lower", "upper", "visible_fall", "visible_rise"]


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the ratio of both years minus 1, its range and its direction (`geo.noise.changes`).

    All areas are compared together; those without a clear change are marked as uncertain. Both
    years have the same residents, because a release has one population. Each area is compared over
    its own months, which both years have (`geo.comparable_months`); an area without such a month is
    missing.
    """
    found = facts.year_before()
    if found is None:
        empty = pd.DataFrame(np.nan, facts.counts().index, COLUMNS).drop(columns="ratio")
        return empty.assign(value=np.nan, status=MISSING, uncertain=False, direction=None)
    table = changed(found.now, found.before, found.noise)
    missing = table["months"].isna()
    few = (table["now"] + table["before"] < LEAST_INCIDENTS) | (table["before"] == 0)
    status = pd.Series(np.select([missing, few], [MISSING, HIDDEN], SHOWN), table.index)
    shown = status == SHOWN
    direction = table["direction"].where(shown)
    relative = table[RELATIVE].where(shown, axis=0).astype(float) - 1
    # Of very few incidents there is no upper limit.
    relative = relative.where(np.isfinite(relative))
    return table.drop(columns="ratio").assign(
        # From many to none the ratio is 0.
        value=table["ratio"].astype(float).where(shown) - 1,
        status=status,
        uncertain=shown & ~direction.isin([UP, DOWN]),
        direction=direction,
        **{name: relative[name] for name in RELATIVE},
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the number of areas that clearly rose or fell, and of those with too few incidents."""
    by_direction = table["direction"].value_counts()
    if by_direction.empty:
        return Said(key="answer.nothing")
    up, down, unclear, few = (int(by_direction.get(way, 0)) for way in CHANGES)
    return Said(
        key="answer.change_few" if few else "answer.change",
        numbers={
            "areas": int(by_direction.sum()),
            "up": up,
            "down": down,
            "unclear": unclear,
            "few": few,
        },
    )


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return what could have been seen, and how many areas are compared over fewer months."""
    unclear = table[table["direction"] == NO_CLEAR_CHANGE]
    falls = unclear.assign(visible_fall=-unclear["visible_fall"])
    said = middle_one(falls, "change", fall="visible_fall", rise="visible_rise")
    months = table["months"].dropna()
    if fewer := int((months < months.max()).sum()):
        said.append(Said(key="answer.change_fewer_months", numbers={"areas": fewer}))
    return tuple(said)


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
        Column(name="visible_fall", unit=Unit.PERCENT),
        Column(name="visible_rise", unit=Unit.PERCENT),
    ),
    scale=Scale.DIVERGING,
    unit=Unit.PERCENT,
    finest=0.01,
    notes=notes,
)
