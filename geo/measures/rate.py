"""Measure: incidents per 1,000 residents a year, with interval, compared with the whole area."""

import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.stats.area_figures import area_figures
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR

VERDICT = Column(name="verdict", unit=Unit.NAME, family="verdict")
LIMITS = (Column(name="lower", unit=Unit.TENTHS), Column(name="upper", unit=Unit.TENTHS))


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the rate; uncertain if its 99.8% interval includes the benchmark."""
    table = area_figures(
        facts.counts(), facts.residents(), months=facts.observed(), whole=facts.whole()
    )
    table = table.rename(columns={"rate": "value"})
    return table.assign(uncertain=table["verdict"] == SIMILAR)


def summary(table: pd.DataFrame) -> Said:
    """Return the number of areas that are higher, lower and similar."""
    by_verdict = table["verdict"].value_counts()
    return Said(
        key="answer.rate"
        if by_verdict.empty or by_verdict.get(SIMILAR)
        else "answer.rate_all_clear",
        numbers={
            "areas": int(by_verdict.sum()),
            "higher": int(by_verdict.get(HIGHER, 0)),
            "lower": int(by_verdict.get(LOWER, 0)),
            "similar": int(by_verdict.get(SIMILAR, 0)),
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
