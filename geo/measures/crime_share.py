"""Measure: the category's share of all incidents recorded in an area."""

import numpy as np
import pandas as pd

from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import VERDICT
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.rates import Z_998
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.shares import wilson

# LEAST_RECORDED: shares of fewer incidents are hidden.
LEAST_RECORDED = 30


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return count / all with Wilson's 95% interval, and a verdict against the whole's share.

    The verdict is that of the 99.8% interval. All is every crime, and ASB if the category has it.
    """
    counts, recorded = facts.counts().astype(float), facts.recorded().astype(float)
    published = facts.observed() > 0
    status = np.select([~published, recorded < LEAST_RECORDED], [MISSING, HIDDEN], default=SHOWN)
    shown = pd.Series(status == SHOWN, counts.index)
    share = (counts / recorded.where(recorded > 0)).where(shown)
    whole = counts.sum() / recorded.sum() if recorded.sum() else np.nan
    wide_limits = wilson(share, recorded, z=Z_998)
    verdict = np.select(
        [wide_limits["lower"] > whole, wide_limits["upper"] < whole],
        [HIGHER, LOWER],
        default=SIMILAR,
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
    """Return the whole's share, and the number of areas clearly above or below it."""
    by_verdict = table["verdict"].value_counts()
    if by_verdict.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.share",
        shares={"share": float(table["whole"].iloc[0])},
        numbers={
            "areas": int(by_verdict.sum()),
            "higher": int(by_verdict.get(HIGHER, 0)),
            "lower": int(by_verdict.get(LOWER, 0)),
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
