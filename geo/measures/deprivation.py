"""Measure: deprivation, in fifths of all areas that the index ranks."""

import numpy as np
import pandas as pd

from data.schema import LSOA
from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.stats.deprivation import CIRCULAR, FIFTHS, of_members, quantile_of_rank
from geo.stats.suppression import MISSING, SHOWN

# FIFTH_NAMES: from the least deprived fifth to the most deprived, which is drawn darkest.
FIFTH_NAMES = ("5", "4", "3", "2", "1")


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """Return an LSOA's tenth and fifth by rank; for larger areas by the residents' mean rank.

    Larger areas also get the shares of residents in the most deprived tenth and fifth.
    """
    areas, ranks = facts.areas(), facts.ranks()
    table = ranks[["rank"]] if facts.level == LSOA else of_members(facts.members(), ranks)
    table = table.reindex(areas).astype(float)
    of = pd.Series(ranks["of"].max() if len(ranks) else np.nan, areas, dtype=float)
    if facts.level == LSOA:
        table = table.assign(decile=quantile_of_rank(table["rank"], of))
    fifth = quantile_of_rank(table["rank"], of, parts=FIFTHS)
    return table.assign(
        value=FIFTHS - fifth,
        lower=np.nan,
        upper=np.nan,
        status=pd.Series(SHOWN, areas).where(fifth.notna(), MISSING),
        uncertain=False,
        fifth=fifth,
        of=of,
        **stated(ranks),
    )


def stated(ranks: pd.DataFrame) -> dict[str, str]:
    """Return the edition and the domain of the ranks, which are repeated in every row.

    Parameters
    ----------
    ranks
        Columns `edition` and `domain`.

    Returns
    -------
    dict[str, str]
        Both names; empty text without ranks.

    Examples
    --------
    >>> stated(pd.DataFrame({"edition": ["WIMD 2025"], "domain": ["income"]}))
    {'edition': 'WIMD 2025', 'domain': 'income'}
    """
    return {name: str(ranks[name].iloc[0]) if len(ranks) else "" for name in ("edition", "domain")}


def summary(table: pd.DataFrame) -> Said:
    """Return the number of areas in the most and in the least deprived fifth."""
    fifths = table["fifth"].dropna()
    if fifths.empty:
        return Said(key="answer.nothing")
    return Said(
        key="answer.deprivation",
        numbers={
            "areas": len(fifths),
            "most": int((fifths == 1).sum()),
            "least": int((fifths == FIFTHS).sum()),
        },
    )


def dated(table: pd.DataFrame) -> Said:
    """Return the edition of the index."""
    return Said(key="when.edition", names={"edition": str(table["edition"].iloc[0])})


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """Return the number of ranked areas, and a warning if the domain includes recorded crime."""
    edition = Said(
        key="caveat.edition",
        names={"edition": str(table["edition"].iloc[0])},
        numbers={"of": int(table["of"].max()) if table["of"].notna().any() else 0},
    )
    circular = table["domain"].iloc[0] in CIRCULAR
    return (edition, Said(key="caveat.circular")) if circular else (edition,)


DEPRIVATION = Measure(
    name="deprivation",
    calculate=calculate,
    summary=summary,
    columns=(
        Column(name="fifth"),
        Column(name="decile"),
        Column(name="rank"),
        Column(name="of"),
        Column(name="deprived10", unit=Unit.PERCENT),
        Column(name="deprived20", unit=Unit.PERCENT),
    ),
    scale=Scale.NAMED,
    unit=Unit.NAME,
    classes=FIFTH_NAMES,
    family="fifth",
    ordered=True,
    asks=("domain",),
    needs=("deprivation",),
    dated=dated,
    notes=notes,
)
