"""The page "Where next?": the reasons of a place, recomputed for the place that has them."""

import math

import pandas as pd

from tests.truth.checks.case import Case, Difference, check
from tests.truth.checks.place_page import income_ranks
from tests.truth.checks.survey import answers, everyone
from tests.truth.collect import Said, agrees
from tests.truth.county import RANKED
from tests.truth.slow_path import WHOLE, later

# The police category of each topic of the survey that has one.
CATEGORY_OF = {
    "asb": "anti-social-behaviour",
    "burglary": "burglary",
    "damage": "criminal-damage-arson",
    "drugs": "drugs",
    "vehicle_crime": "vehicle-crime",
    "violence": "violent-crime",
}


def _category(case: Case) -> str:
    return CATEGORY_OF[case.page.view.get("topic", "asb")]


def _areas(case: Case) -> list[str]:
    return list(map(str, (case.slow.wards if case.level == "ward" else case.slow.lsoas).index))


def _stands(case: Case, words: str, values: pd.Series, code: str) -> list[Difference]:
    """Whether the phrase "the highest of 12" is true of a value among all."""
    known = values.dropna()
    behind = int((known >= values[code]).sum())
    few = max(math.ceil(len(known) / 5), 1)
    nested = case.notes.nested(words)
    if nested is None or not agrees(nested.facts["of"], len(known)):
        return [Difference(what="of", said=words, found=str(len(known)))]
    most = 1 if nested.key == "stand.highest" else max(few, 2)
    return [Difference(what="rank", said=words, found=str(behind))] if behind > most else []


@check("because.rate_high", "because.rate_unclear")
def rate(case: Case, said: Said) -> list[Difference]:
    choice, slow = _category(case), case.slow
    table = slow.measure("rate", case.level, choice, case.year)

    def of(code: str) -> list[Difference]:
        row = table.loc[code]
        wrong = list(case.differs(said, "rate", row["value"]))
        if row["status"] != "shown":
            return wrong
        wrong += case.differs(said, "rest", row["benchmark"])
        wrong += _stands(case, said.facts["stand"], table["value"], code)
        high = said.key == "because.rate_high"
        if (row["verdict"] == "higher") != high:
            wrong.append(Difference(what="verdict", said=said.key, found=str(row["verdict"])))
        return wrong

    return min((of(code) for code in _areas(case)), key=len)


@check("because.change", "because.change_in")
def change(case: Case, said: Said) -> list[Difference]:
    """The rise is that of a place, of which it is said whether some months are not compared."""
    slow, table = case.slow, case.slow.measure("change", case.level, _category(case), case.year)
    rose = table[table["direction"] == "up"]
    for code, value in rose["value"].items():
        compared = [
            month
            for month in case.year
            if slow.have(str(code), month) and slow.have(str(code), later(month, -12))
        ]
        in_part = said.key == "because.change_in"
        if agrees(said.facts["more"], value) and (compared != case.year) == in_part:
            return []
    found = ", ".join(f"{value:.3f}" for value in rose["value"]) or "no clear rise"
    return [Difference(what="more", said=said.words, found=found)]


@check("because.deprived")
def deprived(case: Case, said: Said) -> list[Difference]:
    ranks = income_ranks(case)
    shares = {}
    for code in _areas(case):
        lsoas = case.slow.lsoas_of(code)
        poor = ranks.reindex(lsoas.index) <= 0.2 * RANKED
        shares[code] = lsoas.loc[poor, "residents"].sum() / lsoas["residents"].sum()
    values = pd.Series(shares)

    def of(code: str) -> list[Difference]:
        wrong = list(case.differs(said, "share", values[code]))
        return wrong + _stands(case, said.facts["stand"], values, code)

    return min((of(code) for code in values.index), key=len)


@check("because.income_rank")
def income_rank(case: Case, said: Said) -> list[Difference]:
    ranks = income_ranks(case)

    def of(code: str) -> list[Difference]:
        wrong = [*case.differs(said, "rank", ranks[code]), *case.differs(said, "of", RANKED)]
        return wrong + _stands(case, said.facts["stand"], -ranks, code)

    return min((of(code) for code in _areas(case)), key=len)


@check("because.share_high", "because.share_unclear")
def share(case: Case, said: Said) -> list[Difference]:
    table = answers(case)
    shares, whole = table.groupby("ward")["big"].mean(), everyone(case)

    def of(code: str) -> list[Difference]:
        wrong = [*case.differs(said, "share", shares[code]), *case.differs(said, "whole", whole)]
        return wrong + _stands(case, said.facts["stand"], shares, code)

    return min((of(code) for code in shares.index), key=len)


@check("basis.fewer_months")
def fewer_months(case: Case, said: Said) -> list[Difference]:
    """The places that have some, but not all, of the months that others have in the year."""
    months = [month for month in case.year if case.slow.have(WHOLE, month)]
    have = [sum(case.slow.have(code, month) for month in months) for code in _areas(case)]
    return [*case.differs(said, "areas", sum(0 < some < len(months) for some in have))]
