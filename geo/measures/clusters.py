"""Measure: rates that are like or unlike those of the neighbours, by local Moran's I."""

import pandas as pd

from data.schema import LSOA, WARD
from geo.hotspots.local_moran import (
    HIGH_HIGH,
    HIGH_LOW,
    LOW_HIGH,
    LOW_LOW,
    NOT_CLEAR,
    local_moran,
)
from geo.measures.hotspots import KIND, classified, notes, unmeasured, why_none
from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.not_measured import NotMeasured
from geo.stats.rates import per_1000, person_years
from geo.stats.suppression import LEAST_RESIDENTS

CLASSES = (LOW_LOW, LOW_HIGH, NOT_CLEAR, HIGH_LOW, HIGH_HIGH)


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the class of each area by local Moran's I (`geo.hotspots.local_moran`).

    Residents are counted for the months with figures. Rates are standardised by empirical Bayes, so
    that few residents don't make an area stand out.
    """
    counts, months = facts.counts().astype(float), facts.observed()
    incidents = counts.where(months > 0)
    years = person_years(counts.index, facts.residents(), months)
    found = local_moran(incidents, years, facts.neighbours())
    if isinstance(found, NotMeasured):
        return classified(unmeasured(incidents, found), CLASSES)
    table = found.rename(columns={"kind": KIND, "rate": "standardised"})
    rates = per_1000(incidents.to_frame("rate"), years)["rate"]
    # Of few residents the class may be told, as it is smoothed, but no rate.
    rate = rates.where(facts.residents().reindex(rates.index) >= LEAST_RESIDENTS)
    return classified(table.assign(incidents=incidents, rate=rate), CLASSES)


def summary(table: pd.DataFrame) -> Said:
    """Return how many areas are of each class, or why none can be told."""
    counted = table[KIND].value_counts()
    low, hole, unclear, peak, high = (int(counted.get(name, 0)) for name in CLASSES)
    return why_none(table) or Said(
        key="answer.clusters",
        numbers={
            "areas": int(counted.sum()),
            "high": high,
            "low": low,
            "apart": peak + hole,
            "unclear": unclear,
        },
    )


CLUSTERS = Measure(
    name="clusters",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name=KIND, unit=Unit.NAME, family="cluster"),
        Column(name="rate", unit=Unit.TENTHS),
        Column(name="incidents"),
    ),
    scale=Scale.NAMED,
    unit=Unit.NAME,
    classes=CLASSES,
    family="cluster",
    levels=(WARD, LSOA),
    needs=("population",),
    notes=notes,
)
