"""Measure: hot and cold spots: areas that have many, or few, incidents with their neighbours."""

import pandas as pd

from data.schema import LSOA, WARD
from geo.hotspots.gi_star import COLD, HOT, NEITHER, gi_star
from geo.hotspots.usable import LEAST_AREAS
from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.not_measured import NO_NEIGHBOURS, NOT_PUBLISHED, NotMeasured
from geo.stats.suppression import HIDDEN, MISSING, SHOWN

KIND, REASON = "spot", "reason"
CLASSES = (COLD, NEITHER, HOT)


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the class of each area by Gi* (`geo.hotspots.gi_star`) as a class number.

    Incidents are taken by month with figures, so that an area isn't a cold spot because some months
    of it are missing.
    """
    counts, months = facts.counts().astype(float), facts.observed()
    found = gi_star((counts / months.where(months > 0)), facts.neighbours())
    incidents = counts.where(months > 0)
    if isinstance(found, NotMeasured):
        return classified(unmeasured(incidents, found), CLASSES)
    table = found.rename(columns={"kind": KIND, "z": "gi_star"}).assign(incidents=incidents)
    return classified(table, CLASSES)


def unmeasured(incidents: pd.Series, why: NotMeasured) -> pd.DataFrame:
    """Return the table of areas that can't be compared with their neighbours.

    Parameters
    ----------
    incidents
        Incidents by area; missing without a month with figures.
    why
        Why none is compared.

    Returns
    -------
    pd.DataFrame
        `incidents`, and the reason of each area in `reason`.

    Examples
    --------
    >>> why = NotMeasured(reason="few areas", found=2, needed=8)
    >>> unmeasured(pd.Series({"A": 3.0, "B": None}), why)["reason"].tolist()
    ['few areas', 'not published']
    """
    reason = pd.Series(why.reason, incidents.index, dtype=object)
    return pd.DataFrame(
        {KIND: None, "incidents": incidents, REASON: reason.where(incidents.notna(), NOT_PUBLISHED)}
    )


def classified(table: pd.DataFrame, classes: tuple[str, ...]) -> pd.DataFrame:
    """Return the table with the columns that every measure has.

    Parameters
    ----------
    table
        `spot` (the class of each area by name) and `reason`, which is None where there is a class.
    classes
        Names of the classes, in the order of their numbers.

    Returns
    -------
    pd.DataFrame
        The same with `value` (the number of the class), `status`, `uncertain`, `lower`, `upper`.

    Examples
    --------
    >>> table = pd.DataFrame({"spot": ["hot", None], "reason": [None, "not published"]})
    >>> classified(table, CLASSES)[["value", "status"]].values.tolist()
    [[2.0, 'shown'], [nan, 'missing']]
    """
    known = table[REASON].isna()
    number = {name: float(position) for position, name in enumerate(classes)}
    status = pd.Series(HIDDEN, table.index).mask(known, SHOWN)
    none = pd.Series(float("nan"), table.index)
    return table.assign(
        **{KIND: table[KIND].astype(object).where(known, None)},
        value=table[KIND].map(number).astype(float).where(known),
        lower=none,
        upper=none,
        status=status.mask(table[REASON] == NOT_PUBLISHED, MISSING),
        uncertain=False,
    )


def why_none(table: pd.DataFrame) -> Said | None:
    """Return why no area has a class; None if any has.

    Parameters
    ----------
    table
        Table of a measure, with `status` and `reason`.

    Returns
    -------
    Said | None
        One message.

    Examples
    --------
    >>> table = pd.DataFrame({"status": ["hidden"] * 2, "reason": ["few areas"] * 2})
    >>> why_none(table).key
    'answer.no_spots_few areas'
    """
    if (table["status"] == SHOWN).any():
        return None
    reasons = table.loc[table["status"] == HIDDEN, REASON]
    if reasons.empty:
        return Said(key="answer.nothing")
    return Said(key=f"answer.no_spots_{reasons.mode().iloc[0]}", numbers={"needed": LEAST_AREAS})


def summary(table: pd.DataFrame) -> Said:
    """Return how many areas are hot and cold spots, or why none can be told."""
    counted = table[KIND].value_counts()
    cold, neither, hot = (int(counted.get(name, 0)) for name in CLASSES)
    return why_none(table) or Said(
        key="answer.hotspots",
        numbers={"areas": int(counted.sum()), "hot": hot, "cold": cold, "unclear": neither},
    )


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return how many areas have no neighbours to be compared with."""
    alone = int((table[REASON] == NO_NEIGHBOURS).sum())
    return (Said(key="answer.no_neighbours", numbers={"areas": alone}),) if alone else ()


HOTSPOTS = Measure(
    name="hotspots",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name=KIND, unit=Unit.NAME, family="spot"),
        Column(name="incidents"),
        Column(name="neighbours"),
    ),
    scale=Scale.NAMED,
    unit=Unit.NAME,
    classes=CLASSES,
    family="spot",
    levels=(WARD, LSOA),
    notes=notes,
)
