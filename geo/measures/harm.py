"""Measure: recorded crime weighted by harm, which is indicative and compares nothing."""

import numpy as np
import pandas as pd

from data.schema import ASB, CRIMES
from geo.categories import ALL_CRIME
from geo.hotspots.harm import harm_weighted
from geo.measures.model import Column, HarmInputs, Measure, MeasureInputs, Said, Unit
from geo.stats.rates import per_1000, person_years
from geo.stats.suppression import MISSING, NOTHING, SHOWN, hide_small_bases

# MOST, SHARE: the category that has most of the weight, and its share; the same in every row.
MOST, SHARE = "heaviest", "heaviest_share"


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the weight of each area's incidents per 1,000 residents a year, with its range.

    The range (`geo.hotspots.harm`) has the mix of offences within a category in it. Incidents
    without a weight, such as anti-social behaviour, are counted apart. No area is called higher or
    lower: an area whose offences are graver than usual for their category can't be seen.

    Parameters
    ----------
    facts
        Inputs of the measure.

    Returns
    -------
    pd.DataFrame
        With `incidents` (those with a weight), `apart`, `residents`, `heaviest` and
        `heaviest_share`. The status is "nothing" where none of an area's incidents has a weight.

    Examples
    --------
    >>> calculate(facts)["value"].round().tolist()  # doctest: +SKIP
    [4120.0, 2875.0]
    """
    harm, observed, residents = facts.harm(), facts.observed(), facts.residents()
    has_months = observed.reindex(harm.counts.index) > 0
    counts = harm.counts.astype(float).where(has_months)
    table = harm_weighted(counts, harm.weights, clustering=facts.noise().clustering)
    if not (observed > 0).any():
        years = pd.Series(np.nan, counts.index)
    else:
        years = person_years(counts.index, residents, observed)
    ends = per_1000(table[["harm", "lower", "upper"]].rename(columns={"harm": "rate"}), years)
    found = hide_small_bases(ends[["rate", "lower", "upper"]], residents)
    found["status"] = found["status"].where(has_months & table["harm"].notna(), MISSING)
    only_apart = (table["incidents"] == 0) & (table["apart"] > 0)
    found["status"] = found["status"].mask(only_apart & (found["status"] == SHOWN), NOTHING)
    ranged = ["rate", "lower", "upper"]
    found[ranged] = found[ranged].where(found["status"] == SHOWN, axis=0)
    most, share = _largest(counts, harm)
    return found.rename(columns={"rate": "value"}).assign(
        uncertain=False,
        incidents=table["incidents"].where(has_months),
        apart=table["apart"].where(has_months),
        residents=residents.reindex(counts.index),
        heaviest=most,
        heaviest_share=share,
    )


def _largest(counts: pd.DataFrame, harm: HarmInputs) -> tuple[str, float]:
    """Return the kind of incident with most of the weight, and its share of it."""
    weights = harm.weights["weight"].reindex(counts.columns)
    parts = (counts.sum() * weights).dropna()
    if parts.empty or parts.sum() <= 0:
        return "", float("nan")
    return str(parts.idxmax()), float(parts.max() / parts.sum())


def summary(table: pd.DataFrame) -> Said:
    """Return how many incidents are weighted, and how many are apart; no place is named."""
    if not table["incidents"].sum() > 0:
        return Said(key="answer.harm_none", numbers={"areas": len(table)})
    numbers = {"areas": len(table), "incidents": int(table["incidents"].sum())}
    apart = int(table["apart"].sum())
    if not apart:
        return Said(key="answer.harm", numbers=numbers)
    return Said(key="answer.harm_apart", numbers=numbers | {"apart": apart})


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return that it is indicative, and how much of the weight the heaviest category has."""
    said = [Said(key="caveat.harm_indicative")]
    if len(table) and table[SHARE].notna().any():
        most, share = str(table[MOST].iloc[0]), float(table[SHARE].iloc[0])
        if most not in CRIMES:
            said.append(Said(key="answer.harm_exact"))
        elif share < 1:
            said.append(
                Said(key="answer.harm_most", shares={"share": share}, categories={"what": most})
            )
    return tuple(said)


HARM = Measure(
    name="harm",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value"),
        Column(name="lower"),
        Column(name="upper"),
        Column(name="incidents"),
        Column(name="apart"),
        Column(name="residents"),
    ),
    unit=Unit.NUMBER,
    finest=1.0,
    needs=("population",),
    without=(ASB, "other-crime"),
    usual=ALL_CRIME,
    compares=False,
    notes=notes,
)
