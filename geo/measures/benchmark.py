"""Measure: rate compared with the other areas: clearly higher, clearly lower, or neither."""

import pandas as pd

from geo.measures.could_be_seen import RATES
from geo.measures.model import Column, Measure, MeasureInputs, Scale, Unit
from geo.measures.rate import LIMITS, VERDICT, compared, notes, summary
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.stats.suppression import HIDDEN

CLASSES = (LOWER, NO_CLEAR_DIFFERENCE, HIGHER)


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return the verdict on each rate as a class number; hidden where there are too few."""
    table = compared(facts)
    number = {name: float(position) for position, name in enumerate(CLASSES)}
    value = table["verdict"].map(number).astype(float)
    status = table["status"].mask(table["verdict"] == TOO_FEW, HIDDEN)
    return table.assign(value=value, uncertain=False, status=status)


COMPARED = Measure(
    name="compared",
    calculate=calculate,
    summary=summary,
    columns=(
        VERDICT,
        Column(name="rate", unit=Unit.TENTHS),
        *LIMITS,
        Column(name="benchmark", unit=Unit.TENTHS),
        *RATES,
    ),
    scale=Scale.NAMED,
    unit=Unit.NAME,
    classes=CLASSES,
    family="verdict",
    needs=("population",),
    notes=notes,
)
