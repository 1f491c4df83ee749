"""Measure: empirical Bayes smoothed rate."""

import numpy as np
import pandas as pd

from geo.measures.could_be_seen import as_differences
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import visible_rate
from geo.noise.ladder import HIGHER, LOWER
from geo.stats.area_figures import area_figures
from geo.stats.rates import person_years
from geo.stats.smoothing import empirical_bayes


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return Marshall's empirical Bayes rate (`geo.stats.smoothing`), also for small bases.

    It has no range of its own. Uncertain where the plain rate is not clearly higher or lower.
    """
    observed = facts.observed()
    plain = area_figures(
        facts.counts(), facts.residents(), facts.noise(), months=observed, whole=facts.whole()
    )
    years = person_years(plain.index, facts.residents(), observed)
    value = empirical_bayes(plain["incidents"].where(years > 0), years)
    status = np.where(value.notna(), "shown", "missing")
    return plain.assign(
        value=value,
        lower=np.nan,
        upper=np.nan,
        status=status,
        uncertain=value.notna() & ~plain["verdict"].isin([HIGHER, LOWER]),
        **as_differences(plain),
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the highest and the lowest smoothed rate."""
    values = table["value"].dropna()
    if values.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.smoothed",
        rates={"most": float(values.max()), "least": float(values.min())},
        areas={"highest": str(values.idxmax()), "lowest": str(values.idxmin())},
    )


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return what could have been seen of the plain rate, whose verdict makes an area pale."""
    return tuple(visible_rate(table))


SMOOTHED = Measure(
    name="smoothed",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value", unit=Unit.TENTHS),
        Column(name="rate", unit=Unit.TENTHS),
        Column(name="incidents"),
        Column(name="residents"),
    ),
    needs=("population",),
    notes=notes,
)
