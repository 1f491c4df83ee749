"""Months: which are missing, how old the latest is, and the charts of months."""

import datetime as dt
from itertools import combinations

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import NUMBER, Said, agrees, number_in
from tests.truth.slow_path import WHOLE, span

# The day to which ages are counted, given to the app too.
TODAY = dt.date(2026, 2, 10)


@check("fresh.latest")
def latest(case: Case, said: Said) -> list[Difference]:
    (month,), last = case.notes.months_in(said.facts["month"]), case.slow.months[-1]
    if month != last:
        return [Difference(what="month", said=said.facts["month"], found=last)]
    return []


@check("fresh.months_ago")
def months_ago(case: Case, said: Said) -> list[Difference]:
    year, month = map(int, case.slow.months[-1].split("-"))
    age = (TODAY.year - year) * 12 + TODAY.month - month - 1
    return list(case.differs(said, "n", age))


@check("fresh.none_missing")
def none_missing(case: Case, said: Said) -> list[Difference]:
    lacking = case.slow.months_missing_somewhere(case.slow.months)
    return [
        Difference(what="months", said=said.words, found=f"{month}: {', '.join(codes)}")
        for month, codes in list(lacking.items())[:1]
    ]


@check("fresh.some_wards")
def some_wards(case: Case, said: Said) -> list[Difference]:
    """The wards that lack months that others have."""
    slow = case.slow
    somewhere = {month for month in slow.months if slow.have(WHOLE, month)}
    lacking = [code for code, have in slow.published.items() if somewhere - have]
    return list(case.differs(said, "wards", int(slow.wards["authority"].isin(lacking).sum())))


@check("fresh.missing", "caveat.missing")
def missing(case: Case, said: Said) -> list[Difference]:
    """Every month that is named is missing, and every month that no force has is named."""
    slow, months = case.slow, slow_months(case)
    named = case.named_months(said.facts["months"])
    lacking = slow.months_missing_somewhere([*named, *months])
    wrong = [
        Difference(what=month, said="missing", found="published")
        for month in named
        if month not in lacking
    ]
    nowhere = [m for m in months if not slow.have(WHOLE, m)] if said.key == "fresh.missing" else []
    return wrong + [
        Difference(what=month, said="not named", found="published by no force")
        for month in nowhere
        if month not in named
    ]


def slow_months(case: Case) -> list[str]:
    return case.slow.months


@check("trend.alt")
def trend(case: Case, said: Said) -> list[Difference]:
    (first,), (last,) = (case.notes.months_in(said.facts[end]) for end in ("first", "last"))
    code = case.place(said)
    if case.page.name.startswith("/data"):
        return _of_break(case, said, span(first, last))
    if code is None:
        return [Difference(what="place", said=said.facts["place"], found="no such place")]
    codes = case.slow.authorities_of(code)
    parts = [some for size in range(len(codes), 0, -1) for some in combinations(codes, size)]
    return min((_ends(case, said, code, span(first, last), part) for part in parts), key=len)


def _of_break(case: Case, said: Said, months: list[str]) -> list[Difference]:
    """The located rows of a force and category, which the page of the data draws by month."""
    assert case.slow.area.otherwise
    rows = case.slow.raw[case.slow.raw["Longitude"] != ""]
    own = rows[rows["Crime type"] == case.slow.area.otherwise[0]]
    monthly = own.groupby("Month").size().reindex(months)
    return [
        *case.differs(said, "least", monthly.min()),
        *case.differs(said, "most", monthly.max()),
    ]


def _choice(case: Case, said: Said) -> str:
    """Return the category that the chart's name has after the place, or that of the page."""
    _, _, what = said.facts["place"].partition(": ")
    return case.categories.get(what, case.category)


def _ends(
    case: Case, said: Said, code: str, months: list[str], part: tuple[str, ...]
) -> list[Difference]:
    """The least and the most of some authorities, whose share must be said if they aren't all."""
    monthly = case.slow.monthly(code, _choice(case, said), months, part)
    if monthly.isna().all():
        return [Difference(what="months", said=said.words, found="no figure")]
    wrong = [
        *case.differs(said, "least", monthly.min()),
        *case.differs(said, "most", monthly.max()),
    ]
    for end in ("least", "most"):
        (month,) = case.notes.months_in(said.facts[f"{end}_month"])
        if monthly[month] != number_in(said.facts[end]):
            wrong.append(Difference(what=month, said=said.facts[end], found=str(monthly[month])))
    if set(part) != set(case.slow.authorities_of(code)):
        shares = [
            number
            for one in case.page.said
            if one.key.startswith("trend.part")
            for number in NUMBER.findall(one.words)
        ]
        share = case.slow.share(code, part)
        if not any(agrees(number, share) for number in shares):
            wrong.append(Difference(what="share", said=said.words, found=f"{share:.1%} of it"))
    return wrong


@check("trend.part", "trend.part_wards")
def trend_part(case: Case, said: Said) -> list[Difference]:
    shares = [case.slow.share(WHOLE, [code]) for code in case.slow.published]
    return min((list(case.differs(said, "share", share)) for share in shares), key=len)


@check("trend.alt_gaps")
def trend_gaps(case: Case, said: Said) -> list[Difference]:
    named = case.named_months(said.facts["months"])

    def of(code: str) -> list[Difference]:
        return [
            Difference(what=month, said="a gap", found="whole")
            for month in named
            if case.slow.have_all(code, month)
        ]

    return case.any_place(said, of)
