"""Recording breaks: which category, since when, and the counts on either side."""

from collections.abc import Sequence

from tests.truth.checks.case import Case, Difference, check, claim
from tests.truth.collect import Said
from tests.truth.slow_path import CATEGORIES, later, members

OVER, UNDER = 1.7, 0.6


@check("break.alone", "break.part", "break.small_part")
def broken(case: Case, said: Said) -> list[Difference]:
    """The area's own break is named with its month, and as a part only of a sum that has it."""
    if case.slow.area.otherwise is None:
        return claim("break", said.words, "no break")
    kind, first = CATEGORIES[case.slow.area.otherwise[0]], case.slow.area.otherwise[1]
    wrong = []
    if case.categories[said.facts["category"]] != kind:
        wrong.append(Difference(what="category", said=said.facts["category"], found=kind))
    if case.notes.months_in(said.facts["when"]) != [first]:
        wrong.append(Difference(what="month", said=said.facts["when"], found=first))
    if said.key == "break.alone":
        return wrong
    total = case.categories[said.facts["total"]]
    if kind not in members(total) or case.slow.is_moved(total) != (said.key == "break.part"):
        wrong.append(Difference(what="sum", said=said.facts["total"], found=said.key))
    return wrong


@check("break.mark_alt")
def marked(case: Case, said: Said) -> list[Difference]:
    """A line of a chart is at the break, or a year later in the line of the year before."""
    first = case.slow.area.otherwise[1] if case.slow.area.otherwise else ""
    year_before = said.facts["label"] == case.text("break.otherwise_before")
    found = later(first, 12) if first and year_before else first
    return claim("month", said.words, "" if [found] == case.notes.months_in(said.words) else found)


@check("breaks.step")
def evidence(case: Case, said: Said) -> list[Difference]:
    """The means of up to twelve months on either side, from the rows of the force's files."""
    assert case.slow.area.otherwise
    kind, first = case.slow.area.otherwise
    rows = case.slow.raw[case.slow.raw["Longitude"] != ""]
    names = rows["LSOA name"].str.replace(r" \d{3}[A-Z]$", "", regex=True)
    before = [m for m in (later(first, -n) for n in range(12, 0, -1)) if m >= case.slow.months[0]]
    since = [later(first, n) for n in range(12)]

    def mean(months: Sequence[str], *, of_kind: bool, of: str = "") -> float:
        wanted = rows["Month"].isin(months) & (names == of if of else True)
        if of_kind:
            wanted &= rows["Crime type"] == kind
        return float(wanted.sum()) / len(months)

    def ratio(of: str = "") -> float:
        sides = [
            (mean(months, of_kind=True, of=of) + 0.5 / len(months))
            / mean(months, of_kind=False, of=of)
            for months in (since, before)
        ]
        return sides[0] / sides[1]

    showing = [name for name in names.unique() if ratio(name) > OVER or ratio(name) < UNDER]
    return [
        *case.differs(said, "usual", mean(before, of_kind=True)),
        *case.differs(said, "changed", mean(since, of_kind=True)),
        *case.differs(said, "times", ratio()),
        *case.differs(said, "showing", len(showing)),
        *case.differs(said, "authorities", names.nunique()),
    ]


@check("breaks.found")
def number_found(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", int(case.slow.area.otherwise is not None)))


@check("breaks.none")
def none_found(case: Case, said: Said) -> list[Difference]:
    return claim("break", said.words, " ".join(case.slow.area.otherwise or ()))
