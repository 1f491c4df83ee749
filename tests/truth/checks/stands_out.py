"""What stands out in the latest month, what the next quarter lets expect, and lasting hot spots."""

import numpy as np
import pandas as pd

from tests.truth.checks.case import Case, Difference, check, claim
from tests.truth.collect import Said, agrees
from tests.truth.slow_path import LSOA, WARD, WHOLE, later
from tests.truth.stands_out import BEFORE, EXPECTED, HIGHER, LEAST_BEFORE

QUARTER, LEAST_QUARTERS = 3, 4
# LIKE: the example of what would be seen is the ward and category with about so many incidents.
LIKE = 20.0
TRENDS = {"spots.often_up": "up", "spots.often_down": "down"}


def judged(case: Case) -> pd.DataFrame:
    return case.slow.month_judged


def named(case: Case) -> pd.DataFrame:
    return judged(case)[judged(case)["rank"].notna()]


def month(case: Case, said: Said) -> list[Difference]:
    """The month that is named is the latest one."""
    said_of, last = set(case.notes.months_in(said.facts["during"])), case.slow.months[-1]
    return claim("month", said.facts["during"], "" if said_of == {last} else last)


@check("exceptions.some", "exceptions.none")
def some(case: Case, said: Said) -> list[Difference]:
    number = len(named(case))
    if said.key == "exceptions.none":
        return month(case, said) + claim("nothing", said.words, str(number) if number else "")
    return month(case, said) + list(case.differs(said, "n", number))


@check("exceptions.some_in", "exceptions.none_in")
def some_in(case: Case, said: Said) -> list[Difference]:
    own = [area for _, area in named(case).index if area == case.place(said)]
    if said.key == "exceptions.none_in":
        return month(case, said) + claim("nothing", said.words, str(len(own)) if own else "")
    return month(case, said) + list(case.differs(said, "n", len(own)))


@check("exceptions.said")
def row(case: Case, said: Said) -> list[Difference]:
    """A count with its range, of a row whose name and verdict are on the page beside it."""
    found = named(case)
    rows = [
        list(case.differs(said, "now", one["now"]))
        + list(case.differs(said, "lower", one["lower"]))
        + list(case.differs(said, "upper", one["upper"]))
        + _beside(case, said, str(category), str(area), one["verdict"] == HIGHER)
        for (category, area), one in found.iterrows()
    ]
    return min(rows, key=len, default=claim("count", said.words, "nothing stands out"))


def _beside(case: Case, said: Said, category: str, area: str, more: bool) -> list[Difference]:
    """The row is of this area and category, and they say whether it is more or fewer."""
    place = case.slow.name(area) if area else ""
    what = case.text(f"category.{category}")
    verdict = case.text(f"exceptions.{'more' if more else 'fewer'}")
    of_rows = [block for block in case.page.blocks if "mt-exception" in block]
    own = [block for block in of_rows if said.words in block and place in block and what in block]
    true = any(verdict in block for block in own)
    return claim("row", said.words, "" if true else f"{place}, {what}: {verdict}")


@check("exceptions.beyond")
def beyond(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(named(case)) - 5))


@check("exceptions.all")
def within(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", int((judged(case)["verdict"] == EXPECTED).sum())))


@check("exceptions.power")
def power(case: Case, said: Said) -> list[Difference]:
    """The ward nearest to twenty: what is expected, and a number seen in eight of ten months.

    With the number that is said instead of what is expected, at least eight of ten counts are above
    the range, and with two fewer, less.
    """
    of_wards = judged(case)[judged(case).index.get_level_values("area") != WHOLE]
    of_wards = of_wards[of_wards["expected"] > 0]
    at = (np.log(of_wards["expected"] / LIKE)).abs().argmin()
    (category, area), one = of_wards.index[at], of_wards.iloc[at]
    wrong = list(case.differs(said, "expected", round(one["expected"])))
    wrong += claim("place", said.facts["place"], "" if case.place(said) == area else str(area))
    what = case.text(f"category_title.{category}")
    wrong += claim(
        "category", said.facts["category"], "" if said.facts["category"] == what else what
    )
    return wrong + list(
        case.differs(said, "needed", case.slow.month_needed(str(category), str(area)))
    )


@check("exceptions.short")
def short(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "months", len(case.slow.months) - 1))


@check("exceptions.why_few months", "exceptions.why_recorded otherwise")
def why(case: Case, said: Said) -> list[Difference]:
    """The months before that a ward has, recorded as the latest one, and how many it takes."""
    slow = case.slow
    most = max(
        int(slow.as_now(one, slow.by_month(WARD, one)).iloc[:-1].notna().sum().max())
        for one in slow.every_category
    )
    enough = not judged(case).empty if most >= LEAST_BEFORE else False
    wrong = claim("nothing can be judged", said.words, "something can" if enough else "")
    return [*wrong, *case.differs(said, "found", most), *case.differs(said, "needed", LEAST_BEFORE)]


@check("exceptions.next_few")
def few_quarters(case: Case, said: Said) -> list[Difference]:
    """Past quarters that have 24 months before them; of none with the figures of any ward."""
    wrong = list(case.differs(said, "needed", LEAST_QUARTERS))
    return wrong + list(case.differs(said, "origins", len(_quarters(case))))


def _quarters(case: Case) -> list[int]:
    slow, choice = case.slow, case.category
    table = slow.as_now(choice, slow.by_month(WARD, choice))
    found = []
    for end in range(len(table) - QUARTER, LEAST_BEFORE - 1, -QUARTER):
        whole = table.iloc[end : end + QUARTER].notna().all()
        same = table.iloc[end - 12 : end - 12 + QUARTER].notna().all()
        before = table.iloc[max(end - BEFORE, 0) : end].notna().sum() >= LEAST_BEFORE
        if (whole & same & before).any():
            found.append(end)
    return found


@check("exceptions.next_no_better")
def no_better(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "origins", len(_quarters(case))))


@check("exceptions.next_good")
def good(case: Case, said: Said) -> list[Difference]:
    """The share of the counts of past quarters that were in ranges from the months before."""
    slow, choice, inside = case.slow, case.category, []
    table = slow.as_now(choice, slow.by_month(WARD, choice))
    for end in _quarters(case):
        counted = table.iloc[end : end + QUARTER].sum(min_count=QUARTER)
        ranges = slow.quarter_after(choice, end)
        inside += [lower <= counted[area] <= upper for area, (lower, upper) in ranges.items()]
    wrong = list(case.differs(said, "origins", len(_quarters(case))))
    return wrong + list(case.differs(said, "inside", float(np.mean(inside))))


@check("exceptions.next_quarter")
def next_quarter(case: Case, said: Said) -> list[Difference]:
    slow, place = case.slow, case.places[0]
    lower, upper = slow.quarter(case.category)[place]
    months = set(case.notes.months_in(said.facts["during"]))
    ends = {later(slow.months[-1], 1), later(slow.months[-1], QUARTER)}
    wrong = claim("months", said.facts["during"], "" if months == ends else ", ".join(sorted(ends)))
    return [*wrong, *case.differs(said, "lower", lower), *case.differs(said, "upper", upper)]


@check("spots.often", "spots.often_up", "spots.often_down")
def often(case: Case, said: Said) -> list[Difference]:
    """In how many of the months up to the last of the period, among how many areas, and its trend.

    A page may say it of more than one category.
    """
    place, last = case.places[0], case.period[-1]
    level = WARD if place in case.slow.wards.index else LSOA
    wanted = TRENDS.get(said.key, "")

    def of(choice: str) -> list[Difference]:
        table = case.slow.lasting(level, choice, last)
        one = table.loc[place]
        wrong = list(case.differs(said, "n", one["hot"]))
        wrong += case.differs(said, "months", one["months"])
        if not agrees(said.facts["areas"], len(table)):
            wrong.append(Difference(what="areas", said=said.facts["areas"], found=str(len(table))))
        true = one["trend"] if one["trend"] in TRENDS.values() else ""
        return wrong + claim("trend", said.words, "" if true == wanted else true or "no trend")

    return of(case.category)
