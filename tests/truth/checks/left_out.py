"""The rows that were read and not used."""

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said


@check("left_out.explained")
def rows_read(case: Case, said: Said) -> list[Difference]:
    """The rows of the files of the months that some force of the area published whole."""
    months = [month for month in case.period if case.slow.have("", month)]
    return list(case.differs(said, "read", int(case.slow.raw["Month"].isin(months).sum())))


@check("left_out.title")
def rows_left_out(case: Case, said: Said) -> list[Difference]:
    slow = case.slow
    months = [month for month in case.period if slow.have("", month)]
    read = slow.raw["Month"].isin(months).sum()
    placed = slow.rows["month"].isin(months).sum()
    return list(case.differs(said, "n", int(read - placed)))
