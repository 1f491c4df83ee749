"""The rows that were read and not used."""

from collections.abc import Iterator

import pandas as pd

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said, agrees, number_in
from tests.truth.slow_path import WHOLE


@check("left_out.explained")
def rows_read(case: Case, said: Said) -> list[Difference]:
    """The rows of the files of the months that some force of the area published whole."""
    months = [month for month in case.period if case.slow.have(WHOLE, month)]
    return list(case.differs(said, "read", int(case.slow.raw["Month"].isin(months).sum())))


@check("left_out.title")
def rows_left_out(case: Case, said: Said) -> list[Difference]:
    slow = case.slow
    if case.measure == "perceived":
        # Of the survey; the build counts its rows.
        return []
    months = [month for month in case.period if slow.have(WHOLE, month)]
    read = slow.raw["Month"].isin(months).sum()
    placed = slow.used["month"].isin(months).sum()
    return list(case.differs(said, "n", int(read - placed)))


@check("left_out.explained_whole")
def respondents_read(case: Case, said: Said) -> list[Difference]:
    table = pd.read_csv(case.slow.folder / "perceptions" / "survey.csv", dtype=str)
    return list(case.differs(said, "read", len(table)))


def passed_over(case: Case) -> int:
    """Return the rows of the files that don't count, because another file of their month does."""
    folder = case.slow.folder
    return sum(len(pd.read_csv(folder / name, dtype=str)) for name in case.slow.area.passed_over)


@check("source.rows_read")
def rows_of_the_police(case: Case, said: Said) -> list[Difference]:
    """The rows read and used of all police files; other kinds of file have fewer rows."""
    read, used = len(case.slow.raw) + passed_over(case), len(case.slow.used)
    if number_in(said.facts["read"]) < read / 2:
        return []
    return [*case.differs(said, "read", read), *case.differs(said, "used", used)]


@check("source.rows_lost_police")
def rows_lost(case: Case, said: Said) -> list[Difference]:
    """The rows without a location or in a gap, as a share of those that could be of this area."""
    lost = len(case.slow.raw) - len(case.slow.used)
    share = lost / len(case.slow.raw)
    return [*case.differs(said, "n", lost), *case.differs(said, "share", share)]


@check("source.rows_again")
def rows_again(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", passed_over(case)))


def reasons(case: Case, rows: list[list[str]]) -> Iterator[Difference]:
    """Compare the map page's table of reasons: rows without a location, and all of them."""
    slow = case.slow
    months = [month for month in case.period if slow.have(WHOLE, month)]
    raw = slow.raw[slow.raw["Month"].isin(months)]
    found = {case.text("reason.no location"): int((raw["Longitude"] == "").sum())}
    for reason, number in rows:
        if reason in found and not agrees(number, found[reason]):
            yield Difference(what=reason, said=number, found=str(found[reason]))
