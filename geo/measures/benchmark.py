"""Higher than the whole area, similar to it, or lower: never better or worse."""

import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Scale, Unit
from geo.measures.rate import LIMITS, VERDICT, summary
from geo.stats.area_figures import area_figures
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR

CLASSES = (LOWER, SIMILAR, HIGHER)


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """The verdict of the rate's 99.8% limits on the whole's rate, as the number of its class."""
    table = area_figures(facts.counts(), facts.residents(), months=facts.observed())
    number = {name: float(place) for place, name in enumerate(CLASSES)}
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
