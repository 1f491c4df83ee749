"""Incidents per 1,000 residents a year, with limits, against the whole area."""

import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.stats.area_figures import area_figures
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR

VERDICT = Column(name="verdict", unit=Unit.NAME, family="verdict")
LIMITS = (Column(name="lower", unit=Unit.TENTHS), Column(name="upper", unit=Unit.TENTHS))


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """`geo.rates` and `geo.compare`: paler where the 99.8% limits hold the whole's own rate."""
    table = area_figures(facts.counts(), facts.residents(), months=facts.observed())
    table = table.rename(columns={"rate": "value"})
    return table.assign(uncertain=table["verdict"] == SIMILAR)


def summary(table: pd.DataFrame) -> Said:
    """How many areas are higher, lower and similar to the whole."""
    held = table["verdict"].value_counts()
    return Said(
        key="answer.rate" if held.empty or held.get(SIMILAR) else "answer.rate_all_clear",
        numbers={
            "areas": int(held.sum()),
            "higher": int(held.get(HIGHER, 0)),
            "lower": int(held.get(LOWER, 0)),
            "similar": int(held.get(SIMILAR, 0)),
        },
    )


RATE = Measure(
    name="rate",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value", unit=Unit.TENTHS),
        *LIMITS,
        Column(name="incidents"),
        Column(name="residents"),
        VERDICT,
    ),
    needs=("population",),
)
