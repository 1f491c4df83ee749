"""The facts beside a map in its picture: the base, how many areas, the rows left out."""

import pandas as pd

from tests.truth.checks.case import Case, Difference, check
from tests.truth.checks.left_out import rows_left_out
from tests.truth.collect import Said


def _table(case: Case) -> pd.DataFrame:
    measure = case.measure
    table = case.slow.measure(measure, case.level, case.category, case.period)
    assert table is not None, measure
    return table


@check("picture.areas")
def areas(case: Case, said: Said) -> list[Difference]:
    table = _table(case)
    return [
        *case.differs(said, "areas", len(table)),
        *case.differs(said, "with_value", int(table["value"].notna().sum())),
    ]


@check("picture.of_residents")
def base(case: Case, said: Said) -> list[Difference]:
    """The residents of the areas that have figures."""
    table = _table(case)
    return list(case.differs(said, "n", table.loc[table["incidents"].notna(), "residents"].sum()))


@check("picture.of_recorded")
def recorded(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", _table(case)["recorded"].sum()))


@check("picture.of_before")
def before(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", _table(case)["before"].sum()))


@check("picture.rows_left")
def rows_left(case: Case, said: Said) -> list[Difference]:
    known = Said("left_out.title", {"n": said.facts["rows"]}, said.words)
    months = [month for month in case.period if case.slow.have("", month)]
    read = int(case.slow.raw["Month"].isin(months).sum())
    return [*rows_left_out(case, known), *case.differs(said, "read", read)]
