"""How many incidents were recorded."""

import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.stats.rates import count_limits
from geo.stats.suppression import MISSING, SHOWN


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """The count itself, with the limits that chance gives it; nothing where nothing was published.

    Police counts are public already, so none is hidden, however small.
    """
    counts, residents = facts.counts().astype(float), facts.residents()
    published = facts.observed() > 0
    table = count_limits(counts).where(published, axis=0)
    table.insert(0, "value", counts.where(published))
    return table.assign(
        status=published.map({True: SHOWN, False: MISSING}),
        uncertain=False,
        incidents=table["value"],
        residents=residents.reindex(counts.index),
    )


def summary(table: pd.DataFrame) -> Said:
    """All of them, and where there were most."""
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
