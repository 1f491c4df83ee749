"""Measure: the category's share of all incidents recorded in an area."""

import numpy as np
import pandas as pd

from geo.measures.could_be_seen import SHARES, middle_one
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.measures.rate import VERDICT
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE
from geo.noise.parts import part_differs
from geo.stats.remainder import ELSEWHERE
from geo.stats.suppression import HIDDEN, MISSING, SHOWN

# NAMES: the columns of what could have been seen, which are shares and no ratios.
NAMES = {"visible_lower": "seen_below", "visible_higher": "seen_above"}
# LEAST_RECORDED: shares of fewer incidents are hidden.
LEAST_RECORDED = 30


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return count / all with its range, and a verdict against the share of the other areas.

    All is every crime, and ASB if the category has it.
    """
    counts, recorded = facts.counts().astype(float), facts.recorded().astype(float)
    published = facts.observed() > 0
    status = np.select([~published, recorded < LEAST_RECORDED], [MISSING, HIDDEN], default=SHOWN)
    shown = pd.Series(status == SHOWN, counts.index)
    share = (counts / recorded.where(recorded > 0)).where(shown)
    whole = counts.sum() / recorded.sum() if recorded.sum() else np.nan
    # Areas that aren't named belong to the others all the same.
    aside = shown.index[~shown | (shown.index == ELSEWHERE)]
    tested = part_differs(counts.where(published), recorded, facts.noise(), aside=aside)
    tested = tested.rename(columns=NAMES).where(shown, axis=0)
    table = pd.DataFrame({"value": share}).join(tested)
    return table.assign(
        status=status,
        uncertain=shown & ~table["verdict"].isin([HIGHER, LOWER]),
        incidents=counts.where(published),
        recorded=recorded.where(published),
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


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return what could have been seen in the areas without a clear difference."""
    unclear = table[table["verdict"] == NO_CLEAR_DIFFERENCE]
    return tuple(middle_one(unclear, "share", lower="seen_below", higher="seen_above"))


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
        *SHARES,
    ),
    unit=Unit.PERCENT,
    finest=0.01,
    police_only=True,
    notes=notes,
)
