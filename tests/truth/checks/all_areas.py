"""What the map says of all areas: the answer above it, and the caveats below."""

from collections.abc import Sequence

import pandas as pd

from tests.truth.checks.case import Case, Difference, check, claim
from tests.truth.collect import Said, agrees
from tests.truth.formulas import ALIKE, FEW, UNCLEAR
from tests.truth.slow_path import SEEN

# How the facts of a sentence call a verdict.
SHORT = {ALIKE: "unclear", UNCLEAR: "unclear", FEW: "few"}


@check("answer.count", "answer.count_none")
def all_counts(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("count", case.level, case.category, case.period)
    assert table is not None
    values = table["value"].dropna()
    wrong = list(case.differs(said, "areas", len(values)))
    if said.key == "answer.count_none":
        return wrong + claim("total", "none", str(values.sum() or ""))
    wrong += case.differs(said, "total", values.sum())
    wrong += case.differs(said, "most", values.max())
    wrong += case.differs(said, "share", values.max() / values.sum())
    if values.get(case.place(said)) != values.max():
        wrong.append(Difference(what="place", said=said.facts["place"], found=values.idxmax()))
    return wrong


@check("answer.rate", "answer.rate_few", "answer.rate_all_clear")
def all_rates(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("rate", case.level, case.category, case.period)
    assert table is not None
    verdicts = table["verdict"].replace("", pd.NA).dropna().replace(SHORT)
    return _by_verdict(case, said, verdicts, {"higher", "lower", "unclear", "few"})


@check("answer.share")
def all_shares(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("share", case.level, case.category, case.period)
    assert table is not None
    shown = table[table["status"] == "shown"]
    wrong = list(case.differs(said, "share", shown["whole"].iloc[0]))
    return wrong + _by_verdict(case, said, shown["verdict"], {"higher", "lower"})


@check("answer.change", "answer.change_few")
def all_changes(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("change", case.level, case.category, case.period)
    assert table is not None
    found = table.loc[table["status"] == "shown", "direction"]
    return _by_verdict(case, said, found.replace(SHORT), {"up", "down", "unclear", "few"})


@check("answer.visible_change", "answer.visible_change_more", "answer.visible_change_none")
def visible_changes(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("change", case.level, case.category, case.period)
    unclear = table[(table["direction"] == UNCLEAR) & (table["status"] == "shown")]
    middle = {"fall": -unclear["visible_fall"].median(), "rise": unclear["visible_rise"].median()}
    told = [
        difference for name in said.facts for difference in case.differs(said, name, middle[name])
    ]
    untold = [name for name in middle if name not in said.facts and not pd.isna(middle[name])]
    return [
        *told,
        *(Difference(what=name, said="none", found=str(middle[name])) for name in untold),
    ]


@check("answer.visible_rate", "answer.visible_rate_more", "answer.visible_rate_none")
def visible_rates(case: Case, said: Said) -> list[Difference]:
    table = case.slow.measure("rate", case.level, case.category, case.period)
    return _middle_one(case, said, table, ("visible_lower", "visible_higher"))


@check("answer.visible_share", "answer.visible_share_more", "answer.visible_share_none")
def visible_shares(case: Case, said: Said) -> list[Difference]:
    """Of the map's measure: a share of incidents or of answers."""
    measures = ("share", "perceived") if case.slow.area.survey else ("share",)
    found = [
        _middle_one(case, said, table, SEEN)
        for measure in measures
        if (table := case.slow.measure(measure, case.level, case.category, case.period)) is not None
    ]
    return min(found, key=len)


def _middle_one(
    case: Case, said: Said, table: pd.DataFrame, columns: Sequence[str]
) -> list[Difference]:
    """Compare the sentence with the median of the areas without a clear difference."""
    unclear = table[table["verdict"] == ALIKE]
    middle = dict(zip(("lower", "higher"), unclear[list(columns)].median(), strict=True))
    told = [one for name in said.facts for one in case.differs(said, name, middle[name])]
    untold = [name for name in middle if name not in said.facts and not pd.isna(middle[name])]
    return told + [
        Difference(what=name, said="none", found=f"{middle[name]:.3g}")
        for name in untold
        if not (said.key.endswith("_none") and name == "lower")
    ]


@check("answer.real_spread")
def real_spread(case: Case, said: Said) -> list[Difference]:
    """One minus the sum of what noise lets expect, divided by the sum of the squares."""
    slow, level = case.slow, case.level
    months = [m for m in case.period if any(m in have for have in slow.published.values())]
    own, squares, expected = slow.noise(level, case.category, len(months)), 0.0, 0.0
    table = slow.differs(level, case.category, months)["count"].dropna()
    years = {area: slow.person_years(str(area), months) for area in table.index}
    based = {str(area): n for area, n in table.items() if years[area] > 0}
    total, base = sum(based.values()), sum(years[area] for area in based)
    for area, n in based.items():
        e = total * years[area] / base
        squares += (n - e) ** 2 / e
        expected += (own.phi + own.level * e) * (1 - e / total)
    return list(case.differs(said, "share", max(1 - expected / squares, 0)))


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
    return {
        area: slow.of_choice(found[0], case.category).months if found else ()
        for area, found in parts.items()
    }
