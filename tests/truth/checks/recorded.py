"""Counts, rates and changes of a place: the front page, the panel and the place page."""

import numpy as np
import pandas as pd

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import NUMBER, Said, agrees, number_in
from tests.truth.slow_path import ASB, DOWN, FEWEST_RESIDENTS, SUMS, UNCLEAR, UP, WHOLE, Selection

FOUND_AT = 0.05


@check(
    *("place.area", "place.higher", "place.lower", "place.similar"),
    *("place.count_only", "place.no_residents"),
)
def place(case: Case, said: Said) -> list[Difference]:
    slow, code, words = case.slow, case.place(said), said.facts["period"]
    if code is None:
        return [Difference(what="place", said=said.facts["place"], found="no such place")]
    months, choice = case.months(words), case.categories[said.facts["category"]]
    known = [month for month in months if slow.have(code, month)]
    if not known:
        return [Difference(what="incidents", said=said.facts["incidents"], found="no figure")]
    wrong = list(case.differs(said, "incidents", slow.count(code, choice, months)))
    wrong += _period(case, code, words, months)
    people = slow.residents(code)
    if said.key == "place.no_residents":
        return wrong + _claim("residents", said.key, "known" if people > 0 else "")
    if said.key == "place.count_only":
        return wrong + _claim("residents", said.key, "" if people < FEWEST_RESIDENTS else "enough")
    for name, value in zip(
        ("rate", "lower", "upper"), slow.rate(code, choice, months), strict=True
    ):
        wrong += case.differs(said, name, value)
    if said.key == "place.area":
        return wrong
    # Like with like: the whole area over the months that the place has.
    than, against = slow.benchmark(code, choice, known)
    wrong += case.differs(said, "benchmark", than)
    if said.facts["against"] != case.text(f"against.{against}"):
        wrong.append(Difference(what="against", said=said.facts["against"], found=against))
    verdict = slow.verdict(code, choice, known)
    if said.key != f"place.{verdict}":
        wrong.append(Difference(what="verdict", said=said.key, found=verdict))
    return wrong


def _claim(what: str, said: str, found: str) -> list[Difference]:
    return [Difference(what=what, said=said, found=found)] if found else []


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
    return _claim("months", "no figures", ", ".join(known))


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


@check("change.rose", "change.fell", "change.from_none", "change.to_none")
def one_change(case: Case, said: Said) -> list[Difference]:
    choice = case.categories[said.facts["category"]]

    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.change(code, choice, part)
        wrong = [*case.differs(said, "now", found.now), *case.differs(said, "before", found.before)]
        if "by" in said.facts:
            near, far = sorted(abs(end - 1) for end in (found.lower, found.upper))
            wrong += case.differs(said, "by", abs(found.ratio - 1))
            wrong += case.differs(said, "least", near)
            wrong += case.differs(said, "most", far)
        up = said.key in ("change.rose", "change.from_none")
        if found.direction != (UP if up else DOWN):
            wrong.append(Difference(what="direction", said=said.key, found=found.direction))
        return wrong

    return case.any_selection(said, case.period, of)


@check("change.place_unclear")
def unclear(case: Case, said: Said) -> list[Difference]:
    def of(code: str, part: Selection) -> list[Difference]:
        found = case.slow.change(code, case.category, part)
        wrong = [*case.differs(said, "now", found.now), *case.differs(said, "before", found.before)]
        if found.direction != UNCLEAR:
            wrong.append(Difference(what="direction", said=said.key, found=found.direction))
        return wrong

    return case.any_selection(said, case.period, of)


@check("change.none", "mine.changed_none")
def none_changed(case: Case, said: Said) -> list[Difference]:
    def of(code: str, part: Selection) -> list[Difference]:
        table = case.slow.changes(code, part)
        clear = table[(table["q"] < FOUND_AT) & (table["direction"] != UNCLEAR)]
        return [
            Difference(what=str(one), said="no clear change", found=str(row["direction"]))
            for one, row in clear.iterrows()
        ]

    return case.any_selection(said, case.year, of)


@check("change.no_year_before")
def no_year(case: Case, said: Said) -> list[Difference]:
    def of(code: str) -> list[Difference]:
        parts = case.slow.selections(code, case.period)
        # A sum over less than half of the area may be left unmade.
        large = [one for one in parts if case.slow.share(code, one.authorities) >= 0.5]
        return _claim("months", said.words, ", ".join(large[0].months) if large else "")

    return case.any_place(said, of)


@check("change.short_rose", "change.short_fell", "change.short_numbers")
def short(case: Case, said: Said) -> list[Difference]:
    choice = case.categories[said.facts["category"]]

    def of(code: str, part: Selection) -> list[Difference]:
        row = case.slow.changes(code, part).loc[choice]
        if said.key == "change.short_numbers":
            return [
                *case.differs(said, "now", row["now"]),
                *case.differs(said, "before", row["before"]),
            ]
        wrong = list(case.differs(said, "by", abs(row["ratio"] - 1)))
        direction = UP if said.key == "change.short_rose" else DOWN
        if row["direction"] != direction or not (choice in SUMS or row["q"] < FOUND_AT):
            wrong.append(Difference(what=choice, said=direction, found=str(row["direction"])))
        return wrong

    parts = [(c, part) for c in case.places for part in case.slow.selections(c, case.year)]
    return min((of(code, part) for code, part in parts), key=len)


@check("mine.changed")
def mine_changed(case: Case, said: Said) -> list[Difference]:
    return case.any_selection(said, case.year, lambda code, part: [])


@check("mine.item")
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
    return _claim("incidents", "none", str(total) if total else "")


@check("answer.count", "answer.count_none")
def all_counts(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("count", case.level, case.category, case.period)
    assert table is not None
    values = table["value"].dropna()
    wrong = list(case.differs(said, "areas", len(values)))
    if said.key == "answer.count_none":
        return wrong + _claim("total", "none", str(values.sum() or ""))
    wrong += case.differs(said, "total", values.sum())
    wrong += case.differs(said, "most", values.max())
    wrong += case.differs(said, "share", values.max() / values.sum())
    if values.get(case.place(said)) != values.max():
        wrong.append(Difference(what="place", said=said.facts["place"], found=values.idxmax()))
    return wrong


@check("answer.rate", "answer.rate_all_clear")
def all_rates(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("rate", case.level, case.category, case.period)
    assert table is not None
    verdicts = table["verdict"].where(table["status"] == "shown").replace("", pd.NA).dropna()
    return _by_verdict(case, said, verdicts, {"higher", "lower", "similar"})


@check("answer.share")
def all_shares(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("share", case.level, case.category, case.period)
    assert table is not None
    shown = table[table["status"] == "shown"]
    wrong = list(case.differs(said, "share", shown["whole"].iloc[0]))
    return wrong + _by_verdict(case, said, shown["verdict"], {"higher", "lower"})


@check("answer.change")
def all_changes(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("change", case.level, case.category, case.period)
    assert table is not None
    found = table.loc[table["status"] == "shown", "direction"]
    named = found.map({UP: "up", DOWN: "down", UNCLEAR: "unclear"})
    return _by_verdict(case, said, named, {"up", "down", "unclear"})


def _by_verdict(case: Case, said: Said, verdicts: pd.Series, names: set[str]) -> list[Difference]:
    wrong = list(case.differs(said, "areas", len(verdicts)))
    for name in sorted(names & said.facts.keys()):
        n, words = int((verdicts == name).sum()), said.facts[name]
        if not (words == case.text("number.none") and n == 0) and not agrees(words, n):
            wrong.append(Difference(what=name, said=words, found=str(n)))
    return wrong


@check("answer.smoothed")
def all_smoothed(case: Case, said: Said) -> list[Difference]:
    slow = case.slow
    table = slow.measure("smoothed", case.level, case.category, case.period)
    values = table["value"].dropna()
    wrong = [*case.differs(said, "most", values.max()), *case.differs(said, "least", values.min())]
    for name, end in (("highest", values.idxmax()), ("lowest", values.idxmin())):
        if case.place(said, name) != end:
            wrong.append(Difference(what=name, said=said.facts[name], found=slow.name(end)))
    return wrong


@check("map.without_value")
def without_value(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure(case.measure, case.level, case.category, case.period)
    if table is None:
        return []
    return list(case.differs(said, "n", int((table["status"] != "shown").sum())))


@check("caveat.hidden", "caveat.hidden_whole")
def hidden(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure(case.measure, case.level, case.category, case.period)
    if table is None:
        return []
    return list(case.differs(said, "n", int((table["status"] == "hidden").sum())))


@check("mine.residents")
def residents(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", case.slow.residents(case.places[0])))


@check("mine.no_rates")
def too_few(case: Case, said: Said) -> list[Difference]:
    people = case.slow.residents(case.places[0])
    wrong = list(case.differs(said, "n", people))
    return wrong + _claim("residents", said.words, str(people) if people >= 500 else "")


@check("mine.above", "mine.below", "mine.alike")
def beside_the_whole(case: Case, said: Said) -> list[Difference]:
    wanted = {"mine.above": "higher", "mine.below": "lower", "mine.alike": "similar"}[said.key]
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


@check("caveat.some_months", "caveat.no_figures")
def areas_without(case: Case, said: Said) -> list[Difference]:
    slow = case.slow
    areas = list((slow.wards if case.level == "ward" else slow.lsoas).index)
    have = {a: [month for month in case.period if slow.have(a, month)] for a in areas}
    somewhere = set().union(*have.values())
    some = sum(0 < len(months) < len(somewhere) for months in have.values())
    none = sum(not months for months in have.values())
    return list(case.differs(said, "areas", none if said.key == "caveat.no_figures" else some))


@check("answer.change_fewer_months")
def fewer_months(case: Case, said: Said) -> list[Difference]:
    lengths = _compared_months(case)
    fewer = sum(0 < len(months) < max(map(len, lengths.values())) for months in lengths.values())
    return list(case.differs(said, "areas", fewer))


@check("caveat.change_months")
def change_months(case: Case, said: Said) -> list[Difference]:
    months = sorted(set().union(*_compared_months(case).values()))
    named = case.notes.months_in(said.facts["months"])
    if {months[0], months[-1]} <= set(named) <= set(months):
        return []
    return [Difference(what="months", said=said.facts["months"], found=", ".join(months))]


def _compared_months(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the months that each area of the level compares."""
    slow = case.slow
    parts = {
        str(area): slow.selections(str(area), case.period)
        for area in (slow.wards if case.level == "ward" else slow.lsoas).index
    }
    return {area: found[0].months if found else () for area, found in parts.items()}


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


@check("residents.best_fit")
def lsoas_of_a_ward(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(case.slow.lsoas_of(case.places[0]))))


@check("wards.by_look_up")
def lsoas_in_wards(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(case.slow.lsoas)))
