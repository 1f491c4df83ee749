"""How deprived an area is, in fifths of all areas that the index ranks."""

import numpy as np
import pandas as pd

from data.schema import LSOA
from geo.measures.model import Column, Measure, MeasureInputs, Said, Scale, Unit
from geo.stats.deprivation import CIRCULAR, FIFTHS, of_members, quantile_of_rank
from geo.stats.suppression import MISSING, SHOWN

FIFTH_NAMES = ("5", "4", "3", "2", "1")
"""From the least deprived fifth to the most deprived, which is drawn darkest."""


def calculate(facts: MeasureInputs) -> pd.DataFrame:
    """An LSOA's tenth and fifth by its rank; a larger area's by its residents' mean rank.

    Beside that mean stand the shares of residents in the most deprived tenth and fifth.
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
    """The edition and the domain, which every row says."""
    return {name: str(ranks[name].iloc[0]) if len(ranks) else "" for name in ("edition", "domain")}


def summary(table: pd.DataFrame) -> Said:
    """How many areas lie in the most deprived fifth, and how many in the least."""
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
    """Which edition of the index."""
    return Said(key="when.edition", names={"edition": str(table["edition"].iloc[0])})


def notes(table: pd.DataFrame) -> tuple[Said, ...]:
    """What the ranks are among, and where they hold recorded crime themselves."""
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
