"""Measure: share of residents in the most deprived tenth, or fifth, of all LSOAs."""

import numpy as np
import pandas as pd

from data.schema import FURTHER_LEVELS, WARD
from geo.measures.deprivation import dated, notes, stated
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.stats.deprivation import of_members
from geo.stats.suppression import MISSING, SHOWN


def _share(name: str) -> Measure:
    """Return the measure of one of the shares of `geo.stats.deprivation.of_members`."""

    def calculate(facts: MeasureInputs) -> pd.DataFrame:
        ranks = facts.ranks()
        table = of_members(facts.members(), ranks).reindex(facts.areas())
        value = table[name]
        return table.assign(
            value=value,
            lower=np.nan,
            upper=np.nan,
            status=pd.Series(SHOWN, table.index).where(value.notna(), MISSING),
            uncertain=False,
            people=value * table["residents"],
            of=ranks["of"].max() if len(ranks) else np.nan,
            **stated(ranks),
        )

    return Measure(
        name=name,
        calculate=calculate,
        summary=summary,
        columns=(
            Column(name="value", unit=Unit.PERCENT),
            Column(name="people"),
            Column(name="residents"),
            Column(name="rank"),
        ),
        unit=Unit.PERCENT,
        finest=0.01,
        asks=("domain",),
        levels=(WARD, *FURTHER_LEVELS),
        needs=("deprivation", "population"),
        dated=dated,
        notes=notes,
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the share of all residents, and the area with the largest share."""
    values = table["value"].dropna()
    if values.empty:
        return Said(key="answer.nothing")
    people = float(table["people"].sum())
    residents = float(table["residents"].where(table["value"].notna()).sum())
    if people == 0:
        return Said(key="answer.deprived_none", numbers={"areas": len(values)})
    return Said(
        key="answer.deprived",
        numbers={"areas": len(values), "without": int((values == 0).sum())},
        shares={"share": people / residents, "most": float(values.max())},
        areas={"place": str(values.idxmax())},
    )


DEPRIVED10, DEPRIVED20 = _share("deprived10"), _share("deprived20")
