"""What share of everything recorded in an area the category is."""

import numpy as np
import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import VERDICT
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.rates import Z_998
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.shares import wilson

LEAST_RECORDED = 30
"""A share of fewer says nothing about the area."""


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """count/all with Wilson's 95% limits; the verdict is that of the 99.8% limits on the whole's.

    All is every crime, and every crime and ASB where the category holds ASB.
    """
    counts, recorded = facts.counts().astype(float), facts.recorded().astype(float)
    published = facts.observed() > 0
    status = np.select([~published, recorded < LEAST_RECORDED], [MISSING, HIDDEN], default=SHOWN)
    shown = pd.Series(status == SHOWN, counts.index)
    share = (counts / recorded.where(recorded > 0)).where(shown)
    whole = counts.sum() / recorded.sum() if recorded.sum() else np.nan
    sure = wilson(share, recorded, z=Z_998)
    verdict = np.select(
        [sure["lower"] > whole, sure["upper"] < whole], [HIGHER, LOWER], default=SIMILAR
    )
    table = pd.DataFrame({"value": share}).join(wilson(share, recorded))
    return table.assign(
        status=status,
        uncertain=shown & (verdict == SIMILAR),
        incidents=counts.where(published),
        recorded=recorded.where(published),
        verdict=pd.Series(verdict, counts.index, dtype="str").where(shown),
        whole=whole,
    )


def summary(table: pd.DataFrame) -> Said:
    """The whole's share, and how many areas stand clearly above or below it."""
    held = table["verdict"].value_counts()
    if held.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.share",
        shares={"share": float(table["whole"].iloc[0])},
        numbers={
            "areas": int(held.sum()),
            "higher": int(held.get(HIGHER, 0)),
            "lower": int(held.get(LOWER, 0)),
        },
    )


SHARE = Measure(
    name="share",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value", unit=Unit.PERCENT),
        Column(name="lower", unit=Unit.PERCENT),
        Column(name="upper", unit=Unit.PERCENT),
        Column(name="incidents"),
        Column(name="recorded"),
        VERDICT,
    ),
    unit=Unit.PERCENT,
    finest=0.01,
    police_only=True,
)
