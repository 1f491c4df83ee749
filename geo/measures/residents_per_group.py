"""Measure: residents per listed community group, by ward."""

import numpy as np
import pandas as pd

from data.schema import WARD
from geo.measures.model import Column, Measure, MeasureInputs, Said, Unit
from geo.stats.suppression import MISSING, NOTHING, SHOWN


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return residents / groups, of the groups and services that cover the ward.

    Groups for the whole county are counted separately. A ward without a listed group has its own
    status, which is not a missing value.
    """
    areas, listed = facts.areas(), facts.groups()
    residents = facts.residents().reindex(areas).astype(float)
    in_ward = listed.loc[listed["covers"] == WARD, "ward_code"]
    groups = in_ward.value_counts().reindex(areas).fillna(0)
    status = np.select([~(residents > 0), groups == 0], [MISSING, NOTHING], default=SHOWN)
    shown = pd.Series(status == SHOWN, areas)
    return pd.DataFrame(
        {
            "value": (residents / groups.where(groups > 0)).where(shown),
            "lower": np.nan,
            "upper": np.nan,
            "status": status,
            "uncertain": False,
            "groups": groups,
            "residents": residents,
            "county_wide": int((listed["covers"] != WARD).sum()),
        }
    )


def summary(table: pd.DataFrame) -> Said:
    """Return the wards with most and fewest residents per group, and the number without a group."""
    values = table["value"].dropna()
    if values.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.groups",
        numbers={
            "areas": int((table["status"] != MISSING).sum()),
            "without": int((table["status"] == NOTHING).sum()),
            "least": round(values.min()),
            "most": round(values.max()),
        },
        areas={"fewest": str(values.idxmax()), "densest": str(values.idxmin())},
    )


def dated(_: pd.DataFrame) -> Said:
    """Return that the list is current."""
    return Said(key="when.listed")


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return how many more groups cover the whole county."""
    county_wide = int(table["county_wide"].max())
    return (Said(key="caveat.county_wide", numbers={"groups": county_wide}),) if county_wide else ()


GROUPS = Measure(
    name="groups",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="value"),
        Column(name="groups"),
        Column(name="residents"),
    ),
    unit=Unit.NUMBER,
    finest=1.0,
    asks=(),
    levels=(WARD,),
    needs=("groups", "population"),
    dated=dated,
    notes=notes,
)
