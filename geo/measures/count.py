"""Measure: number of recorded incidents."""

import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.stats.area_figures import area_figures
from geo.stats.suppression import MISSING, SHOWN


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the count with its range; missing where nothing was published.

    Police counts are public already, so that small counts are not hidden.
    """
    counts, residents = facts.counts().astype(float), facts.residents()
    published = facts.observed() > 0
    if not published.any():
        ends = pd.DataFrame(float("nan"), counts.index, ["fewest", "most"])
    else:
        # The range of the rate, times the residents.
        ends = area_figures(counts, residents, facts.noise(), months=facts.observed())
    return pd.DataFrame(
        {
            "value": counts.where(published),
            "lower": ends["fewest"],
            "upper": ends["most"],
            "status": published.map({True: SHOWN, False: MISSING}),
            "uncertain": False,
            "incidents": counts.where(published),
            "residents": residents.reindex(counts.index),
        }
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the total and the area with most incidents."""
    values = table["value"].dropna()
    total = int(values.sum())
    if total == 0:
        return Said(key="answer.count_none", numbers={"areas": len(values)})
    most = values.idxmax()
    return Said(
        key="answer.count",
        numbers={"areas": len(values), "total": total, "most": int(values.max())},
        shares={"share": float(values.max() / total)},
        areas={"place": str(most)},
    )


COUNT = Measure(
    name="count",
    calculate=calculate,
    summary=summary,
    columns=(Column(name="incidents"), Column(name="residents")),
    scale=Scale.SYMBOLS,
    unit=Unit.NUMBER,
    finest=1.0,
    grows_with_months=True,
)
