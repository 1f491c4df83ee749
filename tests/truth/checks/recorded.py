"""Counts, rates and changes of a place: the front page, the panel and the place page."""

import numpy as np
import pandas as pd

from tests.truth.checks.case import Case, Difference, check, claim
from tests.truth.checks.panel import of_pins
from tests.truth.collect import NUMBER, Said, number_in
from tests.truth.formulas import ALIKE, LADDER
from tests.truth.slow_path import ASB, FEWEST_RESIDENTS, WHOLE


@check(
    *("place.area", "place.area_all", "place.higher", "place.lower"),
    *("place.no clear difference", "place.too few"),
    *("place.count_only", "place.no_residents"),
)
def place(case: Case, said: Said) -> list[Difference]:
    slow, code, words = case.slow, case.place(said), said.facts["period"]
    if code is None:
        return [Difference(what="place", said=said.facts["place"], found="no such place")]
    months = case.months(words)
    every = said.key == "place.area_all"
    choice = "all-crime" if every else case.categories[said.facts["category"]]
    known = [month for month in months if slow.have(code, month)]
    if not known:
        return [Difference(what="incidents", said=said.facts["incidents"], found="no figure")]
    wrong = list(case.differs(said, "incidents", slow.count(code, choice, months)))
    wrong += _period(case, code, words, months)
    people = slow.residents(code)
    if said.key == "place.no_residents":
        return wrong + claim("residents", said.key, "known" if people > 0 else "")
    if said.key == "place.count_only":
        return wrong + claim("residents", said.key, "" if people < FEWEST_RESIDENTS else "enough")
    for name, value in zip(
        ("rate", "lower", "upper"), slow.rate(code, choice, months), strict=True
    ):
        wrong += case.differs(said, name, value)
    if said.key in ("place.area", "place.area_all"):
        return wrong
    # Like with like: the rest of the area over the months that the place has.
    wrong += case.differs(said, "benchmark", slow.benchmark(code, choice, months))
    asked = [month for month in months if slow.have(WHOLE, month)]
    if (said.facts["then"] != "") != (len(known) < len(asked)):
        wrong.append(Difference(what="then", said=said.facts["then"], found=f"{len(known)} months"))
    verdict = slow.verdict(code, choice, months)
    if said.key != f"place.{verdict}":
        wrong.append(Difference(what="verdict", said=said.key, found=verdict))
    return wrong


def _period(case: Case, code: str, words: str, months: list[str]) -> list[Difference]:
    """A period of which a part of the place lacks months must say so.

    Beside its months it says how many of them have figures; of the whole area it may also be said
    how much of it has.
    """
    slow = case.slow
    lacking = {
        authority: some
        for authority in slow.authorities_of(code)
        if (some := [month for month in months if month not in slow.published[authority]])
    }
    if not lacking:
        return []
    if len(slow.authorities_of(code)) == 1:
        told = [number_in(part) for part in NUMBER.findall(words.partition("(")[2])]
        if told[:1] == [len(months) - len(next(iter(lacking.values())))]:
            return []
    elif any(said.key.startswith("place.area_part") for said in case.page.said):
        return []
    found = "; ".join(f"{code} lacks {len(some)} months" for code, some in lacking.items())
    return [Difference(what="period", said=words, found=found)]


@check("place.area_part")
def area_part(case: Case, said: Said) -> list[Difference]:
    """The share of residents and months that have figures, of the months that any place has."""
    slow, wrong = case.slow, []
    for months in (case.period, case.year):
        known = [month for month in months if slow.have(WHOLE, month)]
        parts = [
            slow.share(WHOLE, [code]) * sum(month in have for month in known) / len(known)
            for code, have in slow.published.items()
        ]
        wrong.append(list(case.differs(said, "share", sum(parts))))
    return min(wrong, key=len)


@check("place.no_figures", "map.no_months")
def no_figures(case: Case, said: Said) -> list[Difference]:
    code = case.place(said) if "place" in said.facts else WHOLE
    months = case.months(said.facts.get("period", said.facts.get("months", "")))
    known = [month for month in months if code is not None and case.slow.have(code, month)]
    return claim("months", "no figures", ", ".join(known))


@check("period.published")
def published(case: Case, said: Said) -> list[Difference]:
    have, wanted = (number_in(said.facts[name]) for name in ("have", "wanted"))
    slow, periods = case.slow, (case.period, case.year)
    for code in case.places:
        for months in periods:
            known = [sum(test(code, m) for m in months) for test in (slow.have, slow.have_all)]
            if wanted == len(months) and have in known:
                return []
    return [Difference(what="months", said=said.words, found=f"{known} of {len(months)}")]


@check("mine.item", "mine.most")
def item(case: Case, said: Said) -> list[Difference]:
    choice = case.categories[said.facts["category"]]
    counts = case.slow.count(case.places[0], choice, case.year)
    return list(case.differs(said, "n", counts))


@check("mine.most_none", "panel.nothing_recorded")
def nothing(case: Case, said: Said) -> list[Difference]:
    slow, code, months = case.slow, case.places[0], case.period
    if not any(slow.have(code, month) for month in months):
        return [Difference(what="claim", said=said.words, found="no figure")]
    total = slow.count(code, "all-crime", months) + slow.count(code, case.category, months)
    return claim("incidents", "none", str(total) if total else "")


@check("mine.residents")
def residents(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", case.slow.residents(case.places[0])))


@check("mine.no_rates")
def too_few(case: Case, said: Said) -> list[Difference]:
    people = case.slow.residents(case.places[0])
    wrong = list(case.differs(said, "n", people))
    return wrong + claim("residents", said.words, str(people) if people >= 500 else "")


@check("mine.above", "mine.below", "mine.alike", "mine.few")
def beside_the_whole(case: Case, said: Said) -> list[Difference]:
    ladder = dict(zip(("above", "below", "alike", "few"), LADDER, strict=True))
    wanted = ladder[said.key.removeprefix("mine.")]
    named = [one for words, one in case.categories.items() if words in said.facts["categories"]]
    code, wrong = case.places[0], []
    known = [month for month in case.year if case.slow.have(code, month)]
    for one in dict.fromkeys(named):
        verdict = case.slow.verdict(code, one, known)
        words = case.text(f"category.{one}")
        if verdict != wanted and not _within_another(case, words, said.facts["categories"]):
            wrong.append(Difference(what=one, said=wanted, found=verdict or "no figure"))
    return wrong


def _within_another(case: Case, words: str, listing: str) -> bool:
    """Return whether the words are only a part of a longer name in the listing."""
    left = listing
    for other in sorted(case.categories, key=len, reverse=True):
        if words != other and words in other:
            left = left.replace(other, "")
    return words not in left


@check("denominator.shoplifting", "denominator_of_ward.shoplifting")
def shoplifting(case: Case, said: Said) -> list[Difference]:
    """The share of a ward's record, and how often the whole area's rate it is."""
    slow, months = case.slow, case.year

    def of(ward: str) -> list[Difference]:
        every = slow.count(ward, "all-crime", months) + slow.count(ward, ASB, months)
        here = slow.count(ward, "shoplifting", months)
        wrong = list(case.differs(said, "share", here / every if every else np.nan))
        whole = slow.rate(WHOLE, "shoplifting", months)[0]
        times = slow.rate(ward, "shoplifting", months)[0] / whole
        return wrong + list(case.differs(said, "times", times))

    wards = [slow.lsoas_of(place)["ward"].iloc[0] for place in case.places if place]
    return min((of(str(ward)) for ward in wards or slow.wards.index), key=len)


@check("denominator.shoplifting_few", "denominator_of_ward.shoplifting_few")
def shoplifting_where_few_live(case: Case, said: Said) -> list[Difference]:
    """The share of a ward's record alone."""
    slow, months = case.slow, case.year

    def of(ward: str) -> list[Difference]:
        every = slow.count(ward, "all-crime", months) + slow.count(ward, ASB, months)
        here = slow.count(ward, "shoplifting", months)
        return list(case.differs(said, "share", here / every if every else np.nan))

    wards = [slow.lsoas_of(place)["ward"].iloc[0] for place in case.places if place]
    return min((of(str(ward)) for ward in wards or slow.wards.index), key=len)


@check("residents.best_fit")
def lsoas_of_a_ward(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(case.slow.lsoas_of(case.places[0]))))


@check("wards.by_look_up")
def lsoas_in_wards(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(case.slow.lsoas)))


@check("visible.difference", "visible.difference_more", "visible.difference_none")
def visible_difference(case: Case, said: Said) -> list[Difference]:
    """The differences of a rate that could have been seen, of some place of the page."""
    slow, text = case.slow, case.text
    # Held by tests of the functions that solve them: tests/geo/noise/test_smallest_shares.py.
    elsewhere = ("visible.month", "visible.from_median", "visible.groups_dense")
    parts = [text("visible.groups_of", part=text(f"fifth.{fifth}")) for fifth in range(1, 6)]
    if said.facts["what"] in {*map(text, elsewhere), *parts}:
        return []
    if "pins" in case.page.view and said.facts["what"] != case.text("visible.rate"):
        found = [of_pins(case)]
    else:
        titled = {case.text(f"category_title.{one}"): one for one in case.categories.values()}
        choice = titled.get(said.facts["what"], case.category)
        found = [
            slow.differs_in(code, choice, months).to_dict()
            for months in (case.period, case.year)
            for code in case.places
            if code != WHOLE and any(slow.have(code, month) for month in months)
        ]
    return min((_visible(case, said, row) for row in found), key=len)


def _visible(case: Case, said: Said, row: dict[str, float]) -> list[Difference]:
    wrong = []
    if "more" in said.facts:
        wrong += case.differs(said, "more", row["visible_higher"] - 1)
    elif not pd.isna(row["visible_higher"]):
        wrong.append(Difference(what="higher", said="none", found=str(row["visible_higher"])))
    if "less" in said.facts:
        wrong += case.differs(said, "less", 1 - row["visible_lower"])
    elif not np.isnan(row["visible_lower"]):
        wrong.append(Difference(what="less", said="none", found=f"{row['visible_lower']:.3g}"))
    if row["verdict"] != ALIKE:
        wrong.append(Difference(what="verdict", said=said.key, found=str(row["verdict"])))
    return wrong
