"""The Data page: which months of which police force are a gap, and of what kind."""

from collections.abc import Iterator, Sequence

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said, agrees


def without_rows(case: Case, force: str) -> set[str]:
    """Return the months of which the files have no row of a force."""
    raw = case.slow.raw
    return set(case.slow.months) - set(raw.loc[raw["force"] == force, "Month"])


def in_part(case: Case) -> set[tuple[str, str]]:
    """Return the months of each force, or of its authority, that the files hold only in part."""
    return set(case.slow.area.in_part)


@check("gap_count.absent", "gap_count.missing")
def absent(case: Case, said: Said) -> list[Difference]:
    """Months without a row of a force that has files, whether or not they were published."""
    raw = set(case.slow.raw["force"])
    own = {one.force for one in case.slow.area.authorities} & raw
    return list(case.differs(said, "n", sum(len(without_rows(case, force)) for force in own)))


@check("gap_count.thin", "gap_count.cut")
def partial(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(in_part(case))))


@check("gaps.none")
def none(case: Case, said: Said) -> list[Difference]:
    lacking = case.slow.months_missing_somewhere(case.slow.months)
    return [Difference(what="months", said=said.words, found=f"{lacking}")] if lacking else []


@check("gaps.no_file_of")
def no_file(case: Case, said: Said) -> list[Difference]:
    slow = case.slow
    codes = [
        one.code
        for one in slow.area.authorities
        if one.force not in set(slow.raw["force"]) and one.name in said.facts["authorities"]
    ]
    return list(case.differs(said, "wards", int(slow.wards["authority"].isin(codes).sum())))


@check("gaps.thin_month", "gaps.month_of_usual")
def rows_of_a_month(case: Case, said: Said) -> list[Difference]:
    """The rows of a month of a force, or of its authority; how many are usual is an estimate."""
    slow, (month,) = case.slow, case.notes.months_in(said.facts["month"])
    raw = slow.raw[slow.raw["Month"] == month]
    placed = slow.rows[slow.rows["month"] == month]
    found = [*raw["force"].value_counts(), *placed["authority"].value_counts()]
    located = raw[raw["Longitude"] != ""]
    found += [*located["force"].value_counts()]
    found += [int((placed["authority"] == code).sum()) for code in slow.published]
    if any(agrees(said.facts["n"], n) for n in found):
        return []
    return [Difference(what="rows", said=said.words, found=", ".join(map(str, found)))]


def whole_months(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the table of forces: how many of their months are whole."""
    slow = case.slow
    for force, whole, *_ in rows:
        own = [one for one in slow.area.authorities if force.startswith(one.force)]
        shared = set.intersection(*(set(slow.published[one.code]) for one in own)) if own else set()
        every = set.union(*(set(slow.published[one.code]) for one in own)) if own else set()
        if own and not any(agrees(whole, len(months)) for months in (shared, every)):
            yield Difference(what=force, said=whole, found=str(len(shared)))
