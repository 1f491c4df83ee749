"""Measure: rate compared with the whole area: higher, similar or lower."""

import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Scale, Unit
from geo.measures.rate import LIMITS, VERDICT, summary
from geo.stats.area_figures import area_figures
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR

CLASSES = (LOWER, SIMILAR, HIGHER)


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the verdict of each rate's 99.8% interval on the whole's rate, as a class number."""
    table = area_figures(
        facts.counts(), facts.residents(), months=facts.observed(), whole=facts.whole()
    )
    number = {name: float(position) for position, name in enumerate(CLASSES)}
    value = table["verdict"].map(number).astype(float)
    return table.assign(value=value, uncertain=False)


COMPARED = Measure(
    name="compared",
    calculate=calculate,
    summary=summary,
    columns=(
        VERDICT,
        Column(name="rate", unit=Unit.TENTHS),
        *LIMITS,
        Column(name="benchmark", unit=Unit.TENTHS),
    ),
    scale=Scale.NAMED,
    unit=Unit.NAME,
    classes=CLASSES,
    family="verdict",
    needs=("population",),
)
